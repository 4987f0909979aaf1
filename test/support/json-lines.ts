/** JSON lines of sequences, good ones. */
import type { DataContent } from '../../src/tasks/shared/file-content.ts'
import { understand } from '../../src/user-data/read-content.ts'

export const read = (text: string) =>
  understand('data', 'my.jsonl', Buffer.from(text)) as DataContent
/** Ten lines, each made from its number. */
export const ten = (line: (n: number) => string) =>
  Array.from({ length: 10 }, (_, n) => line(n)).join('\n')
export const good = (n: number) => `{"x": [[${n}, 1], [${n}, 2]], "y": "${n % 2 ? 'odd' : 'even'}"}`
