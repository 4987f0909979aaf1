/** What stands before and behind recurrent layers: embeddings and linear readouts, by their sizes. */
import type { DenseStep, EmbeddingStep } from '../../../engine/stack/types.ts'
import { biasOf, WEIGHT } from '../../../io/safetensors/tensor-names.ts'
import type { TensorOfFile } from '../../tensors/tensor-directory.ts'
import type { Reading } from './reading.ts'
import { type RecurrentGroup, widthOf } from './recurrent.ts'

/** The layers around each group, and the names of the tensors that they have. */
export interface Around {
  readonly embedding: EmbeddingStep | null
  readonly readout: DenseStep | null
  /** Where the readout is not certain. */
  readonly readouts: readonly DenseStep[]
}

interface Matrix {
  readonly name: string
  readonly weight: TensorOfFile
  readonly bias: TensorOfFile | null
}

/** By group; `taken` are the tensors of recurrent layers, and gets those that are used here. */
export function findAround(
  groups: readonly RecurrentGroup[],
  reading: Reading,
  taken: Set<string>,
): ReadonlyMap<RecurrentGroup, Around> {
  const matrices = [...reading.tensors.keys()].flatMap((name) => matrixOf(name, reading, taken))
  const embeddings = new Map<RecurrentGroup, Matrix>()
  for (const group of groups) {
    const found = embeddingOf(group, groups, matrices, reading)
    if (found) embeddings.set(group, found)
  }
  const used = new Set(embeddings.values())
  const linear = matrices.filter((one) => !used.has(one) && !isKnownEmbedding(one, reading))
  const around = new Map<RecurrentGroup, Around>()
  for (const group of groups) {
    const candidates = linear.filter((one) => closest(one, groups, readBy).includes(group))
    const [only] = candidates
    const certain = candidates.length === 1 && closest(only, groups, readBy).length === 1
    const steps = candidates.map(denseStep)
    const embedding = embeddings.get(group)
    around.set(group, {
      embedding: embedding ? embeddingStep(embedding) : null,
      readout: certain ? steps[0] : null,
      readouts: certain ? [] : steps,
    })
    for (const { name, bias } of [...candidates, ...(embedding ? [embedding] : [])]) {
      taken.add(name)
      if (bias) taken.add(biasOf(name))
    }
  }
  return around
}

/** A matrix that may be a linear layer's or an embedding's, with its bias. */
function matrixOf(name: string, { tensors }: Reading, taken: ReadonlySet<string>): Matrix[] {
  const weight = tensors.get(name)
  const isMatrix = weight?.shape.length === 2 && !weight.shape.includes(0)
  if (!isMatrix || taken.has(name) || !WEIGHT.test(name) || /in_proj_weight$/u.test(name)) return []
  const bias = biasOf(name) === name ? null : (tensors.get(biasOf(name)) ?? null)
  const fits = bias === null || (bias.shape.length === 1 && bias.shape[0] === weight.shape[0])
  return fits ? [{ name, weight, bias }] : []
}

const EMBEDDING = /emb|wte|lookup|vocab|token|words?\b|char/iu
/** As PyTorch's own example of a language model calls it, which has a decoder, too. */
const ENCODER = /(^|\.)encoder\.weight$/u

const isKnownEmbedding = ({ name }: Matrix, { hints }: Reading) =>
  hints.embeddings?.has(name.replace(/weight$/u, '')) === true

/** An embedding has no bias, a row for each symbol, and a name that says it. */
function embeddingOf(
  group: RecurrentGroup,
  groups: readonly RecurrentGroup[],
  matrices: readonly Matrix[],
  reading: Reading,
): Matrix | null {
  const reads = ({ layers: [first] }: RecurrentGroup, { weight }: Matrix) =>
    weight.shape[1] === first.input
  const candidates = matrices.filter((one) => {
    const stacks = closest(one, groups, reads)
    return one.bias === null && stacks.length === 1 && stacks[0] === group
  })
  const ways = [
    (one: Matrix) => isKnownEmbedding(one, reading),
    ({ name }: Matrix) => EMBEDDING.test(name),
    ({ name }: Matrix) => ENCODER.test(name),
  ]
  for (const way of ways) {
    const found = candidates.filter(way)
    if (found.length === 1) return found[0]
    if (found.length > 1) return null
  }
  return null
}

const readBy = ({ layers }: RecurrentGroup, { weight }: Matrix) =>
  layers.slice(-1).some((last) => widthOf(last) === weight.shape[1])

/** Of the groups that a matrix fits, those that share most of its path: parts of one module. */
function closest(
  matrix: Matrix,
  groups: readonly RecurrentGroup[],
  fits: (group: RecurrentGroup, matrix: Matrix) => boolean,
): readonly RecurrentGroup[] {
  const fitting = groups.filter((group) => fits(group, matrix))
  const shares = fitting.map(({ prefix }) => sharedPath(prefix, matrix.name))
  const most = shares.reduce((a, b) => Math.max(a, b), 0)
  return fitting.filter((_, k) => shares[k] === most)
}

function sharedPath(a: string, b: string): number {
  const [one, other] = [a.split('.'), b.split('.')]
  const parts = Math.min(one.length, other.length) - 1
  for (let k = 0; k < parts; k++) if (one[k] !== other[k]) return k
  return Math.max(0, parts)
}

const pathOf = (name: string) => name.replace(/[._]?(weight|W)$/u, '')

function denseStep({ name, weight, bias }: Matrix): DenseStep {
  const [output, input] = weight.shape
  return {
    ...{ is: 'dense', name: pathOf(name), input, output, activation: { is: 'identity' } },
    tensors: { weight: weight.name, bias: bias?.name ?? null },
    load: async () => ({ weight: await weight.load(), bias: (await bias?.load()) ?? null }),
  }
}

function embeddingStep({ name, weight }: Matrix): EmbeddingStep {
  const [symbols, output] = weight.shape
  return {
    ...{ is: 'embedding', name: pathOf(name), symbols, output },
    tensors: { weight: weight.name },
    load: async () => ({ weight: await weight.load() }),
  }
}
