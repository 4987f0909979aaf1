import { describe, expect, it } from 'vitest'
import { textbook } from '../../src/engine/reference/index.ts'
import type { Cell } from '../../src/engine/types.ts'
import { alphabetOf } from '../../src/tasks/from-files/alphabet.ts'
import { carriedText } from '../../src/user-data/carried-texts.ts'
import { context } from '../../src/workbench/probes/context.ts'
import { weightsJob } from '../../src/workbench/workers/shared-jobs.ts'
import { refused } from '../support/refused.ts'
import { smallBench, trained } from '../support/small-bench.ts'

const T = 4

describe('context', () => {
  it('is what the float64 reference says of each character behind k others', async () => {
    const bench = smallBench({ task: 'sonnets', length: T, hidden: 3 })
    await trained(bench, { steps: 5 })
    const found = await context.answer(bench, {}, 'context')
    const content = carriedText('sonnets')
    const { symbols: V, symbolOf } = alphabetOf(content)
    const codes = Array.from(content.ranks, (rank) => symbolOf[rank])
    // Held-out characters with T others of that part before them, and T − 1 behind.
    const places = codes.map((_, n) => n).slice(content.split + T, codes.length - T + 1)
    const B = places.length
    expect(found).toMatchObject({ characters: B, length: T, symbols: V })
    for (const cell of ['rnn', 'lstm'] as const satisfies readonly Cell[]) {
      const weights = await bench.ask(cell, weightsJob, bench.subject(cell))
      const sizes = { cell, input: V, hidden: 3, output: V }
      for (let k = 1; k <= T; k++) {
        const x = new Float32Array(k * B * V)
        const y = new Float32Array(B * V)
        for (const [b, place] of places.entries()) {
          for (let t = 0; t < k; t++) x[(t * B + b) * V + codes[place - k + t]] = 1
          y[b * V + codes[place]] = 1
        }
        const shape = { T: k, B, L: 1, loss: 'cross-entropy', operations: [] } as const
        const { loss } = textbook({ sizes, weights, x, y, ...shape })
        expect(found.cells[cell]?.bits[k - 1]).toBeCloseTo(loss / Math.LN2, 5)
      }
    }
  })

  it('says from how many characters on more are of little use', async () => {
    const bench = smallBench({ task: 'sonnets', length: 10, cells: ['lstm'] })
    await trained(bench, { steps: 60 })
    const { bits = [], reach = 0 } = (await context.answer(bench, {}, 'context')).cells.lstm ?? {}
    const near = (k: number) => Math.abs(bits[k - 1] - bits[9]) <= 0.02
    expect(Array.from({ length: 11 - reach }, (_, n) => near(reach + n))).not.toContain(false)
    expect(reach === 1 || !near(reach - 1)).toBe(true)
  })

  it('is refused where there is no text, or too little of it', async () => {
    const adding = smallBench()
    expect(await refused(() => context.answer(adding, {}, 'context'))).toEqual({
      code: 'text-needed',
      details: { task: 'adding' },
    })
    const long = smallBench({ task: 'sonnets', length: 2000 })
    expect(await refused(() => context.answer(long, {}, 'context'))).toEqual({
      code: 'text-context-too-long',
      details: { length: 2000 },
    })
  })
})
