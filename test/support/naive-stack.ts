/**
 * A stack of layers worked out in the plainest way, one sequence at a time: what readers are held
 * against. It shares nothing with the engine but the types.
 */
import type {
  Activation,
  DirectionWeights,
  Numbers,
  RecurrentLayer,
  Stack,
  Step,
} from '../../src/engine/stack/types.ts'

type Vector = readonly number[]

/** What each step makes, from its first time step to its last. */
export async function runStack(
  stack: Stack,
  input: readonly Vector[] | readonly number[],
): Promise<Vector[][]> {
  const made: Vector[][] = []
  let x = input as readonly Vector[]
  for (const step of stack.steps) {
    x = await runStep(step, x)
    made.push([...x])
  }
  return made
}

async function runStep(step: Step, x: readonly Vector[]): Promise<Vector[]> {
  if (step.is === 'recurrent') return runLayer(step, x)
  const { weight } = await step.load()
  if (step.is === 'embedding')
    return (x as unknown as number[]).map((row) => [
      ...weight.subarray(row * step.output, (row + 1) * step.output),
    ])
  const { bias } = await step.load()
  return x.map((h) => apply(step.activation, plus(times(weight, h), bias)))
}

async function runLayer(layer: RecurrentLayer, x: readonly Vector[]): Promise<Vector[]> {
  const { forward, backward } = layer
  const there = forward ? runCell(layer, await forward.load(), x) : null
  const back = backward ? runCell(layer, await backward.load(), [...x].reverse()) : null
  const ends = (h: Vector[]) => (layer.returns === 'last' ? h.slice(-1) : h)
  const [a, b] = [there && ends(there), back && ends(back)]
  if (b && !layer.asMade) b.reverse()
  if (a === null || b === null) return a ?? b ?? []
  return a.map((h, t) => {
    if (layer.merge === 'concat') return [...h, ...b[t]]
    const both = (f: (p: number, q: number) => number) => h.map((p, k) => f(p, b[t][k]))
    if (layer.merge === 'sum') return both((p, q) => p + q)
    return both((p, q) => (layer.merge === 'multiply' ? p * q : (p + q) / 2))
  })
}

function runCell(layer: RecurrentLayer, w: DirectionWeights, x: readonly Vector[]): Vector[] {
  const { hidden, form, kind } = layer
  let h: Vector = w.h0 ? [...w.h0] : Array(layer.output).fill(0)
  let c: Vector = w.c0 ? [...w.c0] : Array(hidden).fill(0)
  const peep = w.peepholes ?? { i: [], f: [], o: [] }
  return x.map((now) => {
    const part = (z: Vector, block: number) => z.slice(block * hidden, (block + 1) * hidden)
    const fromInput = plus(times(w.input, now), w.inputBias)
    const fromState = plus(times(w.recurrent, h), w.recurrentBias)
    const z = (block: number) => plus(part(fromInput, block), part(fromState, block))
    const gate = (block: number, more: Vector = []) => apply(form.gate, plus(z(block), more))
    if (kind === 'rnn') h = apply(form.candidate, z(0))
    else if (kind === 'gru') {
      const [r, u] = [gate(0), gate(1)]
      const U = w.recurrent.subarray(2 * hidden * hidden)
      const inner =
        form.reset === 'after'
          ? by(r, part(fromState, 2))
          : plus(times(U, by(r, h)), w.recurrentBias?.subarray(2 * hidden) ?? null)
      const n = apply(form.candidate, plus(part(fromInput, 2), inner))
      h = n.map((value, k) => (1 - u[k]) * value + u[k] * h[k])
    } else {
      const before = kind === 'brain-lstm' ? h : c
      const i = gate(0, by([...peep.i], c))
      const f = gate(1, plus(by([...peep.f], c), Array(hidden).fill(form.forgetBias)))
      const g = apply(form.candidate, z(2))
      c = f.map((keep, k) => keep * before[k] + i[k] * g[k])
      const out = by(gate(3, by([...peep.o], c)), apply(form.output, c))
      h = w.projection ? times(w.projection, out) : out
    }
    return h
  })
}

/** An activation of a vector. */
function apply(activation: Activation, z: Vector): Vector {
  if (activation.is === 'softmax') {
    const e = z.map((value) => Math.exp(value - Math.max(...z)))
    const sum = e.reduce((a, b) => a + b, 0)
    return e.map((value) => value / sum)
  }
  return z.map((value) => {
    switch (activation.is) {
      case 'tanh':
        return Math.tanh(value)
      case 'sigmoid':
        return 1 / (1 + Math.exp(-value))
      case 'relu':
        return Math.max(0, value)
      case 'identity':
        return value
      case 'hard-sigmoid':
        return Math.max(0, Math.min(1, activation.slope * value + activation.offset))
      case 'elu':
        return value > 0 ? value : Math.expm1(value)
      case 'softsign':
        return value / (1 + Math.abs(value))
      case 'softplus':
        return Math.log1p(Math.exp(value))
      default:
        throw new Error(`${activation.is} is not worked out here`)
    }
  })
}

const times = (matrix: Numbers, x: Vector): Vector =>
  Array.from({ length: matrix.length / x.length }, (_, row) =>
    x.reduce((sum, value, k) => sum + matrix[row * x.length + k] * value, 0),
  )

/** Nothing added is zeros. */
const plus = (a: Vector, b: ArrayLike<number> | null): Vector =>
  b === null || b.length === 0 ? a : a.map((value, k) => value + b[k])

const by = (a: Vector, b: Vector): Vector => a.map((value, k) => value * b[k])
