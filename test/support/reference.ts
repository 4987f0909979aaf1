/**
 * The reference cases: what PyTorch computes in float64 (test/fixtures). Each is a JSON file and a
 * safetensors file.
 */
import { readFileSync } from 'node:fs'
import { type Cell, type Sizes, WEIGHT_NAMES, type Weights } from '../../src/engine/types.ts'

/** Every case there is: small, odd sizes, and long enough to vanish, of each cell. */
export const CASES = [
  'rnn-small',
  'rnn-odd',
  'rnn-long',
  'lstm-small',
  'lstm-odd',
  'lstm-long',
] as const
export type CaseName = (typeof CASES)[number]

type Matrix = number[][]
/** [T][B][n] */
type Sequence = number[][][]
/** Nested like PyTorch's own tensors: matrices for weights, vectors for biases. */
type Nested = Record<(typeof WEIGHT_NAMES)[number], Matrix | number[]>

/**
 * NAME.json: the case and PyTorch's answers. Norms are L2 over the whole [B, H] (input: [B, I]),
 * one for each t = 1..T.
 */
interface ReferenceJson {
  cell: Cell
  input: number
  hiddenSize: number
  output: number
  length: number
  batch: number
  x: Sequence
  /** [B][O], the target at the last step. */
  y: Matrix
  /** Mean over B and O of (readout(h_T) - y)². */
  loss: number
  /** [B][O] */
  prediction: Matrix
  /** h_t, [T][B][H] */
  hidden: Sequence
  /** c_t, [T][B][H]; LSTM only. */
  cell_state?: Sequence
  /** After the non-linearity, [T][B][H]; LSTM only. */
  gates?: Record<'i' | 'f' | 'g' | 'o', Sequence>
  grad: {
    hidden: number[]
    input: number[]
    cell?: number[]
    belt?: number[]
    rest?: number[]
    parameters: Nested
  }
  /**
   * Five Adam steps on this batch (lr 0.01, betas 0.9 and 0.999, eps 1e-8), bias_hh_l0 frozen; the
   * loss before each.
   */
  adam: { losses: number[]; weights: Nested }
}

export interface ReferenceCase {
  name: CaseName
  json: ReferenceJson
  sizes: Sizes
  weights: Weights
  T: number
  B: number
  /** [T, B, I] */
  x: Float32Array
  /** [1, B, O]: one counted step, the last. */
  y: Float32Array
}

const fixture = (file: string) => new URL(`../fixtures/${file}`, import.meta.url)

/** Loads one case. Inputs and weights are exact in float32. */
export function loadCase(name: CaseName): ReferenceCase {
  const json = JSON.parse(readFileSync(fixture(`${name}.json`), 'utf8')) as ReferenceJson
  const weights = readWeights(readFileSync(fixture(`${name}.safetensors`)))
  const sizes: Sizes = {
    cell: json.cell,
    input: json.input,
    hidden: json.hiddenSize,
    output: json.output,
  }
  const x = Float32Array.from(flat(json.x))
  const y = Float32Array.from(flat(json.y))
  return { name, json, sizes, weights, T: json.length, B: json.batch, x, y }
}

/** Nested arrays of any depth as one row-major list. */
export function flat(nested: Sequence | Matrix | number[]): number[] {
  return nested.flat(2) as number[]
}

/**
 * The least of safetensors: u64 header length, JSON header, then the float32 tensors at their
 * offsets.
 */
function readWeights(bytes: Uint8Array): Weights {
  const headerLength = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)))
  const tensor = (name: string): Float32Array => {
    const { dtype, data_offsets: offsets } = header[name]
    if (dtype !== 'F32') throw new Error(`${name} is ${dtype}`)
    const copy = Uint8Array.from(
      bytes.subarray(8 + headerLength + offsets[0], 8 + headerLength + offsets[1]),
    )
    return new Float32Array(copy.buffer)
  }
  return Object.fromEntries(WEIGHT_NAMES.map((name) => [name, tensor(name)])) as unknown as Weights
}
