/**
 * The state of the comparison's screen: a fold of the stream of events. Pure; pictures are drawn
 * from this alone.
 */
import type { Cell } from '../../engine/types.ts'
import type { CompareEvent, Observation, RunId } from '../../results/events.ts'
import type { ExampleSequence } from '../../results/example.ts'
import type { Report, Run, Status } from '../../results/report.ts'
import type { Understood } from '../../results/summary-of-data.ts'
import { added, limitsOf } from '../../results/thinning.ts'
import { type AxisRange, curveAxis, profileAxis, tallestOf } from '../../rules/chart-axes.ts'
import { isSolved } from '../../rules/solved.ts'
import type { Spec } from '../../specs/spec.ts'

type RunStatus = 'waiting' | 'training' | 'skipped' | Status

/** One run as far as it has got. */
export interface RunState {
  readonly id: RunId
  readonly status: RunStatus
  readonly step: number
  readonly stepsPerSecond: number
  /** The step of the first look at which the task counted as solved. */
  readonly solvedAt: number | null
  /** In the order of their steps: as many as are kept of all that came. */
  readonly observations: readonly Observation[]
  readonly came: number
  /**
   * The best constant answer on the held-out data of the run's seed; null before it is measured.
   */
  readonly baseline: number | null
}

/** The axes of the pictures, the same for all runs; they hold all that was ever measured. */
export interface Axes {
  readonly gradient: AxisRange
  readonly curve: AxisRange
  /** The last step that was measured. */
  readonly last: number
}

export interface ScreenState {
  readonly spec: Spec | null
  readonly task: Report['task'] | null
  /** What was understood of the file that the sequences come from; null where they are made up. */
  readonly read: Understood | null
  readonly runs: readonly RunState[]
  /** null before the first observation. */
  readonly axes: Axes | null
  /** The seed in the pictures. */
  readonly watched: number | null
  /** The step that the learner looks back at, or null to follow what comes. */
  readonly at: number | null
  readonly paused: boolean
  /** The one line of the gradient pictures that is looked at; null for all. */
  readonly series: (typeof SERIES)[number] | null
  /** What the lower half shows. */
  readonly lower: (typeof LOWER)[number]
  /** Index into {@link PACES}. */
  readonly pace: number
  /** The first held-out sequence of a seed, once a run has told of it. */
  readonly examples: Readonly<Record<number, ExampleSequence>>
  readonly help: boolean
  /** The learner, or a signal, asked for the end. */
  readonly ending: boolean
  readonly report: Report | null
}

/** What the lower half can show, in the order in which a key goes through. */
export const LOWER = ['curves', 'waterfall', 'gates'] as const

/** The lines of a gradient picture; an RNN has the first. */
export const SERIES = ['hidden', 'cell', 'belt'] as const

/** Training steps per second and run, from as fast as it goes down to a walk. */
export const PACES = [Number.POSITIVE_INFINITY, 500, 200, 100, 50, 20, 10] as const

export const START: ScreenState = {
  spec: null,
  task: null,
  read: null,
  runs: [],
  axes: null,
  watched: null,
  at: null,
  paused: false,
  series: null,
  lower: 'curves',
  pace: 0,
  examples: {},
  help: false,
  ending: false,
  report: null,
}

/** The state after an event. */
export function fold(state: ScreenState, event: CompareEvent): ScreenState {
  switch (event.type) {
    case 'reads':
      return { ...state, read: event.understood }
    case 'plan':
      return {
        ...state,
        spec: event.spec,
        task: event.task,
        runs: event.runs.map(newRun),
        watched: event.runs[0]?.seed ?? null,
      }
    case 'start':
      return change(state, event.run, (run) => ({ ...run, status: 'training' }))
    case 'progress':
      return change(state, event.run, (run) => ({
        ...run,
        step: event.step,
        stepsPerSecond: event.stepsPerSecond,
      }))
    case 'observation':
      return {
        ...change(state, event.run, (run) => observe(run, event.observation, state)),
        axes: widened(state, event.observation),
        examples: withExample(state, event.run, event.observation),
      }
    case 'end':
      return follow(change(state, event.run, (run) => finish(run, event.result)))
    case 'report':
      return { ...state, report: event.report, runs: state.runs.map(close) }
    default:
      return state
  }
}

export const isOver = (run: RunState): boolean =>
  run.status !== 'waiting' && run.status !== 'training'

/** The run of a cell with a seed, if the plan has one. */
export const runOf = (state: ScreenState, cell: Cell, seed: number | null): RunState | undefined =>
  state.runs.find((run) => run.id.cell === cell && run.id.seed === seed)

/**
 * Watches the first seed that is still training, unless the learner looks back or the watched one
 * is still running.
 */
export function follow(state: ScreenState): ScreenState {
  if (state.at !== null) return state
  if (state.runs.some((run) => run.id.seed === state.watched && !isOver(run))) return state
  const next =
    state.runs.find((run) => run.status === 'training') ?? state.runs.find((run) => !isOver(run))
  return next ? { ...state, watched: next.id.seed } : state
}

const newRun = (id: RunId): RunState => ({
  id,
  status: 'waiting',
  step: 0,
  stepsPerSecond: 0,
  solvedAt: null,
  observations: [],
  came: 0,
  baseline: null,
})

function change(state: ScreenState, id: RunId, update: (run: RunState) => RunState): ScreenState {
  return {
    ...state,
    runs: state.runs.map((run) => (run.id.index === id.index ? update(run) : run)),
  }
}

function observe(run: RunState, seen: Observation, { task, runs }: ScreenState): RunState {
  const { profiles } = limitsOf(task?.timeSteps ?? 1, runs.length)
  const observations = added(run.observations, seen, run.came, profiles)
  const solvedAt =
    run.solvedAt ?? (task && seen.metric !== null && isSolved(task, seen.metric) ? seen.step : null)
  return {
    ...run,
    step: Math.max(run.step, seen.step),
    solvedAt,
    observations,
    came: run.came + 1,
    baseline: seen.baseline ?? run.baseline,
  }
}

function withExample({ examples }: ScreenState, { seed }: RunId, { example }: Observation) {
  return example && !(seed in examples) ? { ...examples, [seed]: example } : examples
}

/** The axes with room for one observation more. */
function widened({ axes, task }: ScreenState, seen: Observation): Axes | null {
  if (!task) return axes
  return {
    gradient: profileAxis([seen.profile.log10], axes?.gradient),
    curve: curveAxis(task, [seen.metric, seen.loss], axes?.curve, tallestOf(task)),
    last: Math.max(axes?.last ?? 1, seen.step),
  }
}

const finish = (run: RunState, result: Run): RunState => ({
  ...run,
  status: result.status,
  step: result.steps,
  solvedAt: result.solvedAt,
  stepsPerSecond: 0,
})

const close = (run: RunState): RunState =>
  isOver(run) ? run : { ...run, status: 'skipped', stepsPerSecond: 0 }
