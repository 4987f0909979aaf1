/** receipt: the equation, the operands, and the lines that make a result again. */

import { isOutputPlain } from '../engine/types.ts'
import type { LabResult, ReceiptResult } from '../results/lab-results.ts'
import { InputError } from '../rules/input-error.ts'
import { taskOf } from '../training/resolve-spec.ts'
import { mathOf } from './equations.ts'
import { flatten } from './flatten.ts'
import { digestOfState } from './state.ts'
import type { Shown, Workbench } from './workbench.ts'

/** Throws InputError 'nothing-yet' where there is no result. */
export function lastOf(bench: Workbench): Shown {
  if (!bench.shown) throw new InputError('nothing-yet', { command: 'receipt' })
  return bench.shown
}

const cellsOf = (cells: object, { state }: Shown): string => {
  const names = ['rnn', 'lstm'].filter((cell) => cell in cells)
  return names.length < state.spec.cells.length ? ` --cells ${names.join(',')}` : ''
}

/**
 * The line that asks for it; none for what the state's own lines bring about. What was random is
 * pinned.
 */
export function questionOf(shown: Shown): string[] {
  const { result } = shown
  switch (result.kind) {
    case 'gradient':
      return [`gradient${cellsOf(result, shown)}`]
    case 'verification':
      return [`verify gradient${cellsOf(result.cells, shown)}`]
    case 'walk':
      return [`walk ${result.t} --unit ${result.unit} --sequence ${result.sequence.number}`]
    case 'states':
      return [`${result.command} --sequence ${result.sequence.number}`]
    case 'memory':
      return ['memory']
    case 'attribution':
      return [`attribution${cellsOf(result.cells, shown)} --sequence ${result.sequence.number}`]
    default:
      return []
  }
}

type Replayed = { readonly result: LabResult | null; readonly digest: string }

/**
 * Whether everything that the result says came out again, to the last digit; the workbench at the
 * end, for results that are one.
 */
export function compare(
  { result, state }: Shown,
  again: Replayed,
): NonNullable<ReceiptResult['check']> {
  const digest = digestOfState(state)
  const asked = result.kind !== 'bench' && result.kind !== 'training'
  const expected = [`workbench,,${digest}`, ...(asked ? flatten(result) : [])]
  const found = new Set([`workbench,,${again.digest}`, ...flatten(again.result ?? {})])
  const differences = expected.filter((row) => !found.has(row)).slice(0, 20)
  return { same: differences.length === 0, differences }
}

export function receipt(
  shown: Shown,
  lines: readonly string[],
  check: ReceiptResult['check'],
): ReceiptResult {
  const { spec } = shown.state
  return {
    kind: 'receipt',
    line: shown.line,
    command: shown.result.kind,
    equations: equationsOf(shown),
    operands: operandsOf(shown),
    spec,
    seed: spec.seeds[0],
    digest: digestOfState(shown.state),
    again: `gatelab repl --execute '${lines.join('; ').replaceAll("'", "'\\''")}'`,
    check,
  }
}

const NORM = '‖v‖ = √(Σ_b Σ_k v_bk²)'
const PROFILE = ['∂L/∂h_t = ∂ℓ/∂h_t + W_hhᵀ ∂L/∂z_{t+1}', NORM]
/** `out` is ∂h_t/∂c_t. */
const beltOf = (out: string) => [
  '∂L/∂c_t = b_t + r_t',
  `b_t = f_{t+1} ⊙ b_{t+1} + ∂ℓ/∂h_t ⊙ ${out}`,
  `r_t = f_{t+1} ⊙ r_{t+1} + (W_hhᵀ ∂L/∂z_{t+1}) ⊙ ${out}`,
]
const UPDATES = {
  adam: 'w ← w − α m̂ / (√v̂ + 1e−8),  m ← 0.9 m + 0.1 ∂L/∂w,  v ← 0.999 v + 0.001 (∂L/∂w)²',
  momentum: 'u ← 0.9 u + ∂L/∂w,  w ← w − α u',
  sgd: 'w ← w − α ∂L/∂w',
} as const

function equationsOf(shown: Shown): readonly string[] {
  const { result, state } = shown
  const plain = isOutputPlain(state.spec.variant, state.operations)
  const belt = beltOf(plain ? 'o_t' : 'o_t ⊙ (1 − tanh² c_t)')
  switch (result.kind) {
    case 'gradient':
      return result.lstm?.log10.belt ? [...PROFILE, ...belt] : PROFILE
    case 'surgery':
      return [...PROFILE, ...belt]
    case 'verification':
      return ['∂L/∂w ≈ (L(w + ε) − L(w − ε)) / 2ε']
    case 'walk':
      return mathOf(shown).lines.map(({ equation }) => equation)
    case 'memory':
      return ['f ≥ 2^(−1/T)', 'b ≥ ln(f / (1 − f))', 'half-life = ln 2 / −ln f']
    case 'attribution':
      return ['share = Σ_{t marked} ‖∂L/∂x_t‖ / Σ_t ‖∂L/∂x_t‖']
    case 'training':
      return [UPDATES[state.spec.optimizer]]
    case 'states':
      if (state.spec.variant === 'gru') return ['h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}']
      return [
        'c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t',
        plain ? 'h_t = o_t ⊙ c_t' : 'h_t = o_t ⊙ tanh(c_t)',
      ]
    default:
      return []
  }
}

type Operands = ReceiptResult['operands']

function operandsOf(shown: Shown): Operands {
  const { result, state } = shown
  const { spec } = state
  const sizes = [
    { name: 'T', value: taskOf(spec).timeSteps },
    { name: 'B', value: spec.batch },
    { name: 'H', value: spec.hidden },
  ]
  const first = (name: string, log10: number | null | undefined) =>
    log10 == null ? [] : [{ name: `log10 ‖${name}‖`, value: log10 }]
  switch (result.kind) {
    case 'gradient':
      return [
        ...sizes,
        ...first('∂L/∂h_1 rnn', result.rnn?.log10.hidden[0]),
        ...first(`∂L/∂h_1 ${result.gru ? 'gru' : 'lstm'}`, result.lstm?.log10.hidden[0]),
        ...first('∂L/∂c_1', result.lstm?.log10.cell?.[0]),
        ...first('b_1', result.lstm?.log10.belt?.[0]),
        ...first('r_1', result.lstm?.log10.rest?.[0]),
      ]
    case 'verification':
      return [...sizes, { name: 'ε', value: result.epsilon }]
    case 'walk':
      return Object.entries(result.now).map(([name, value]) => ({ name: `${name}_t`, value }))
    case 'memory':
      return [
        ...sizes,
        { name: 'f', value: result.neededForget },
        { name: 'b', value: result.neededBias },
      ]
    case 'training':
      return [
        ...sizes,
        { name: 'α', value: spec.learningRate },
        { name: '‖∂L/∂w‖ ≤', value: spec.clip ?? '∞' },
      ]
    default:
      return sizes
  }
}
