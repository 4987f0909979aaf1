/** What is wrong with a lesson, as a value: the text tables make a sentence of it, with the file and the line. */

export interface Problems {
  /** The file or folder is not there, or cannot be read. */
  'lesson-missing': { file: string; reason: string }
  'lesson-too-large': { file: string; bytes: number; limit: number }
  'lesson-yaml': { why: string }
  /** A field is missing, or is not what it should be. */
  'lesson-field': { path: string; why: string }
  'lesson-control': { place: string }
  'lesson-repeated': { what: 'step' | 'claim' | 'mutant' | 'result'; id: string }
  /** Something is named that is not there. */
  'lesson-unknown': { what: 'step' | 'claim' | 'mutant' | 'result' | 'choice'; id: string; by: string }
  'lesson-order': { step: string; shown: string }
  /** A claim must say one thing that the measured has to be. */
  'lesson-comparison': { claim: string }
  'lesson-predict': { step: string }
  /** A line that the lab does not take, or that a lesson must not use. */
  'lesson-line': { line: string; refusal: { readonly code: string; readonly facts: unknown } }
  'lesson-forbidden': { line: string; command: string }
  'lesson-prose-step': { step: string; language: string }
  'lesson-prose-extra': { step: string; language: string }
  'lesson-prose-choice': { step: string; choice: string; language: string }
  'lesson-prose-markdown': { found: string }
  'lesson-prose-placeholder': { placeholder: string; step: string }
  expression: { expression: string; why: string }
  /** Not exactly one choice is the right one. */
  'lesson-choices': { step: string; right: readonly string[] }
  /** The outcome of a prediction is no number, or no list of numbers. */
  'lesson-outcome': { step: string }
  'lesson-task-open': { step: string }
  'lesson-task-done': { step: string }
  'lesson-time': { seconds: number }
}
export type ProblemCode = keyof Problems

/** Thrown for a lesson that is not right. Where it is, is added by whoever knows. */
export class Problem<C extends ProblemCode = ProblemCode> extends Error {
  file: string | null = null
  line: number | null = null

  constructor(
    readonly code: C,
    readonly facts: Problems[C],
  ) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.name = 'Problem'
  }

  /** The same, at a place; a place that is known stays. */
  at(file: string, line: number | null): this {
    this.file ??= file
    this.line ??= line
    return this
  }
}
