/** What the tests of docs/scale have in common: the files, a small plan, and what it comes to. */
import { mkdtemp, readFile, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { choicesOf } from '../../src/commands/compare.ts'
import { tokenise } from '../../src/commands/grammar/tokenise.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { compareValues } from './compare-values.ts'
import { toolsIn } from './engines/tools.ts'
import { gatelab } from './program.ts'
import { timelessIn } from './timeless.ts'

/** A file of docs/scale. */
export const scaleFile = (name: string): Promise<string> =>
  readFile(new URL(`../../docs/scale/${name}`, import.meta.url), 'utf8')

/** 24 runs in 12 pairs: 8 runs for each of 3 shards. */
export const LINE =
  'adding --length 6,9 --forget-bias 0,chrono --hidden 5 --batch 6 --steps 60 --eval-every 20 --seeds 3'
export const SHARDS = 3

/** Puts other values in the place of a file's own, each of which stands there once. */
export function changed(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((now, [from, to]) => {
    expect(now.split(from), from).toHaveLength(2)
    return now.replace(from, () => to)
  }, text)
}
export const lineOf = (text: string): string =>
  /^ *LINE(?:: |='?)(adding .*?)'?$/m.exec(text)?.[1] ?? ''

export interface Place {
  /** A new folder for each test. */
  folder: string
  /** Where the program and an engine's tools are found. */
  path: string
  /** The report of one machine. */
  whole: unknown
}

/** Where each test of a file runs its engine. */
export function aPlace(): Place {
  const place: Place = { folder: '', path: '', whole: null }
  beforeAll(async () => {
    const alone = await gatelab(['compare', ...LINE.split(' '), '--json'])
    expect(alone.code).toBe(0)
    place.whole = timelessIn(alone.stdout)
  })
  beforeEach(async () => {
    place.folder = await mkdtemp(join(tmpdir(), 'gatelab scale-'))
    place.path = await toolsIn(join(place.folder, 'tools'))
  })
  afterEach(() => rm(place.folder, { recursive: true }))
  return place
}

export const linesOf = async (...names: string[]): Promise<string[]> =>
  (await readFile(join(...names), 'utf8')).split('\n')
export const shardFile = (shard: number): string => `results-${shard}-of-${SHARDS}.jsonl`
export const lockFile = (shard: number): string => `.${shardFile(shard)}.lock`
/** As if whoever holds the lock had given no sign of life for long. */
export const silent = (lock: string): Promise<void> =>
  utimes(lock, Date.now() / 1000 - 300, Date.now() / 1000 - 300)

/** Two results whole, and a third of which the rest is missing. */
export function expectCutShort(lines: readonly string[]): void {
  expect(lines).toHaveLength(3)
  for (const line of lines.slice(0, 2)) expect(JSON.parse(line).schema).toBe('gatelab.run/1')
  expect(lines[2]).toMatch(/^\{"schema"/)
  expect(() => JSON.parse(lines[2])).toThrow()
}
/** Its eight results; the two that were there before are as they were, not made again. */
export function expectGoneOn(lines: readonly string[], before: readonly string[]): void {
  expect(lines).toHaveLength(8 + 1)
  expect(lines.slice(0, 2)).toEqual(before.slice(0, 2))
}

export function saysItsLineOnce(text: string): void {
  it('says its line once, and the program takes it', () => {
    const line = lineOf(text)
    expect(text.split(line)).toHaveLength(2)
    expect(text.split('compare $LINE ')).toHaveLength(2)
    const values = compareValues(tokenise(`compare ${line}`)[0].tokens.map((token) => token.text))
    expect(resolveSpec(choicesOf(values)).seeds).toHaveLength(10)
  })
}
