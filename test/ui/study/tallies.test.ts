import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunId } from '../../../src/results/events.ts'
import { Tallies } from '../../../src/ui/study/tallies.ts'

const CELLS = ['rnn', 'lstm'] as const
const run = (point: number, cell: 'rnn' | 'lstm', seed = 1): RunId => ({
  index: 2 * point + CELLS.indexOf(cell),
  point,
  cell,
  seed,
  hidden: 3,
})
/** More than one page of them. */
const POINTS = 1500
const ALL = Array.from({ length: POINTS }, (_, point) =>
  CELLS.flatMap((cell) => [1, 2].map((seed) => run(point, cell, seed))),
).flat()

describe('tallies', () => {
  it('count what is through at each place and in all, as a list of it would', () => {
    const ended = fc.array(
      fc.record({
        point: fc.nat({ max: POINTS - 1 }),
        cell: fc.constantFrom(...CELLS),
        solved: fc.boolean(),
      }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(ended, (through) => {
        const tallies = through.reduce(
          (before, { point, cell, solved }) => before.with(run(point, cell), solved),
          Tallies.of(CELLS, POINTS, ALL),
        )
        for (const cell of CELLS) {
          const own = through.filter((one) => one.cell === cell)
          const solved = own.filter((one) => one.solved).length
          expect(tallies.sum(cell)).toEqual({ solved, ended: own.length, of: 2 * POINTS })
          for (const { point } of own) {
            const here = own.filter((one) => one.point === point)
            expect(tallies.at(point, cell)).toEqual({
              solved: here.filter((one) => one.solved).length,
              ended: here.length,
              of: 2,
            })
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('before stay as they were, and share with those after it all but a page', () => {
    const before = Tallies.of(CELLS, POINTS, ALL).with(run(1400, 'rnn'), true)
    const after = before.with(run(0, 'lstm'), false)
    expect(before.at(0, 'lstm')).toEqual({ solved: 0, ended: 0, of: 2 })
    expect(after.at(0, 'lstm')).toEqual({ solved: 0, ended: 1, of: 2 })
    const pages = (of: Tallies) => Reflect.get(of, 'pages') as readonly unknown[]
    expect(pages(after).at(-1)).toBe(pages(before).at(-1))
  })

  it('have no place where nothing is planned', () => {
    const part = Tallies.of(CELLS, POINTS, [run(3, 'lstm')])
    expect([part.at(3, 'lstm')?.of, part.at(3, 'rnn'), part.at(9, 'lstm')]).toEqual([
      1,
      undefined,
      undefined,
    ])
    expect(Tallies.none.at(0, 'rnn')).toBeUndefined()
    expect(Tallies.none.with(run(0, 'rnn'), true).sum('rnn').ended).toBe(0)
  })
})
