/** Kernels beside the textbook on nets whose gradients vanish far below the range of float32. */
import { expect } from 'vitest'
import { Net } from '../../src/engine/net.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import {
  type Log10Profile,
  type Operation,
  type Weights,
  weightEntries,
} from '../../src/engine/types.ts'
import { kernelsModule } from './kernels.ts'
import { type Shape, sample } from './samples.ts'

const FIELDS = ['hidden', 'cell', 'belt', 'rest', 'input'] as const
const ALL = { units: null, from: null, to: null }
export type Gate = 'i' | 'f' | 'g' | 'o'
const BLOCK = { i: 0, f: 1, g: 2, o: 3 } as const
export const clamp = (gate: Gate, value: number, reach = {}): Operation => ({
  kind: 'clamp',
  gate,
  value,
  ...ALL,
  ...reach,
})
export const scale = (gate: Gate, value: number, reach = {}): Operation => ({
  kind: 'scale',
  gate,
  value,
  ...ALL,
  ...reach,
})

export type Edit = (weights: Weights, H: number) => void
/** A bias for all units of a block, or for every n-th. */
export const bias =
  (gate: Gate, value: number, every = 1): Edit =>
  ({ bias_ih_l0, bias_hh_l0 }, H) => {
    for (let k = 0; k < H; k += every) {
      bias_ih_l0[BLOCK[gate] * H + k] = value
      bias_hh_l0[BLOCK[gate] * H + k] = 0
    }
  }
export const edits =
  (...all: Edit[]): Edit =>
  (weights, H) => {
    for (const edit of all) edit(weights, H)
  }

/** A random net with weights ±1/√H, but for `edit`, in kernels and textbook. */
export function both(
  seed: number,
  shape: Shape,
  operations: readonly Operation[] = [],
  edit: Edit = () => {},
) {
  const input = sample(seed, shape)
  const weights: Weights = Object.fromEntries(
    weightEntries(input.weights).map(([name, values]) => [
      name,
      Float32Array.from(values, (w) => w / Math.sqrt(shape.H)),
    ]),
  ) as unknown as Weights
  edit(weights, shape.H)
  const f32 = (values: ArrayLike<number>) => Float32Array.from(values)
  const exact = {
    ...input,
    weights,
    x: f32(input.x),
    y: f32(input.y),
    weight: undefined,
    operations,
  }
  const { T, B, L, loss } = shape
  const net = Net.create(kernelsModule, {
    ...{ sizes: input.sizes, T, B, L, loss },
    ...{ operated: operations.length > 0, record: false },
  })
  if (operations.length > 0) net.intervene(operations)
  net.load(weights)
  net.work.setBatch(exact)
  return { net, exact }
}

/** Both profiles, to 0.001 of log10, or what float32's rounding asks for, and six digits of it. */
export function expectSame(found: Log10Profile, expected: Log10Profile, rounding = 1e-3): void {
  for (const field of FIELDS) {
    const logs = expected[field]
    expect(found[field] === null).toBe(logs === null)
    logs?.forEach((log, t) => {
      const here = found[field]?.[t] ?? null
      if (log === null) expect(here, `${field} at ${t + 1}`).toBeNull()
      else {
        const off = Math.abs((here ?? Number.NaN) - log)
        expect(off, `${field} at ${t + 1}: ${here} for ${log}`).toBeLessThan(
          rounding + 1e-6 * Math.abs(log),
        )
      }
    })
  }
}

export function expectRight(...given: Parameters<typeof both>): Log10Profile {
  const { net, exact } = both(...given)
  const { profile } = textbook(exact)
  expectSame(net.profile(), profile)
  return profile
}

/** The least that a profile shows. */
export const lowest = (profile: Log10Profile) =>
  Math.min(...FIELDS.flatMap((field) => profile[field] ?? []).filter((log) => log !== null))

/** Sizes that are multiples of nothing, in two row blocks. */
export const ODD = { cell: 'lstm', loss: 'mse', I: 2, H: 11, O: 2, T: 30, B: 13, L: 1 } as const
