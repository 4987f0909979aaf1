/** What running a net on a case has come to. */
import type { InspectedStack } from './inspect-stack.ts'
import type { Inspection } from './inspection-schema.ts'
import { stackDocument } from './stack-document.ts'
import type { ShownStack, StackInspection } from './stack-schema.ts'

/** Plain data, which goes from thread to thread. */
export type CaseFindings =
  | { readonly type: 'inspection'; readonly inspection: Inspection }
  | ({ readonly type: 'stack-inspection' } & InspectedStack)

export type InspectionEvent =
  | Extract<CaseFindings, { type: 'inspection' }>
  | {
      readonly type: 'stack-inspection'
      readonly shown: ShownStack
      /** Whether the gradient is to be told step by step. */
      readonly back: boolean
      /** All of it, made when it is asked for. @throws InputError run-json where that is too much */
      document(): StackInspection
    }

export function inspectionEvent(found: CaseFindings, back = false): InspectionEvent {
  if (found.type === 'inspection') return found
  const { type, shown, numbers } = found
  return { type, shown, back, document: () => stackDocument(numbers, shown) }
}
