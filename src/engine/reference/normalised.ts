/**
 * The minLSTM's gates (Feng et al. 2024): f = σ(z_f) / (σ(z_f) + σ(z_i)) and i = 1 − f, so that
 * what is written fills up what is kept. By logarithms f = σ(u), i = σ(−u) with u = ln σ(z_f) −
 * ln σ(z_i).
 */
import { sigmoid, sigmoidSlope } from './activations.ts'

/** ln(1 + e^x), which is −ln σ(−x). */
export const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))

/** u = ln σ(z_f) − ln σ(z_i). */
const logRatio = (zf: number, zi: number) => softplus(-zi) - softplus(-zf)

export interface Shares {
  readonly f: Float64Array
  readonly i: Float64Array
  /** ∂f/∂z_f and −∂f/∂z_i; ∂i is −∂f. */
  readonly slopes: { readonly f: Float64Array; readonly i: Float64Array }
}

export function shares(zf: Float64Array, zi: Float64Array): Shares {
  const u = zf.map((value, k) => logRatio(value, zi[k]))
  return {
    f: u.map(sigmoid),
    i: u.map((value) => sigmoid(-value)),
    slopes: {
      f: u.map((value, k) => sigmoidSlope(value) * sigmoid(-zf[k])), // σ'(u) · σ(−z_f)
      i: u.map((value, k) => sigmoidSlope(value) * sigmoid(-zi[k])), // σ'(u) · σ(−z_i)
    },
  }
}
