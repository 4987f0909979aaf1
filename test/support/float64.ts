/**
 * An independent forward pass, number by number in float64, from the equations of the papers and of
 * PyTorch's pages. It shares no code with the engine or the textbook.
 */
import type { Nonlinearity, Operation, Variant } from '../../src/engine/types.ts'

export interface Net64 {
  readonly cell: 'rnn' | 'lstm' | 'gru'
  readonly variant?: Variant
  readonly nonlinearity?: Nonlinearity
  readonly operations?: readonly Operation[]
  readonly I: number
  readonly H: number
  readonly O: number
  /** PyTorch's names and layout. */
  readonly weights: Readonly<Record<string, ArrayLike<number>>>
}

export interface Case64 {
  /** [T][B][I] */
  readonly x: readonly (readonly (readonly number[])[])[]
  /** [B][O] */
  readonly y?: readonly (readonly number[])[]
  /** [B][H] */
  readonly h0?: readonly (readonly number[])[]
  readonly c0?: readonly (readonly number[])[]
  /** n_0 of an sLSTM. */
  readonly n0?: readonly (readonly number[])[]
  readonly lengths?: readonly number[]
}

export interface Result64 {
  /** Mean squared error over B and O; NaN without y. */
  readonly loss: number
  /** [B][O] */
  readonly prediction: number[][]
  /** [T][B][H] */
  readonly hidden: number[][][]
  readonly cell: number[][][]
  /** n_t of an sLSTM, whose c_t above is c_t/n_t; else zeros. */
  readonly normaliser: number[][][]
  readonly gates: Readonly<Record<string, number[][][]>>
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))

export function float64(net: Net64, given: Case64): Result64 {
  const { cell, H, I, O, weights: w } = net
  const T = given.x.length
  const B = given.x[0].length
  const cube = () =>
    Array.from({ length: T }, () => Array.from({ length: B }, () => new Array<number>(H).fill(0)))
  const names = { rnn: [], lstm: ['i', 'f', 'g', 'o'], gru: ['r', 'z', 'n'] }[cell]
  const hidden = cube()
  const cells = cube()
  const normaliser = cube()
  const gates = Object.fromEntries(names.map((name) => [name, cube()]))
  const prediction: number[][] = []
  for (let b = 0; b < B; b++) {
    let h = [...(given.h0?.[b] ?? new Array(H).fill(0))]
    let c = [...(given.c0?.[b] ?? new Array(H).fill(0))]
    let n = [...(given.n0?.[b] ?? new Array(H).fill(0))]
    const end = given.lengths?.[b] ?? T
    for (let t = 0; t < end; t++) {
      const x = given.x[t][b]
      const unseen = isMinimal(net.variant) || acts(net.operations, 'sever-gates', t, null)
      const reads = unseen ? new Array(H).fill(0) : h
      const ofX = (row: number) =>
        x.reduce((sum, value, i) => sum + w.weight_ih_l0[row * I + i] * value, w.bias_ih_l0[row])
      const ofH = (row: number, from: readonly number[]) =>
        from.reduce((sum, value, k) => sum + w.weight_hh_l0[row * H + k] * value, w.bias_hh_l0[row])
      const now = Array.from({ length: H }, (_, unit) => {
        if (cell === 'rnn') {
          const z = ofX(unit) + ofH(unit, h)
          return { h: net.nonlinearity === 'relu' ? Math.max(0, z) : Math.tanh(z), c: 0, gates: {} }
        }
        if (cell === 'gru') {
          const after = afterSurgery(net.operations, t, unit)
          const r = after('r', sigmoid(ofX(unit) + ofH(unit, reads)))
          const z = after('z', sigmoid(ofX(H + unit) + ofH(H + unit, reads)))
          const n = after('n', Math.tanh(ofX(2 * H + unit) + r * ofH(2 * H + unit, reads)))
          const kept = acts(net.operations, 'sever-belt', t, unit) ? 0 : z * h[unit]
          return { h: (1 - z) * n + kept, c: 0, gates: { r, z, n } }
        }
        const z = [0, 1, 2, 3].map((block) => ofX(block * H + unit) + ofH(block * H + unit, reads))
        const p = w.weight_peephole_l0
        const looks = p ? [p[unit], p[H + unit], p[2 * H + unit]] : [0, 0, 0]
        if (net.variant === 's-lstm') return sLstmUnit(net, z, c[unit], n[unit], t, unit)
        return lstmUnit(net, z, looks, c[unit], t, unit)
      })
      h = now.map((one) => one.h)
      c = now.map((one) => one.c)
      n = now.map((one) => ('n' in one ? one.n : 0))
      hidden[t][b] = h
      cells[t][b] = c
      normaliser[t][b] = n
      now.forEach((one, unit) => {
        for (const [name, value] of Object.entries(one.gates)) gates[name][t][b][unit] = value
      })
    }
    prediction.push(
      Array.from({ length: O }, (_, o) =>
        h.reduce(
          (sum, value, k) => sum + w['readout.weight'][o * H + k] * value,
          w['readout.bias'][o],
        ),
      ),
    )
  }
  const squares = prediction.flatMap((row, b) =>
    row.map((value, o) => (value - (given.y?.[b][o] ?? Number.NaN)) ** 2),
  )
  return {
    loss: squares.reduce((a, b) => a + b) / squares.length,
    prediction,
    hidden,
    cell: cells,
    normaliser,
    gates,
  }
}

