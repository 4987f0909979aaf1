import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin, Window } from '../../../src/training/lstm1997/criterion.ts'

describe('the window of the latest sequences', () => {
  const outcome = fc.record({
    worst: fc.double({ min: 0, max: 1, noNaN: true }),
    mean: fc.constantFrom(0, 0.25, 0.5, 1),
  })

  it('says at every moment what counting anew would say', () => {
    fc.assert(
      fc.property(
        fc.array(outcome, { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.option(fc.constantFrom(0.3, 0.6), { nil: null }),
        (outcomes, size, wrong, meanError) => {
          const window = new Window(size, 0.5)
          for (let n = 0; n < outcomes.length; n++) {
            window.add(outcomes[n])
            const latest = outcomes.slice(0, n + 1).slice(-size)
            const bad = latest.filter(({ worst }) => worst >= 0.5).length
            const error = latest.reduce((sum, { mean }) => sum + mean, 0) / latest.length
            expect(window.wrongNow()).toBe(bad)
            expect(window.meanError()).toBeCloseTo(error, 12)
            const met =
              latest.length === size && bad < wrong && (meanError === null || error < meanError)
            expect(window.meets({ wrong, meanError })).toBe(met)
          }
        },
      ),
    )
  })

  it('takes an error that is not a number for a wrong answer', () => {
    const window = new Window(1, 0.5)
    window.add({ worst: Number.NaN, mean: Number.NaN })
    expect(window.wrongNow()).toBe(1)
    expect(window.meets({ wrong: 2, meanError: 1 })).toBe(false)
  })
})

it('limits are what stays below them', () => {
  expect(isWithin({ wrong: 1, meanError: null }, 0, 9)).toBe(true)
  expect(isWithin({ wrong: 1, meanError: null }, 1, 0)).toBe(false)
  expect(isWithin({ wrong: 1, meanError: 0.1 }, 0, 0.1)).toBe(false)
  expect(isWithin({ wrong: 1, meanError: 0.1 }, 0, 0.0999)).toBe(true)
})
