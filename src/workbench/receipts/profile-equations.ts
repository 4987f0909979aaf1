/** The equations of a gradient profile, as receipts show them. */
import { isOutputPlain } from '../../engine/types.ts'
import type { BenchState } from '../state.ts'

export const PROFILE = ['∂L/∂h_t = ∂ℓ/∂h_t + W_hhᵀ ∂L/∂z_{t+1}', '‖v‖ = √(Σ_b Σ_k v_bk²)'] as const

export function beltEquations({ spec, operations }: BenchState): string[] {
  // ∂h_t/∂c_t
  const out = isOutputPlain(spec.variant, operations) ? 'o_t' : 'o_t ⊙ (1 − tanh² c_t)'
  return [
    '∂L/∂c_t = b_t + r_t',
    `b_t = f_{t+1} ⊙ b_{t+1} + ∂ℓ/∂h_t ⊙ ${out}`,
    `r_t = f_{t+1} ⊙ r_{t+1} + (W_hhᵀ ∂L/∂z_{t+1}) ⊙ ${out}`,
  ]
}
