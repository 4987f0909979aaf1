/**
 * What the answers of JSON lines are. Lists of lists, texts and truth values say it themselves.
 * Plain numbers do not, so all lines are looked at first:
 *   3, 0.5          at the last step: classes where all are whole numbers, else numbers
 *   [0, 1, 1, 0]    with one for each step in every line: whole numbers of at most 100 kinds are a
 *                   class at each step; others are a number at each step, or, where all sequences
 *                   are equally long and every step has one, numbers at the last
 *   [0.5, 1]        else: numbers at the last step
 * `--classes` and `--numbers` say it instead; then a list with one for each step is an answer at
 * each step.
 */

import type { ReadBy } from '../results/reading-notes.ts'
import type { FileReading } from '../specs/spec.ts'

/** Whole numbers at each step with more different values than this are read as numbers. */
const MAX_TAGS = 100

export interface PlainNumbers {
  readonly kind: 'classes' | 'numbers'
  readonly where: 'last' | 'each'
  readonly by: ReadBy
  /** The option for another reading. */
  readonly other: 'classes' | 'numbers' | null
}

/**
 * Looks at the answers of all lines; they are plain numbers or lists of those, with null where
 * nothing is asked.
 */
export class PlainSurvey {
  private whole = true
  /**
   * Some answers are lists; every list has one entry for each step; some sequence has more than one
   * step.
   */
  private lists = false
  private each = true
  private long = false
  /** Some list has an entry without an answer. */
  private holes = false
  private readonly lengths = new Set<number>()
  private readonly kinds = new Set<number>()

  /** Adds the answers of a sequence of so many steps; `list` where they stand in one. */
  add(values: readonly (number | null)[], list: boolean, steps: number): void {
    this.lists ||= list
    this.each &&= list && values.length === steps
    this.long ||= steps > 1
    this.lengths.add(steps)
    for (const value of values) {
      if (value === null) {
        this.holes = true
        continue
      }
      this.whole &&= Number.isSafeInteger(value)
      if (this.kinds.size <= MAX_TAGS) this.kinds.add(value)
    }
  }

  conclude({ answers }: FileReading): PlainNumbers {
    const each = this.lists && this.each && this.long
    const where = each ? 'each' : 'last'
    if (answers)
      return {
        kind: answers,
        where,
        by: 'option',
        other: answers === 'classes' ? 'numbers' : 'classes',
      }
    const { whole } = this
    if (!this.lists) {
      if (whole) return { kind: 'classes', where, by: 'whole', other: 'numbers' }
      return { kind: 'numbers', where, by: 'fractions', other: 'classes' }
    }
    if (!each) return { kind: 'numbers', where, by: 'list', other: null }
    if (whole && this.kinds.size <= MAX_TAGS)
      return { kind: 'classes', where, by: 'whole', other: 'numbers' }
    if (whole) return { kind: 'numbers', where, by: 'many', other: 'classes' }
    // If all sequences are equally long, such lists are read as the numbers of one answer, as they
    // always were.
    if (this.lengths.size > 1 || this.holes)
      return { kind: 'numbers', where, by: 'fractions', other: 'classes' }
    return { kind: 'numbers', where: 'last', by: 'fractions', other: 'numbers' }
  }
}
