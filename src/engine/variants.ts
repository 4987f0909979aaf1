/** The variants of the LSTM, and what each of them changes. */

/**
 * The LSTM and the cells that papers made of it. `no-forget` is the cell of 1997, f = 1; `no-input`
 * i = 1; `no-output` o = 1; `coupled` i = 1 − f; `no-candidate-tanh` g = z_g; `no-output-tanh` h =
 * o⊙c (Greff et al. 2015, section 3); `peephole` has gates that see c, z_i + p_i⊙c_{t−1}, z_f +
 * p_f⊙c_{t−1}, z_o + p_o⊙c_t (Gers & Schmidhuber 2000). `min-lstm` and `min-gru` (Feng et al. 2024)
 * have gates that see x_t alone, g = z_g and h = c; f = σ(z_f)/(σ(z_f) + σ(z_i)), i = 1 − f, and in
 * the latter z_t = i = 1 − f. `s-lstm` (Beck et al. 2024) has i = e^{z_i}, n_t = f n_{t−1} + i and
 * h = o⊙c/n; with c and i, f divided by n that is f = σ(z_f) n_{t−1}/n_t, i = 1 − f, h = o⊙c. `gru`
 * is Cho et al. 2014 in PyTorch's form.
 */
export type Variant = (typeof VARIANTS)[number]
export const VARIANTS = [
  'standard',
  'no-forget',
  'no-input',
  'no-output',
  'coupled',
  'no-candidate-tanh',
  'no-output-tanh',
  'peephole',
  'min-lstm',
  'min-gru',
  's-lstm',
  'gru',
] as const

/**
 * What a variant changes in the standard LSTM. The kernels, the reference and the equations that
 * the lab shows all read it here.
 */
interface VariantForm {
  /** This gate is left out: it is 1. */
  readonly leftOut?: 'i' | 'f' | 'o'
  /** i = 1 − f in place of σ(z_i). */
  readonly coupled?: true
  /** g = z_g in place of tanh(z_g). */
  readonly plainCandidate?: true
  /** h = o⊙c in place of o⊙tanh(c). */
  readonly plainOutput?: true
  /** The gates see the unit's c: i and f that of t − 1, o that of t. */
  readonly peepholes?: true
  /** f = σ(z_f) / (σ(z_f) + σ(z_i)) and i = 1 − f. */
  readonly normalised?: true
  /**
   * i = e^{z_i}, and both gates are divided by n_t = σ(z_f) n_{t−1} + i, so that i = 1 − f.
   */
  readonly exponential?: true
  /** The gates and the candidate see x_t, and not h_{t−1}: there is no W_hh. */
  readonly inputOnly?: true
  /** Another cell, with equations of its own. */
  readonly gru?: true
}
/** What the cells of Feng et al. 2024 have in common: h_t = c_t = f⊙c_{t−1} + i⊙(W x_t + b). */
const MINIMAL: VariantForm = {
  leftOut: 'o',
  plainCandidate: true,
  plainOutput: true,
  inputOnly: true,
}

export const VARIANT_FORMS: Readonly<Record<Variant, VariantForm>> = {
  standard: {},
  'no-forget': { leftOut: 'f' },
  'no-input': { leftOut: 'i' },
  'no-output': { leftOut: 'o' },
  coupled: { coupled: true },
  'no-candidate-tanh': { plainCandidate: true },
  'no-output-tanh': { plainOutput: true },
  peephole: { peepholes: true },
  'min-lstm': { ...MINIMAL, normalised: true },
  'min-gru': { ...MINIMAL, coupled: true },
  's-lstm': { exponential: true, plainOutput: true },
  gru: { gru: true },
}
