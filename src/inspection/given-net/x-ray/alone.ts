/**
 * What a layer does when it is left alone: run on x = 0 from zero states. Gates at rest say what
 * happens at first; where its own h leads it, a layer may hold its gates elsewhere, and a cell that
 * drifts shows itself here only.
 */
import {
  type DirectionRun,
  runDirection,
  type StartStates,
} from '../../../engine/stack/direction.ts'
import { loadStack } from '../../../engine/stack/load-stack.ts'
import { plainProducts } from '../../../engine/stack/matrix-products.ts'
import {
  type DirectionWeights,
  LAYER_BLOCKS,
  type RecurrentLayer,
} from '../../../engine/stack/types.ts'
import { keepingGate } from './gate-blocks.ts'
import { known } from './known.ts'
import { memoryOf } from './memory.ts'

const STEPS = 1000
/** Multiplications that may be spent: of layers beyond H = 700 or so fewer steps are run. */
const BUDGET = 2e9
/** Steps that are kept in memory at a time. */
const CHUNK = 50
/** A state has settled where its last step changed it by less than this share of its largest. */
const SETTLED = 1e-6
const NAMED = 8

export type Alone = Awaited<ReturnType<typeof runAlone>>

/** Of finite weights. The state is c of an LSTM, else h. */
export async function runAlone(layer: RecurrentLayer, weights: DirectionWeights) {
  const { kind, hidden: H, output: R } = layer
  const rows = LAYER_BLOCKS[kind] * H
  const load = async () => ({ ...weights, input: new Float64Array(rows), h0: null, c0: null })
  const quiet = { ...layer, input: 1, forward: { tensors: {}, load }, backward: null }
  const { steps } = await loadStack({ steps: [quiet] })
  const [only] = steps
  if (only.is !== 'recurrent') throw new Error('a recurrent layer is loaded as one')
  const [direction] = only.directions
  const total = Math.max(2, Math.min(STEPS, Math.floor(BUDGET / (rows * R))))
  let start: StartStates = { h0: null, c0: null }
  let before: Float64Array = new Float64Array(H)
  let after: Float64Array = before
  let gates: Readonly<Record<string, Float64Array>> = {}
  for (let done = 0; done < total; ) {
    const T = Math.min(CHUNK, total - done)
    const flow = { T, B: 1, width: 1, values: new Float64Array(T), lengths: null }
    const run: DirectionRun = runDirection(quiet, direction, flow, start, plainProducts)
    const last = run.steps[T - 1]
    start = { h0: last.h, c0: last.c, logNormaliser: last.logNormaliser ?? null }
    before = T > 1 ? stateOf(run.steps[T - 2]) : after
    after = stateOf(last)
    gates = last.gates
    done += T
  }
  return { steps: total, ...stateFacts(before, after), memory: memoryOfGate(kind, gates) }
}

const stateOf = ({ c, h }: { readonly c: Float64Array | null; readonly h: Float64Array }) => c ?? h

function memoryOfGate(kind: RecurrentLayer['kind'], gates: Readonly<Record<string, Float64Array>>) {
  const gate = keepingGate(kind)
  return gate === null ? null : memoryOf(gate, gates[gate])
}

function stateFacts(before: Float64Array, after: Float64Array) {
  const largest = after.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const moved = after.reduce((most, value, k) => Math.max(most, Math.abs(value - before[k])), 0)
  const order = Array.from(after, (value, index) => ({ unit: index + 1, value }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || a.unit - b.unit)
  return {
    settled: moved <= SETTLED * largest,
    units: order.slice(0, NAMED).map(({ unit, value }) => ({ unit, state: known(value) ?? 0 })),
  }
}
