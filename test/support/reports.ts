/**
 * Reports that the lab makes of runs which were made up: every field as in a real one, and outcomes
 * as a test wants them.
 */

import { type PlannedRun, planOf } from '../../src/experiments/plan.ts'
import { concluded } from '../../src/experiments/summary.ts'
import type { Profile, Report, Run, Sweep } from '../../src/results/report.ts'
import { type Design, single } from '../../src/specs/design.ts'
import type { Spec } from '../../src/specs/spec.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'

export interface Outcome {
  /** null: it diverged. */
  readonly metric: number | null
  readonly solvedAt?: number | null
}
export type Outcomes = (run: PlannedRun) => Outcome

export interface Made extends Partial<Design> {
  readonly choices?: Partial<Spec>
  readonly outcomes?: Outcomes
  /** Curves and profiles are left out, as when results are read without them. */
  readonly lean?: boolean
  readonly command?: string
}

/** The LSTM solves it at step 300, the RNN never does; no two metrics are the same. */
const usual: Outcomes = ({ cell, seed }) =>
  cell === 'lstm' ? { metric: 0.001 + seed / 1e5, solvedAt: 300 } : { metric: 0.15 + seed / 1e3 }

function made({
  choices,
  outcomes = usual,
  lean = false,
  command,
  ...more
}: Made = {}): Report | Sweep {
  const spec = resolveSpec({
    task: 'adding',
    length: 20,
    steps: 500,
    seeds: [1, 2, 3, 4, 5, 6, 7, 8],
    ...choices,
  })
  const design: Design = { ...single(spec), ...more }
  const plan = planOf(design)
  const runs = new Map(plan.runs.map((run) => [run.index, runOf(run, outcomes(run), lean)]))
  return concluded(
    design,
    plan,
    { command: command ?? 'gatelab compare adding', version: '1.2.3' },
    runs,
    new Map(),
  )
}

export function comparison(options: Made = {}): Report {
  const report = made(options)
  if (report.schema !== 'gatelab.report/1') throw new Error('it is a sweep')
  return report
}

export function sweep(options: Made = {}): Sweep {
  const axes = [
    { option: 'length', values: [10, 50, 200] },
    { option: 'forget-bias', values: [0, 1, 'chrono'] },
  ] as const
  const report = made({
    axes: axes.map((axis) => ({ ...axis, values: [...axis.values] })),
    ...options,
  })
  if (report.schema !== 'gatelab.sweep/1') throw new Error('it is no sweep')
  return report
}

function runOf(
  { index, cell, seed, hidden, spec }: PlannedRun,
  outcome: Outcome,
  lean: boolean,
): Run {
  const { metric, solvedAt = null } = outcome
  const step = Array.from({ length: spec.steps / 100 + 1 }, (_, n) => n * 100)
  const curve = step.map((at) => (metric ?? 1) + Math.exp(-at / 50))
  return {
    cell,
    seed,
    hidden,
    parameters: (cell === 'rnn' ? 1 : 4) * (hidden * (hidden + 3)) + hidden + 1,
    status: metric === null ? 'diverged' : solvedAt === null ? 'unsolved' : 'solved',
    solvedAt,
    steps: spec.steps,
    final: { loss: metric, metric },
    best: { step: spec.steps, metric },
    curve: lean ? { step: [], loss: [], metric: [] } : { step, loss: curve, metric: curve },
    gradient: lean ? [] : [profile(0, cell, spec.length), profile(spec.steps, cell, spec.length)],
    digest: `sha256:${(index + 1).toString(16).padStart(12, '0').padEnd(64, 'f')}`,
    seconds: 1.5,
    stepsPerSecond: 400,
  }
}

function profile(step: number, cell: Run['cell'], T: number): Profile {
  const fall = (every: number) => Array.from({ length: T }, (_, t) => -1 - (T - 1 - t) / every)
  const own = cell === 'lstm' ? fall(40) : null
  return { step, log10: { hidden: fall(5), cell: own, belt: own, rest: own, input: fall(5) } }
}
