/** A lesson from its first step to its last, as a learner plays it: claims, answers and tasks. */
import type { LabResult } from '../../workbench/result-kinds.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Claim, Step, TaskStep } from '../format/lesson-schema.ts'
import { hasPart, lookOf } from '../format/picture-parts.ts'
import { beats } from '../format/scores.ts'
import type { Path } from '../format/script-file.ts'
import { claimsOf, linesOfStep, looksOf, type PlacedLine } from '../format/script-lines.ts'
import type { Lesson } from '../load/lesson.ts'
import { checkAxis, outcomeOf } from '../run/answers.ts'
import { type Measured, measure } from '../run/claims.ts'
import type { LessonRunner } from '../run/lesson-runner.ts'
import { bestKnown, scoreOf } from '../run/scores.ts'

export type Found = Map<string, Measured>

export async function measured(runner: LessonRunner, claim: Claim, path: Path): Promise<Measured> {
  return runner.at(path, () =>
    measure(claim, (expression) => runner.evaluate(expression, [...path, 'measure'])),
  )
}

/** The lesson as it is, from the first step to the last on one seed: claims, answers and tasks. */
export class WalkThrough {
  constructor(
    private readonly lesson: Lesson,
    private readonly runner: LessonRunner,
    /** Checks that are made only once are made on the first seed. */
    private readonly first: boolean,
  ) {}

  async through(seed: number): Promise<Found> {
    const { lesson, runner } = this
    const found: Found = new Map()
    await runner.begin(seed)
    for (const [n, step] of lesson.script.steps.entries()) {
      if (step.do === 'task') await this.taskIsOpen(step, n)
      const best = await bestKnown(lesson, runner, n)
      await runner.run(linesOfStep(lesson.script, n))
      if (step.do === 'task') await this.taskIsDone(step, n)
      if (step.do === 'task' && step.score && best !== null) await this.bestIsBest(step, n, best)
      await this.answers(step)
      this.looksAreThere(step, n)
      for (const [k, claim] of claimsOf(step).entries())
        found.set(claim.id, await measured(runner, claim, ['steps', n, 'claims', k]))
    }
    return found
  }

  /**
   * The predictions whose outcome this step shows have one right answer each, which a learner can
   * give.
   */
  private async answers(shown: Step): Promise<void> {
    const { runner } = this
    for (const [n, step] of this.lesson.script.steps.entries()) {
      if (step.do !== 'predict' || step.shown !== shown.id) continue
      const path = ['steps', n, step.choose ? 'choose' : step.number ? 'number' : 'curve']
      await runner.at(path, async () => {
        const outcome = await outcomeOf(step, (expression, ...field) =>
          runner.evaluate(expression, ['steps', n, ...field]),
        )
        checkAxis(step, outcome)
      })
    }
  }

  /** Checks that every picture part to look at exists in the result. */
  private looksAreThere(step: Step, n: number): void {
    for (const [k, look] of looksOf(step).entries()) {
      const { name, part } = lookOf(look)
      if (part === null || hasPart(this.runner.result(name) as LabResult, part)) continue
      const facts = { what: 'result', id: look, by: step.id } as const
      throw this.lesson.place(new LessonError('lesson-unknown', facts), ['steps', n, 'look', k])
    }
  }

  /**
   * Before its solution a task must not already be solved, nor become so by only looking at
   * results.
   */
  private async taskIsOpen(step: Extract<Step, { do: 'task' }>, n: number): Promise<void> {
    const { lesson } = this
    const path = ['steps', n, 'check']
    const done = () => this.holds(step, path)
    if (await done())
      throw lesson.place(new LessonError('lesson-task-done', { step: step.id }), path)
    const lines = linesOfStep(lesson.script, n)
    const looks = lines.filter(({ name }) => name !== null)
    if (!this.first || looks.length === lines.length) return
    if ((await this.looked(looks)) && (await done()))
      throw lesson.place(new LessonError('lesson-task-idle', { step: step.id }), path)
  }

  /** Runs lines that only look; false if one of them fails. */
  private async looked(looks: readonly PlacedLine[]): Promise<boolean> {
    try {
      await this.runner.apart(() => this.runner.run(looks))
      return true
    } catch (error) {
      if (error instanceof LessonError && error.code === 'lesson-line') return false
      throw error
    }
  }

  private async taskIsDone(step: Extract<Step, { do: 'task' }>, n: number): Promise<void> {
    const path = ['steps', n, 'check']
    await this.runner.at(path, async () => {
      if ((await this.runner.evaluate(step.check, path)) !== true)
        throw new LessonError('lesson-task-open', { step: step.id })
    })
  }

  /** What is called the best known answer is no worse than the solution. */
  private async bestIsBest(step: TaskStep, n: number, best: number): Promise<void> {
    const solved = await scoreOf(step, this.runner, n)
    if (!step.score || !beats(step.score.of, solved, best)) return
    const facts = { step: step.id, why: 'worse' } as const
    throw this.lesson.place(new LessonError('lesson-score', facts), ['steps', n, 'score', 'best'])
  }

  /** Whether a task's check holds now; false also if it cannot be evaluated. */
  private async holds(step: Extract<Step, { do: 'task' }>, path: Path): Promise<boolean> {
    try {
      return (await this.runner.evaluate(step.check, path)) === true
    } catch (error) {
      if (error instanceof LessonError && error.code === 'expression') return false
      throw error
    }
  }
}
