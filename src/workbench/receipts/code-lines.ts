/**
 * show code: beside each equation the line of PyTorch that computes it, and that of the float64
 * reference. The first are run by PyTorch (test/fixtures/code-lines.py) and come to what its own
 * modules give; the second stand so in src/engine/reference. Tests hold both.
 */
import { GATES, type Gate, isOutputPlain, VARIANT_FORMS, type Variant } from '../../engine/types.ts'
import type { Workbench } from '../workbench.ts'
import { GRU_EQUATIONS, gateEquations, NORMALISER } from './equations.ts'

interface CodeLine {
  readonly equation: string
  /** Of PyTorch: x and h are [B, I] and [B, H]; W.T is the transpose. */
  readonly pytorch: string
  /** Of the reference, as it stands there, and in which file of src/engine/reference. */
  readonly reference: string
  readonly file: string
}

/** The cells that are on the workbench, the RNN first. */
export interface CodeResult {
  readonly kind: 'code'
  readonly cells: readonly {
    readonly cell: 'rnn' | 'lstm' | 'gru'
    readonly lines: readonly CodeLine[]
  }[]
}

const RNN: readonly CodeLine[] = [
  {
    equation: 'z_t = W_ih x_t + b_ih + W_hh h_{t−1} + b_hh',
    pytorch: 'z = x @ W_ih.T + b_ih + h @ W_hh.T + b_hh',
    reference: 'z[t] = affineForward(map, x[t], past, B)',
    file: 'rnn.ts',
  },
  {
    equation: 'h_t = tanh(z_t)',
    pytorch: 'h = torch.tanh(z)',
    reference: 'h[t] = ends.held(t, z[t].map(OF_Z[nonlinearity]))',
    file: 'rnn.ts',
  },
  {
    equation: '∂L/∂z_t = (1 − h_t²) ⊙ ∂L/∂h_t',
    pytorch: 'dz = (1 - h ** 2) * dh',
    reference: 'const dz = times(dh[t], z[t].map(SLOPE[nonlinearity]))',
    file: 'rnn.ts',
  },
  {
    equation: 'W_hhᵀ ∂L/∂z_t → ∂L/∂h_{t−1}',
    pytorch: 'dh = dz @ W_hh',
    reference: 'later = back.dh',
    file: 'rnn.ts',
  },
]

const GRU: readonly CodeLine[] = [
  {
    equation: GRU_EQUATIONS.r,
    pytorch: 'r = torch.sigmoid(x @ W_ir.T + b_ir + h @ W_hr.T + b_hr)',
    reference: "const r = operated(surgery, 'r', t, s.z.r[t].map(sigmoid))",
    file: 'gru.ts',
  },
  {
    equation: GRU_EQUATIONS.z,
    pytorch: 'z = torch.sigmoid(x @ W_iz.T + b_iz + h @ W_hz.T + b_hz)',
    reference: "const z = operated(surgery, 'z', t, s.z.z[t].map(sigmoid))",
    file: 'gru.ts',
  },
  {
    equation: GRU_EQUATIONS.n,
    pytorch: 'n = torch.tanh(x @ W_in.T + b_in + r * (h @ W_hn.T + b_hn))',
    reference: 's.z.n[t] = fromX.map((value, k) => value + r[k] * ofPast[k])',
    file: 'gru.ts',
  },
  {
    equation: GRU_EQUATIONS.h,
    pytorch: 'h = (1 - z) * n + z * h',
    reference: 'const h = n.map((value, k) => open[k] * value + kept[k] * carried[k])',
    file: 'gru.ts',
  },
]

/** What goes into a gate's non-linearity. */
function summed(gate: Gate, variant: Variant): string {
  const { peepholes, inputOnly } = VARIANT_FORMS[variant]
  const past = inputOnly ? '' : ` + h @ W_h${gate}.T`
  const seen = peepholes && gate !== 'g' ? ` + p_${gate} * c` : ''
  return `x @ W_i${gate}.T${past}${seen} + b_${gate}`
}

