/** Trained weights as a file's content, in any format that they are exported to. */
import {
  type Readout,
  type Sizes,
  VARIANT_FORMS,
  type Variant,
  type Weights,
} from '../engine/types.ts'
import { netTensors } from '../io/safetensors/net-file.ts'
import { serialiseSafetensors } from '../io/safetensors/safetensors.ts'
import { InputError } from '../rules/input-error.ts'
import type { WeightFormat } from '../specs/weight-formats.ts'

/** As messages call them. */
const NAMES = { onnx: 'ONNX', keras: 'Keras' } as const

/**
 * Throws InputError for an LSTM that the format has no words for. safetensors holds numbers, and
 * what they mean is for its reader to know: it takes all.
 */
export function checkSayable(format: WeightFormat, variant: Variant, surgery = 0): void {
  if (format === 'safetensors') return
  const { leftOut, plainCandidate, plainOutput, peepholes, exponential } = VARIANT_FORMS[variant]
  // Keras has one function for both the candidate and the output.
  const ownFunction = plainCandidate === true || plainOutput === true
  const isBeyondKeras = ownFunction || peepholes === true
  if (leftOut !== undefined || exponential || (isBeyondKeras && format === 'keras'))
    throw new InputError('export-variant', { format: NAMES[format], variant })
  if (surgery > 0) throw new InputError('export-surgery', { format: NAMES[format], count: surgery })
}

/** Throws InputError for a readout that such formats have no one layer for. */
export function checkReadoutSayable(format: WeightFormat, readout: Readout = 'last'): void {
  if (format !== 'safetensors' && readout !== 'last')
    throw new InputError('export-readout', { format: NAMES[format], readout })
}

interface ExportedNet {
  readonly sizes: Sizes
  readonly weights: Weights
  readonly metadata: Readonly<Record<string, string>>
  /** How many operations there are on its gates; of an RNN none. */
  readonly surgery: number
}

/** Throws InputError as checkSayable and checkReadoutSayable do. */
export async function weightsContent(
  format: WeightFormat,
  { sizes, weights, metadata, surgery }: ExportedNet,
): Promise<Uint8Array> {
  checkReadoutSayable(format, sizes.readout)
  if (sizes.cell === 'lstm') checkSayable(format, sizes.variant ?? 'standard', surgery)
  const tensors = netTensors(sizes, weights)
  if (format === 'safetensors') return serialiseSafetensors(tensors, metadata)
  const together = Object.fromEntries(tensors.map(([name, , data]) => [name, data]))
  const net = { sizes, metadata, weights: { ...weights, ...together } }
  if (format === 'onnx') {
    const { onnxFile } = await import('../net-files/writers/onnx/onnx-file.ts')
    return onnxFile(net)
  }
  const { kerasFile } = await import('../net-files/writers/keras/keras-file.ts')
  return kerasFile(net)
}
