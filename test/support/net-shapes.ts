/** Nets as tensors of given shapes, under the names of PyTorch. */
import type { Tensor } from '../../src/io/safetensors/safetensors.ts'

export type Shapes = Record<string, number[]>
export const numbers = (count: number) =>
  Float32Array.from({ length: count }, (_, k) => (k % 7) / 8 - 0.25)
const tensor = (shape: readonly number[]): Tensor => ({
  dtype: 'F32',
  shape,
  data: numbers(shape.reduce((a, b) => a * b, 1)),
})
export const net = (shapes: Shapes) =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, tensor(shape)]))

/** An LSTM with I = 3, H = 4, O = 2. */
export const LSTM: Shapes = {
  weight_ih_l0: [16, 3],
  weight_hh_l0: [16, 4],
  bias_ih_l0: [16],
  bias_hh_l0: [16],
  'readout.weight': [2, 4],
  'readout.bias': [2],
}
export const without = (shapes: Shapes, ...names: string[]) =>
  Object.fromEntries(Object.entries(shapes).filter(([name]) => !names.includes(name)))
export const renamed = (shapes: Shapes, rename: (name: string) => string) =>
  Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [rename(name), shape]))
export const cellNames = (name: string) =>
  name.startsWith('readout') ? name : `cell.${name.replace('_l0', '')}`
