/** Nets that are files of tensors with nothing but names and shapes. */
import type { Stack } from '../../src/engine/stack/types.ts'
import { safetensors } from '../../src/net-files/readers/safetensors/reader.ts'
import { memorySource } from '../../src/net-files/source.ts'
import { refused } from './refused.ts'
import { entry, file } from './safetensors.ts'
import { allNumbers } from './torch-fixtures.ts'

type Shapes = Record<string, number[]>

const bytesOf = (shapes: Shapes, types: Record<string, string> = {}) => {
  const header: Record<string, object> = {}
  let at = 0
  for (const [name, shape] of Object.entries(shapes)) {
    const width = types[name] === 'I64' ? 8 : 4
    header[name] = entry(shape, at, types[name] ?? 'F32', width)
    at += width * shape.reduce((a, b) => a * b, 1)
  }
  return file(header, new Uint8Array(at).fill(0x3e))
}
export const read = async (shapes: Shapes, types?: Record<string, string>) => {
  const net = await safetensors.read(memorySource('net', bytesOf(shapes, types)), {})
  await allNumbers(net.stacks)
  return net
}
export const why = async (shapes: Shapes, types?: Record<string, string>) =>
  (await refused(() => read(shapes, types)))?.details

/** "lstm: embedding emb 9→3, lstm 3→4, dense fc 4→2 | other", readouts in brackets. */
export const drawn = (stacks: readonly Stack[]) =>
  stacks
    .map(({ name, steps, readouts }) => {
      const parts = steps.map((step) =>
        step.is === 'recurrent'
          ? `${step.name} ${step.kind}${step.backward ? '²' : ''} ${step.input}→${step.output}`
          : `${step.name} ${step.is === 'dense' ? step.input : step.symbols}→${step.output}`,
      )
      const others = readouts.map((one) => one.name)
      return `${name}: ${parts.join(', ')}${others.length > 0 ? ` [${others.join(', ')}]` : ''}`
    })
    .join(' | ')

/** Of one layer; H rows a gate. */
export const layer = (
  prefix: string,
  gates: number,
  I: number,
  H: number,
  ending = '_l0',
): Shapes => ({
  [`${prefix}weight_ih${ending}`]: [gates * H, I],
  [`${prefix}weight_hh${ending}`]: [gates * H, H],
})
export const fc = (name: string, input: number, output: number, bias = true): Shapes => ({
  [`${name}.weight`]: [output, input],
  ...(bias ? { [`${name}.bias`]: [output] } : {}),
})
