/**
 * A net on a case: a one-layer net of a safetensors file, as gatelab trains and writes them, is run
 * by the kernels or the textbook (inspect.ts), any other by the stacks' engine (inspect-stack.ts).
 */
import { DTYPES } from '../../io/safetensors/dtypes.ts'
import { findNet } from '../../io/safetensors/net-file.ts'
import {
  isSafetensors,
  readSafetensors,
} from '../../net-files/readers/safetensors/safetensors-tensors.ts'
import { openSource } from '../../net-files/source.ts'
import { InputError, type InputErrorCode } from '../../rules/input-error.ts'
import { type InspectChoices, inspect, isWorkbench } from './inspect.ts'
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
  const { net, of, map, readout } = choices
  const asked = choices.back === true || [net, of, map].some((one) => one !== undefined)
  const found = asked ? 'another-format' : await lookedAt(weights, readout)
  if (found === 'another-format') return asStack()
  if (found === 'one-layer')
    return { type: 'inspection', inspection: await inspect(weights, input, choices) }
  try {
    return await asStack()
  } catch (error) {
    // Where the file holds no net at all, what is missing in it is the better answer.
    throw error instanceof InputError && error.code === 'net-file-refused' ? found : error
  }
}

/**
 * What a file holds by its head alone, so that of one that is large not all is read for nothing: a
 * net of one layer in safetensors, or why it is none. What is broken in it inspect says.
 */
async function lookedAt(
  path: string,
  readout: string | undefined,
): Promise<'another-format' | 'one-layer' | InputError> {
  const source = await openSource(path)
  try {
    if (!isSafetensors(await source.bytes(0, Math.min(9, source.size)))) return 'another-format'
    const { tensors, metadata } = await readSafetensors(source)
    const areRead = [...tensors.values()].every(({ dtype }) => DTYPES.has(dtype))
    if (areRead && !isWorkbench(metadata)) findNet(tensors, readout)
    return 'one-layer'
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return ANOTHER_NET.includes(error.code) ? error : 'one-layer'
  } finally {
    await source.close()
  }
}
