/**
 * A whole net, forward and back: the textbook (../reference) for any stack of layers. Everything is
 * in float64, and gradients are measured below its range (../reference/scaled-vector.ts).
 */

import { type Scaled, zero } from '../reference/scaled-vector.ts'
import { squash } from './activations.ts'
import type { DirectionAsked, DirectionGradients, StartStates } from './direction.ts'
import { type LayerRun, runLayer } from './layer.ts'
import type { LoadedStack, LoadedStep } from './load-stack.ts'
import { type Flow, isEnded, withoutEnded } from './sequences.ts'
import { cut, joinedPlain, rowSum, transposeTimesAll } from './vectors.ts'

export interface StackInput {
  /** [T, B, I]; of a stack that begins with an embedding whole numbers, [T, B, 1]. */
  readonly x: Float64Array
  readonly T: number
  readonly B: number
  readonly lengths: readonly number[] | null
  /** Of each recurrent layer, of each direction that it has, forward first; [] for the file's own. */
  readonly starts: readonly (readonly StartStates[])[]
  /** Called at each time step of each direction, on the way forward and on the way back. */
  readonly onStep?: () => void
}

/** What happened on the way forward. */
export interface StackRun {
  /** What {@link StackGradients.dx} is of: x, or what an embedding makes of it. */
  readonly read: Flow
  /** Of the last step; 0 behind the end of a sequence. */
  readonly outputs: Flow
  /** Recurrent layers, in their order. */
  readonly layers: readonly LayerRun[]
  /** Gradients of whatever is asked for. */
  back(asked: StackAsked): StackGradients
}

export interface StackAsked {
  /** ∂L/∂output_t, [B, O] at each time step of `outputs`; null where nothing is asked of them. */
  readonly outputs: readonly Scaled[] | null
  /** What is asked beside of the states of layers, by layer and direction. */
  readonly states?: readonly (readonly (DirectionAsked | undefined)[] | undefined)[]
  readonly parameters: boolean
}

export interface StackGradients {
  /** By recurrent layer and direction. */
  readonly layers: readonly (readonly DirectionGradients[])[]
  /** Of the other steps that have weights, by their place among all steps. */
  readonly others: ReadonlyMap<number, OtherParameters>
  /** Of x, [B, I] at each time step; of what an embedding makes of it, where there is one. */
  readonly dx: readonly Scaled[]
}

/** weight [O, I], bias [O]; of an embedding weight [symbols, O]. */
interface OtherParameters {
  readonly weight: Float64Array
  readonly bias: Float64Array | null
}

interface Back {
  readonly dx: readonly Scaled[]
  readonly layer?: readonly DirectionGradients[]
  readonly other?: OtherParameters | null
}

interface StepRun {
  readonly out: Flow
  back(d: readonly Scaled[], asked: StackAsked): Back
}

/** @throws RangeError for x, states or lengths that do not fit. */
export function runStack({ steps, products }: LoadedStack, input: StackInput): StackRun {
  const { T, B, lengths, onStep } = input
  let flow: Flow = { values: input.x, T, B, width: input.x.length / (T * B), lengths }
  const layers: LayerRun[] = []
  const done: StepRun[] = []
  let read = flow
  for (const step of steps) {
    const run = runStep(step, flow)
    done.push(run)
    flow = run.out
    if (step.is === 'embedding') read = flow
  }

  function runStep(step: LoadedStep, from: Flow): StepRun {
    const width =
      step.is === 'embedding' ? 1 : step.is === 'dense' ? step.step.input : step.layer.input
    if (from.width !== width)
      throw new RangeError(`${from.width} numbers at each step, not ${width}`)
    if (step.is === 'dense') return runDense(step, from)
    if (step.is === 'embedding') return runEmbedding(step, from)
    const n = layers.length
    const run = runLayer(step, from, input.starts[n] ?? [], products, onStep)
    layers.push(run)
    return {
      out: run.out,
      back(d, asked) {
        const { directions, dx } = run.back(d, asked.states?.[n] ?? [], asked.parameters)
        return { dx, layer: directions }
      },
    }
  }

  function runDense(
    { step, weight, bias }: Extract<LoadedStep, { is: 'dense' }>,
    from: Flow,
  ): StepRun {
    const a = squash(step.activation, step.output)
    const n = from.T * B
    const z = weight.times(from.values, n)
    if (bias) for (let k = 0; k < z.length; k++) z[k] += bias[k % bias.length]
    const value = a.value(z)
    const [zs, values] = [cut(z, from.T), cut(value, from.T)]
    return {
      out: held({ ...from, values: value.slice(), width: step.output }),
      back(d, { parameters }) {
        const dz = d.map((one, t) => a.back(withoutEnded(one, t, from), zs[t], values[t]))
        const all = parameters ? joinedPlain(dz) : null
        return {
          dx: transposeTimesAll(weight, dz, B),
          other: all && {
            weight: products.outer(all, from.values, n),
            bias: bias && rowSum(all, step.output),
          },
        }
      },
    }
  }

  function runEmbedding(
    { step, weight }: Extract<LoadedStep, { is: 'embedding' }>,
    from: Flow,
  ): StepRun {
    const { output: N, symbols } = step
    const values = new Float64Array(from.values.length * N)
    for (const [k, symbol] of from.values.entries()) {
      if (!(Number.isInteger(symbol) && symbol >= 0 && symbol < symbols))
        throw new RangeError(`${symbol} is no symbol`)
      values.set(weight.subarray(symbol * N, (symbol + 1) * N), k * N)
    }
    return {
      out: held({ ...from, values, width: N }),
      back(d, { parameters }) {
        if (!parameters) return { dx: d }
        const total = new Float64Array(weight.length)
        const all = joinedPlain(d.map((one, t) => withoutEnded(one, t, from)))
        for (const [k, symbol] of from.values.entries())
          for (let j = 0; j < N; j++) total[symbol * N + j] += all[k * N + j]
        return { dx: d, other: { weight: total, bias: null } }
      },
    }
  }

  return {
    ...{ read, outputs: flow, layers },
    back(asked) {
      let d: readonly Scaled[] =
        asked.outputs ?? Array.from({ length: flow.T }, () => zero(B * flow.width))
      const gradients: (readonly DirectionGradients[])[] = []
      const others = new Map<number, OtherParameters>()
      for (let n = done.length - 1; n >= 0; n--) {
        const { dx, layer, other } = done[n].back(d, asked)
        if (layer) gradients.unshift(layer)
        if (other) others.set(n, other)
        d = dx
      }
      return { layers: gradients, others, dx: d }
    },
  }
}

/** With zeros behind the ends of sequences, in place. */
function held(flow: Flow): Flow {
  const { values, T, B, width, lengths } = flow
  if (lengths)
    for (let t = 0; t < T; t++)
      for (let b = 0; b < B; b++)
        if (isEnded(t, b, flow)) values.fill(0, (t * B + b) * width, (t * B + b + 1) * width)
  return flow
}
