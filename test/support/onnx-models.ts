/** ONNX models made by hand, field by field, so that they can lie. */
import { readFile } from 'node:fs/promises'
import type { GivenNet } from '../../src/net-files/net-file.ts'
import { onnx } from '../../src/net-files/readers/onnx/reader.ts'
import { memorySource, openSource, type Source } from '../../src/net-files/source.ts'
import { bytes, integer, join, text } from './protobuf.ts'
import { refused } from './refused.ts'

const FOLDER = new URL('../fixtures/nets/onnx/', import.meta.url)
export const file = async (name: string) => new Uint8Array(await readFile(new URL(name, FOLDER)))

/** Bytes of memory with the fixtures' folder around them. */
export const besides = (content: Uint8Array): Source => ({
  ...memorySource('model.onnx', content),
  openBeside: (name) => openSource(new URL(name, FOLDER).pathname),
})

async function loadAll({ stacks }: GivenNet): Promise<void> {
  for (const { steps, readouts } of stacks)
    for (const step of [...steps, ...readouts]) {
      if (step.is !== 'recurrent') await step.load()
      else for (const direction of [step.forward, step.backward]) await direction?.load()
    }
}

export const readAll = async (content: Uint8Array) => {
  const source = besides(content)
  await onnx.recognises(content.subarray(0, 4096), source)
  await loadAll(await onnx.read(source, {}))
}

// A model by its fields: numbers as in onnx.proto.
export const name = (value: string) => text(1, value)
export const model = (graph: Uint8Array, ...more: Uint8Array[]) =>
  join(integer(1, 8), text(2, 'made up'), bytes(7, graph), ...more)
export const attribute = (key: string, ...value: Uint8Array[]) =>
  bytes(5, join(name(key), ...value))
export const node = (op: string, inputs: string[], outputs: string[], ...more: Uint8Array[]) =>
  bytes(
    1,
    join(
      ...inputs.map((one) => text(1, one)),
      ...outputs.map((one) => text(2, one)),
      text(4, op),
      ...more,
    ),
  )
export const numbers = (count: number) =>
  Float32Array.from({ length: count }, (_, k) => Math.sin(k))
export const raw = (count: number) => bytes(9, new Uint8Array(numbers(count).buffer))
const tensor = (dims: number[], key: string, ...data: Uint8Array[]) =>
  join(...dims.map((size) => integer(1, size)), integer(2, 1), text(8, key), ...data)
export const stored = (dims: number[], key: string, ...data: Uint8Array[]) =>
  bytes(5, tensor(dims, key, ...data))

export const [H, I] = [2, 3]
export const W = stored([1, 4 * H, I], 'W', raw(4 * H * I))
export const R = stored([1, 4 * H, H], 'R', raw(4 * H * H))
export const size = attribute('hidden_size', integer(3, H))
export const LSTM = node('LSTM', ['x', 'W', 'R'], ['y'], size)

export const problemOf = async (content: Uint8Array) =>
  (await refused(() => readAll(content)))?.details
