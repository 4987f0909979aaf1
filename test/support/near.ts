/** Numbers against the same from elsewhere, nested alike. */
import { expect } from 'vitest'

const flat = (nested: unknown) => [nested].flat(Infinity as 1) as number[]

/** How far off a number is, of its own size. */
export const relative = (found: number | null | undefined, expected: number): number =>
  Math.abs((found ?? Number.NaN) - expected) / Math.max(1e-3, Math.abs(expected))

/** As many numbers, and none further off than 1e-5 of the largest. */
export function expectNear(found: unknown, expected: unknown): void {
  const [a, b] = [flat(found), flat(expected)]
  expect(a.length).toBe(b.length)
  const most = Math.max(1e-3, ...b.map(Math.abs))
  expect(Math.max(...b.map((value, k) => Math.abs(value - a[k]))) / most).toBeLessThan(1e-5)
}
