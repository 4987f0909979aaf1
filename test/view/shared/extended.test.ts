import { expect, test } from 'vitest'
import { extended, sized } from '../../../src/view/shared/number.ts'

test.each([
  [null, '0'],
  [0, '1'],
  [Math.log10(0.868), '0.868'],
  [-5.5, '3.16e-6'],
  [-400.5, '3.16e-401'],
  [-400.000001, '1e-400'],
  [412, '1e412'],
])('10^%s to three digits is %s', (log10, words) => {
  expect(extended(log10)).toBe(words)
})

test('as plain as it goes', () => {
  expect([null, Math.log10(0.868), 2, -3.5, -400.5].map(sized)).toEqual([
    '0',
    '0.868',
    '100',
    '3e-4',
    '3e-401',
  ])
})