function ofGate(gate: Gate, variant: Variant): string {
  const { leftOut, coupled, plainCandidate, normalised, exponential } = VARIANT_FORMS[variant]
  if (gate === 'g')
    return plainCandidate
      ? `g = ${summed('g', variant)}`
      : `g = torch.tanh(${summed('g', variant)})`
  if (gate === leftOut) return `${gate} = torch.ones_like(c)`
  if (exponential && gate === 'i') return `i = torch.exp(${summed('i', variant)}) / n`
  if (exponential && gate === 'f') return 'f = 1 - i'
  if (gate === 'i' && (coupled || normalised)) return 'i = 1 - f'
  const open = (one: Gate) => `torch.sigmoid(${summed(one, variant)})`
  return normalised && gate === 'f'
    ? `f = ${open('f')} / (${open('f')} + ${open('i')})`
    : `${gate} = ${open(gate)}`
}

function referenceOf(gate: Gate, variant: Variant): string {
  const { coupled, normalised, peepholes, exponential } = VARIANT_FORMS[variant]
  if (exponential && (gate === 'i' || gate === 'f'))
    return `gates.${gate}[t] = open('${gate}', weighed.${gate})`
  if (normalised && gate === 'f') return "gates.f[t] = open('f', share.f)"
  if (normalised && gate === 'i') return "gates.i[t] = open('i', share.i)"
  if (coupled && gate === 'i')
    return "if (surgery.coupled) gates.i[t] = open('i', closed(surgery, 'f', t, z.f[t]))"
  if (peepholes && gate === 'o') return "gates.o[t] = open('o', z.o[t].map(sigmoid))"
  return 'gates[gate][t] = open(gate, plain ? z[gate][t] : z[gate][t].map(SQUASH[gate]))'
}

/** i after f where i is made of f; o after c where it sees c. */
function orderOf(variant: Variant): readonly (Gate | 'c')[] {
  const { coupled, normalised, peepholes } = VARIANT_FORMS[variant]
  if (peepholes) return ['i', 'f', 'g', 'c', 'o']
  return coupled || normalised ? ['f', 'i', 'g', 'o', 'c'] : [...GATES, 'c']
}

function lstm(variant: Variant, isPlain: boolean): CodeLine[] {
  const equations = gateEquations(variant)
  const file = 'lstm.ts'
  const cell = {
    equation: 'c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t',
    pytorch: 'c = f * c + i * g',
    reference: 'const now = carried.map((past, k) => kept[k] * past + i[k] * g[k])',
    file,
  }
  const normaliser = {
    equation: NORMALISER,
    pytorch: `n = torch.sigmoid(${summed('f', variant)}) * n + torch.exp(${summed('i', variant)})`,
    reference: '(value, k) => Math.max(value, zi[k]) + Math.log1p(Math.exp(-Math.abs(u[k]))),',
    file: 'exponential.ts',
  }
  const forward = orderOf(variant).map((one) =>
    one === 'c'
      ? cell
      : {
          equation: equations[one],
          pytorch: ofGate(one, variant),
          reference: referenceOf(one, variant),
          file,
        },
  )
  return [
    ...(VARIANT_FORMS[variant].exponential ? [normaliser] : []),
    ...forward,
    {
      equation: isPlain ? 'h_t = o_t ⊙ c_t' : 'h_t = o_t ⊙ tanh(c_t)',
      pytorch: isPlain ? 'h = o * c' : 'h = o * torch.tanh(c)',
      reference: 'h[t] = out.map((value, k) => o[k] * value)',
      file,
    },
    {
      equation: isPlain ? '∂h_t/∂c_t = o_t' : '∂h_t/∂c_t = o_t ⊙ (1 − tanh² c_t)',
      pytorch: isPlain ? 'h_by_c = o' : 'h_by_c = o * (1 - torch.tanh(c) ** 2)',
      reference: 'const hByC = c[t].map((value, k) => o[k] * (plain ? 1 : tanhSlope(value)))',
      file,
    },
    {
      equation: 'f_t ⊙ ∂L/∂c_t → ∂L/∂c_{t−1}',
      pytorch: 'dc = f * dc',
      reference: 'laterBelt = onBelt(belt)',
      file,
    },
  ]
}

/** The code of the cells on the workbench. */
export function codeOf({ spec, state }: Workbench): CodeResult {
  const { variant } = spec
  const cells = spec.cells.map((cell): CodeResult['cells'][number] => {
    if (cell === 'rnn') return { cell, lines: RNN }
    if (variant === 'gru') return { cell: 'gru', lines: GRU }
    return { cell, lines: lstm(variant, isOutputPlain(variant, state.operations)) }
  })
  return { kind: 'code', cells }
}
