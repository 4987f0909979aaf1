/** What is odd in a file of data or of text. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { understoodOf } from '../../../src/inspection/given-data/summarize-data.ts'
import type { UnderstoodText } from '../../../src/results/summary-of-data.ts'
import { resolveSpec } from '../../../src/training/setup/resolve-spec.ts'
import { seededNumbers } from '../../support/stacks.ts'
import { sharedFolder, writerTo } from '../../support/temporary-folder.ts'
import { codes, fixture, ofFile, table, textsIn, upDown } from '../../support/understood.ts'

const folder = sharedFolder()
const written = writerTo(folder)
const ofText = textsIn(folder)

it('inputs far from −1 to 1, or next to nothing', () => {
  expect(ofFile(fixture('air_raw.jsonl')).odd).toEqual([
    { what: 'inputs-far', count: 1, names: [1], min: 105, max: 522 },
    { what: 'answers-far', count: 1, names: [1], min: 138, max: 522 },
  ])
  expect(codes(ofText(table(upDown, { x: (n, t) => (n + t) / 1e5 })))).toContain('inputs-tiny')
  expect(codes(ofText(table(upDown)))).toEqual([])
})

it('a class nearly all, a class that comes once, constant inputs, repeated sequences', () => {
  const one = ofText(
    table((n) => (n === 3 || n === 4 ? 'rare' : n === 5 ? 'once' : 'common'), { count: 40 }),
  )
  expect(one.odd).toEqual([
    { what: 'one-class', label: 'common', share: 37 / 40 },
    { what: 'class-once', count: 1, names: ['once'] },
  ])
  const again = ofText(table((n) => (n === 11 ? 'down' : upDown(n)), { x: (n) => (n % 6) / 6 }))
  expect(again.odd).toEqual([
    { what: 'contradictions', count: 1 },
    { what: 'duplicates', count: 5 },
  ])
  expect(codes(ofText(table(upDown, { x: () => 0.5 })))).toContain('inputs-constant')
})

let files = 0
const ofWords = (text: string, symbols?: number) => {
  const path = written(`${files++}.txt`, text)
  return understoodOf(
    resolveSpec({ task: 'text', length: 5, symbols, file: { form: 'text', path } }),
  ) as UnderstoodText
}

/** How many characters of the held-out end never come before it. */
function neverBefore(text: string, { heldOut }: UnderstoodText): number {
  const all = [...text]
  const trained = new Set(all.slice(0, -heldOut.characters))
  return all.slice(-heldOut.characters).filter((one) => !trained.has(one)).length
}

it('of a text: a last tenth unlike the rest, and how much became one symbol', () => {
  const prose = readFileSync(
    fileURLToPath(new URL('../../../README.md', import.meta.url)),
    'utf8',
  ).slice(0, 9000)
  expect(codes(ofWords('the quick brown fox jumps over the lazy dog. '.repeat(200)))).toEqual([])
  expect(codes(ofWords(`${prose}${'0123456789'.repeat(100)}`))).toContain('last-tenth')
  const few = ofWords(prose, 10)
  expect(few.symbols).toBe(11)
  const counted = [...prose].filter((one) => !few10(prose).includes(one)).length
  expect(few.rest.characters).toBe(counted)
  expect(few.odd).toContainEqual({
    what: 'rest',
    count: counted,
    share: counted / [...prose].length,
    untrained: neverBefore(prose, few),
  })
})

it('of a large alphabet each tenth has characters of its own; other ones are said', () => {
  const draw = seededNumbers(5)
  const character = (size: number) => String.fromCodePoint(0x4e00 + Math.floor(size))
  // Alike throughout: of thousands of characters, the rarer ones come once or twice.
  const han = Array.from(draw(6000), (value) => character(Math.abs(value) ** 3 * 5000)).join('')
  const alike = ofWords(han)
  expect(neverBefore(han, alike) / 600).toBeGreaterThan(0.01)
  expect(codes(alike)).not.toContain('last-tenth')
  const text = `${'abcd efgh '.repeat(400)}${'zyxw vuts '.repeat(44)}`
  const other = ofWords(text)
  const untrained = neverBefore(text, other)
  expect(codes(other)).toContain('last-tenth')
  expect(other.odd).toContainEqual({
    ...{ what: 'rest', count: untrained, share: untrained / text.length, untrained },
  })
})

/** The ten most frequent characters of the first nine tenths, counted anew. */
function few10(text: string): string[] {
  const characters = [...text]
  const counts = new Map<string, number>()
  const split = characters.length - Math.floor(characters.length / 10)
  for (const one of characters.slice(0, split)) counts.set(one, (counts.get(one) ?? 0) + 1)
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
    .slice(0, 10)
    .map(([one]) => one)
}
