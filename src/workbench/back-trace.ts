/** One time step of BPTT in the float64 reference, and the ten factors from it on. */
import { transposeTimes } from '../engine/reference/affine.ts'
import { straightOn } from '../engine/reference/gru-jacobian.ts'
import { log10Norm, plus, type Scaled, times, zero } from '../engine/reference/scaled-vector.ts'
import { log10SingularValues } from '../engine/reference/singular-values.ts'
import { spectralNorm } from '../engine/reference/spectral-norm.ts'
import type { BackwardRun } from '../engine/reference/state-gradients.ts'
import { cellJacobian, cellToCell } from '../engine/reference/step-jacobians.ts'
import { largest, smallest } from '../rules/extremes.ts'
import { roundTo } from '../rules/significant.ts'
import { type MeasuredRun, measuredRun, roundedLog, type SequenceAsk } from './backward-run.ts'
import type { BackTrace, SignedSize, StepBack, Stretch } from './probes/walk-back.ts'
import type { NetJobContext } from './workers/job.ts'

export interface BackAsk extends SequenceAsk {
  /** From 1, both. */
  readonly t: number
  readonly unit: number
}

/** Steps that are shown from t on. */
const STEPS = 10
/** Units up to which all singular values of a step are found. */
const MOST_UNITS = 256

const rounded = (value: number) => roundTo(value, 9)
const plainOf = (log10: number | null) => (log10 === null ? 0 : rounded(10 ** log10))

export function backTrace(
  context: NetJobContext,
  { t, unit, ...ask }: BackAsk,
): Omit<BackTrace, 'equation'> {
  const found = tracedRun(context, ask, t - 1)
  const { run, steps, gradients, measured } = found
  const { own, hidden, cell, belt, rest } = gradients
  const [at, k] = [t - 1, unit - 1]
  const of = (list: readonly Scaled[] | null, index: number) => list && entry(list[index], k)
  const shown = (index: number) =>
    steps.of === 'cell' ? rounded(steps.into(index).shown[k]) : null
  // What h gets goes through o; what c gets, through all others.
  const toGate = (gate: string) => (cell && gate !== 'o' ? cell[at] : hidden[at])
  const ofNormaliser = normaliserAt(found, at)
  const origin = originOf(found)
  const before = t > 1 && {
    hidden: entry(hidden[at - 1], k),
    own: entry(own[at - 1], k),
    cell: of(cell, at - 1),
    shown: shown(at - 1),
  }
  return {
    state: steps.of === 'cell' ? 'c' : 'h',
    now: valuesAt(run.states, at, k),
    hidden: entry(hidden[at], k),
    own: entry(own[at], k),
    cell: of(cell, at),
    belt: of(belt, at),
    rest: of(rest, at),
    shown: shown(at),
    ...lookedAt(found, at, k),
    gates: Object.fromEntries(
      Object.entries(steps.slopes(at)).map(([gate, slope]) => [
        gate,
        entry(plus(times(toGate(gate), slope), ofNormaliser(gate)), k),
      ]),
    ),
    input: measured.input[at],
    pass: rounded(ownWay(found, at, k)),
    before: before || null,
    ...stretchesAt(found, at),
    origin: origin < 0 ? null : origin + 1,
    asked: own.flatMap(({ exponent }, index) =>
      exponent !== -Infinity && index < origin ? [index + 1] : [],
    ),
    steps: stepsFrom(found, at, k, origin),
  }
}

/** What ln n_t asks of i and f, where they are exponential gates. */
function normaliserAt({ steps, gradients }: BackwardRun, at: number): (gate: string) => Scaled {
  const slopes = steps.of === 'cell' ? steps.into(at).normaliser?.slopes : undefined
  const asked = gradients.normaliser?.[at]
  const nothing = zero(gradients.hidden[at].values.length)
  return (gate) =>
    asked && slopes && (gate === 'i' || gate === 'f') ? times(asked, slopes[gate]) : nothing
}

/** What goes through the peepholes of i_t and f_t. */
function lookedAt({ steps, gradients: { cell } }: BackwardRun, at: number, k: number) {
  const through = steps.of === 'cell' ? steps.into(at).throughInput : undefined
  return cell && through ? { looked: entry(times(cell[at], through), k) } : {}
}

/** Back to the end of the last step that is shown, or as far as there is no gradient. */
function tracedRun(context: NetJobContext, ask: SequenceAsk, at: number): MeasuredRun {
  const first = Math.max(0, at - STEPS)
  const found = measuredRun(context, ask, first)
  return first > 0 && originOf(found) < 0 ? measuredRun(context, ask) : found
}

/** The last list index with a gradient; −1 where there is none. */
const originOf = ({ gradients: { belt, hidden } }: BackwardRun): number =>
  (belt ?? hidden).findLastIndex((one) => one && one.exponent !== -Infinity)

