/** Gates in characters. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GateLook } from '../../../src/results/report.ts'
import { view as english } from '../../../src/text/en/view.ts'
import { view as chinese } from '../../../src/text/zh-CN/view.ts'
import { gatesSentence } from '../../../src/view/shared/gates.ts'
import { textOf, widthOfLine } from '../../../src/view/shared/spans.ts'
import { gatesKey, gatesPanel } from '../../../src/view/terminal/gates.ts'

const RAMP = ' .:-=+*#%@'
const options = { width: 60, height: 16, colors: 'none' as const, text: english }
const T = 20
const flat = (value: number) => ({
  mean: new Array<number>(T).fill(value),
  deviation: new Array<number>(T).fill(0.1),
})
const look = (changes: Partial<GateLook> = {}): GateLook => ({
  marks: [4, 15],
  of: { f: flat(1), i: flat(0), o: flat(0.5) },
  halfLife: [20, 2, null, 0.1],
  ...changes,
})
const linesOf = (given: GateLook, changes: Partial<typeof options> = {}) =>
  gatesPanel(given, { ...options, ...changes }).map(textOf)

describe('the strips', () => {
  it('name f, i and o, each with its spread below where there is room', () => {
    const heads = (height: number) => linesOf(look(), { height }).map((one) => one.slice(0, 5))
    expect(heads(16).slice(0, 6)).toEqual(['   f│', '   ±│', '   i│', '   ±│', '   o│', '   ±│'])
    expect(heads(8).slice(0, 4)).toEqual(['   f│', '   i│', '   o│', '    └'])
  })

  it('show a value as its sign between 0 and 1', () => {
    const [f, , , , o] = linesOf(look())
    expect(new Set(f.slice(5))).toEqual(new Set('@'))
    expect(new Set(o.slice(5))).toEqual(new Set(RAMP[Math.round(0.5 * 9)]))
  })

  it('keep one step that differs, however many share a column', () => {
    const mean = Array.from({ length: 500 }, (_, t) => (t === 321 ? 1 : 0.1))
    const rare = look({ marks: [], of: { i: { mean, deviation: mean } } })
    const [line] = linesOf(rare)
    const columns = 60 - 5
    expect(line.indexOf('@') - 5).toBe(Math.floor((321 * columns) / 500))
  })

  it('have ▲ below the cue steps', () => {
    const [f] = linesOf(look())
    const axis = linesOf(look())[6]
    const each = (f.length - 5) / T
    const places = [...axis].flatMap((sign, at) => (sign === '▲' ? [at - 5] : []))
    expect(places).toEqual([4, 15].map((t) => Math.floor((t - 0.5) * each)))
  })
})

describe('half-lives', () => {
  it('stand from the longest down, on a log axis with a line at the length', () => {
    const lines = linesOf(look(), { width: 80 })
    const bars = lines.slice(7, -1).map((line) => line.padEnd(80))
    const heightAt = (column: number) =>
      bars.reduce((sum, line) => sum + ' ▁▂▃▄▅▆▇█'.indexOf(line[5 + column].replace('┄', ' ')), 0)
    const each = Math.floor((80 - 5) / 4)
    const part = (steps: number) => Math.log(steps / 0.3) / Math.log((10 * T) / 0.3)
    const heights = [0, 1, 2].map((k) => heightAt(k * each + 1))
    expect(heights[0]).toBe(8 * bars.length)
    expect(heights[1]).toBe(Math.round(8 * bars.length * part(20)))
    expect(heights[2]).toBe(Math.round(8 * bars.length * part(2)))
    // The last unit forgets at once: no bar, and the line of T = 20 goes on there.
    const marked = bars.filter((line) => line.startsWith('  20┤'))
    expect(marked).toHaveLength(1)
    expect(marked[0].slice(5 + 3 * each).trimEnd()).toMatch(/^┄+$/)
  })

  it('are said below: ∞ for a gate that is always 1', () => {
    expect(linesOf(look()).at(-1)).toContain('4 units by half-life: ∞ … 0.1 steps')
  })
})

it('an RNN has a chart of its tanh’s slope instead, between 0 and 1', () => {
  const rnn: GateLook = { marks: [], of: { slope: flat(0.95) } }
  const lines = linesOf(rnn)
  expect(lines[0]).toMatch(/^1\.0┤/)
  expect(lines.at(-1)).toContain('t = 1')
  expect(textOf(gatesKey(rnn, options))).toBe(english.gates.slopeKey)
})

describe.each([
  ['en', english],
  ['zh-CN', chinese],
] as const)('in %s', (_, text) => {
  it('has exactly the size asked for, whatever is drawn', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    const curve = (T: number) =>
      fc.record({
        mean: fc.array(part, { minLength: T, maxLength: T }),
        deviation: fc.array(part, { minLength: T, maxLength: T }),
      })
    const any = fc.integer({ min: 1, max: 90 }).chain((T) =>
      fc.record({
        marks: fc.uniqueArray(fc.integer({ min: 1, max: T }), { maxLength: 4 }),
        of: fc.oneof(
          fc.record({ f: curve(T), i: curve(T), o: curve(T) }),
          fc.record({ z: curve(T), r: curve(T) }),
          fc.record({ slope: curve(T) }),
        ),
        halfLife: fc.array(fc.option(fc.double({ min: 1e-3, max: 1e9, noNaN: true })), {
          minLength: 1,
          maxLength: 200,
        }),
      }),
    )
    const colors = fc.constantFrom('none', '16', '256', 'truecolor')
    const size = fc.record({
      width: fc.integer({ min: 12, max: 120 }),
      height: fc.integer({ min: 1, max: 30 }),
      colors,
    })
    fc.assert(
      fc.property(any, size, (given, { width, height, colors }) => {
        const lines = gatesPanel(given as GateLook, { width, height, colors, text })
        expect(lines).toHaveLength(height)
        for (const line of lines) expect(widthOfLine(line)).toBeLessThanOrEqual(width)
        const key = gatesKey(given as GateLook, { width: 39, height, colors, text })
        expect(widthOfLine(key)).toBeLessThanOrEqual(39)
      }),
    )
  })

  it('says how open they are and how many units keep', () => {
    const said = gatesSentence('LSTM', look(), text)
    for (const part of ['f 1 ± 0.1', 'i 0 ± 0.1', 'o 0.5 ± 0.1', '20', '2', '4'])
      expect(said).toContain(part)
    expect(gatesSentence('RNN', { marks: [], of: { slope: flat(0.6) } }, text)).toContain(
      '0.6 ± 0.1',
    )
    expect(gatesSentence('LSTM', undefined, text)).toBe(text.end(text.gates.unmeasured))
  })
})
