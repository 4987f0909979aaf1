/** The states of runs, and of all of them together, as words. Pure: text tables in, strings out. */

import { understoodBriefly } from '../../view/printed/data-summary-text.ts'
import type { Text } from '../shared/text-types.ts'
import { progressOf } from './selectors.ts'
import { PACES, type RunState, type ScreenState } from './state.ts'

/** The state of one run in full, such as "solved at 650". */
export function statusOf(run: RunState, { ui }: Text): string {
  const { status } = ui
  switch (run.status) {
    case 'training':
      return run.solvedAt === null
        ? status.training(run.step)
        : status.trainingSolved(run.step, run.solvedAt)
    case 'solved':
      return status.solved(run.solvedAt ?? run.step)
    case 'diverged':
      return status.diverged(run.step)
    default:
      return status[run.status]
  }
}

/** The same as one sign and a number. */
export function signOf(run: RunState, { ui }: Text): string {
  const { short } = ui
  switch (run.status) {
    case 'training':
      return short.training(run.step)
    case 'solved':
      return short.solved(run.solvedAt ?? run.step)
    case 'diverged':
      return short.diverged(run.step)
    default:
      return short[run.status]
  }
}

export function titleOf(state: ScreenState, { ui }: Text): string {
  const { spec } = state
  if (!spec) return ui.starting
  return ui.title(spec.task, spec.length, spec.hidden, spec.seeds.length)
}

/**
 * What was understood of the file that is trained on, and the first thing that is odd; none where
 * there is no file.
 */
export function readWords({ read }: ScreenState, { ownData, view }: Text): string[] {
  // The path has been checked where it was named: it stands in command lines.
  return read ? understoodBriefly(read, read.file.path, ownData, view) : []
}

/** Where in the recorded profiles the pictures stand: "step 350 of 800", or live. */
export function placeOf(state: ScreenState, steps: readonly number[], { ui }: Text): string {
  const last = steps.at(-1)
  if (last === undefined) return ui.emptyResults
  return state.at === null && !state.report ? ui.live(last) : ui.lookingBack(state.at ?? last, last)
}

/**
 * What stands beside the progress bar: seeds, time left, rate and pace; or what has happened to
 * them.
 */
export function progressWords(state: ScreenState, { ui }: Text): string[] {
  const progress = progressOf(state)
  const seeds = ui.seedsDone(progress.seedsDone, progress.seeds)
  if (state.report) return [seeds, ui.finished]
  if (state.ending) return [seeds, ui.ending]
  const pace = ui.pace(PACES[state.pace])
  if (state.paused) return [seeds, ui.paused, pace]
  if (progress.secondsLeft === null) return [seeds, pace]
  const seconds = Math.ceil(progress.secondsLeft)
  const left = ui.timeLeft(Math.floor(seconds / 60), seconds % 60)
  return [seeds, left, ui.rate(Math.round(progress.stepsPerSecond)), pace]
}

/** The keys that do something now, in one line; `profile` says whether its picture is there. */
export function keyWords(state: ScreenState, { ui }: Text, profile = true): string[] {
  const { keys } = ui
  const lines = profile ? [keys.oneSeries] : []
  const pictures = [keys.walk, ...lines, keys[state.lower], keys.nextSeed]
  if (state.report) return [...pictures, keys.leave, keys.help]
  return [state.paused ? keys.resume : keys.pause, ...pictures, keys.pace, keys.end, keys.help]
}