/** One entry of a vector. Those 1e308 times smaller than its largest count as 0. */
function entry({ values, exponent }: Scaled, k: number): SignedSize {
  if (values[k] === 0 || exponent === -Infinity) return { sign: 0, log10: null }
  const log10 = roundedLog(Math.log10(Math.abs(values[k])) + exponent * Math.log10(2))
  return { sign: values[k] < 0 ? -1 : 1, log10 }
}

function valuesAt(states: BackwardRun['run']['states'], at: number, k: number) {
  const gates = states.cell === 'rnn' ? {} : states.gates
  const planes = { ...gates, ...(states.cell === 'lstm' ? { c: states.c } : {}), h: states.h }
  return Object.fromEntries(
    Object.entries(planes).map(([name, plane]) => [name, rounded(plane[at][k])]),
  )
}

/** What a step makes of a gradient, without what the loss adds at t − 1. */
function passed({ steps, gradients }: BackwardRun, at: number): Scaled {
  return steps.of === 'cell'
    ? times((gradients.belt ?? [])[at], steps.into(at).belt)
    : transposeTimes(steps.into(at), gradients.hidden[at], 1)
}

/** log10 ‖b‖ / ‖a‖; −∞ for b = 0, null for a = 0. */
function grown(a: Scaled, b: Scaled): number | null {
  const [from, to] = [log10Norm(a), log10Norm(b)]
  return from === null ? null : (to ?? -Infinity) - from
}

/** What the unit's own way multiplies by. */
function ownWay({ steps, run: { states, surgery } }: BackwardRun, at: number, k: number): number {
  if (steps.of === 'cell') return steps.into(at).belt[k]
  return states.cell === 'gru' ? straightOn(states, surgery, at)[k] : steps.slopes(at).z[k]
}

function stretchesAt(found: BackwardRun, at: number): Pick<BackTrace, 'factor' | 'full'> {
  if (at === 0) return { factor: null, full: null }
  const { steps, gradients } = found
  const chain = gradients.belt ?? gradients.hidden
  const gain = grown(chain[at], passed(found, at))
  if (steps.of === 'hidden')
    return { factor: stretchOf(singular(steps.into(at)), gain), full: null }
  const step = steps.into(at)
  const earlier = steps.into(at - 1)
  const logs = Array.from(step.belt, (f) => Math.log10(Math.abs(f)))
  const cell = (gradients.cell ?? [])[at]
  // By f, i and g; what comes back through o_t is no part of ∂c_t/∂c_{t−1}.
  const toHidden = transposeTimes(step.gates, cell, 1)
  const all = plus(times(cell, cellToCell(step)), times(toHidden, earlier.shown))
  return {
    factor: stretchOf([largest(logs), smallest(logs)], gain),
    full: stretchOf(singular(cellJacobian(step, earlier.shown)), grown(cell, all)),
  }
}

/** log10 of the largest and the smallest singular value; no smallest where it takes too long. */
function singular(matrix: Float64Array): readonly [number, number | null] {
  if (matrix.length > MOST_UNITS ** 2) return [Math.log10(spectralNorm(matrix)), null]
  const all = log10SingularValues(matrix)
  return [all[0], all[all.length - 1]]
}

function stretchOf([most, fewest]: readonly [number, number | null], gain: number | null): Stretch {
  const log10 = {
    largest: roundedLog(most),
    smallest: roundedLog(fewest),
    gain: roundedLog(gain),
  }
  return {
    largest: plainOf(roundedTo(most)),
    smallest: fewest === null ? null : plainOf(roundedTo(fewest)),
    gain: gain === null ? null : plainOf(roundedTo(gain)),
    log10,
  }
}

/** null for the logarithm of 0. */
const roundedTo = (log10: number) => (Number.isFinite(log10) ? log10 : null)

function stepsFrom(found: MeasuredRun, at: number, k: number, origin: number): StepBack[] {
  const { steps, gradients, measured } = found
  const chain = gradients.belt ?? gradients.hidden
  const norms = measured.belt ?? measured.hidden
  const since = (list: readonly (number | null)[] | null, index: number) => {
    const [now, then] = [list?.[index] ?? null, list?.[origin] ?? null]
    return now === null || then === null ? null : roundedLog(now - then)
  }
  const rows: StepBack[] = []
  let product: number | null = origin < 0 ? null : 0
  for (let t = Math.max(origin, at); t > 0 && t > at - STEPS; t--) {
    const gain = grown(chain[t], passed(found, t))
    if (t <= origin) product = product === null || gain === null ? null : product + gain
    if (t > at) continue
    const into = steps.into(t)
    const norm =
      into instanceof Float64Array ? spectralNorm(into) : largest(Array.from(into.belt, Math.abs))
    rows.push({
      t: t + 1,
      pass: rounded(ownWay(found, t, k)),
      largest: rounded(norm),
      gain: gain === null ? null : plainOf(roundedTo(gain)),
      product: t <= origin ? roundedLog(product) : null,
      measured: since(norms, t - 1),
      whole: measured.cell ? since(measured.cell, t - 1) : null,
    })
  }
  return rows
}
