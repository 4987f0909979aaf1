/**
 * A net on a case: a one-layer net of a safetensors file, as gatelab trains and writes them, is run
 * by the kernels or the textbook (inspect.ts), any other by the stacks' engine (inspect-stack.ts).
 */
import { isSafetensors } from '../../net-files/readers/safetensors/safetensors-tensors.ts'
import { openSource } from '../../net-files/source.ts'
import { InputError, type InputErrorCode } from '../../rules/input-error.ts'
import { type InspectChoices, inspect } from './inspect.ts'
import { inspectStack } from './inspect-stack.ts'
import { type CaseFindings, type InspectionEvent, inspectionEvent } from './inspection-event.ts'
import type { OnProgress } from './net-progress.ts'
import { readCase } from './read-case.ts'

export interface CaseChoices extends InspectChoices {
  readonly net?: string
  /** What is differentiated. */
  readonly of?: string
  /** The gradient is to be told step by step. */
  readonly back?: boolean
  /** All of it is to be written as JSON: what is too long for it is refused before it is run. */
  readonly json?: boolean
  /** The path of a mapping, which says which tensor is what. */
  readonly map?: string
}

/** What says that a safetensors file has another net than one layer and its readout. */
const ANOTHER_NET: readonly InputErrorCode[] = [
  ...(['net-missing', 'net-layers', 'net-bidirectional', 'net-projection'] as const),
  ...(['net-several', 'net-unexpected', 'net-readout', 'net-recurrent-shape'] as const),
]

/** @throws InputError as inspect and inspectStack do. */
export const inspectCase = async (
  weights: string,
  input: string,
  choices: CaseChoices,
): Promise<InspectionEvent> =>
  inspectionEvent(await findingsOf(weights, input, choices), choices.back)

/** @throws InputError as inspect and inspectStack do. */
export async function findingsOf(
  weights: string,
  input: string,
  choices: CaseChoices,
  onProgress?: OnProgress,
): Promise<CaseFindings> {
  const asStack = async (): Promise<CaseFindings> => {
    const read = (symbols: boolean) => readCase(input, choices.batchFirst, symbols)
    return { type: 'stack-inspection', ...(await inspectStack(weights, read, choices, onProgress)) }
  }
  const { net, of, map } = choices
  const asked = choices.back === true || [net, of, map].some((one) => one !== undefined)
  if (asked || !(await isSafetensorsFile(weights))) return asStack()
  try {
    return { type: 'inspection', inspection: await inspect(weights, input, choices) }
  } catch (error) {
    if (!(error instanceof InputError && ANOTHER_NET.includes(error.code))) throw error
    try {
      return await asStack()
    } catch (other) {
      // Where the file holds no net at all, what is missing in it is the better answer.
      const none = other instanceof InputError && other.code === 'net-file-refused'
      throw none ? error : other
    }
  }
}

async function isSafetensorsFile(path: string): Promise<boolean> {
  const source = await openSource(path)
  try {
    return isSafetensors(await source.bytes(0, Math.min(9, source.size)))
  } finally {
    await source.close()
  }
}
