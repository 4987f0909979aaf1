/** What shares a field of a picture: the rare is seen. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { furthest, inOrder, meanOf } from '../../../src/view/shared/furthest.ts'

it('one unit of 32 that carries something is seen, however many share its field', () => {
  const values = Array.from({ length: 50 }, () =>
    Array.from({ length: 32 }, (_, k) => (k === 17 ? 0.9 : 0.01)),
  )
  const centre = meanOf(values)
  expect(centre).toBeCloseTo((0.9 + 31 * 0.01) / 32, 12)
  expect(furthest(values, [10, 12], [16, 20], centre)).toBe(0.9)
  expect(furthest(values, [10, 12], [20, 24], centre)).toBe(0.01)
})

it('is one of the values, and none lies further from the centre', () => {
  const value = fc.double({ min: -2, max: 2, noNaN: true })
  const field = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  fc.assert(
    fc.property(
      field.chain(([T, H]) =>
        fc.array(fc.array(value, { minLength: H, maxLength: H }), { minLength: T, maxLength: T }),
      ),
      value,
      (values, centre) => {
        const found = furthest(values, [0, values.length], [0, values[0].length], centre)
        const all = values.flat()
        expect(all).toContain(found)
        expect(Math.abs(found - centre)).toBe(Math.max(...all.map((one) => Math.abs(one - centre))))
      },
    ),
  )
})

it('the mean is that of finite values, and units take another order', () => {
  expect(
    meanOf([
      [1, Number.NaN],
      [Number.POSITIVE_INFINITY, 3],
    ]),
  ).toBe(2)
  expect(meanOf([])).toBe(0)
  const values = [
    [1, 2, 3],
    [4, 5, 6],
  ]
  expect(inOrder(values, [3, 1, 2])).toEqual([
    [3, 1, 2],
    [6, 4, 5],
  ])
  expect(inOrder(values, undefined)).toBe(values)
})
