/**
 * The items of a step's prose that have a part of their own: choices, answers to wrong ones, hints,
 * what to look at and after.
 */
import type { Tokens } from 'marked'
import { LessonError } from './lesson-error.ts'
import type { Step } from './lesson-schema.ts'
import type { Placed, StepProse } from './prose.ts'

interface Item {
  /** As it is written: `[id]`, `[!id]`. */
  readonly mark: string
  readonly text: string
  readonly line: number
}

const ITEM = /^(\[!?[a-z0-9-]+\])\s+([\s\S]*)$/
const HINT = '[hint]'
export const LOOK = '[look]'
const AFTER = '[after]'

/** The items of a list, if it is one of items that have a mark; none for any other block. */
export function itemsOf({ token, line }: Placed): Item[] {
  if (token.type !== 'list') return []
  const { items } = token as Tokens.List
  if (!items.some(({ text }) => ITEM.test(text))) return []
  let here = line
  return items.map(({ text, raw }) => {
    const [, mark = text.split(/\s/)[0], words = ''] = ITEM.exec(text) ?? []
    const item = { mark, text: words, line: here }
    here += raw.split('\n').length - 1
    return item
  })
}

/** The items that a step has to have, as they are written. */
function wanted(step: Step): string[] {
  if (step.do === 'predict') return Object.keys(step.choose ?? {}).map((id) => `[${id}]`)
  if (step.do !== 'explain') return []
  const wrong = Object.keys(step.wrong)
  return [step.right, ...wrong].map((id) => `[${id}]`).concat(wrong.map((id) => `[!${id}]`))
}

/** Why the right answer of an explanation is right. */
const reasonOf = (step: Step): string => (step.do === 'explain' ? `[!${step.right}]` : '')

/** The items that a step may have. */
function optional(step: Step): string[] {
  if (step.do === 'task') return [HINT]
  if (step.do === 'explain') return [reasonOf(step)]
  if (step.do === 'run') return [LOOK]
  return step.do === 'change' ? [LOOK, AFTER] : []
}

/** Those that were found under a step's heading. */
export class Items {
  private readonly found = new Map<string, string>()
  private readonly hints: string[] = []
  private readonly wanted: readonly string[]

  constructor(
    private readonly step: Step,
    private readonly language: string,
  ) {
    this.wanted = wanted(step)
  }

  /** Throws LessonError for one that nobody asked for, or that is there already. */
  add({ mark, text, line }: Item): void {
    const { step, language } = this
    if (mark === HINT && step.do === 'task') this.hints.push(text)
    else if (![...this.wanted, ...optional(step)].includes(mark)) {
      const known = [...this.wanted, ...optional(step)]
      throw new LessonError('lesson-prose-item', { step: step.id, item: mark, known }).on(line)
    } else if (this.found.has(mark)) {
      throw new LessonError('lesson-prose-repeated', { what: 'item', name: mark, language }).on(
        line,
      )
    } else this.found.set(mark, text)
  }

  /** Throws LessonError, at the step's heading, for one that is missing. */
  checkWhole(line: number): void {
    const { step, language } = this
    const missing = this.wanted.find((mark) => !this.found.has(mark))
    if (missing !== undefined)
      throw new LessonError('lesson-prose-choice', { step: step.id, item: missing, language }).on(
        line,
      )
    const hints = this.hints.length
    if (step.do === 'task' && hints !== step.hints)
      throw new LessonError('lesson-prose-hints', {
        step: step.id,
        hints,
        wanted: step.hints,
        language,
      }).on(line)
  }

  prose(): Omit<StepProse, 'body'> {
    const { found, hints } = this
    const named = (pattern: RegExp) => {
      const items = [...found].filter(([mark]) => this.wanted.includes(mark) && pattern.test(mark))
      return Object.fromEntries(items.map(([mark, text]) => [idOf(mark), text]))
    }
    const said = (mark: string) =>
      optional(this.step).includes(mark) ? (found.get(mark) ?? '') : ''
    return {
      choices: named(/^\[[^!]/),
      refutations: named(/^\[!/),
      hints,
      look: said(LOOK),
      after: said(AFTER),
      reason: said(reasonOf(this.step)),
    }
  }
}

const idOf = (mark: string): string => mark.replaceAll(/[[\]!]/g, '')
