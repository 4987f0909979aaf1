/** A layer's numbers as the kernels take them. */
import type {
  CellForm,
  DenseStep,
  DirectionWeights,
  Numbers,
  RecurrentLayer,
} from '../../engine/stack/types.ts'
import { blocksOf, type Sizes, type Variant, type Weights } from '../../engine/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import type { RunErrors } from '../../rules/errors/run-errors.ts'
import { InputError } from '../../rules/input-error.ts'

/**
 * Without a readout it is the identity: what is asked, is asked of h.
 * @throws InputError bench-layer for what the kernels do not compute, run-not-finite
 */
export async function benchLayer(
  layer: RecurrentLayer,
  readout: DenseStep | null,
): Promise<{ sizes: Sizes; weights: Weights }> {
  const refuse = (problem: RunErrors['bench-layer']['problem']): never => {
    throw new InputError('bench-layer', { layer: sanitizeName(layer.name), problem })
  }
  const { forward, backward, kind, form, input, hidden } = layer
  if (backward) refuse(forward ? 'both' : 'backward')
  if (layer.output !== hidden) refuse('projection')
  const found = kind === 'brain-lstm' ? null : variantOf(kind, form)
  if (found === null || !forward) return refuse('form')
  const loaded = await forward.load()
  const { peepholes } = loaded
  // The kernels have peepholes in the LSTM that is standard otherwise.
  if (peepholes && found !== 'standard') refuse('peepholes')
  const variant = peepholes ? 'peephole' : found
  // Gates that see h_{t−1} are no minimal ones.
  const minimal = variant.startsWith('min-')
  if (minimal && !loaded.recurrent.every((one) => one === 0)) refuse('form')
  if ([loaded.h0, loaded.c0].some((state) => state?.some((one) => one !== 0))) refuse('initial')
  const output = readout?.output ?? hidden
  const cell = kind === 'rnn' ? 'rnn' : 'lstm'
  const sizes: Sizes = {
    cell,
    input,
    hidden,
    output,
    ...(variant === 'standard' ? {} : { variant }),
  }
  const weights = {
    ...recurrentWeights(loaded, sizes, form.forgetBias),
    ...(peepholes ? { weight_peephole_l0: joined(peepholes, hidden) } : {}),
    ...(await readoutWeights(readout, hidden)),
  }
  for (const [tensor, values] of Object.entries(weights))
    if (!values.every(Number.isFinite))
      throw new InputError('run-not-finite', { layer: sanitizeName(layer.name), tensor })
  return { sizes, weights }
}

/** The kernels' cell of this form; null where they have none. */
function variantOf(kind: 'rnn' | 'lstm' | 'gru', form: CellForm): Variant | null {
  const { gate, candidate, output, reset, coupled, coupledFrom = 'i', leftOut } = form
  if (form.clip !== null || form.cellClip !== null) return null
  const isTanh = candidate.is === 'tanh'
  if (kind === 'rnn') return isTanh ? 'standard' : null
  if (gate.is !== 'sigmoid') return null
  if (kind === 'gru') return isTanh && reset === 'after' ? 'gru' : null
  const differences: (Variant | null)[] = [
    ...(isTanh ? [] : [candidate.is === 'identity' ? ('no-candidate-tanh' as const) : null]),
    ...(output.is === 'tanh'
      ? []
      : [output.is === 'identity' ? ('no-output-tanh' as const) : null]),
    ...(coupled ? [coupledFrom === 'f' ? ('coupled' as const) : null] : []),
    ...(leftOut ? [({ i: 'no-input', f: 'no-forget', o: 'no-output' } as const)[leftOut]] : []),
  ]
  const isMinimal = leftOut === 'o' && candidate.is === 'identity' && output.is === 'identity'
  if (isMinimal && form.normalised) return 'min-lstm'
  if (isMinimal && coupled && coupledFrom === 'f') return 'min-gru'
  const isWeighed = isTanh && output.is === 'identity' && !coupled && leftOut === undefined
  if (form.exponential) return isWeighed ? 's-lstm' : null
  if (form.normalised) return null
  return differences.length > 1 ? null : differences.length === 0 ? 'standard' : differences[0]
}

function recurrentWeights(
  { input, recurrent, inputBias, recurrentBias }: DirectionWeights,
  sizes: Sizes,
  forgetBias: number,
) {
  const { cell, hidden: H } = sizes
  const rows = blocksOf(sizes) * H
  const bias = float32(inputBias, rows)
  const isLstm = cell === 'lstm' && sizes.variant !== 'gru'
  if (isLstm) for (let n = H; n < 2 * H; n++) bias[n] += forgetBias
  return {
    weight_ih_l0: float32(input, rows * sizes.input),
    weight_hh_l0: float32(recurrent, rows * H),
    bias_ih_l0: bias,
    bias_hh_l0: float32(recurrentBias, rows),
  }
}

async function readoutWeights(readout: DenseStep | null, H: number) {
  if (readout) {
    const { weight, bias } = await readout.load()
    return {
      'readout.weight': float32(weight, readout.output * H),
      'readout.bias': float32(bias, readout.output),
    }
  }
  const identity = new Float32Array(H * H)
  for (let n = 0; n < H; n++) identity[n * H + n] = 1
  return { 'readout.weight': identity, 'readout.bias': new Float32Array(H) }
}

/** [3·H], as Weights have them. */
function joined({ i, f, o }: NonNullable<DirectionWeights['peepholes']>, H: number): Float32Array {
  const all = new Float32Array(3 * H)
  for (const [n, values] of [i, f, o].entries()) all.set(values, n * H)
  return all
}

const float32 = (values: Numbers | null, length: number) =>
  values ? Float32Array.from(values) : new Float32Array(length)
