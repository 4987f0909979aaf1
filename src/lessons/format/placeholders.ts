/**
 * `{claim}` in prose is replaced by a measured value, which must have been measured before it is
 * read.
 */

import { LessonError } from './lesson-error.ts'
import type { Script, Step } from './lesson-schema.ts'
import { PLACEHOLDER } from './prose-blocks.ts'
import { claimsOf } from './script-lines.ts'

/** The placeholders of a text, in order. */
export const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(PLACEHOLDER)].map(([, id]) => id)

export class PlaceholderRules {
  /** The steps that measure what a placeholder stands for. */
  private readonly measuredAt: ReadonlyMap<string, number>

  constructor(private readonly script: Script) {
    this.measuredAt = new Map(
      script.steps.flatMap((step, n) => claimsOf(step).map(({ id }) => [id, n] as const)),
    )
  }

  /**
   * Throws LessonError for a placeholder that is none, or comes too early, in a text of a step;
   * null for title and introduction.
   */
  check(raw: string, line: number, step: string | null): void {
    const { steps } = this.script
    const at = step === null ? -1 : steps.findIndex(({ id }) => id === step)
    for (const { 1: placeholder, index } of raw.matchAll(PLACEHOLDER)) {
      const here = line + raw.slice(0, index).split('\n').length - 1
      const measured = this.measuredAt.get(placeholder)
      if (measured === undefined)
        throw new LessonError('lesson-prose-placeholder', { placeholder, step }).on(here)
      if (measured > at)
        throw new LessonError('lesson-prose-early', { placeholder, shown: steps[measured].id }).on(
          here,
        )
    }
  }

  /**
   * Throws LessonError for a placeholder, in words that are read before the step is run, of what
   * only the step measures.
   */
  checkBefore(raw: string, line: number, step: Step): void {
    const own = claimsOf(step).map(({ id }) => id)
    for (const { 1: placeholder, index } of raw.matchAll(PLACEHOLDER)) {
      if (!own.includes(placeholder)) continue
      const facts = { placeholder, step: step.id, after: step.do === 'change' }
      throw new LessonError('lesson-prose-waits', facts).on(
        line + raw.slice(0, index).split('\n').length - 1,
      )
    }
  }
}
