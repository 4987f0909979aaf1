import { expect, test } from 'vitest'
import { columnsOf } from '../../../src/view/shared/columns.ts'

test('columns keep the least and the greatest of the values that fall into them', () => {
  const values = Array.from({ length: 100 }, (_, n) => Math.sin(n * n))
  const places = values.map((_, n) => n)
  const columns = columnsOf(values, places, [0, 99], 10)
  expect(Math.max(...columns.map((column) => column?.max ?? 0))).toBe(Math.max(...values))
  expect(Math.min(...columns.map((column) => column?.min ?? 0))).toBe(Math.min(...values))
  expect(
    columnsOf([0, 10], [0, 1], [0, 1], 11).map((column) => Math.round(column?.value ?? -1)),
  ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})
