/**
 * Cells with one bias for both products, as Equinox has them beside PyTorch's names and order of
 * gates: `bias` [G·H], and of a GRU `bias_n` [H], which r multiplies (equinox.nn.GRUCell).
 */
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'

const CELL = /^(|.*\.)weight_hh$/su

/** The same tensors, with such a bias as `bias_ih`, and `bias_n` as the last rows of `bias_hh`. */
export function withOneBias(tensors: TensorDirectory): TensorDirectory {
  const renamed = new Map<string, readonly [string, TensorOfFile]>()
  for (const [name, { shape }] of tensors) {
    const prefix = CELL.exec(name)?.[1]
    if (prefix === undefined || shape.length !== 2) continue
    const [rows, H] = shape
    const has = (what: string, size: number) => {
      const one = tensors.get(prefix + what)
      return one?.shape.length === 1 && one.shape[0] === size ? one : undefined
    }
    const bias = has('bias', rows)
    if (!bias || ['bias_ih', 'bias_hh'].some((one) => tensors.has(prefix + one))) continue
    renamed.set(`${prefix}bias`, [`${prefix}bias_ih`, bias])
    const last = rows === 3 * H ? has('bias_n', H) : undefined
    if (last) renamed.set(`${prefix}bias_n`, [`${prefix}bias_hh`, ofLastRows(last, rows)])
  }
  if (renamed.size === 0) return tensors
  return new Map([...tensors].map(([name, one]) => renamed.get(name) ?? [name, one]))
}

/** Zeros, and then the tensor's numbers. */
const ofLastRows = (tensor: TensorOfFile, rows: number): TensorOfFile => ({
  ...tensor,
  shape: [rows],
  load: async () => {
    const numbers = await tensor.load()
    const all = new Float64Array(rows)
    all.set(numbers, rows - numbers.length)
    return all
  },
})
