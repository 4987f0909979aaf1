/**
 * Strings that would steer a terminal or hide in a text, and the built program run so that what it
 * says of them is looked through.
 */
import { join } from 'node:path'
import { expect } from 'vitest'
import { gatelab, type Outcome } from './program.ts'
import { sharedFolder } from './temporary-folder.ts'

/**
 * Code points that only steer: C0, DEL and C1, marks of direction, separators, zero widths, tags,
 * selectors, noted ones.
 */
const STEERING = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
] as const

export function signals(text: string): string[] {
  const found = Array.from(text, (one) => one.codePointAt(0) ?? 0).filter((code) =>
    STEERING.some(([from, to]) => code >= from && code <= to),
  )
  return [...new Set(found)].map((code) => `U+${code.toString(16)}`)
}

/** One of each kind, and a whole sequence in both spellings. A file system takes all of them. */
export const EVIL =
  'a\u001b[31mb\u009b2Jc\u202ed\u061ce\u200bf\u2028g\u2029h\ufeffi\u{e0041}j\u206ak\ufe0fl\u0085m\u007fn\u001b]0;o\u0007p'
/** The same where line ends mean something. */
export const EVIL_LINES = EVIL.replaceAll(/[\u2028\u2029\u0085]/g, '')
export const JSON_EVIL = JSON.stringify(EVIL)

const home = sharedFolder()
export const at = (name: string) => join(home, name)

export function expectClean({ stdout, stderr }: Outcome, what: string): void {
  expect(signals(stdout), `standard output: ${what}`).toEqual([])
  expect(signals(stderr), `standard error: ${what}`).toEqual([])
}

export const run = (args: readonly string[], env: Record<string, string> = {}, input?: string) =>
  gatelab(args, { XDG_STATE_HOME: at('state'), ...env }, { cwd: home, input })

let times = 0
/** In text, in either language by turns, and as JSON. */
export async function all(args: readonly string[], code: number | null = 2): Promise<Outcome> {
  const lang = times++ % 2 === 0 ? 'en' : 'zh-CN'
  const results = await Promise.all([run([...args, '--lang', lang]), run([...args, '--json'])])
  for (const [n, result] of results.entries()) {
    expectClean(result, JSON.stringify([...args, n]))
    if (code !== null) expect(result.code, result.stderr).toBe(code)
  }
  for (const line of results[1].stdout.split('\n').filter((one) => one !== '')) JSON.parse(line)
  return results[1]
}
