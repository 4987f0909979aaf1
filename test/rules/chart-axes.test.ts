import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  curveAxis,
  type DrawnProfile,
  hull,
  logAxis,
  profileAxis,
  shortLogAxis,
  standardLogAxis,
  tallestOf,
} from '../../src/rules/chart-axes.ts'
import { FLOAT32_ZERO } from '../../src/rules/profile-trend.ts'

const logs = fc.array(
  fc.oneof(fc.constant(null), fc.double({ min: -4000, max: 300, noNaN: true })),
  { minLength: 1, maxLength: 60 },
)
const profile = fc.record({
  hidden: logs,
  cell: fc.option(logs),
  belt: fc.option(logs),
  rest: fc.option(logs),
})
const numbersOf = ({ hidden, cell, belt, rest }: DrawnProfile) =>
  [hidden, cell, belt, rest].flatMap((one) => one ?? []).filter((one) => one !== null)

describe('the axis of gradient norms', () => {
  test('holds all that is drawn, and ends at whole decades', () => {
    fc.assert(
      fc.property(fc.array(profile, { maxLength: 4 }), (all) => {
        const { min, max } = profileAxis(all)
        expect(Number.isInteger(min) && Number.isInteger(max)).toBe(true)
        for (const value of all.flatMap(numbersOf)) {
          expect(value).toBeGreaterThanOrEqual(min)
          expect(value).toBeLessThanOrEqual(max)
        }
      }),
    )
  })

  test('never shrinks, and grows by five decades or more once it has grown', () => {
    fc.assert(
      fc.property(fc.array(profile, { minLength: 1, maxLength: 6 }), (frames) => {
        let axis = profileAxis([frames[0]])
        for (const frame of frames) {
          const next = profileAxis([frame], axis)
          expect(next.min).toBeLessThanOrEqual(axis.min)
          expect(next.max).toBeGreaterThanOrEqual(axis.max)
          const standard = standardLogAxis(frame.hidden.length).min
          if (next.min < Math.min(axis.min, standard)) expect(next.min % 5).toBeCloseTo(0, 9)
          if (next.max > Math.max(5, axis.max)) expect(next.max % 5).toBe(0)
          axis = next
        }
      }),
    )
  })

  test('shows a rise of two decades as a slope, and not a fall of two', () => {
    const line = (end: number) => Array.from({ length: 50 }, (_, t) => (end * (49 - t)) / 49)
    const drawn = (hidden: number[]) => ({ hidden, cell: null, belt: null })
    expect(profileAxis([drawn(line(2))])).toEqual({ min: -4, max: 2 })
    expect(profileAxis([drawn(line(-2))])).toEqual({ min: -50, max: 0 })
    // Beside one that falls it is seen on the axis of both.
    expect(profileAxis([drawn(line(2)), drawn(line(-13))])).toEqual({ min: -50, max: 2 })
  })

  test('is as long as the data where nothing else is compared with it', () => {
    const fall = (end: number) => ({ hidden: [end, end / 2, 0], cell: null, belt: null })
    const own = (...ends: number[]) => profileAxis(ends.map(fall), null, shortLogAxis)
    expect(own(-0.9)).toEqual({ min: -4, max: 0 })
    expect(own(-0.9, -13)).toEqual({ min: -15, max: 0 })
    // More decades than time steps.
    expect(own(-102)).toEqual({ min: -120, max: 0 })
  })

  test('has a row for zeros where there are any, and keeps it', () => {
    const drawn = (hidden: (number | null)[], rest: (number | null)[] | null = null) => ({
      ...{ hidden, cell: hidden, belt: hidden, rest },
    })
    expect(profileAxis([drawn([-3, -1, 0])])).not.toHaveProperty('zero')
    const cut = profileAxis([drawn([null, -1, 0])])
    expect(cut.zero).toBe(true)
    expect(profileAxis([drawn([-3, -1, 0])], cut).zero).toBe(true)
    expect(profileAxis([drawn([-3, -1, 0]), drawn([null, -1, 0])]).zero).toBe(true)
    // There is no detour between T and T.
    expect(profileAxis([drawn([-3, -1, 0], [-3, -2, null])])).not.toHaveProperty('zero')
    expect(profileAxis([drawn([-3, -1, 0], [null, -2, null])]).zero).toBe(true)
  })

  test('is the same for all that is compared, in whatever order it came', () => {
    fc.assert(
      fc.property(fc.array(profile, { minLength: 1, maxLength: 5 }), (all) => {
        const together = profileAxis(all)
        expect(profileAxis(all.toReversed())).toEqual(together)
        expect(all.map((one) => profileAxis([one])).reduce(hull)).toEqual(together)
        expect(all.reduce((axis, one) => profileAxis([one], axis), profileAxis([]))).toEqual(
          together,
        )
        // Nothing changes where the data are there already.
        expect(profileAxis(all, together)).toEqual(together)
      }),
    )
  })

  test('is no smaller than it must be: a step less would leave something out', () => {
    fc.assert(
      fc.property(fc.double({ min: 51, max: 5000, noNaN: true }), (depth) => {
        const { min } = logAxis([-depth], standardLogAxis(50))
        expect(min).toBeLessThanOrEqual(-depth)
        expect(-min - depth).toBeLessThan(Math.max(5, depth / 4))
      }),
    )
  })

  test('shows a fall of 13 decades and one of 37 as different as they are', () => {
    const falling = (decades: number) =>
      Array.from({ length: 50 }, (_, t) => (t / 49 - 1) * decades)
    const axes = [13, 37].map((decades) => {
      const hidden = falling(decades)
      return profileAxis([{ hidden, cell: null, belt: null }])
    })
    expect(axes[0]).toEqual(axes[1])
    expect(axes[0]).toEqual({ min: -50, max: 0 })
    expect(axes[0].min).toBeLessThan(FLOAT32_ZERO)
  })

  test('has a decade for each time step, at least four and at most fifty', () => {
    expect([1, 7, 20, 45, 1000].map((T) => standardLogAxis(T).min)).toEqual([-4, -7, -20, -45, -50])
  })
})

