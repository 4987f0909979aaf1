/**
 * layout = 1, which onnxruntime 1.30 refuses to run: the same layer in both layouts. That of
 * layout 0 is held to onnxruntime in onnx.test.ts.
 */
import { expect, it } from 'vitest'
import { loadStack } from '../../../../src/engine/stack/load-stack.ts'
import { runStack } from '../../../../src/engine/stack/stack.ts'
import { onnx } from '../../../../src/net-files/readers/onnx/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { attribute, model, node, stored } from '../../../support/onnx-models.ts'
import { bytes, integer, join, text } from '../../../support/protobuf.ts'
import { seededNumbers } from '../../../support/stacks.ts'

const [H, I, T, B, D] = [3, 2, 4, 2, 2]
const raw = (values: Float64Array) =>
  bytes(9, new Uint8Array(Float32Array.from(values).buffer as ArrayBuffer))
const drawn = seededNumbers(5)
const BLOCKS = { LSTM: 4, GRU: 3, RNN: 1 } as const
const x = drawn(T * B * I)

/** The states that a case begins with, the same for all sequences: [D, B, H], or [B, D, H]. */
function states(key: string, of: Float64Array, layout: number): Uint8Array {
  const row = (d: number) => [...of.subarray(d * H, (d + 1) * H)]
  const order = layout === 1 ? [0, 1, 0, 1] : [0, 0, 1, 1]
  const sides = layout === 1 ? [B, D, H] : [D, B, H]
  return stored(sides, key, raw(Float64Array.from(order.flatMap(row))))
}

it.each(['LSTM', 'GRU', 'RNN'] as const)('%s: the same in either layout', async (op) => {
  const rows = BLOCKS[op] * H
  const [W, R, bias] = [drawn(D * rows * I), drawn(D * rows * H), drawn(D * 2 * rows)]
  const [h0, c0] = [drawn(D * H), drawn(D * H)]
  const made = async (layout: number, withStates = true) => {
    const starts = op === 'LSTM' ? ['h0', 'c0'] : ['h0']
    const inputs = ['x', 'W', 'R', 'B', '', ...(withStates ? starts : [])]
    const graph = join(
      node(
        op,
        inputs,
        ['y'],
        attribute('hidden_size', integer(3, H)),
        attribute('direction', text(4, 'bidirectional')),
        attribute('layout', integer(3, layout)),
      ),
      stored([D, rows, I], 'W', raw(W)),
      stored([D, rows, H], 'R', raw(R)),
      stored([D, 2 * rows], 'B', raw(bias)),
      states('h0', h0, layout),
      states('c0', c0, layout),
    )
    const { stacks, remarks } = await onnx.read(memorySource('model.onnx', model(graph)), {})
    expect(remarks).toEqual([])
    const run = runStack(await loadStack(stacks[0]), { x, T, B, lengths: null, starts: [] })
    return [...run.outputs.values]
  }
  const [first, second, without] = [await made(0), await made(1), await made(1, false)]
  expect(second).toEqual(first)
  expect(without).not.toEqual(first)
})
