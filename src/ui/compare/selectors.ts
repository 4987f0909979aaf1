/**
 * What can be seen in a state: the profiles of the watched seed, how far everything has come. Pure.
 */
import type { Observation } from '../../results/events.ts'
import { isOver, PACES, type RunState, type ScreenState } from './state.ts'

/**
 * The steps at which a gradient profile of the watched seed was recorded, by either cell, in order.
 */
export function profileSteps(state: ScreenState): number[] {
  const steps = new Set<number>()
  for (const run of state.runs) {
    if (run.id.seed === state.watched) for (const seen of run.observations) steps.add(seen.step)
  }
  return [...steps].sort((a, b) => a - b)
}

/** What a run had shown at the step looked at: its last observation up to there. */
export function observationAt(
  run: RunState | undefined,
  at: number | null,
): Observation | undefined {
  if (!run) return undefined
  if (at === null) return run.observations.at(-1)
  return run.observations.findLast((seen) => seen.step <= at)
}

export interface Progress {
  /** Seeds of which every run is over, and all of them. */
  readonly seedsDone: number
  readonly seeds: number
  /** 0..1, over all runs and steps. */
  readonly part: number
  /** Training steps per second of all runs together. */
  readonly stepsPerSecond: number
  /** Until the last step at this rate; null while there is no rate to tell it from. */
  readonly secondsLeft: number | null
}

export function progressOf(state: ScreenState): Progress {
  const total = state.spec?.steps ?? 0
  const seeds = new Set(state.runs.map((run) => run.id.seed))
  const open = state.runs.filter((run) => !isOver(run))
  const openSeeds = new Set(open.map((run) => run.id.seed))
  const left = open.reduce((sum, run) => sum + Math.max(0, total - run.step), 0)
  const stepsPerSecond = state.paused
    ? 0
    : open.reduce((sum, run) => sum + rate(run, PACES[state.pace]), 0)
  const all = total * state.runs.length
  return {
    seedsDone: seeds.size - openSeeds.size,
    seeds: seeds.size,
    part: all > 0 ? 1 - left / all : 0,
    stepsPerSecond,
    secondsLeft: stepsPerSecond > 0 ? left / stepsPerSecond : null,
  }
}

/**
 * A run never goes faster than the pace; its last measured rate may be from before the pace was
 * set.
 */
const rate = (run: RunState, pace: number): number =>
  run.status === 'training' ? Math.min(run.stepsPerSecond, pace) : 0
