/** The words of the REPL's screen: all there are, since any command may be run there. */
export type { Text } from '../../text/index.ts'
