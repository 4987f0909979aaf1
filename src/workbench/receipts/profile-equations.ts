/** The equations of a gradient profile, as receipts show them. */
import { isOutputPlain, VARIANT_FORMS } from '../../engine/types.ts'
import type { BackTrace } from '../probes/walk-back.ts'
import type { BenchState } from '../state.ts'

export const PROFILE = ['∂L/∂h_t = ∂ℓ/∂h_t + W_hhᵀ ∂L/∂z_{t+1}', '‖v‖ = √(Σ_b Σ_k v_bk²)'] as const

/** The loss's own part of ∂L/∂h_t where the readout reads all of them; g is ∂L/∂ of what it reads. */
export function directEquations({ spec }: BenchState): string[] {
  const { readout = 'last' } = spec
  if (readout === 'last') return []
  if (readout === 'mean') return ['∂ℓ/∂h_t = g / T, g = Vᵀ ∂ℓ/∂p']
  return [
    'a = softmax_t(q·h_t / √H)',
    '∂ℓ/∂h_t = a_t g + q a_t g·(h_t − Σ_s a_s h_s) / √H, g = Vᵀ ∂ℓ/∂p',
  ]
}

export function beltEquations({ spec, operations }: BenchState): string[] {
  // ∂h_t/∂c_t
  const out = isOutputPlain(spec.variant, operations) ? 'o_t' : 'o_t ⊙ (1 − tanh² c_t)'
  const looked = VARIANT_FORMS[spec.variant].peepholes
    ? ' + p_i ⊙ ∂L/∂z_{i,t+1} + p_f ⊙ ∂L/∂z_{f,t+1} + p_o ⊙ ∂L/∂z_{o,t}'
    : ''
  // Where gates see x alone there is no other way back.
  const rest = VARIANT_FORMS[spec.variant].inputOnly
    ? 'r_t = 0'
    : `r_t = f_{t+1} ⊙ r_{t+1} + (W_hhᵀ ∂L/∂z_{t+1}) ⊙ ${out}${looked}`
  return ['∂L/∂c_t = b_t + r_t', `b_t = f_{t+1} ⊙ b_{t+1} + ∂ℓ/∂h_t ⊙ ${out}`, rest]
}

/** How ∂L/∂ of the state at t − 1 is made of that at t. */
export function backEquation(
  { state }: Pick<BackTrace, 'state'>,
  isGru: boolean,
  { spec, operations }: BenchState,
): string {
  if (isGru)
    return [
      '∂L/∂h_{t−1} = ∂ℓ/∂h_{t−1} + z_t ⊙ ∂L/∂h_t',
      'W_hzᵀ ∂L/∂z_z + W_hnᵀ (r_t ⊙ ∂L/∂z_n) + W_hrᵀ ∂L/∂z_r',
    ].join(' + ')
  if (state === 'h') return '∂L/∂h_{t−1} = ∂ℓ/∂h_{t−1} + W_hhᵀ ((1 − h_t²) ⊙ ∂L/∂h_t)'
  const plain = isOutputPlain(spec.variant, operations)
  const [out, looked] = VARIANT_FORMS[spec.variant].peepholes
    ? ['∂h_{t−1}/∂c_{t−1}', ' + p_i ⊙ ∂L/∂z_i + p_f ⊙ ∂L/∂z_f']
    : [plain ? 'o_{t−1}' : 'o_{t−1} ⊙ (1 − tanh² c_{t−1})', '']
  return `∂L/∂c_{t−1} = f_t ⊙ ∂L/∂c_t + ${out} ⊙ ∂L/∂h_{t−1}${looked}`
}
