/** walk --back: one time step of BPTT, from the last to the first: what it multiplied by. */
import type { Operation, PooledReadout } from '../../engine/types.ts'
import { isOutputPlain, VARIANT_FORMS } from '../../engine/types.ts'
import type { ByCell, SequenceFacts } from '../../results/lab-results.ts'
import { InputError } from '../../rules/input-error.ts'
import type { BackAsk } from '../back-trace.ts'
import { backEquation } from '../receipts/profile-equations.ts'
import type { Job } from '../workers/job.ts'
import { cellsOption, type Probe, pooledReadout } from './probe.ts'
import { WALKED_TO } from './walk.ts'

/** A number of any size: sign · 10^log10; 0 has the sign 0 and null. */
export interface SignedSize {
  readonly sign: -1 | 0 | 1
  readonly log10: number | null
}

/** How many times as long a vector can be behind a step, at most and at least; how many this was. */
export interface Stretch {
  /** The largest singular value of its Jacobian. */
  readonly largest: number
  /** The smallest; null beyond 256 units, where it would take minutes. */
  readonly smallest: number | null
  /** ‖Jᵀv‖ / ‖v‖ for the gradient v of this sequence; null where that is 0. */
  readonly gain: number | null
  /** Of the same, for what is below the range of numbers; null for 0. */
  readonly log10: {
    readonly largest: number | null
    readonly smallest: number | null
    readonly gain: number | null
  }
}

/** A step on the way back, from t to t − 1. */
export interface StepBack {
  readonly t: number
  /** `pass` of the unit at this t. */
  readonly pass: number
  readonly largest: number
  readonly gain: number | null
  /** log10 of the product of all gains from `origin` to here; null for 0. */
  readonly product: number | null
  /** log10 of the norm at t − 1 over that at `origin`, as the engine measures them. */
  readonly measured: number | null
  /** The same of all of ∂L/∂c, of an LSTM, where `measured` is of the belt. */
  readonly whole: number | null
}

/** The gradient of one unit at t, and what the step from t to t − 1 does. */
export interface BackTrace {
  readonly gru?: true
  /** Whose products are followed: ∂L/∂h of an RNN or a GRU, an LSTM's ∂L/∂c down the belt. */
  readonly state: 'h' | 'c'
  /** Values at t: i, f, g, o, c, h; r, z, n, h; h. */
  readonly now: Readonly<Record<string, number>>
  /** ∂L/∂h_t, and what the loss itself asks of h_t. */
  readonly hidden: SignedSize
  readonly own: SignedSize
  /** ∂L/∂c_t = belt + rest, and ∂h_t/∂c_t; null but for an LSTM. */
  readonly cell: SignedSize | null
  readonly belt: SignedSize | null
  readonly rest: SignedSize | null
  readonly shown: number | null
  /** p_i ⊙ ∂L/∂z_i + p_f ⊙ ∂L/∂z_f, which goes to c_{t−1}; absent where gates see no c. */
  readonly looked?: SignedSize
  /** ∂L/∂z_t by gate (`z` of an RNN). */
  readonly gates: Readonly<Record<string, SignedSize>>
  /** log10 ‖∂L/∂x_t‖, as the engine measures it. */
  readonly input: number | null
  /** Of the unit at t − 1; null at t = 1. */
  readonly before: {
    readonly hidden: SignedSize
    readonly own: SignedSize
    readonly cell: SignedSize | null
    readonly shown: number | null
  } | null
  /**
   * What the unit's own way multiplies by: f_t of an LSTM, z_t of a GRU, tanh'(z_t) = 1 − h_t² of
   * an RNN; 0 where surgery severs it.
   */
  readonly pass: number
  /** The step from t to t − 1, down the belt of an LSTM; null at t = 1. */
  readonly factor: Stretch | null
  /** How ∂L/∂ at t − 1 is made of that at t. */
  readonly equation: string
  /** ∂c_t/∂c_{t−1} of an LSTM by every way. */
  readonly full: Stretch | null
  /** The last time step with a gradient, at which products begin; null where there is none. */
  readonly origin: number | null
  /** Earlier time steps at which the loss asks anew, so that norms are more than products. */
  readonly asked: readonly number[]
  /** From t back, ten at most. */
  readonly steps: readonly StepBack[]
}