/** The cells of Feng et al. 2024, whose gates see x_t alone. */
const isMinimal = (variant?: Variant) => variant === 'min-lstm' || variant === 'min-gru'

/**
 * Greff et al. 2015, section 3, for the variants; Gers & Schmidhuber 2000 for peepholes; Feng et
 * al. 2024 for the minimal ones; surgery as the words of the lab say.
 */
function lstmUnit(
  { variant = 'standard', operations = [] }: Net64,
  [zi, zf, zg, zo]: readonly number[],
  [pi, pf, po]: readonly number[],
  past: number,
  t: number,
  unit: number,
) {
  const after = afterSurgery(operations, t, unit)
  if (isMinimal(variant)) {
    // minLSTM: f' = f / (f + i), i' = i / (f + i). minGRU: i = z, f = 1 − z, of which f has rows.
    const total = sigmoid(zf) + sigmoid(zi)
    const f = after('f', variant === 'min-lstm' ? sigmoid(zf) / total : sigmoid(zf))
    const i = after('i', variant === 'min-lstm' ? sigmoid(zi) / total : 1 - f)
    const [g, o] = [after('g', zg), after('o', 1)]
    const c = (acts(operations, 'sever-belt', t, unit) ? 0 : f * past) + i * g
    return { h: o * c, c, gates: { i, f, g, o } }
  }
  const f = after('f', variant === 'no-forget' ? 1 : sigmoid(zf + pf * past))
  const open = variant === 'coupled' ? 1 - f : sigmoid(zi + pi * past)
  const i = after('i', variant === 'no-input' ? 1 : open)
  const g = after('g', variant === 'no-candidate-tanh' ? zg : Math.tanh(zg))
  const kept = acts(operations, 'sever-belt', t, unit) ? 0 : f * past
  const c = kept + i * g
  const o = after('o', variant === 'no-output' ? 1 : sigmoid(zo + po * c))
  const plain =
    variant === 'no-output-tanh' || operations.some(({ kind }) => kind === 'plain-output')
  return { h: o * (plain ? c : Math.tanh(c)), c, gates: { i, f, g, o } }
}

/**
 * Beck et al. 2024: i = exp(z_i), f = σ(z_f), n_t = f n_{t−1} + i, h_t = o c_t/n_t, without a
 * stabiliser. `past` is c_{t−1}/n_{t−1}; surgery is done to the shares of n_t.
 */
function sLstmUnit(
  { operations = [] }: Net64,
  [zi, zf, zg, zo]: readonly number[],
  past: number,
  before: number,
  t: number,
  unit: number,
) {
  const after = afterSurgery(operations, t, unit)
  const n = sigmoid(zf) * before + Math.exp(zi)
  const f = after('f', (sigmoid(zf) * before) / n)
  const i = after('i', Math.exp(zi) / n)
  const [g, o] = [after('g', Math.tanh(zg)), after('o', sigmoid(zo))]
  const c = (acts(operations, 'sever-belt', t, unit) ? 0 : f * past) + i * g
  return { h: o * c, c, n, gates: { i, f, g, o } }
}

/** A gate's value as clamp and scale leave it. */
const afterSurgery =
  (operations: readonly Operation[] = [], t: number, unit: number) =>
  (gate: string, value: number): number =>
    operations.reduce((current, one) => {
      if (
        (one.kind !== 'clamp' && one.kind !== 'scale') ||
        one.gate !== gate ||
        !acts([one], one.kind, t, unit)
      ) {
        return current
      }
      return one.kind === 'clamp' ? one.value : one.value * current
    }, value)

function acts(
  operations: readonly Operation[] = [],
  kind: string,
  t: number,
  unit: number | null,
): boolean {
  return operations.some((one) => {
    if (one.kind !== kind) return false
    const {
      units = null,
      from = null,
      to = null,
    } = one as { units?: number[]; from?: number; to?: number }
    const here = unit === null || units === null || units.includes(unit + 1)
    return here && t + 1 >= (from ?? 1) && t + 1 <= (to ?? Number.POSITIVE_INFINITY)
  })
}
