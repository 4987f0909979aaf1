/**
 * One direction of a layer through time, and back. Lists are over time steps t as the input has
 * them, also for the direction that goes from T to 1: that one begins, sequence by sequence, at the
 * sequence's true end. Behind it states, gates and gradients are 0.
 */
import { emptyNormaliser } from '../reference/exponential.ts'
import { log10Norm, type Scaled, zero } from '../reference/scaled-vector.ts'
import { brainLstmCell } from './cells/brain-lstm.ts'
import type { Cell, CellContext, Kept, Past, Peepholes, Sent } from './cells/cell.ts'
import { gruCell } from './cells/gru.ts'
import { lstmCell } from './cells/lstm.ts'
import { rnnCell } from './cells/rnn.ts'
import type { LoadedDirection } from './load-stack.ts'
import type { MatrixProducts } from './matrix-products.ts'
import { type Flow, isEnded, withoutEnded, zeroRows } from './sequences.ts'
import type { LayerKind, RecurrentLayer } from './types.ts'
import { cut, joined, joinedPlain, rowSum, transposeTimesAll } from './vectors.ts'

const CELLS: Readonly<Record<LayerKind, (context: CellContext) => Cell>> = {
  rnn: (context) => rnnCell(context) as Cell,
  lstm: (context) => lstmCell(context) as Cell,
  gru: (context) => gruCell(context) as Cell,
  'brain-lstm': (context) => brainLstmCell(context) as Cell,
}

/** Before the first step: h [B, R], c [B, H], and ln n [B, H] where a run goes on from another. */
export interface StartStates {
  readonly h0: Float64Array | null
  readonly c0: Float64Array | null
  readonly logNormaliser?: Float64Array | null
}

/** What a direction made of its input. */
export interface DirectionRun {
  readonly backwards: boolean
  /** Of each time step: gates by name [B, H], h [B, R], c [B, H] or null. */
  readonly steps: readonly Kept[]
  back(asked: DirectionAsked, wantsParameters: boolean): DirectionGradients
}

/** What is asked of h_t [B, R] and c_t [B, H] at each time step, from outside of this direction. */
export interface DirectionAsked {
  readonly h: readonly Scaled[]
  readonly c?: readonly Scaled[]
}

/** log10 of the norms over the batch at each time step; null where exactly zero. */
interface StackProfile {
  readonly hidden: readonly (number | null)[]
  readonly cell: readonly (number | null)[] | null
  /** ∂L/∂c_t in its two parts, where a cell state goes from step to step. */
  readonly belt: readonly (number | null)[] | null
  readonly rest: readonly (number | null)[] | null
  /** Of this direction's own share in ∂L/∂x_t. */
  readonly input: readonly (number | null)[]
}

/** Under the names and in the shapes of DirectionWeights. */
export interface DirectionParameters {
  readonly input: Float64Array
  readonly recurrent: Float64Array
  readonly inputBias: Float64Array
  readonly recurrentBias: Float64Array
  readonly peepholes: Peepholes | null
  readonly projection: Float64Array | null
}

export interface DirectionGradients {
  readonly profile: StackProfile
  readonly dh: readonly Scaled[]
  readonly dc: readonly Scaled[] | null
  /** Of the input, [B, I] at each time step. */
  readonly dx: readonly Scaled[]
  /** Of the states before the first step, [B, R] and [B, H]; c0 is null without a cell state. */
  readonly dh0: Float64Array
  readonly dc0: Float64Array | null
  readonly parameters: DirectionParameters | null
}