export interface WalkBackResult {
  readonly kind: 'walk-back'
  readonly t: number
  readonly unit: number
  readonly sequence: SequenceFacts
  readonly operations: readonly Operation[]
  readonly output: 'tanh' | 'plain'
  /** The gates see x_t alone. */
  readonly inputOnly?: true
  /** g = z_g, without tanh. */
  readonly plainCandidate?: true
  /** i = exp(z_i), and f and i are divided by the normaliser n_t. */
  readonly exponential?: true
  /** What the readout reads besides h_T alone: then ∂L/∂h_t has a direct part at every t. */
  readonly readout?: PooledReadout
  readonly cells: ByCell<BackTrace>
}

const job: Job<BackAsk, Omit<BackTrace, 'equation'>> = {
  name: 'walk-back',
  run: async (context, ask) => (await import('../back-trace.ts')).backTrace(context, ask),
}

export const walkBack: Probe<WalkBackResult, 'diagram' | 'table', { readonly t?: number }> = {
  commands: [
    {
      name: 'walk',
      flag: 'back',
      positionals: [WALKED_TO],
      options: ['unit', 'sequence', 'cells'],
      examples: ['walk --back', 'walk 40 --back --unit 3 --cells lstm'],
    },
  ],
  inLessons: true,
  job,
  async answer(bench, { t: asked, unit: units = [1], sequence: choice, cells: chosen }) {
    if (units.length > 1) throw new InputError('one-unit-only', { command: 'walk' })
    const [unit] = units
    const { besideAnswer, sequenceFacts, sequenceOf } = await import('../sequence-activations.ts')
    const { spec, state, task } = bench
    const cells = bench.cells(chosen)
    const sequence = sequenceOf(bench, choice)
    const t = asked ?? task.timeSteps
    if (t > task.timeSteps)
      throw new InputError('beyond-the-net', { name: 't', value: t, most: task.timeSteps })
    if (unit > spec.hidden)
      throw new InputError('beyond-the-net', { name: 'unit', value: unit, most: spec.hidden })
    const { answer, found } = await besideAnswer(bench, cells, sequence, async (cell) => {
      const gru = cell === 'lstm' && spec.variant === 'gru' ? { gru: true as const } : {}
      const trace = await bench.ask(cell, job, { ...bench.subject(cell), sequence, t, unit })
      return [
        cell,
        { ...gru, ...trace, equation: backEquation(trace, 'gru' in gru, state) },
      ] as const
    })
    const { inputOnly, plainCandidate, exponential } = VARIANT_FORMS[spec.variant]
    return {
      kind: 'walk-back',
      t,
      unit,
      sequence: sequenceFacts(bench, sequence, cells[cells.length - 1], answer),
      operations: state.operations,
      output: isOutputPlain(spec.variant, state.operations) ? 'plain' : 'tanh',
      ...(inputOnly && { inputOnly }),
      ...(plainCandidate && { plainCandidate }),
      ...(exponential && { exponential }),
      ...pooledReadout(spec),
      cells: Object.fromEntries(found),
    }
  },
  receipt: {
    question: ({ result: { t, unit, sequence, cells }, state }) =>
      `walk ${t} --back --unit ${unit} --sequence ${sequence.number}${cellsOption(cells, state)}`,
    equations: ({ result: { cells } }) => [
      ...new Set(Object.values(cells).map(({ equation }) => equation)),
      '‖Jᵀv‖ / ‖v‖',
    ],
    operands: ({ result: { cells } }) =>
      (['rnn', 'lstm'] as const).flatMap((cell) => {
        const one = cells[cell]
        if (!one) return []
        const name = one.gru ? 'gru' : cell
        const value = (what: string, number: number | null | undefined) =>
          number == null ? [] : [{ name: `${what} ${name}`, value: number }]
        return [
          ...value('log10 |∂L/∂h_t|', one.hidden.log10),
          ...value('log10 |∂L/∂c_t|', one.cell?.log10),
          ...value('pass', one.pass),
          ...value('σ_max', one.factor?.largest),
          ...value('σ_min', one.factor?.smallest),
          ...value('‖Jᵀv‖ / ‖v‖', one.factor?.gain),
        ]
      }),
  },
  parts: () => ['diagram', 'table'],
}
