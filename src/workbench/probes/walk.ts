/** walk: one time step of the LSTM, one unit of it in numbers, and all units around it. */
import { isOutputPlain, type Operation, VARIANT_FORMS } from '../../engine/types.ts'
import type { SequenceFacts } from '../../results/lab-results.ts'
import { nest } from '../../results/nested-arrays.ts'
import { InputError } from '../../rules/input-error.ts'
import { LIMITS } from '../../rules/limits.ts'
import type { SequenceAsk } from '../backward-run.ts'
import { equationsOf } from '../receipts/equations.ts'
import type { Job } from '../workers/job.ts'
import type { Probe } from './probe.ts'

/** c_t/n_t of all units at a time step. */
export interface SumsFacts {
  /** Units of which n_t is infinite or 0: it is NaN there, or nothing. */
  readonly lost: number
  /** By how much others are off from float64's at most; null where there are none. */
  readonly off: number | null
}

/** The paper's sums c_t and n_t of exponential gates, in float32, without surgery. */
export interface Float32Sums {
  /** The largest z_i of all units up to here. */
  readonly largest: number
  /** c_t = f c_{t−1} + e^{z_i} g, n_t = f n_{t−1} + e^{z_i}. */
  readonly plain: SumsFacts
  /** The same times e^{−m_t}, m_t = max(ln f + m_{t−1}, z_i), m_1 = z_i. */
  readonly stabilised: SumsFacts
}

/**
 * The activations of the LSTM (or GRU) at one time step, for one unit. Entries by name: i, f, g, o,
 * c, h; r, z, n, h.
 */
export interface TraceResult {
  readonly kind: 'walk'
  readonly gru: boolean
  /** The gates see c: i and f that of t − 1, o that of t. */
  readonly peepholes?: true
  /** The gates see x_t alone. */
  readonly inputOnly?: true
  /** g = z_g, without tanh. */
  readonly plainCandidate?: true
  /** i = exp(z_i), and f and i are divided by the normaliser n_t. */
  readonly exponential?: true
  readonly float32?: Float32Sums
  readonly t: number
  readonly unit: number
  readonly sequence: SequenceFacts
  /** x_t, all I of it. */
  readonly x: readonly number[]
  /** The unit's numbers at t. */
  readonly now: Readonly<Record<string, number>>
  /** Its c_{t−1} and h_{t−1}. */
  readonly before: { readonly c: number | null; readonly h: number }
  /** All units: [T][H]. */
  readonly cell: readonly (readonly number[])[] | null
  readonly hidden: readonly (readonly number[])[]
  readonly operations: readonly Operation[]
  readonly output: 'tanh' | 'plain'
}

const job: Job<SequenceAsk & { readonly t: number }, Float32Sums> = {
  name: 'float32-sums',
  run: async (context, ask) => (await import('../float32-sums.ts')).float32Sums(context, ask),
}

/** The time step of a walk. */
export const WALKED_TO = {
  name: 't',
  required: false,
  kind: { is: 'integer', min: LIMITS.length[0], max: LIMITS.length[1] },
} as const

export const walk: Probe<TraceResult, 'diagram', { readonly t?: number }> = {
  commands: [
    {
      name: 'walk',
      positionals: [WALKED_TO],
      options: ['unit', 'sequence'],
      examples: ['walk', 'walk 12 --unit 3 --sequence 2'],
    },
  ],
  inLessons: true,
  job,
  async answer(bench, { t = 1, unit: units = [1], sequence: choice }) {
    if (units.length > 1) throw new InputError('one-unit-only', { command: 'walk' })
    const [unit] = units
    const { activationsOf, sequenceFacts, sequenceOf } = await import('../sequence-activations.ts')
    const { spec, state, task } = bench
    const cell = bench.gatedCell()
    const sequence = sequenceOf(bench, choice)
    if (t > task.timeSteps)
      throw new InputError('beyond-the-net', { name: 't', value: t, most: task.timeSteps })
    if (unit > spec.hidden)
      throw new InputError('beyond-the-net', { name: 'unit', value: unit, most: spec.hidden })
    const inside = await activationsOf(bench, cell, sequence)
    const at = (name: string, time: number) =>
      time < 1 ? 0 : inside.planes[name][(time - 1) * spec.hidden + unit - 1]
    const plane = (name: string) => nest(inside.planes[name], [task.timeSteps, spec.hidden])
    const gru = spec.variant === 'gru'
    const { peepholes, inputOnly, plainCandidate, exponential } = VARIANT_FORMS[spec.variant]
    return {
      kind: 'walk',
      gru,
      ...(peepholes && { peepholes }),
      ...(inputOnly && { inputOnly }),
      ...(plainCandidate && { plainCandidate }),
      ...(exponential && {
        exponential,
        float32: await bench.ask('lstm', job, {
          ...{ ...bench.subject(cell), operations: [], sequence, t },
        }),
      }),
      t,
      unit,
      sequence: sequenceFacts(bench, sequence, cell, inside),
      x: [...inside.x.subarray((t - 1) * task.inputSize, t * task.inputSize)],
      now: Object.fromEntries(Object.keys(inside.planes).map((name) => [name, at(name, t)])),
      before: { c: gru ? null : at('c', t - 1), h: at('h', t - 1) },
      cell: gru ? null : plane('c'),
      hidden: plane('h'),
      operations: state.operations,
      output: isOutputPlain(spec.variant, state.operations) ? 'plain' : 'tanh',
    }
  },
  receipt: {
    question: ({ result: { t, unit, sequence } }) =>
      `walk ${t} --unit ${unit} --sequence ${sequence.number}`,
    equations: ({ result, state }) =>
      equationsOf(result, state.spec).map(({ equation }) => equation),
    operands: ({ result }) =>
      Object.entries(result.now).map(([name, value]) => ({ name: `${name}_t`, value })),
  },
  parts: () => ['diagram'],
}
