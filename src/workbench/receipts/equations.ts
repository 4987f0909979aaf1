/** show math: the cell's equations with the numbers of one time step and one unit put in. */
import { type Gate, isBeltSevered, VARIANT_FORMS, type Variant } from '../../engine/types.ts'
import { roundTo } from '../../rules/significant.ts'
import type { Spec } from '../../specs/spec.ts'
import type { TraceResult } from '../probes/walk.ts'

/** show math: the equations with the operands of a time step and a unit put in, language-free. */
export interface MathResult {
  readonly kind: 'math'
  readonly t: number
  readonly unit: number
  readonly lines: readonly { readonly equation: string; readonly numbers: string }[]
}

const say = (value: number) => {
  const text = roundTo(value, 4).toString().replace('-', '−')
  return value < 0 ? `(${text})` : text
}

/** The equations of a time step, with its numbers. */
export const equationsOf = (result: TraceResult, spec: Spec): MathResult['lines'] =>
  result.gru ? gruLines(result) : lstmLines(result, spec)

export const GRU_EQUATIONS = {
  r: 'r_t = σ(W_ir x_t + b_ir + W_hr h_{t−1} + b_hr)',
  z: 'z_t = σ(W_iz x_t + b_iz + W_hz h_{t−1} + b_hz)',
  n: 'n_t = tanh(W_in x_t + b_in + r_t ⊙ (W_hn h_{t−1} + b_hn))',
  h: 'h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}',
} as const

function gruLines({ now, before, operations, t, unit }: TraceResult): MathResult['lines'] {
  const { r, z, n, h } = now
  return [
    { equation: GRU_EQUATIONS.r, numbers: `r = ${say(r)}` },
    { equation: GRU_EQUATIONS.z, numbers: `z = ${say(z)}` },
    { equation: GRU_EQUATIONS.n, numbers: `n = ${say(n)}` },
    isBeltSevered(operations, t, unit)
      ? {
          equation: 'h_t = (1 − z_t) ⊙ n_t',
          numbers: `(1 − ${say(z)}) · ${say(n)} = ${say(h)}`,
        }
      : {
          equation: GRU_EQUATIONS.h,
          numbers: `(1 − ${say(z)}) · ${say(n)} + ${say(z)} · ${say(before.h)} = ${say(h)}`,
        },
  ]
}

/** The equations of the LSTM's gates and candidate, as a variant has them. */
export function gateEquations(variant: Variant): Readonly<Record<Gate, string>> {
  const { leftOut, coupled, plainCandidate, peepholes, ...more } = VARIANT_FORMS[variant]
  const looking = (name: string) =>
    peepholes && name !== 'g' ? ` + p_${name} ⊙ c_${name === 'o' ? 't' : '{t−1}'}` : ''
  const ofPast = (name: string) => (more.inputOnly ? '' : ` + W_h${name} h_{t−1}`)
  const squashed = (name: string, squash: string) =>
    `${squash}(W_i${name} x_t${ofPast(name)}${looking(name)} + b_${name})`
  const gate = (name: string, squash: string) => `${name}_t = ${squashed(name, squash)}`
  const sigmoid = (name: 'i' | 'f' | 'o') => (name === leftOut ? `${name}_t = 1` : gate(name, 'σ'))
  if (more.exponential)
    return {
      i: `${gate('i', 'exp')} / n_t`,
      f: 'f_t = 1 − i_t',
      g: gate('g', 'tanh'),
      o: sigmoid('o'),
    }
  return {
    i: coupled || more.normalised ? 'i_t = 1 − f_t' : sigmoid('i'),
    f: more.normalised
      ? `f_t = ${squashed('f', 'σ')} / (${squashed('f', 'σ')} + ${squashed('i', 'σ')})`
      : sigmoid('f'),
    g: gate('g', plainCandidate ? '' : 'tanh'),
    o: sigmoid('o'),
  }
}

/** What both gates of an sLSTM are divided by: what was there, and what comes in. */
export const NORMALISER =
  'n_t = σ(W_if x_t + W_hf h_{t−1} + b_f) ⊙ n_{t−1} + exp(W_ii x_t + W_hi h_{t−1} + b_i)'

function lstmLines(
  { now, before, output, operations, t, unit }: TraceResult,
  { variant }: Spec,
): MathResult['lines'] {
  const { i, f, g, o, c, h } = now
  const equations = gateEquations(variant)
  const plain = output === 'plain'
  const normaliser = VARIANT_FORMS[variant].exponential
    ? [{ equation: NORMALISER, numbers: `i + f = ${say(i)} + ${say(f)} = ${say(i + f)}` }]
    : []
  return [
    ...normaliser,
    { equation: equations.i, numbers: `i = ${say(i)}` },
    { equation: equations.f, numbers: `f = ${say(f)}` },
    { equation: equations.g, numbers: `g = ${say(g)}` },
    { equation: equations.o, numbers: `o = ${say(o)}` },
    isBeltSevered(operations, t, unit)
      ? { equation: 'c_t = i_t ⊙ g_t', numbers: `${say(i)} · ${say(g)} = ${say(c)}` }
      : {
          equation: 'c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t',
          numbers: `${say(f)} · ${say(before.c ?? 0)} + ${say(i)} · ${say(g)} = ${say(c)}`,
        },
    {
      equation: plain ? 'h_t = o_t ⊙ c_t' : 'h_t = o_t ⊙ tanh(c_t)',
      numbers: `${say(o)} · ${plain ? say(c) : `tanh(${say(c)})`} = ${say(h)}`,
    },
  ]
}
