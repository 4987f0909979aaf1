/**
 * What is wrong with a lesson, as a value: the text tables make a sentence of it, with the file and
 * the line.
 */

/** What a field of the script should have been. */
export type FieldFault =
  /** There is no such field here; those that there are. */
  | { readonly is: 'unknown'; readonly key: string; readonly known: readonly string[] }
  | { readonly is: 'missing'; readonly key: string }
  | {
      readonly is: 'kind'
      readonly want: 'text' | 'number' | 'integer' | 'list' | 'mapping' | 'command'
    }
  | { readonly is: 'choice'; readonly choices: readonly string[] }
  | {
      readonly is: 'least' | 'most'
      readonly of: 'number' | 'letters' | 'entries'
      readonly limit: number
    }
  /** Ids are words with hyphens, names of results begin with a letter. */
  | { readonly is: 'form'; readonly of: 'id' | 'name' }
  /** A word that means something to the machinery. */
  | { readonly is: 'reserved'; readonly key: string }

/** What is wrong with an expression: the library's code and its words about it. */
export interface ExpressionFault {
  readonly code:
    | 'unknown_variable'
    | 'no_such_key'
    | 'index_out_of_bounds'
    | 'index_out_of_range'
    | 'division_by_zero'
    | 'modulo_by_zero'
    | 'numeric_overflow'
    | 'no_such_overload'
    | 'no_matching_overload'
    | 'limit_exceeded'
    | 'not_numbers'
    | 'empty_list'
    | 'unequal_lists'
    | 'no_sum'
    | 'not_callable'
    | 'other'
  readonly detail: string
  /** What may be called. */
  readonly known?: readonly string[]
}

export interface LessonErrorDetails {
  /** The file or folder is not there, or cannot be read. */
  /** `nearest`: the lesson of the course that was probably meant. */
  /** `numbers`: the last number of the course, where a number was asked for. */
  'lesson-missing': { file: string; reason: string; nearest?: string | null; numbers?: number }
  /** A link to a file that is not the lesson's. */
  'lesson-outside': { file: string }
  /** A page was given where a lesson is wanted. */
  'lesson-page': { file: string }
  /** An archive that is damaged or too large, or that holds no lesson, several, or a file twice. */
  'lesson-archive': { problem: 'gzip' | 'tar' | 'too-large' | 'none' | 'several' | 'twice' }
  'lesson-too-large': { file: string; bytes: number; limit: number }
  /** Nothing is in it. */
  'lesson-empty': { format: string }
  /** The library's code for what is wrong. */
  'lesson-yaml': { code: string }
  /** One part of the script stands for another. */
  'lesson-alias': { name: string }
  'lesson-field': { path: string; fault: FieldFault }
  'lesson-control': { place: string }
  'lesson-repeated': { what: 'step' | 'claim' | 'mutant' | 'challenge' | 'result'; id: string }
  /** Something is named that is not there. */
  'lesson-unknown': {
    what: 'step' | 'claim' | 'mutant' | 'challenge' | 'result' | 'line' | 'lesson'
    id: string
    by: string
  }
  'lesson-order': { step: string; shown: string }
  /** A claim must say one thing that the measured has to be. */
  'lesson-comparison': { claim: string }
  'lesson-predict': { step: string }
  /** An axis must not end where it begins. */
  'lesson-axis': { step: string; from: number; to: number }
  'lesson-right-and-wrong': { step: string; choice: string }
  /** A line that the lab does not take, or that a lesson must not use. */
  'lesson-line': { line: string; refusal: { readonly code: string; readonly facts: unknown } }
  'lesson-forbidden': { line: string; command: string }
  /** A line that would take longer than a lesson may. */
  'lesson-effort': { line: string; seconds: number; limit: number }
  'lesson-prose-step': { step: string; language: string }
  'lesson-prose-extra': { step: string; language: string }
  /** Something stands there twice. */
  'lesson-prose-repeated': { what: 'heading' | 'item'; name: string; language: string }
  'lesson-prose-heading': { found: string }
  'lesson-prose-empty': { step: string; language: string }
  /** Items as they are written: `[id]`, `[!id]`. */
  'lesson-prose-choice': { step: string; item: string; language: string }
  'lesson-prose-item': { step: string; item: string; known: readonly string[] }
  'lesson-prose-hints': { step: string; hints: number; wanted: number; language: string }
  'lesson-prose-markdown': { found: string }
  'lesson-prose-limit': { what: 'letters' | 'marks' | 'depth'; most: number }
  'lesson-prose-placeholder': { placeholder: string; step: string | null }
  /** The value is measured later than it is shown; null if it is never measured. */
  'lesson-prose-early': { placeholder: string; shown: string | null }
  /** A change says only what was measured after it. */
  'lesson-prose-waits': { placeholder: string; step: string; after: boolean }
  'lesson-prose-differs': { placeholder: string; step: string; language: string; other: string }
  expression: { expression: string; fault: ExpressionFault }
  'expression-time': { expression: string; seconds: number }
  'expression-memory': { expression: string; megabytes: number }
  /** What a claim measures is not what it compares with. */
  'lesson-measure': { claim: string; wants: 'number' | 'truth' }
  /** On a mutant a claim must fail, but this one could not be measured there. */
  'lesson-mutant': { claim: string; mutant: string; why: Inner }
  /** Over a challenge a claim must hold or fall, but this one could not be measured there. */
  'lesson-challenge': { claim: string; challenge: string; why: Inner }
  /** A challenge that changes nothing. */
  'lesson-challenge-idle': { challenge: string }
  /** A claim that is to hold over a challenge, and not to. */
  'lesson-holds-and-falls': { claim: string; challenge: string }
  /** Not exactly one choice is the right one. */
  'lesson-choices': { step: string; right: readonly string[] }
  /**
   * The outcome of a prediction is no number, or no list of numbers; or it lies beside the axis.
   */
  'lesson-outcome': { step: string }
  'lesson-beside': { step: string; measured: number; from: number; to: number }
  'lesson-task-open': { step: string }
  'lesson-task-done': { step: string }
  /** The task is solved by only looking at results. */
  'lesson-task-idle': { step: string }
  /** A score that is no number; or the best known answer does not solve the task, or is worse. */
  'lesson-score': { step: string; why: 'no-number' | 'unsolved' | 'worse' }
  'lesson-time': { seconds: number }
  /** The results that have names hold more numbers than a lesson may keep. */
  'lesson-results': { most: number }
  /** Something went wrong that nobody thought of. */
  'lesson-trouble': { why: string }
}
export type LessonErrorCode = keyof LessonErrorDetails

