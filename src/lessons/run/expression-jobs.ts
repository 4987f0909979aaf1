/** The jobs of the thread that works out a lesson's expressions. */
import type { Value } from '../format/expressions.ts'
import type { ExpressionFault } from '../format/lesson-error.ts'

export interface ExpressionJobs {
  /** Over the results that the client keeps, and over others that count for this once. */
  evaluate: {
    request: { readonly expression: string; readonly also: Readonly<Record<string, unknown>> }
    event: never
    answer: { readonly value: Value } | { readonly fault: ExpressionFault }
  }
}
