/** Small stacks with seeded numbers, and the derivatives of what they make, by differences. */

import { scaled } from '../../src/engine/reference/scaled-vector.ts'
import { loadStack } from '../../src/engine/stack/load-stack.ts'
import type { StackInput, StackRun } from '../../src/engine/stack/stack.ts'
import { runStack } from '../../src/engine/stack/stack.ts'
import type {
  Direction,
  DirectionWeights,
  LayerKind,
  RecurrentLayer,
  Step,
} from '../../src/engine/stack/types.ts'
import { LAYER_BLOCKS, USUAL_FORM } from '../../src/engine/stack/types.ts'
import { cut } from '../../src/engine/stack/vectors.ts'

/** Numbers between −1 and 1 of a seed, the same anywhere (mulberry32). */
export function seededNumbers(seed: number): (size: number) => Float64Array {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1
  }
  return (size) => Float64Array.from({ length: size }, next)
}

export const directionOf = (weights: DirectionWeights): Direction => ({
  tensors: {},
  load: async () => weights,
})

export interface LayerWish {
  readonly kind: LayerKind
  readonly I: number
  readonly H: number
  readonly R?: number
  readonly directions?: 'forward' | 'backward' | 'both'
  readonly form?: Partial<RecurrentLayer['form']>
  readonly peepholes?: boolean
  readonly bias?: boolean
  readonly merge?: RecurrentLayer['merge']
  readonly returns?: RecurrentLayer['returns']
  readonly asMade?: boolean
}

/** A layer and the numbers of its directions, forward first. */
export function layerOf(wish: LayerWish, numbers: (size: number) => Float64Array) {
  const { kind, I, H, R = H, directions = 'forward', bias = true } = wish
  const rows = LAYER_BLOCKS[kind] * H
  const weights = (): DirectionWeights => ({
    input: numbers(rows * I),
    recurrent: numbers(rows * R),
    inputBias: bias ? numbers(rows) : null,
    recurrentBias: bias ? numbers(rows) : null,
    peepholes: wish.peepholes ? { i: numbers(H), f: numbers(H), o: numbers(H) } : null,
    projection: R === H ? null : numbers(R * H),
    h0: null,
    c0: null,
  })
  const forward = directions === 'backward' ? null : weights()
  const backward = directions === 'forward' ? null : weights()
  const layer: RecurrentLayer = {
    ...{ is: 'recurrent', name: 'layer', kind, input: I, hidden: H, output: R },
    form: { ...USUAL_FORM, ...wish.form },
    forward: forward && directionOf(forward),
    backward: backward && directionOf(backward),
    ...{ merge: wish.merge ?? 'concat', returns: wish.returns ?? 'all' },
    ...(wish.asMade ? { asMade: true } : {}),
  }
  return { layer, weights: [forward, backward].filter((one) => one !== null) }
}

export async function forwardOf(steps: readonly Step[], input: StackInput): Promise<StackRun> {
  return runStack(await loadStack({ steps }), input)
}

/** Σ cotangent ⊙ outputs. */
export async function weightedOutput(
  steps: readonly Step[],
  input: StackInput,
  cotangent: Float64Array,
): Promise<number> {
  const { outputs } = await forwardOf(steps, input)
  return outputs.values.reduce((sum, value, k) => sum + value * cotangent[k], 0)
}

/** What is asked of the outputs at each time step, from all of it, [T, B, O]. */
export const askedOf = (cotangent: Float64Array, T: number) =>
  cut(cotangent, T).map((values) => scaled(values))

/** Central differences of a function of numbers that change in place. */
export async function centralDifferences(
  values: { [index: number]: number; readonly length: number },
  f: () => Promise<number>,
  step = 1e-5,
): Promise<number[]> {
  const found: number[] = []
  for (let k = 0; k < values.length; k++) {
    const value = values[k]
    values[k] = value + step
    const above = await f()
    values[k] = value - step
    const below = await f()
    values[k] = value
    found.push((above - below) / (2 * step))
  }
  return found
}
