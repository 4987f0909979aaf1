/** Scores of tasks: what an answer comes to. */
import { LessonError } from '../format/lesson-error.ts'
import type { TaskStep } from '../format/lesson-schema.ts'
import { linesOfBest } from '../format/script-lines.ts'
import type { Lesson } from '../load/lesson.ts'
import type { CommandListener, LessonRunner } from './lesson-runner.ts'

/**
 * The score of the best known answer, from where the workbench stands, which stays as it is. Throws
 * LessonError 'lesson-score' where it does not solve the task.
 */
export async function bestKnown(
  lesson: Lesson,
  runner: LessonRunner,
  n: number,
  onEvent?: CommandListener,
): Promise<number | null> {
  const { script } = lesson
  const step = script.steps[n]
  if (step.do !== 'task' || !step.score) return null
  let also: Record<string, unknown> = {}
  await runner.apart(async () => {
    also = await runner.tried(linesOfBest(script, n), onEvent)
  })
  const path = ['steps', n, 'score', 'best']
  if ((await runner.evaluate(step.check, ['steps', n, 'check'], also)) !== true)
    throw lesson.place(new LessonError('lesson-score', { step: step.id, why: 'unsolved' }), path)
  return scoreOf(step, runner, n, also)
}

/** The score of an answer by its results. Throws LessonError 'lesson-score' where it is no number. */
export async function scoreOf(
  step: TaskStep,
  runner: LessonRunner,
  n: number,
  also: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const path = ['steps', n, 'score', 'measure']
  return runner.at(path, async () => {
    const value = await runner.evaluate(step.score?.measure ?? '', path, also)
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw new LessonError('lesson-score', { step: step.id, why: 'no-number' })
  })
}
