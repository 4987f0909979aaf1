/** Nets that PyTorch wrote (test/fixtures/nets/torch), with what it computes with them. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Numbers, Stack } from '../../src/engine/stack/types.ts'
import type { GivenNet } from '../../src/net-files/net-file.ts'
import { openNetFile } from '../../src/net-files/open-net-file.ts'
import { pytorch } from '../../src/net-files/readers/pytorch/reader.ts'
import { memorySource } from '../../src/net-files/source.ts'

export const FOLDER = fileURLToPath(new URL('../fixtures/nets/torch/', import.meta.url))

export interface TorchAnswer {
  /** [T, B, I], or [T, B] of indices. */
  readonly input: readonly (readonly (number | readonly number[])[])[]
  /** [T, B, O] */
  readonly output: readonly (readonly (readonly number[])[])[]
  readonly state: Readonly<Record<string, { shape: number[]; values: number[] }>>
  /** Of Σ cos(k)·output[k] by parameter; not there where weights are computed from others. */
  readonly gradients?: Readonly<Record<string, readonly number[]>>
}

export const answerOf = async (name: string): Promise<TorchAnswer> =>
  JSON.parse(await readFile(`${FOLDER}${name}.json`, 'utf8'))

export const fixture = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(`${FOLDER}${name}`))

/** Of a file, with all numbers read. */
export async function openWhole(name: string): Promise<GivenNet & { numbers: TensorNumbers }> {
  const file = await openNetFile(`${FOLDER}${name}`)
  try {
    return { ...file, numbers: await allNumbers(file.stacks) }
  } finally {
    await file.close()
  }
}

/** By the tensors' names in the file. */
export type TensorNumbers = ReadonlyMap<string, Numbers>

export async function allNumbers(stacks: readonly Stack[]): Promise<TensorNumbers> {
  const all = new Map<string, Numbers>()
  const keep = (tensors: object, loaded: object) => {
    const numbers = new Map(Object.entries(loaded))
    for (const [part, name] of Object.entries(tensors)) {
      if (name === null) continue
      const found = numbers.get(part)
      if (!found) throw new Error(`${name} has no numbers`)
      all.set(name, found)
    }
  }
  for (const step of stacks.flatMap(({ steps, readouts }) => [...steps, ...readouts])) {
    if (step.is !== 'recurrent') keep(step.tensors, await step.load())
    else
      for (const direction of [step.forward, step.backward])
        if (direction) keep(direction.tensors, await direction.load())
  }
  return all
}

/** What PyTorch's reader makes of bytes, all numbers included. */
export async function readWhole(bytes: Uint8Array): Promise<GivenNet> {
  const net = await pytorch.read(memorySource('net.pt', bytes), {})
  await allNumbers(net.stacks)
  return net
}