export function runDirection(
  layer: RecurrentLayer,
  { backwards, weights, ...fromFile }: LoadedDirection,
  flow: Flow,
  start: StartStates,
  products: MatrixProducts,
  onStep: () => void = () => {},
): DirectionRun {
  const { kind, form, hidden: H, output: R } = layer
  const { T, B } = flow
  const cell = CELLS[kind]({ ...{ kind, form, weights, B, H }, matrix: products.matrix })
  const first: Past = {
    h: start.h0 ?? repeated(fromFile.h0, B, R),
    c: start.c0 ?? repeated(fromFile.c0, B, H),
    logNormaliser: start.logNormaliser ?? emptyNormaliser(B * H),
  }
  const steps: Kept[] = new Array(T)
  const pasts: Past[] = new Array(T)
  const zx = cut(withBias(weights.input.times(flow.values, T * B), cell.bias), T)
  const order = Array.from({ length: T }, (_, n) => (backwards ? T - 1 - n : n))
  for (const [n, t] of order.entries()) {
    const before = n === 0 ? first : statesOf(steps[order[n - 1]], first)
    pasts[t] = backwards ? begunAt(t, before, first, flow) : before
    steps[t] = withoutEndedRows(cell.forward(zx[t], pasts[t]), t, flow)
    onStep()
  }

  const back = (asked: DirectionAsked, wantsParameters: boolean): DirectionGradients => {
    const sent: Sent[] = new Array(T)
    const dh0 = new Float64Array(B * R)
    const dc0 = new Float64Array(B * H)
    const nothing = zero(B * H)
    let to: Sent['toPast'] = { later: zero(B * R), belt: nothing, rest: nothing }
    for (const t of order.toReversed()) {
      const own = withoutEnded(asked.h[t], t, flow)
      const ownCell = asked.c ? withoutEnded(asked.c[t], t, flow) : nothing
      sent[t] = cell.backward(steps[t], pasts[t], { own, ownCell, ...to })
      // What a sequence's first step asks for is asked of its h_0 and c_0, not of a step.
      const isFirst = (b: number) => (backwards ? t === (flow.lengths?.[b] ?? T) - 1 : t === 0)
      const { toPast } = sent[t]
      to = {
        later: zeroRows(toPast.later, isFirst, B, dh0),
        belt: zeroRows(toPast.belt, isFirst, B, dc0),
        rest: zeroRows(toPast.rest, isFirst, B, dc0),
        // Before a sequence's first step n is 0, and nothing is asked of it.
        ...(toPast.normaliser && { normaliser: toPast.normaliser }),
      }
      onStep()
    }
    const hasPath = sent.every(({ belt }) => belt !== null)
    const dx = transposeTimesAll(
      weights.input,
      sent.map(({ dz }) => dz),
      B,
    )
    const logs = (which: 'dh' | 'dc' | 'belt' | 'rest') =>
      sent.map((one) => log10Norm(one[which] ?? zero(1)))
    const hasCell = sent.every(({ dc }) => dc !== null)
    return {
      profile: {
        hidden: logs('dh'),
        cell: hasCell ? logs('dc') : null,
        belt: hasPath ? logs('belt') : null,
        rest: hasPath ? logs('rest') : null,
        input: dx.map(log10Norm),
      },
      dh: sent.map(({ dh }) => dh),
      dc: hasCell ? sent.map(({ dc }) => dc as Scaled) : null,
      dx,
      dh0,
      dc0: hasPath ? dc0 : null,
      parameters: wantsParameters ? parametersOf(sent) : null,
    }
  }

  function parametersOf(sent: readonly Sent[]): DirectionParameters {
    const n = T * B
    const dz = joinedPlain(sent.map((one) => one.dz))
    const isSame = sent.every((one) => one.dz === one.dzPast)
    const dzPast = isSame ? dz : joinedPlain(sent.map((one) => one.dzPast))
    const recurrent = products.outer(dzPast, joined(pasts.map(({ h }) => h)), n) // Σ dz·h_{t−1}ᵀ
    const { reads } = cell
    if (reads) {
      const read = joined(steps.map((kept, t) => reads.of(kept, pasts[t])))
      const all = products.outer(dzPast, read, n)
      recurrent.set(all.subarray(reads.from * R, reads.to * R), reads.from * R)
    }
    const peepholes = cell.addPeepholes
      ? { i: new Float64Array(H), f: new Float64Array(H), o: new Float64Array(H) }
      : null
    if (peepholes)
      for (const [t, one] of sent.entries())
        cell.addPeepholes?.(peepholes, steps[t], pasts[t], one.dz)
    const projected =
      cell.projected && joined(steps.map((kept) => cell.projected?.(kept) as Float64Array))
    return {
      input: products.outer(dz, flow.values, n), // Σ dz·x_tᵀ
      recurrent,
      inputBias: rowSum(dz, dz.length / n),
      recurrentBias: rowSum(dzPast, dzPast.length / n),
      peepholes,
      projection: projected
        ? products.outer(joinedPlain(sent.map(({ dh }) => dh)), projected, n)
        : null,
    }
  }

  return { backwards, steps, back }
}

const repeated = (state: Float64Array | null, B: number, n: number): Float64Array => {
  const all = new Float64Array(B * n)
  if (state) for (let b = 0; b < B; b++) all.set(state, b * n)
  return all
}

const statesOf = ({ h, c, logNormaliser }: Kept, first: Past): Past => ({
  h,
  c: c ?? first.c,
  logNormaliser: logNormaliser ?? first.logNormaliser,
})

/** The states before step t, with the first ones of the sequences whose last step it is. */
function begunAt(t: number, before: Past, first: Past, { T, B, lengths }: Flow): Past {
  if (!lengths || t === T - 1 || !lengths.includes(t + 1)) return before
  const mixed = (now: Float64Array, begin: Float64Array) => {
    const out = now.slice()
    const n = out.length / B
    for (let b = 0; b < B; b++)
      if (lengths[b] === t + 1) out.set(begin.subarray(b * n, (b + 1) * n), b * n)
    return out
  }
  return {
    h: mixed(before.h, first.h),
    c: mixed(before.c, first.c),
    logNormaliser: mixed(before.logNormaliser, first.logNormaliser),
  }
}

/** Zeros in all states and gates of the sequences that have ended before t, in place. */
function withoutEndedRows(kept: Kept, t: number, flow: Flow): Kept {
  for (let b = 0; b < flow.B; b++) {
    if (!isEnded(t, b, flow)) continue
    for (const values of [...Object.values(kept.gates), kept.h, ...(kept.c ? [kept.c] : [])]) {
      const n = values.length / flow.B
      values.fill(0, b * n, (b + 1) * n)
    }
  }
  return kept
}

/** z [n, width] + bias [width], in place. */
function withBias(z: Float64Array, bias: Float64Array): Float64Array {
  for (let k = 0, column = 0; k < z.length; k++) {
    z[k] += bias[column]
    if (++column === bias.length) column = 0
  }
  return z
}
