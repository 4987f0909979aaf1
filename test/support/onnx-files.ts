/** Stored ONNX models, and what onnxruntime computes with them. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { loadStack } from '../../src/engine/stack/load-stack.ts'
import { runStack } from '../../src/engine/stack/stack.ts'
import type { RecurrentLayer, Stack, Step } from '../../src/engine/stack/types.ts'
import { openNetFile } from '../../src/net-files/open-net-file.ts'

type Nested = number | Nested[]

export const FOLDER = fileURLToPath(new URL('../fixtures/nets/onnx/', import.meta.url))
const json = async (name: string) => JSON.parse(await readFile(join(FOLDER, name), 'utf8'))
export const open = async (name: string, folder = FOLDER) => {
  const net = await openNetFile(join(folder, `${name}.onnx`))
  onTestFinished(() => net.close())
  return net
}

export const inputOf = async (name: string): Promise<Nested> => (await json('inputs.json'))[name].x
export const expectedOf = async (name: string): Promise<Record<string, { data: number[] }>> =>
  (await json('expected.json'))[name]

/** [T, B, …] of [B, T, …]. */
export const turned = (x: Nested): Nested =>
  ((x as Nested[][])[0] ?? []).map((_, t) => (x as Nested[][]).map((row) => row[t]))

export async function run(stack: Pick<Stack, 'steps'>, x: Nested) {
  const [T, B] = [(x as Nested[]).length, (x as Nested[][])[0].length]
  const flat = Float64Array.from([x].flat(Number.POSITIVE_INFINITY as 4) as number[])
  return runStack(await loadStack(stack), { x: flat, T, B, lengths: null, starts: [] })
}

/** Within 1e-6, number by number, and not all alike. */
export function expectNumbers(made: ArrayLike<number>, expected: readonly number[], of: string) {
  expect(made.length, of).toBe(expected.length)
  expect(Math.max(...expected) - Math.min(...expected), of).toBeGreaterThan(1e-3)
  const apart = expected.map((value, k) => Math.abs(value - made[k]))
  expect(Math.max(...apart), of).toBeLessThan(1e-6)
}

export const layers = (steps: readonly Step[]): RecurrentLayer[] =>
  steps.filter((step) => step.is === 'recurrent')

/** Y [T, directions, B, H] of the layer's [B, H] of each direction and step. */
export const yOf = ({ layers: [layer] }: Awaited<ReturnType<typeof run>>): number[] =>
  layer.directions[0].steps.flatMap((_, t) =>
    layer.directions.flatMap(({ steps }) => [...steps[t].h]),
  )

export const shaped = (flat: readonly number[], [rows, ...rest]: readonly number[]): Nested =>
  rest.length === 0
    ? [...flat]
    : Array.from({ length: rows }, (_, k) =>
        shaped(flat.slice((k * flat.length) / rows, ((k + 1) * flat.length) / rows), rest),
      )
