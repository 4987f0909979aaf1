/** Arrays of Keras' CuDNNLSTM and CuDNNGRU (Keras 2), which stand as cuDNN wants them. */
import type { Numbers } from '../../../engine/stack/types.ts'
import { numbersLike } from '../../tensors/arrange-gates.ts'

/**
 * A matrix [G·H, columns] with its blocks in the stack's order. Keras calls the array
 * [columns, G·H]; what stands in the H columns of a gate, read row by row, is [H, columns]
 * (keras/saving/hdf5_format.py, Keras 2: _convert_rnn_weights). The recurrent matrix is one more
 * case of this, with H columns.
 */
export function fromCudnn(
  given: Numbers,
  order: readonly number[],
  hidden: number,
  columns: number,
): Numbers {
  const rows = order.length * hidden
  const arranged = numbersLike(given, rows * columns)
  let to = 0
  for (const block of order)
    for (let row = 0; row < columns; row++)
      for (let k = 0; k < hidden; k++) arranged[to++] = given[row * rows + block * hidden + k]
  return arranged
}
