/**
 * The squashing functions and their slopes, and relu's. The slopes are taken from z itself: the
 * familiar 1 − h² and s(1 − s) subtract nearly equal numbers when a unit saturates, and are exactly
 * 0 from |z| ≈ 19 (tanh) or 37 (sigmoid) on, where the true slope is 1e-16 and gradients still
 * pass, however weakly. These are good to the last digits until e^{−2|z|} itself underflows, at |z|
 * ≈ 354 for tanh and 708 for the sigmoid.
 */

/** σ(z) = 1 / (1 + e^{−z}), written so that e never overflows. */
export function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z))
  return z >= 0 ? 1 / (1 + e) : e / (1 + e)
}

/** σ'(z) = e^{−|z|} / (1 + e^{−|z|})². */
export function sigmoidSlope(z: number): number {
  const e = Math.exp(-Math.abs(z))
  return e / (1 + e) ** 2
}

/** tanh'(z) = 4 e^{−2|z|} / (1 + e^{−2|z|})². */
export function tanhSlope(z: number): number {
  const e = Math.exp(-2 * Math.abs(z))
  return (4 * e) / (1 + e) ** 2
}

/** relu(z) = max(0, z). NaN stays NaN. */
export const relu = (z: number): number => (z < 0 ? 0 : z)

/** relu'(z); 0 at z = 0, as in PyTorch. */
export const reluSlope = (z: number): number => (z > 0 ? 1 : 0)
