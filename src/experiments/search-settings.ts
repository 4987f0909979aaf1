/**
 * Both cells get the same budget of a small random search (Bergstra & Bengio 2012) before they are
 * compared, on other seeds than the ones reported: learning rate and clipping for both, and for the
 * LSTM its forget bias. The first trial is what was asked for.
 */
import { random } from '../engine/random.ts'
import type { ForgetBias } from '../engine/types.ts'
import type { Run, Trial, Tuning } from '../results/report.ts'
import { roundTo } from '../rules/significant.ts'
import { type Design, TRIAL_SEEDS } from '../specs/design.ts'
import type { Spec } from '../specs/spec.ts'
import type { PlannedRun, StudyPlan } from './plan.ts'
import { modelsOf, type Point } from './points.ts'
import { summarise } from './summary.ts'
import { eachInTurns } from './turns.ts'

/** The seed of the search itself. */
const SEARCH = 1

const CLIPS = [0.1, 0.3, 1, 3, 10, null]
const FORGET_BIASES: readonly ForgetBias[] = [0, 1, 2, 4, 'chrono']

type Choice = Pick<Spec, 'learningRate' | 'clip' | 'forgetBias'>

/**
 * The settings of so many trials: a learning rate from a thirtieth of the given one to three times
 * it, evenly on a log scale.
 */
function choicesFor(spec: Spec, trials: number): Choice[] {
  const { uniform, below } = random(SEARCH, 'weights')
  const { learningRate, clip, forgetBias } = spec
  const given = { learningRate, clip, forgetBias }
  const drawn = Array.from({ length: trials - 1 }, () => ({
    learningRate: roundTo(learningRate * 10 ** (2 * uniform() - 1.5), 2),
    clip: CLIPS[below(CLIPS.length)],
    forgetBias: FORGET_BIASES[below(FORGET_BIASES.length)],
  }))
  return [given, ...drawn]
}

/** Those that follow the highest one reported. */
export const tuningSeeds = ({ spec }: Design): number[] => {
  const highest = spec.seeds.reduce((most, seed) => Math.max(most, seed), 0)
  // Close to the largest possible seed, the seeds below are taken.
  const from = highest + TRIAL_SEEDS < 2 ** 31 ? highest + 1 : 0
  return Array.from({ length: TRIAL_SEEDS }, (_, n) => from + n)
}

/**
 * The runs of the search at these points. Which place a trial has depends on the design alone, not
 * on which points are asked for.
 */
export function trialRuns(design: Design, points: readonly Point[]): PlannedRun[] {
  if (design.tune === 0) return []
  const seeds = tuningSeeds(design)
  return points.flatMap((point) => {
    const cells = modelsOf(point)
    const each = design.tune * seeds.length
    return cells.flatMap(({ cell, hidden }, place) =>
      choicesFor(point.spec, design.tune).flatMap((choice, trial) =>
        seeds.map((seed, n) => ({
          // Points of a sweep over fewer cells leave gaps; no two trials share a place.
          index: (point.index * 8 + place) * each + trial * seeds.length + n,
          point: point.index,
          cell,
          seed,
          hidden,
          spec: {
            ...point.spec,
            ...choice,
            hidden,
            cells: [cell],
            seeds: [seed],
            untilSolved: true,
          },
        })),
      ),
    )
  })
}

/** The same for plans of any size; for nothing once `isOver` returns true. */
export async function trialRunsLater(
  design: Design,
  points: readonly Point[],
  isOver?: () => boolean,
): Promise<PlannedRun[]> {
  const runs: PlannedRun[] = []
  if (design.tune === 0) return runs
  const plan = (point: Point) => {
    for (const run of trialRuns(design, [point])) runs.push(run)
  }
  await eachInTurns(points, plan, isOver)
  return runs
}

/** How many they are in a whole plan. */
export const trialCount = ({ spec, tune }: Design, { runs }: StudyPlan): number =>
  (runs.length / spec.seeds.length) * tune * TRIAL_SEEDS

/** What the search found at a point. Trials by their place. */
export function tuningOf(design: Design, point: Point, found: ReadonlyMap<number, Run>): Tuning {
  const seeds = tuningSeeds(design)
  const runs = trialRuns(design, [point])
  const tried: Trial[] = []
  for (let n = 0; n < runs.length; n += seeds.length) {
    const { cell, hidden, spec } = runs[n]
    const results = runs.slice(n, n + seeds.length).flatMap(({ index }) => found.get(index) ?? [])
    const { learningRate, clip, forgetBias } = spec
    tried.push({
      cell,
      hidden,
      learningRate,
      clip,
      forgetBias: cell === 'lstm' ? forgetBias : null,
      ...summarise(results),
    })
  }
  const chosen = modelsOf(point).map(({ cell, hidden }) =>
    tried
      .filter((trial) => trial.cell === cell && trial.hidden === hidden)
      .reduce((best, trial) => (better(trial, best, point.task.metric) ? trial : best)),
  )
  return { trials: design.tune, seeds, chosen, tried }
}

/** Better: more seeds solved; then solved sooner; then, if none was solved, a better metric. */
function better(a: Trial, b: Trial, metric: Point['task']['metric']): boolean {
  if (a.solved !== b.solved) return a.solved > b.solved
  if (a.medianSolvedAt !== null && b.medianSolvedAt !== null)
    return a.medianSolvedAt < b.medianSolvedAt
  const worth = ({ medianMetric }: Trial) => {
    if (medianMetric === null) return Number.NEGATIVE_INFINITY
    return metric === 'accuracy' ? medianMetric : -medianMetric
  }
  return worth(a) > worth(b)
}

/** A run with what its cell found. */
export function tuned(run: PlannedRun, tuning: Tuning): PlannedRun {
  const found = tuning.chosen.find(({ cell, hidden }) => cell === run.cell && hidden === run.hidden)
  if (!found) return run
  const { learningRate, clip, forgetBias } = found
  return {
    ...run,
    spec: { ...run.spec, learningRate, clip, forgetBias: forgetBias ?? run.spec.forgetBias },
  }
}
