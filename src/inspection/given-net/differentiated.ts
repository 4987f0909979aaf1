/**
 * What is differentiated: an expression as PyTorch's users write it, and what it asks of a run's
 * outputs and states. Indices count from 0, as in the case file; negative ones from the end.
 */
import { scaled, zero } from '../../engine/reference/scaled-vector.ts'
import type { DirectionRun } from '../../engine/stack/direction.ts'
import { type LayerRun, placed } from '../../engine/stack/layer.ts'
import { lastOf } from '../../engine/stack/sequences.ts'
import type { StackAsked, StackRun } from '../../engine/stack/stack.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'

export type Differentiated =
  /** Mean squared error at each sequence's last step. */
  | { readonly is: 'loss' }
  /** One output at each sequence's last step, summed over sequences; null: the norm of all. */
  | { readonly is: 'output'; readonly index: number | null }
  /**
   * h or c of a recurrent layer (null: the last one) at a time step: a unit of the directions side
   * by side, summed over sequences; null: the norm of all.
   */
  | {
      readonly is: 'state'
      readonly layer: number | null
      readonly which: 'h' | 'c'
      readonly step: number
      readonly unit: number | null
    }

const OUTPUT = /^output(?:\[(-?\d{1,9})\]|\.norm)?$/
const STATE = /^(?:layers\[(-?\d{1,9})\]\.)?([hc])\[(-?\d{1,9})\](?:\[(-?\d{1,9})\]|\.norm)$/

/** @throws InputError run-of-unknown */
export function parseDifferentiated(expression: string): Differentiated {
  const text = expression.replace(/\s/g, '')
  const number = (digits: string | undefined) => (digits === undefined ? null : Number(digits))
  if (text === 'loss') return { is: 'loss' }
  const output = OUTPUT.exec(text)
  if (output) return { is: 'output', index: number(output[1]) }
  const state = STATE.exec(text)
  if (!state) throw new InputError('run-of-unknown', { of: sanitizeName(expression) })
  const [, layer, which, step, unit] = state
  return {
    ...{ is: 'state', layer: number(layer), which: which === 'c' ? 'c' : 'h' },
    ...{ step: Number(step), unit: number(unit) },
  }
}

/** The value of an expression, and what it asks of the run. */
export interface AskedValue {
  readonly value: number
  readonly asked: Omit<StackAsked, 'parameters'>
}

/**
 * @param of the expression as it was written, for messages
 * @param y [B, O]; null where the case has none
 * @throws InputError run-of-… for indices beyond the net's, and a loss without y
 */
export function askedOf(
  expression: Differentiated,
  of: string,
  run: StackRun,
  y: Float64Array | null,
): AskedValue {
  const named = sanitizeName(of)
  if (expression.is === 'state') return ofState(expression, named, run)
  const { outputs } = run
  const { T, B, width: O, values } = outputs
  const at = (b: number, k: number) => values[(lastOf(b, outputs) * B + b) * O + k]
  const last = Float64Array.from({ length: B * O }, (_, n) => at(Math.floor(n / O), n % O))
  const ask = ([value, d]: Derived): AskedValue => ({
    value,
    asked: { outputs: placed(scaled(d), T, B, (b) => lastOf(b, outputs)) },
  })
  if (expression.is === 'loss') {
    if (!y) throw new InputError('run-of-missing', { of: named, what: 'y' })
    const difference = last.map((value, n) => value - y[n])
    const loss = difference.reduce((sum, one) => sum + (one * one) / (B * O), 0)
    return ask([loss, difference.map((one) => (2 * one) / (B * O))])
  }
  const { index } = expression
  if (index === null) return ask(normOf(last))
  const unit = within(index, O, named, 'output')
  return ask(unitOf(last, O, unit))
}

/** A layer's directions side by side, at one of their time steps. */
function ofState(
  { layer, which, step, unit }: Extract<Differentiated, { is: 'state' }>,
  of: string,
  { layers }: StackRun,
): AskedValue {
  const n = within(layer ?? -1, layers.length, of, 'layer')
  const { directions }: LayerRun = layers[n]
  const T = directions[0].steps.length
  within(step, T, of, 'step')
  const steps = directions.map((one) => one.steps.map((kept) => (which === 'h' ? kept.h : kept.c)))
  const { flow } = layers[n]
  const { B } = flow
  // A sequence that is shorter has no such step.
  const timeOf = (backwards: boolean, b: number): number | null => {
    if (step >= 0) return step <= lastOf(b, flow) ? step : null
    const t = backwards ? -1 - step : lastOf(b, flow) + 1 + step
    return t >= 0 && t <= lastOf(b, flow) ? t : null
  }
  const parts = steps.map((all, d) => {
    const size = (all[0]?.length ?? 0) / B
    const rows = new Float64Array(B * size)
    for (let b = 0; b < B; b++) {
      const t = timeOf(directions[d].backwards, b)
      const kept = t === null ? null : all[t]
      if (t !== null && !kept) throw new InputError('run-of-missing', { of, what: 'c' })
      if (kept) rows.set(kept.subarray(b * size, (b + 1) * size), b * size)
    }
    return { rows, size }
  })
  const [{ size }] = parts
  const joint = Float64Array.from(parts.flatMap(({ rows }) => [...rows]))
  let [value, d] = normOf(joint)
  if (unit !== null) {
    const index = within(unit, size * parts.length, of, 'unit')
    const direction = Math.floor(index / size)
    const [sum, one] = unitOf(parts[direction].rows, size, index % size)
    value = sum
    d = new Float64Array(joint.length)
    d.set(one, direction * B * size)
  }
  const directionAsked = ({ backwards, steps: all }: DirectionRun, k: number) => {
    const own = d.slice(k * B * size, (k + 1) * B * size)
    for (let b = 0; b < B; b++)
      if (timeOf(backwards, b) === null) own.fill(0, b * size, (b + 1) * size)
    const there = placed(scaled(own), T, B, (b) => timeOf(backwards, b) ?? 0)
    return which === 'h' ? { h: there } : { h: all.map(({ h }) => zero(h.length)), c: there }
  }
  const states = layers.map((_, k) => (k === n ? directions.map(directionAsked) : undefined))
  return { value, asked: { outputs: null, states } }
}

/** A value, and its derivative with respect to each of the numbers that it is made of. */
type Derived = [number, Float64Array]

/** The L2 norm and its derivative, which is taken as 0 where the norm is. */
function normOf(values: Float64Array): Derived {
  const norm = Math.sqrt(values.reduce((sum, one) => sum + one * one, 0))
  return [norm, values.map((one) => (norm === 0 ? 0 : one / norm))]
}

/** Column `unit` of [B, n], summed over B, and its derivative. */
function unitOf(values: Float64Array, n: number, unit: number): Derived {
  const d = values.map((_, k) => (k % n === unit ? 1 : 0))
  return [values.reduce((sum, value, k) => sum + value * d[k], 0), d]
}

function within(
  index: number,
  count: number,
  of: string,
  what: 'layer' | 'step' | 'unit' | 'output',
): number {
  const place = index < 0 ? count + index : index
  if (place >= 0 && place < count) return place
  throw new InputError('run-of-beyond', { of, what, most: count - 1 })
}
