import { describe, expect, it } from 'vitest'
import type { ExampleSequence } from '../../../src/results/example.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { sequencePicture } from '../../../src/view/terminal/sequence-picture.ts'
import { textIn } from '../../support/texts.ts'

const plain = { cue: {}, quiet: {}, other: {}, nets: [{}, {}] }
const symbols = (letters: string): ExampleSequence => ({
  task: 'temporal-order',
  number: 1,
  seed: 1,
  length: letters.length,
  end: letters.length,
  marks: [...letters].flatMap((one, t) => (one === 'X' ? [t + 1] : [])),
  symbols: [...letters],
  x: null,
  channels: null,
  outputs: ['p', 'q'],
  loss: 'cross-entropy',
  asked: [{ t: letters.length, wanted: [0, 1] }],
})
const drawn = (sequence: ExampleSequence, width: number, answers: number[][] | null = null) =>
  sequencePicture(
    sequence,
    answers ? [{ name: 'RNN', step: 1, outputs: answers, loss: 1, right: null, of: null }] : [],
    textIn('en').view,
    width,
    plain,
  ).map(textOf)

describe('the picture of a sequence', () => {
  it('has ▼ above each cue and ▲ below the step that is asked, in every block', () => {
    const letters = `${'a'.repeat(7)}X${'b'.repeat(60)}X${'c'.repeat(20)}`
    const lines = drawn(symbols(letters), 60)
    const starts = lines.flatMap((one, n) => (one.startsWith('input') ? [n] : []))
    expect(starts).toHaveLength(2)
    for (const at of starts) {
      const columns = [...lines[at]].flatMap((one, n) => (one === 'X' ? [n] : []))
      const cues = [...lines[at - 2]].flatMap((one, n) => (one === '▼' ? [n] : []))
      expect(cues).toEqual(columns)
    }
    const last = starts[1]
    expect(lines[last + 1].indexOf('▲')).toBe(lines[last].trimEnd().length - 1)
    expect(lines[last + 1]).toContain('▲ q')
    const shown = starts.map((at) => lines[at].slice(8).trimEnd()).join('')
    expect(shown).toBe(letters)
  })

  it('leaves out blocks in which nothing happens, and says which', () => {
    const lines = drawn(symbols(`X${'a'.repeat(399)}`), 60)
    expect(lines.filter((one) => one.startsWith('input'))).toHaveLength(2)
    expect(lines).toContain('… t = 51 to 350: no cue, nothing new wanted …')
  })

  it('puts ≠ under answers that differ from what is wanted, and nowhere else', () => {
    const sequence = {
      ...symbols('abab'),
      asked: [1, 2, 4].map((t) => ({ t, wanted: t === 2 ? [1, 0] : [0, 1] })),
    }
    const said = [
      [0.1, 0.9],
      [0.2, 0.8],
      [0.4, 0.6],
    ]
    const lines = drawn(sequence, 60, said)
    expect(lines.map((one) => one.trimEnd())).toEqual([
      't       1',
      'input   a b a b',
      'wanted  q p   q',
      'RNN     q q   q',
      '          ≠',
    ])
  })

  it('draws numbers as bars from the least to the greatest', () => {
    const x = [[0], [0.5], [1]]
    const sequence = { ...symbols('aaX'), symbols: null, x, outputs: null, loss: 'mse' as const }
    const lines = drawn({ ...sequence, asked: [{ t: 3, wanted: [2] }] }, 40)
    expect(lines.find((one) => one.startsWith('x '))?.trimEnd()).toMatch(/^x +▁ [▄▅] █$/)
    expect(lines[0]).toMatch(/▼ 1$/)
  })

  it.each([20, 33, 60, 80, 140])('fits %i columns', (width) => {
    const wide = symbols('aX'.repeat(150))
    const long = { ...wide, symbols: wide.symbols?.map((_, t) => `a${t}`) ?? null }
    for (const one of [wide, long])
      for (const line of drawn(one, width))
        expect(widthOf(line.trimEnd())).toBeLessThanOrEqual(width)
  })
})
