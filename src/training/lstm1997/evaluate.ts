/** Whether a trial meets a criterion, sequence by sequence. */
import { random } from '../../engine/random.ts'
import { type Criterion, type CriterionOutcome, isWithin, Window } from './criterion.ts'
import type { Trial } from './trial.ts'

export interface CriterionEvaluator {
  /** Hears how each training sequence came out. */
  add(outcome: CriterionOutcome): void
  /** Whether the criterion is met after so many sequences. */
  isMet(sequences: number): boolean
}

/**
 * A criterion's test set is the start of the seed's held-out stream, drawn anew for every
 * evaluation.
 */
export function createCriterionEvaluator(
  criterion: Criterion,
  tolerance: number,
  trial: Trial,
  seed: number,
  cancelled: () => boolean,
): CriterionEvaluator {
  if (criterion.of === 'latest') {
    const window = new Window(criterion.sequences, tolerance)
    return { add: (outcome) => window.add(outcome), isMet: () => window.meets(criterion) }
  }
  return {
    add: () => {},
    isMet: (sequences) => {
      if (sequences % criterion.every !== 0) return false
      const test = trial.test(random(seed, 'heldOut'), criterion.sequences, cancelled)
      return test !== null && isWithin(criterion, test.wrong, test.meanError)
    },
  }
}
