/** What a key does: the next state, and what the running comparison is to be told. Pure. */
import type { Control } from '../../results/events.ts'
import type { Action } from './keys.ts'
import { profileSteps } from './selectors.ts'
import { follow, isOver, LOWER, PACES, type ScreenState, SERIES } from './state.ts'

export interface ScreenUpdate {
  readonly state: ScreenState
  /** Something to say to the comparison, once. */
  readonly control?: (control: Control) => void
  /** Leave the screen now. */
  readonly leave?: boolean
}

export function reduceAction(state: ScreenState, action: Action): ScreenUpdate {
  // Any key closes the help and does nothing else, except the keys that leave.
  if (state.help && action !== 'leave' && action !== 'interrupt')
    return { state: { ...state, help: false } }
  switch (action) {
    case 'pause':
      return pause(state)
    case 'back':
    case 'forward':
    case 'first':
    case 'live':
      return { state: stepThrough(state, action) }
    case 'one-series':
      return { state: { ...state, series: nextSeries(state.series) } }
    case 'lower':
      return { state: { ...state, lower: after(LOWER, state.lower) } }
    case 'next-seed':
      return nextSeed(state)
    case 'faster':
      return setPace(state, state.pace - 1)
    case 'slower':
      return setPace(state, state.pace + 1)
    case 'redraw':
      return { state }
    case 'help':
      return { state: { ...state, help: true } }
    case 'finish':
      return { state, leave: state.report !== null }
    case 'leave':
    case 'interrupt':
      return end(state)
  }
}

/** All, then each alone, then all again. */
const nextSeries = (series: ScreenState['series']): ScreenState['series'] =>
  SERIES[series === null ? 0 : SERIES.indexOf(series) + 1] ?? null

/** The one behind it, and behind the last the first. */
const after = <T>(all: readonly T[], one: T): T => all[(all.indexOf(one) + 1) % all.length]

function pause(state: ScreenState): ScreenUpdate {
  if (state.report || state.ending) return { state }
  const paused = !state.paused
  return {
    state: { ...state, paused },
    control: (control) => (paused ? control.pause() : control.resume()),
  }
}

/** One recorded profile back or forth; past the last one it follows what comes. */
function stepThrough(
  state: ScreenState,
  action: 'back' | 'forward' | 'first' | 'live',
): ScreenState {
  const steps = profileSteps(state)
  if (action === 'live' || steps.length === 0) return follow({ ...state, at: null })
  if (action === 'first') return { ...state, at: steps[0] }
  const here = state.at === null ? steps.length - 1 : steps.indexOf(state.at)
  const there = action === 'back' ? Math.max(0, here - 1) : here + 1
  return there >= steps.length - 1 ? follow({ ...state, at: null }) : { ...state, at: steps[there] }
}

/** Turns to the next seed of the plan. What was still to do for the watched one is skipped. */
function nextSeed(state: ScreenState): ScreenUpdate {
  const seeds = [...new Set(state.runs.map((run) => run.id.seed))]
  const { watched } = state
  if (watched === null || seeds.length === 0) return { state }
  const next = seeds[(seeds.indexOf(watched) + 1) % seeds.length]
  const unfinished = state.runs.some((run) => run.id.seed === watched && !isOver(run))
  if (!unfinished) return { state: { ...state, watched: next, at: null } }
  const runs = state.runs.map((run) =>
    run.id.seed === watched && !isOver(run)
      ? { ...run, status: 'skipped' as const, stepsPerSecond: 0 }
      : run,
  )
  return {
    state: { ...state, runs, watched: next, at: null },
    control: (control) => control.skip(watched),
  }
}

function setPace(state: ScreenState, wanted: number): ScreenUpdate {
  const pace = Math.min(PACES.length - 1, Math.max(0, wanted))
  if (pace === state.pace || state.report || state.ending) return { state }
  return { state: { ...state, pace }, control: (control) => control.pace(PACES[pace]) }
}

/** Asks for the end; asked twice, or with everything finished, it leaves. */
function end(state: ScreenState): ScreenUpdate {
  if (state.report || state.ending) return { state, leave: true }
  return { state: { ...state, ending: true, help: false }, control: (control) => control.stop() }
}
