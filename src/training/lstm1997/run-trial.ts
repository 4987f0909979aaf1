/**
 * One trial of an experiment of 1997: one seed, from initial weights to the paper's stopping
 * criterion, and the test.
 */

import { countWeights } from '../../engine/lstm1997/architecture.ts'
import { random } from '../../engine/random.ts'
import { digestOf1997 } from '../../results/digest.ts'
import { largest } from '../../rules/extremes.ts'
import { Window } from './criterion.ts'
import { createCriterionEvaluator } from './evaluate.ts'
import type { Experiment1997 } from './settings-of-1997.ts'
import { type Test, Trial } from './trial.ts'

export interface TrialSpec1997 {
  readonly experiment: Experiment1997
  readonly seed: number
}

/** What a trial reports and is told while it runs. */
export interface TrialHost1997 {
  /** e^x, the same everywhere: the kernels'. */
  readonly exp: (x: number) => number
  /**
   * Called before every sequence; may block (pause, pace). Milliseconds waited, or null to give the
   * trial up.
   */
  before(): number | null
  /** Whether the trial is given up: asked within tests, too. */
  cancelled(): boolean
  /** `wrong` of the latest training sequences. */
  progress(sequences: number, wrong: number, sequencesPerSecond: number): void
}

/**
 * A criterion of the experiment, when it was first met, and the test at that moment; null where it
 * never was.
 */
interface Milestone {
  readonly criterion: string
  readonly sequences: number | null
  readonly test: Test | null
}

export interface TrialRun1997 {
  readonly experiment: string
  readonly seed: number
  readonly weights: number
  /** Sequences trained on. */
  readonly sequences: number
  /**
   * Whether the last criterion was met; otherwise the trial was given up after the most sequences.
   */
  readonly stopped: boolean
  readonly milestones: readonly Milestone[]
  /** On fresh sequences, with the final weights. */
  readonly test: Test
  /** SHA-256 over the final weights as little-endian float64, hidden units first. */
  readonly digest: string
  readonly seconds: number
  readonly sequencesPerSecond: number
}

/** The window over which progress is told. */
const SHOWN = 2000

/**
 * Executes a trial; null when the host gave it up. The same spec gives the same numbers, but for
 * the seconds.
 */
export function executeTrial1997(spec: TrialSpec1997, host: TrialHost1997): TrialRun1997 | null {
  const { experiment, seed } = spec
  const { criteria, mostSequences, tolerance } = experiment
  const trial = new Trial(experiment, seed, host.exp)
  const evaluators = criteria.map((criterion) =>
    createCriterionEvaluator(criterion, tolerance, trial, seed, host.cancelled),
  )
  const shown = new Window(SHOWN, tolerance)
  const numbers = random(seed, 'train')
  const started = performance.now()
  let waited = 0
  const seconds = () => Math.max(1e-6, (performance.now() - started - waited) / 1000)
  const met: { sequences: number; test: Test }[] = []
  let sequences = 0
  while (sequences < mostSequences && met.length < criteria.length) {
    const wait = host.before()
    if (wait === null) return null
    waited += wait
    const outcome = trial.train(numbers)
    sequences++
    shown.add(outcome)
    for (const evaluator of evaluators) evaluator.add(outcome)
    while (met.length < criteria.length && evaluators[met.length].isMet(sequences)) {
      const test = finalTest(spec, trial, host.cancelled)
      if (test === null) return null
      met.push({ sequences, test })
    }
    host.progress(sequences, shown.wrongNow(), sequences / seconds())
  }
  const stopped = met.length === criteria.length
  const test = stopped ? met[met.length - 1].test : finalTest(spec, trial, host.cancelled)
  if (test === null || host.cancelled()) return null
  return {
    experiment: experiment.name,
    seed,
    weights: countWeights(trial.net.architecture),
    sequences,
    stopped,
    milestones: criteria.map(({ name }, n) => ({
      criterion: name,
      ...(met[n] ?? { sequences: null, test: null }),
    })),
    test,
    digest: digestOf1997(trial.net.weights),
    seconds: Math.round(seconds() * 1e4) / 1e4,
    sequencesPerSecond: Math.round(sequences / seconds()),
  }
}

/**
 * On sequences that no criterion's test set holds: those behind it in the stream of held-out ones.
 */
function finalTest(
  { experiment, seed }: TrialSpec1997,
  trial: Trial,
  cancelled: () => boolean,
): Test | null {
  const numbers = random(seed, 'heldOut')
  const used = experiment.criteria.map((criterion) =>
    criterion.of === 'test' ? criterion.sequences : 0,
  )
  trial.skip(numbers, largest(used))
  return trial.test(numbers, experiment.testSequences, cancelled)
}
