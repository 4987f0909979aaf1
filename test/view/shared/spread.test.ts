import fc from 'fast-check'
import { expect, it } from 'vitest'
import { quantile } from '../../../src/rules/quantile.ts'
import { spreadOf, spreadWords } from '../../../src/view/shared/spread.ts'
import { textIn } from '../../support/texts.ts'

it('agrees with numpy.percentile', () => {
  const values = [0.1, 0.7, 1.3, 4, 8.5, 9, 20]
  const parts = [0, 0.025, 0.25, 0.5, 0.6, 0.75, 0.975, 1]
  // numpy.percentile(values, [0, 2.5, 25, 50, 60, 75, 97.5, 100]), NumPy 2.4.6
  const numpy = [0.1, 0.19, 1, 4, 6.7, 8.75, 18.35, 20]
  for (const [n, part] of parts.entries()) expect(quantile(values, part)).toBeCloseTo(numpy[n], 12)
})

it('stays between the extremes, whatever the order', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
  fc.assert(
    fc.property(fc.array(finite, { minLength: 1, maxLength: 30 }), (values) => {
      const spread = spreadOf(values)
      if (!spread) throw new Error('there are values')
      const [low, high] = [Math.min(...values), Math.max(...values)]
      const ordered = [low, spread.low, spread.median, spread.high, high]
      expect(ordered.every((value, n) => n === 0 || ordered[n - 1] <= value)).toBe(true)
      expect(spreadOf(values.toReversed())).toEqual(spread)
      if (values.length < 4) expect([spread.low, spread.high]).toEqual([low + 0, high + 0])
    }),
  )
})

it.each([[[-0, 0]], [[0, -0]], [[-0, -0]], [[-0]]])('knows one zero: %j', (values) => {
  expect(spreadOf(values)).toEqual({ median: 0, low: 0, high: 0, kind: 'range' })
})

it.each([-1.5e-323, 5e-324, 0.1, -0.7, 1e9])('of equal values it is that value: %s', (value) => {
  const parts = [0.1, 0.25, 0.3, 0.75, 0.9]
  expect(parts.map((part) => quantile([value, value], part))).toEqual(parts.map(() => value))
})

it('says which kind of spread it is, and a value alone without one', () => {
  const { view } = textIn('en')
  expect(spreadWords([], view)).toBe('–')
  expect(spreadWords([3], view)).toBe('3')
  expect(spreadWords([3, 1, 2], view)).toBe('median 2 (1 to 3)')
  expect(spreadWords([1, 2, 3, 4, 5], view)).toBe('median 3 (quartiles 2 to 4)')
})
