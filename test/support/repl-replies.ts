/** The lab as a whole program, off a terminal: what it answers to lines. */
import { expect } from 'vitest'
import { gatelab } from './program.ts'

export const SMALL = 'task adding --length 8 --hidden 3 --batch 2 --eval-every 5 --seed 3'
// biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that is looked for
export const ESCAPE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/
export const CHINESE = /\p{Script=Han}/u

// biome-ignore lint/suspicious/noExplicitAny: JSON as it comes; each test says what it wants of it
export type Json = any
interface Reply {
  readonly line: string
  readonly number: number
  readonly command: string | null
  readonly ok: boolean
  readonly result: Json
  readonly error: Json
}
export const repliesIn = (stdout: string): Reply[] => {
  expect(stdout.endsWith('\n') || stdout === '').toBe(true)
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** The replies to lines that all go well, in a folder; and the last of them. */
export function answersIn(folder: string) {
  const replies = async (...lines: string[]): Promise<Reply[]> => {
    const { code, stdout, stderr } = await gatelab(
      ['repl', '--json'],
      {},
      { input: lines.join('\n'), cwd: folder },
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return repliesIn(stdout)
  }
  const lastOf = async (...lines: string[]): Promise<Json> =>
    (await replies(...lines)).at(-1)?.result
  return { replies, lastOf }
}
