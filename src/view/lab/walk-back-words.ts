/** What a step on the way back says: its numbers, its equation, what it multiplied by. */
import type {
  BackTrace,
  SignedSize,
  Stretch,
  WalkBackResult,
} from '../../workbench/probes/walk-back.ts'
import { extended, significant } from '../shared/number.ts'
import { rangesOf } from './operation-words.ts'
import type { LabWords } from './picture-context.ts'
import { surgeryAt } from './walk.ts'

/** What is followed: an LSTM's belt, or ∂L/∂h. */
export const quantityOf = ({ state }: BackTrace) => (state === 'c' ? '‖b_t‖' : '‖∂L/∂h_t‖')

/** A number of any size; a dash where there is none. */
export const say = (size: SignedSize | null, digits?: number): string =>
  size === null ? significant(null) : `${size.sign < 0 ? '−' : ''}${extended(size.log10, digits)}`

/** The numbers of the diagram as a list. */
export function numberLines(trace: BackTrace): string[] {
  const { before, cell, belt, rest, hidden, own, gates } = trace
  return [
    ...(cell
      ? [
          `∂L/∂c_t = ${say(cell)} = ${say(belt)} + ${say(rest)}`,
          `∂h_t/∂c_t = ${significant(trace.shown)}`,
        ]
      : []),
    `∂L/∂h_t = ${say(hidden)}, ∂ℓ/∂h_t = ${say(own)}`,
    ...Object.entries(gates).map(
      ([gate, size]) => `∂L/∂z_${gate === 'z' && !trace.gru ? 't' : gate} = ${say(size)}`,
    ),
    `‖∂L/∂x_t‖ = ${extended(trace.input)}`,
    ...(before ? [`∂L/∂h_{t−1} = ${say(before.hidden)}`] : []),
  ]
}

/** How the gradient at t − 1 comes about; of an LSTM's unit with its numbers. */
export function equationLines(trace: BackTrace): string[] {
  const { equation, before, pass, cell, state, looked } = trace
  if (!before) return []
  if (state === 'h') return [equation]
  const product = (factor: number | null, size: SignedSize | null) =>
    `${significant(factor)} · ${size && size.sign < 0 ? `(${say(size)})` : say(size)}`
  const sum = `${product(pass, cell)} + ${product(before.shown, before.hidden)}`
  const more = looked ? ` + ${looked.sign < 0 ? `(${say(looked)})` : say(looked)}` : ''
  return [equation, `${sum}${more} = ${say(before.cell)}`]
}

/** What the step multiplies by. */
export function stepSentences(
  { factor, full, gru, pass, state }: BackTrace,
  { operations, t, unit, output, inputOnly }: WalkBackResult,
  { lab, view }: LabWords,
): string[] {
  const { walkBack, walk } = lab
  if (!factor) return [walkBack.first]
  const gated = state === 'c' || gru === true
  const there = gated ? { operations, ...(inputOnly && { inputOnly }) } : { operations: [] }
  const surgery = surgeryAt({ ...there, t, unit, output })
  const own = significant(pass)
  const said = state === 'c' ? walkBack.belt : gru ? walkBack.update : walkBack.slope
  return [
    said(own, stretchOf(factor, lab)),
    ...(full ? [walkBack.full(stretchOf(full, lab))] : []),
    ...(surgery.belt ? [view.end(walk.forget.severed)] : []),
    ...(surgery.paths ? [walk.severed] : []),
    ...(surgery.beltBackward ? [walk.severedBackward.belt] : []),
    ...(surgery.pathsBackward ? [walk.severedBackward.gates] : []),
  ]
}

/** A stretch in words. */
const stretchOf = ({ log10, smallest, gain }: Stretch, { walkBack }: LabWords['lab']): string =>
  walkBack.stretch(
    extended(log10.largest),
    smallest === null ? null : extended(log10.smallest),
    gain === null ? null : extended(log10.gain),
  )

/** What the factors come to, and whether the norms measured are the same. */
export function productSentences(
  trace: BackTrace,
  { sequence, readout }: WalkBackResult,
  { lab, view }: LabWords,
): string[] {
  const { origin, asked, steps } = trace
  const { walkBack } = lab
  if (origin === null) return [walkBack.nothing]
  const last = steps.findLast(({ t }) => t <= origin)
  const later = asked.filter((t) => last && t >= last.t - 1)
  return [
    ...(last
      ? [
          walkBack.products(
            { from: origin, to: last.t - 1, count: origin - last.t + 1 },
            { product: extended(last.product), measured: extended(last.measured) },
            quantityOf(trace),
          ),
        ]
      : []),
    ...(last && trace.cell ? [walkBack.whole(extended(last.whole))] : []),
    ...(readout ? [lab.pooled.walkBack(readout)] : []),
    ...(later.length > 0 && !readout ? [walkBack.asked(rangesOf(later).join(view.list))] : []),
    ...(origin < sequence.length ? [walkBack.origin(origin)] : []),
  ]
}
