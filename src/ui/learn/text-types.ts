/** The words of the lessons' screens. */
export type { Text } from '../../text/index.ts'
