/** A recurrent layer: its one or two directions, and how their outputs become one. */
import { plus, type Scaled, scaled, times, zero } from '../reference/scaled-vector.ts'
import {
  type DirectionAsked,
  type DirectionGradients,
  type DirectionRun,
  runDirection,
  type StartStates,
} from './direction.ts'
import type { LoadedStep } from './load-stack.ts'
import type { MatrixProducts } from './matrix-products.ts'
import { type Flow, lastOf, mirrored, rearranged, rearrangedGradients } from './sequences.ts'
import type { RecurrentLayer } from './types.ts'
import { columns, joined } from './vectors.ts'

export interface LayerRun {
  readonly layer: RecurrentLayer
  readonly directions: readonly DirectionRun[]
  /** What it read, and what it made of it. */
  readonly flow: Flow
  readonly out: Flow
  /**
   * @param d what later steps of the stack ask of `out`, at each of its time steps
   * @param more what is asked beside of the states of each direction
   */
  back(
    d: readonly Scaled[],
    more: readonly (DirectionAsked | undefined)[],
    wantsParameters: boolean,
  ): { readonly directions: readonly DirectionGradients[]; readonly dx: readonly Scaled[] }
}

type LoadedLayer = Extract<LoadedStep, { is: 'recurrent' }>

export function runLayer(
  { layer, directions: loaded }: LoadedLayer,
  flow: Flow,
  starts: readonly StartStates[],
  products: MatrixProducts,
  onStep?: () => void,
): LayerRun {
  const { T, B, lengths } = flow
  const { merge, returns, output: R } = layer
  const nothing: StartStates = { h0: null, c0: null }
  const runs = loaded.map((one, n) =>
    runDirection(layer, one, flow, starts[n] ?? nothing, products, onStep),
  )
  /** The list index of a direction's own last step. */
  const end = (backwards: boolean, b: number) => (backwards ? 0 : lastOf(b, flow))
  const mirror = (t: number, b: number) => mirrored(t, b, flow)
  const hs = runs.map(({ steps, backwards }) => {
    const all = steps.map(({ h }) => h)
    if (returns === 'all') return layer.asMade ? rearranged(all, B, mirror) : all
    return [lastRows(all, B, (b) => end(backwards, b))]
  })
  const merged = hs.length === 1 ? hs[0] : hs[0].map((h, t) => MERGES[merge](h, hs[1][t], B))
  const width = hs.length === 2 && merge === 'concat' ? 2 * R : R

  return {
    ...{ layer, directions: runs, flow },
    out: {
      ...{ values: joined(merged), T: merged.length, B, width },
      lengths: returns === 'all' ? lengths : null,
    },
    back(d, more, wantsParameters) {
      const gradients = runs.map((run, n) => {
        const other = hs.length === 2 ? hs[1 - n] : null
        const inOrder = returns === 'all' && layer.asMade ? rearrangedGradients(d, B, mirror) : d
        const own = inOrder.map((one, t) => (other ? unmerged(one, n, layer, other[t], B) : one))
        const h = returns === 'all' ? own : placed(own[0], T, B, (b) => end(run.backwards, b))
        const { h: moreH, c } = more[n] ?? {}
        const asked = moreH ? h.map((one, t) => plus(one, moreH[t])) : h
        return run.back({ h: asked, ...(c ? { c } : {}) }, wantsParameters)
      })
      const dx = gradients[0].dx.map((one, t) =>
        gradients.length === 2 ? plus(one, gradients[1].dx[t]) : one,
      )
      return { directions: gradients, dx }
    },
  }
}

type Merge = (a: Float64Array, b: Float64Array, B: number) => Float64Array
const MERGES: Readonly<Record<RecurrentLayer['merge'], Merge>> = {
  concat(a, b, B) {
    const n = a.length / B
    const out = new Float64Array(2 * a.length)
    for (let k = 0; k < B; k++) {
      out.set(a.subarray(k * n, (k + 1) * n), 2 * k * n)
      out.set(b.subarray(k * n, (k + 1) * n), (2 * k + 1) * n)
    }
    return out
  },
  sum: (a, b) => a.map((value, k) => value + b[k]),
  multiply: (a, b) => a.map((value, k) => value * b[k]),
  average: (a, b) => a.map((value, k) => (value + b[k]) / 2),
}

/** What is asked of one direction's h, of two that were merged. */
function unmerged(
  d: Scaled,
  which: number,
  { merge, output: R }: RecurrentLayer,
  other: Float64Array,
  B: number,
): Scaled {
  if (merge === 'concat') return columns(d, which * R, R, B)
  if (merge === 'multiply') return times(d, other)
  if (merge === 'sum') return d
  return scaled(
    d.values.map((value) => value / 2),
    d.exponent,
  )
}

/** Of each sequence the row at its own time step, [B, n]. */
function lastRows(steps: readonly Float64Array[], B: number, at: (b: number) => number) {
  const n = steps[0].length / B
  const out = new Float64Array(B * n)
  for (let b = 0; b < B; b++) out.set(steps[at(b)].subarray(b * n, (b + 1) * n), b * n)
  return out
}

/** The rows of d [B, n] each at its sequence's own time step, zeros elsewhere. */
export function placed(d: Scaled, T: number, B: number, at: (b: number) => number): Scaled[] {
  const n = d.values.length / B
  const rows: Float64Array[] = []
  for (let b = 0; b < B; b++) {
    const t = at(b)
    rows[t] ??= new Float64Array(B * n)
    rows[t].set(d.values.subarray(b * n, (b + 1) * n), b * n)
  }
  return Array.from({ length: T }, (_, t) => (rows[t] ? scaled(rows[t], d.exponent) : zero(B * n)))
}
