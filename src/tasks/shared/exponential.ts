/** e^x from sums and products alone: Math.exp is not the same to the last bit on every machine. */

const { LOG2E } = Math
/** ln 2 in two parts; up to 2^20 times the first is exact. */
const LN2_HIGH = 0x162e42fee / 2 ** 33
const LN2_LOW = 1.9082149292705877e-10
/** 1/k! up to where the next term of e^r, |r| ≤ ln 2 / 2, is below 1e-17. */
const INVERSE_FACTORIALS = Float64Array.from({ length: 15 }, (_, k) => {
  let product = 1
  for (let n = 2; n <= k; n++) product *= n
  return 1 / product
})
/** 2^−k. */
const HALVES = new Float64Array(1024)
HALVES[0] = 1
for (let k = 1; k < HALVES.length; k++) HALVES[k] = HALVES[k - 1] / 2

/** e^x for x ≤ 0, as 2^n·e^r; 0 below −700. Within 1e-15 of itself. */
export function exponential(x: number): number {
  if (x <= -700) return 0
  const n = Math.round(x * LOG2E)
  const r = x - n * LN2_HIGH - n * LN2_LOW
  let power = INVERSE_FACTORIALS[14]
  for (let k = 13; k >= 0; k--) power = power * r + INVERSE_FACTORIALS[k]
  return power * HALVES[-n]
}