describe('the axis of learning curves', () => {
  const task = fc.record({
    metric: fc.constantFrom('mse' as const, 'accuracy' as const, 'cross-entropy' as const),
    baseline: fc.double({ min: 1e-3, max: 3, noNaN: true }),
  })
  const values = fc.array(fc.oneof(fc.constant(null), fc.double({ min: 0, max: 1e9, noNaN: true })))

  test('begins at zero, has room for the baseline, and never shrinks', () => {
    fc.assert(
      fc.property(task, values, values, (which, first, more) => {
        const tallest = tallestOf(which)
        const axis = curveAxis(which, first, null, tallest)
        const next = curveAxis(which, more, axis, tallest)
        expect(axis.min).toBe(0)
        expect(axis.max).toBeGreaterThanOrEqual(Math.min(which.baseline, 2))
        expect(next.max).toBeGreaterThanOrEqual(axis.max)
        expect(curveAxis(which, [...first, ...more], null, tallest)).toEqual(next)
      }),
    )
  })

  test('does not follow a loss that explodes', () => {
    const topOf = (one: Parameters<typeof tallestOf>[0], values: number[]) =>
      curveAxis(one, values, null, tallestOf(one)).max
    expect(topOf({ metric: 'mse', baseline: 1 / 6 }, [0.2, 1e12])).toBe(0.5)
    expect(topOf({ metric: 'accuracy', baseline: 0.125 }, [0.2, 7])).toBe(2)
    expect(topOf({ metric: 'mse', baseline: 1 / 6 }, [0.19])).toBe(0.2)
    expect(curveAxis({ metric: 'mse', baseline: 1 / 6 }, [0.2, 7]).max).toBe(10)
  })
})
