/** Curves and profiles that are kept as text are those that reading every number would give. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { checkedLine } from '../../../src/experiments/store/line-store.ts'
import { lineReader, whole } from '../../../src/experiments/store/results-line.ts'
import { numbersIn } from '../../../src/experiments/store/stored-numbers.ts'
import { jsonPieces } from '../../../src/io/json-pieces.ts'
import { newFolder, reportOf, smallDesign } from '../../support/studies.ts'

let lines: string[] = []
beforeAll(async () => {
  const directory = await newFolder()
  await reportOf(smallDesign(), { results: { directory, resume: false } })
  lines = (await readFile(join(directory, 'results.jsonl'), 'utf8')).split('\n').slice(0, -1)
})

/** Number by number, as any JSON of that schema. */
const plainly = (text: string) => checkedLine(whole, text, { depth: 16, parts: 1e6 })
const written = (value: unknown) => Buffer.concat([...jsonPieces(value)]).toString('utf8')

/** Both ways come to the same: the same line and the same document, or no line. */
function bothWays(text: string, bytes: Uint8Array = Buffer.from(text)) {
  const [found, expected] = [lineReader(false)(text, bytes), plainly(text)]
  expect('line' in found, text).toBe('line' in expected)
  if (!('line' in found && 'line' in expected)) return false
  expect(found.line).toEqual(expected.line)
  // As text, in which a zero has no sign.
  const again = JSON.stringify(JSON.parse(written(found.line.run)))
  expect(again).toBe(JSON.stringify(expected.line.run))
  return true
}

describe('lines of this program', () => {
  it('are known by their form, and come to the same runs', () => {
    for (const line of lines) {
      expect(numbersIn(line)).not.toBeNull()
      expect(bothWays(line)).toBe(true)
    }
  })

  it('are written again as they stood, whatever was read of them in between', () => {
    const [line] = lines
    const found = lineReader(false)(line)
    if (!('line' in found)) throw new Error('not read')
    const before = written(found.line.run)
    expect(found.line.run.curve.step[0]).toBe(0)
    expect({ ...found.line.run }).toEqual(JSON.parse(before))
    expect(written(found.line.run)).toBe(before)
    expect(line).toContain(before.slice(before.indexOf('"curve"'), before.indexOf('"digest"')))
  })

  it('are the same where their bytes are more than their characters, or not at hand', () => {
    const longer = lines[0].replace('"command":"', '"command":"滞后 ')
    expect(longer).not.toBe(lines[0])
    expect(bothWays(longer)).toBe(true)
    expect(bothWays(lines[0], new Uint8Array())).toBe(true)
    // A byte that begins no character is read as one; then each stands at its own place.
    const bytes = Buffer.from(lines[0].replace('"command":"', '"command":"?'))
    bytes[bytes.indexOf(63)] = 0xff
    expect(bothWays(bytes.toString('utf8'), bytes)).toBe(true)
  })

  it('keep the number of evaluations of a thinned run', () => {
    const thinned = lines[0].replace(
      /(,"evaluations":\d+)?,"gradient":/,
      ',"evaluations":4097,"gradient":',
    )
    expect(numbersIn(thinned)).not.toBeNull()
    for (const lean of [true, false]) {
      const found = lineReader(lean)(thinned)
      expect('line' in found && found.line.run.evaluations).toBe(4097)
    }
    expect(bothWays(thinned)).toBe(true)
  })
})

describe('other lines', () => {
  it.each([
    ['spaces', (line: string) => line.replace('"loss":[', '"loss": [ ')],
    [
      'another order',
      (line: string) => line.replace(/("loss":\[.*?\]),("metric":\[.*?\])/, '$2,$1'),
    ],
    ['a capital E', (line: string) => line.replace('"loss":[', '"loss":[1E2,')],
    ['a large exponent', (line: string) => line.replace('"loss":[', '"loss":[1e307,')],
    ['a small one', (line: string) => line.replace('"loss":[', '"loss":[5e-324,1e-400,')],
  ])('with %s are read, too', (_, change) => {
    for (const line of lines) {
      expect(change(line)).not.toBe(line)
      expect(bothWays(change(line))).toBe(true)
    }
  })

  it.each([
    ['a number beyond float64', (line: string) => line.replace('"loss":[', '"loss":[1e309,')],
    ['many digits', (line: string) => line.replace('"loss":[', `"loss":[1${'0'.repeat(309)},`)],
    ['half a step', (line: string) => line.replace('"step":[0', '"step":[0.5')],
    ['a step below zero', (line: string) => line.replace('"step":[0', '"step":[-1')],
    ['a leading zero', (line: string) => line.replace('"step":[0', '"step":[00')],
    ['no number', (line: string) => line.replace('"loss":[', '"loss":[NaN,')],
    ['a comma too many', (line: string) => line.replace('],"metric"', ',],"metric"')],
    ['curves twice', (line: string) => line.replace('],"digest"', '],"curve":{},"digest"')],
    ['profiles twice', (line: string) => line.replace(/,"run":\{/, '$&"gradient":[],')],
  ])('with %s are refused, lean or not', (_, change) => {
    const line = change(lines[0])
    expect(line).not.toBe(lines[0])
    expect(bothWays(line)).toBe(false)
    expect('problem' in lineReader(true)(line)).toBe(true)
  })

  it('with one character changed anywhere come to what JSON says', () => {
    const { below } = random(5, 'guesses')
    const characters = '0123456789-+.eE,[]{}":nul \\t'
    let read = 0
    for (let n = 0; n < 600; n++) {
      const line = lines[n % lines.length]
      const { from, to } = numbersIn(line) ?? { from: 0, to: 0 }
      const at = from + below(to - from)
      const other = characters[below(characters.length)]
      if (bothWays(line.slice(0, at) + other + line.slice(at + 1))) read++
    }
    expect(read).toBeGreaterThan(50)
  })
})
