/** A learner's own best answers to the tasks of a lesson that have a score. */
import type { ScoreName } from '../format/lesson-schema.ts'
import type { LessonData } from '../format/page-types.ts'
import type { LessonProgress } from './progress.ts'

export interface OwnScore {
  readonly step: string
  readonly of: ScoreName
  readonly value: number
  readonly seed: number
}

/** In the order of the steps; one that counted something else once is none. */
export const ownScores = ({ script }: LessonData, progress: LessonProgress | null): OwnScore[] =>
  script.steps.flatMap((step) => {
    const best = progress?.steps[step.id]?.best
    if (step.do !== 'task' || !step.score || best?.of !== step.score.of) return []
    return [{ step: step.id, of: best.of, value: best.value, seed: best.seed }]
  })