/** A problem within another. */
export interface Inner {
  readonly code: LessonErrorCode
  readonly facts: unknown
}

/** Most letters of a file that a message quotes, since files are untrusted. */
const SHOWN = 60

const shortened = (text: string): string => {
  const letters = Array.from(text)
  return letters.length > SHOWN ? `${letters.slice(0, SHOWN - 1).join('')}…` : text
}

/** The facts with every text cut, but for where it is. */
function cut<T>(value: T, key = ''): T {
  if (typeof value === 'string') return (key === 'file' ? value : shortened(value)) as T
  if (Array.isArray(value)) return value.map((one) => cut(one)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one, name)])) as T
}

/** Thrown for a lesson with an error. The caller that knows the file and line adds them. */
export class LessonError<C extends LessonErrorCode = LessonErrorCode> extends Error {
  readonly facts: LessonErrorDetails[C]
  file: string | null = null
  line: number | null = null
  /** Where it shows on some seeds only. */
  seed: number | null = null

  constructor(
    readonly code: C,
    facts: LessonErrorDetails[C],
    options?: ErrorOptions,
  ) {
    super(code, options)
    this.facts = cut(facts)
    this.name = 'LessonError'
  }

  /** The same, on a line of a file that somebody else will name. */
  on(line: number): this {
    this.line ??= line
    return this
  }

  /** The same, at a place; a place that is known stays. */
  at(file: string, line: number | null): this {
    this.file ??= file
    this.line ??= line
    return this
  }
}

/** What went wrong, as a problem of the lesson in which it did: the next one may be right. */
export function lessonErrorOf(error: unknown): LessonError {
  if (error instanceof LessonError) return error
  const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n', 1)
  return new LessonError('lesson-trouble', { why }, { cause: error })
}
