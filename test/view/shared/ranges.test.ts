import { expect, test } from 'vitest'
import { rangesIn } from '../../../src/view/shared/ranges.ts'

test('numbers that follow one another are a range, in the order given', () => {
  expect(rangesIn([1, 2, 3, 101, 102, 7])).toEqual(['1..3', '101..102', '7'])
  expect(rangesIn([3, 2, 1])).toEqual(['3', '2', '1'])
  expect(rangesIn([4, 5], '–')).toEqual(['4–5'])
  expect(rangesIn([])).toEqual([])
})
