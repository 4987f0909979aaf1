/** What the screen of a sweep knows: the stream of events, folded. Pure. */
import type { PresetEvent } from '../../experiments/papers/preset-report.ts'
import type { CompareEvent, Outline, RunId } from '../../results/events.ts'
import type { Status } from '../../results/report.ts'
import type { Spec } from '../../specs/spec.ts'
import type { Text } from '../shared/text-types.ts'
import { Tallies } from './tallies.ts'

interface AtWork {
  readonly id: RunId
  readonly step: number
  readonly stepsPerSecond: number
}

export interface StudyState {
  readonly text: Text
  /** Of a preset: its name, and which part is running. */
  readonly heading: string | null
  readonly part: { readonly name: string; readonly part: number; readonly of: number } | null
  readonly spec: Spec | null
  readonly outline: Outline | null
  /** By point and cell. */
  readonly tallies: Tallies
  readonly runs: number
  readonly ended: number
  readonly tried: { readonly done: number; readonly of: number } | null
  readonly atWork: readonly AtWork[]
  /** Trials of 1997 at work. */
  readonly trials: readonly { readonly seed: number; readonly sequences: number }[]
  readonly secondsLeft: number | null
  readonly paused: boolean
  readonly ending: boolean
}

type Original = Extract<PresetEvent, { type: 'original' }>

export const startOf = (text: Text, heading: string | null): StudyState => ({
  text,
  heading,
  part: null,
  spec: null,
  outline: null,
  tallies: Tallies.none,
  runs: 0,
  ended: 0,
  tried: null,
  atWork: [],
  trials: [],
  secondsLeft: null,
  paused: false,
  ending: false,
})

export function fold(state: StudyState, event: CompareEvent | PresetEvent): StudyState {
  switch (event.type) {
    case 'part':
      return {
        ...startOf(state.text, state.heading),
        part: event,
        paused: state.paused,
        ending: state.ending,
      }
    case 'original':
      return trialOf(state, event)
    case 'plan':
      return planned(state, event.spec, event.outline, event.runs)
    case 'trial':
      return { ...without(state, event.run), tried: { done: event.done, of: event.of } }
    case 'start':
      return { ...state, atWork: [...state.atWork, { id: event.run, step: 0, stepsPerSecond: 0 }] }
    case 'progress': {
      const { run, step, stepsPerSecond, secondsLeft } = event
      const atWork = state.atWork.map((one) =>
        same(one.id, run) ? { id: run, step, stepsPerSecond } : one,
      )
      return { ...state, atWork, secondsLeft }
    }
    case 'end':
      return ended(without(state, event.run), event.run, event.result.status)
    default:
      return state
  }
}

function planned(
  state: StudyState,
  spec: Spec,
  outline: Outline,
  runs: readonly RunId[],
): StudyState {
  const tried = outline.trials > 0 ? { done: 0, of: outline.trials } : null
  return {
    ...state,
    spec,
    outline,
    tallies: Tallies.of(spec.cells, outline.points.length, runs),
    runs: runs.length,
    tried,
    secondsLeft: outline.seconds,
  }
}

const ended = (state: StudyState, run: RunId, status: Status): StudyState => ({
  ...state,
  ended: state.ended + 1,
  tallies: state.tallies.with(run, status === 'solved'),
})

/** Trials of 1997 have no plan and no points: how many are through, and how far the others are. */
function trialOf(state: StudyState, { seed, sequences, through, done, of }: Original): StudyState {
  const others = state.trials.filter((trial) => trial.seed !== seed)
  return {
    ...state,
    trials: through ? others : [...others, { seed, sequences }],
    ended: done,
    runs: of,
  }
}

/** Without a run that is through. */
const without = (state: StudyState, run: RunId): StudyState => ({
  ...state,
  atWork: state.atWork.filter(({ id }) => !same(id, run)),
})

const same = (a: RunId, b: RunId): boolean =>
  a.index === b.index &&
  a.point === b.point &&
  a.cell === b.cell &&
  a.seed === b.seed &&
  a.hidden === b.hidden
