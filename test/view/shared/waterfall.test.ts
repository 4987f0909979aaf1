import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decadesOf, fieldsOf } from '../../../src/view/shared/waterfall.ts'

const norm = fc.option(fc.double({ min: -400, max: 12, noNaN: true }), { freq: 6 })
const profiles = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 }))
  .chain(([T, count]) =>
    fc.array(fc.array(norm, { minLength: T, maxLength: T }), {
      minLength: count,
      maxLength: count,
    }),
  )
const runOf = (all: (number | null)[][], every: number, name = 'RNN') => ({
  name,
  profiles: all.map((log10, n) => ({ step: n * every, log10 })),
})

describe('the scale', () => {
  it('has whole decades and holds every norm that float32 does not call zero', () => {
    fc.assert(
      fc.property(profiles, profiles, (a, b) => {
        const scale = decadesOf([runOf(a, 50), runOf(b, 20)])
        const norms = [...a, ...b].flat().filter((value) => value !== null)
        if (norms.length === 0) return expect(scale).toBeNull()
        if (!scale) throw new Error('no scale')
        expect([Number.isInteger(scale.lo), Number.isInteger(scale.hi)]).toEqual([true, true])
        expect(scale.hi).toBeGreaterThan(scale.lo)
        for (const value of norms) {
          expect(value).toBeLessThanOrEqual(scale.hi)
          if (10 ** value > 1.401298464324817e-45 / 2)
            expect(value).toBeGreaterThanOrEqual(scale.lo)
        }
      }),
    )
  })

  it('is one of both cells, as different as their falls are', () => {
    const fall = (decades: number) => Array.from({ length: 11 }, (_, t) => (t / 10 - 1) * decades)
    const scale = decadesOf([runOf([fall(37)], 1), runOf([fall(13)], 1, 'LSTM')])
    expect(scale).toEqual({ lo: -37, hi: 0 })
    const size = { rows: 1, columns: 11, last: 0 }
    const first = (decades: number) => fieldsOf(runOf([fall(decades)], 1), { lo: -37, hi: 0 }, size)
    expect(first(37)[0]?.[0]).toBe(0)
    expect(first(13)[0]?.[0]).toBeCloseTo(24 / 37, 12)
  })
})

describe('the fields', () => {
  it('show at each row the newest profile so far, and nothing after the last', () => {
    fc.assert(
      fc.property(
        profiles,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 3 }),
        (all, rows, more) => {
          const run = runOf(all, 10)
          const scale = { lo: -46, hi: 12 }
          const last = (all.length - 1 + more) * 10
          const columns = all[0].length
          const fields = fieldsOf(run, scale, { rows, columns, last })
          expect(fields).toHaveLength(rows)
          fields.forEach((fieldsOfRow, row) => {
            const step = rows > 1 ? (row / (rows - 1)) * last : last
            const index = Math.floor(step / 10)
            const known = step <= (all.length - 1) * 10
            expect(fieldsOfRow).toEqual(
              Array.from({ length: columns }, (_, t) => {
                if (!known) return null
                const value = all[index][t]
                return value === null ? 0 : Math.max(0, (value + 46) / 58)
              }),
            )
          })
        },
      ),
    )
  })

  it('show the largest norm where time steps share a column, so that no peak is lost', () => {
    const log10 = Array.from({ length: 1000 }, (_, t) => (t === 457 ? 0 : -40))
    const [row] = fieldsOf(runOf([log10], 1), { lo: -40, hi: 0 }, { rows: 1, columns: 30, last: 0 })
    expect(row?.map((field, column) => (field === 1 ? column : -1)).filter((n) => n >= 0)).toEqual([
      Math.floor((457 * 30) / 1000),
    ])
  })
})
