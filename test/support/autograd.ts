/**
 * An independent judge: reverse-mode differentiation of scalars (in the manner of micrograd), and
 * an LSTM written in it unit by unit. It knows no equation of BPTT.
 */
import type { TextbookInput } from '../../src/engine/reference/index.ts'
import { WEIGHT_NAMES, type WeightName } from '../../src/engine/types.ts'

class Value {
  grad = 0
  constructor(
    readonly data: number,
    readonly from: [Value, number][] = [],
  ) {}
  plus(other: Value): Value {
    return new Value(this.data + other.data, [
      [this, 1],
      [other, 1],
    ])
  }
  times(other: Value): Value {
    return new Value(this.data * other.data, [
      [this, other.data],
      [other, this.data],
    ])
  }
  tanh(): Value {
    const t = Math.tanh(this.data)
    return new Value(t, [[this, 1 - t * t]])
  }
  sigmoid(): Value {
    const s = 1 / (1 + Math.exp(-this.data))
    return new Value(s, [[this, s * (1 - s)]])
  }
  /** The same number, through which no gradient flows. */
  detached(): Value {
    return new Value(this.data)
  }
  /** Fills grad of everything that this was made of. */
  backward(): void {
    const order: Value[] = []
    const seen = new Set<Value>()
    const visit = (node: Value) => {
      if (seen.has(node)) return
      seen.add(node)
      for (const [parent] of node.from) visit(parent)
      order.push(node)
    }
    visit(this)
    this.grad = 1
    for (const node of order.reverse())
      for (const [parent, slope] of node.from) parent.grad += slope * node.grad
  }
}

const total = (values: Value[]) => values.reduce((a, b) => a.plus(b))

/**
 * Where no gradient flows: from the affine maps of t to h_{t−1}, and along a unit's belt from c_t
 * to c_{t−1}; t and units from 1.
 */
interface Cuts {
  readonly gates?: (t: number) => boolean
  readonly belt?: (t: number, unit: number) => boolean
}

interface Gradients {
  readonly loss: number
  readonly dc: number[][]
  readonly dh: number[][]
  readonly weights: Record<WeightName, number[]>
}

/**
 * ∂L/∂c_t and ∂L/∂h_t of an LSTM under mse with position weights, [T][B·H] each, and ∂L/∂w. What is
 * cut is read detached.
 */
export function lstmByAutograd(
  input: TextbookInput,
  { gates = () => false, belt = () => false }: Cuts,
): Gradients {
  const { sizes, T, B, L } = input
  const w = Object.fromEntries(
    WEIGHT_NAMES.map((name) => [
      name,
      Array.from(input.weights[name], (value) => new Value(value)),
    ]),
  ) as Record<WeightName, Value[]>
  const { input: I, hidden: H, output: O } = sizes
  const c: Value[][] = []
  const h: Value[][] = []
  const zeros = () => Array.from({ length: B * H }, () => new Value(0))
  const affine = (row: number, t: number, b: number, past: Value[]) => {
    const parts = [w.bias_ih_l0[row].plus(w.bias_hh_l0[row])]
    for (let k = 0; k < I; k++)
      parts.push(w.weight_ih_l0[row * I + k].times(new Value(input.x[(t * B + b) * I + k])))
    for (let k = 0; k < H; k++) parts.push(past[b * H + k].times(w.weight_hh_l0[row * H + k]))
    return total(parts)
  }
  const parts: Value[] = []
  const weightSum = Array.from(input.weight as number[]).reduce((a, b) => a + b, 0)
  for (let t = 0; t < T; t++) {
    const past = t === 0 ? zeros() : gates(t + 1) ? h[t - 1].map((v) => v.detached()) : h[t - 1]
    const pastC =
      t === 0 ? zeros() : c[t - 1].map((v, k) => (belt(t + 1, (k % H) + 1) ? v.detached() : v))
    c[t] = zeros()
    h[t] = zeros()
    for (let b = 0; b < B; b++) {
      for (let j = 0; j < H; j++) {
        const [i, f, g, o] = [0, 1, 2, 3].map((block) => affine(block * H + j, t, b, past))
        const now = f
          .sigmoid()
          .times(pastC[b * H + j])
          .plus(i.sigmoid().times(g.tanh()))
        c[t][b * H + j] = now
        h[t][b * H + j] = o.sigmoid().times(now.tanh())
      }
      const answer = t - (T - L)
      for (let r = 0; answer >= 0 && r < O; r++) {
        const at = answer * B + b
        const products = Array.from({ length: H }, (_, k) =>
          h[t][b * H + k].times(w['readout.weight'][r * H + k]),
        )
        const difference = total([
          ...products,
          w['readout.bias'][r],
          new Value(-input.y[at * O + r]),
        ])
        parts.push(
          difference
            .times(difference)
            .times(new Value((input.weight as number[])[at] / weightSum / O)),
        )
      }
    }
  }
  const loss = total(parts)
  loss.backward()
  const grads = (steps: Value[][]) => steps.map((step) => step.map((v) => v.grad))
  const ofWeights = WEIGHT_NAMES.map((name) => [name, w[name].map(({ grad }) => grad)])
  return { loss: loss.data, dc: grads(c), dh: grads(h), weights: Object.fromEntries(ofWeights) }
}
