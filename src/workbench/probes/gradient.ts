/** gradient: the profile at this point of training, and what it says. */
import type { Cell, Log10Profile, PooledReadout } from '../../engine/types.ts'
import { largest } from '../../rules/extremes.ts'
import {
  FLOAT32_NORMAL,
  FLOAT32_ZERO,
  MILLIONTH,
  stepsPerDecade,
} from '../../rules/profile-trend.ts'
import { beltEquations, directEquations, PROFILE } from '../receipts/profile-equations.ts'
import type { Workbench } from '../workbench.ts'
import { profileJob } from '../workers/shared-jobs.ts'
import { cellsOption, type Probe, pooledReadout } from './probe.ts'

/** One profile and what it says. */
export interface GradientFacts {
  readonly gru?: true
  readonly step: number
  readonly loss: number
  readonly log10: Log10Profile
  /**
   * Of ∂L/∂h_t: time steps per factor of ten going back: positive where it falls, negative where it
   * grows, null where flat or zero.
   */
  readonly stepsPerDecade: number | null
  /**
   * The last of the leading time steps below 1e-6, below 1e-38 (float32's normal range), and at
   * which float32 holds zero; null if t = 1 is not.
   */
  readonly belowMillionth: number | null
  readonly below1e38: number | null
  readonly float32Zero: number | null
}

export interface GradientResult {
  readonly kind: 'gradient'
  readonly length: number
  readonly batch: number
  /** What the readout reads besides h_T alone: then ∂L/∂h_t has a direct part at every t. */
  readonly readout?: PooledReadout
  readonly rnn?: GradientFacts
  readonly lstm?: GradientFacts
}

const first = (name: string, log10: number | null | undefined) =>
  log10 == null ? [] : [{ name: `log10 ‖${name}‖`, value: log10 }]

export const gradient: Probe<GradientResult, 'hidden' | 'cell'> = {
  commands: [
    {
      name: 'gradient',
      options: ['cells'],
      examples: ['gradient', 'train 20; gradient --cells lstm'],
    },
  ],
  inLessons: true,
  async seconds(bench, { cells }) {
    const { estimatedProfileSeconds } = await import('../../training/setup/estimated-time.ts')
    return largest(bench.cells(cells).map((cell) => estimatedProfileSeconds(bench.spec, cell)))
  },
  /** The profiles of these cells, on the first held-out sequences, as many as a batch has. */
  async answer(bench, { cells }) {
    const { spec, task } = bench
    const found = await Promise.all(
      bench.cells(cells).map(async (cell) => [cell, await factsOf(bench, cell)] as const),
    )
    const { timeSteps: length } = task
    const facts = { length, batch: spec.batch, ...pooledReadout(spec) }
    return { kind: 'gradient', ...facts, ...Object.fromEntries(found) }
  },
  receipt: {
    question: ({ result, state }) => `gradient${cellsOption(result, state)}`,
    equations: ({ result, state }) => [
      ...PROFILE,
      ...directEquations(state),
      ...(result.lstm?.log10.belt ? beltEquations(state) : []),
    ],
    operands: ({ result: { rnn, lstm, gru } }, sizes) => [
      ...sizes,
      ...first('∂L/∂h_1 rnn', rnn?.log10.hidden[0]),
      ...first(`∂L/∂h_1 ${gru ? 'gru' : 'lstm'}`, lstm?.log10.hidden[0]),
      ...first('∂L/∂c_1', lstm?.log10.cell?.[0]),
      ...first('b_1', lstm?.log10.belt?.[0]),
      ...first('r_1', lstm?.log10.rest?.[0]),
    ],
  },
  parts: ({ lstm }) => (lstm?.log10.cell ? ['hidden', 'cell'] : ['hidden']),
}

async function factsOf(bench: Workbench, cell: Cell): Promise<GradientFacts> {
  const step = bench.stepOf(cell)
  const gru = cell === 'lstm' && bench.spec.variant === 'gru' ? { gru: true as const } : {}
  const { loss, profile } = await bench.ask(cell, profileJob, bench.subject(cell))
  return { ...gru, step, loss, log10: profile, ...readProfile(profile) }
}

/** What ∂L/∂h_t says. */
export function readProfile({ hidden }: Log10Profile) {
  const below = (bound: number) => {
    const above = hidden.findIndex((value) => value !== null && value >= bound)
    return above < 0 ? hidden.length || null : above || null
  }
  return {
    stepsPerDecade: stepsPerDecade(hidden),
    belowMillionth: below(MILLIONTH),
    below1e38: below(FLOAT32_NORMAL),
    float32Zero: below(FLOAT32_ZERO),
  }
}
