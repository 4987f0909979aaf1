/**
 * The gradient profile from the norms that BPTT left: a sum of squares and a power-of-two exponent
 * a block and step.
 */
import type { Shape } from './memory-plan.ts'
import type { WorkspacePlan } from './plan-fields.ts'
import { isGru, type Log10Profile } from './types.ts'

const LOG10_OF_2 = Math.log10(2)
const FIELDS = ['hidden', 'cell', 'belt', 'rest', 'input'] as const

/** A sum of squares s·4^e. */
interface Squares {
  readonly sum: number
  readonly exponent: number
}

/** Norms that differ by less than one in ten thousand differ by float32's rounding. */
const ROUNDING = 1e-4

/** What was measured anew, where float32 lost something of it; else float32's own, to the bit. */
function chosen(measured: Squares, anew: Squares): Squares {
  const ratio = Math.sqrt((measured.sum / anew.sum) * 4 ** (measured.exponent - anew.exponent))
  return Math.abs(ratio - 1) < ROUNDING ? measured : anew
}

/** log10 √(Σ_k s_k·4^(e_k)), rounded to 6 decimals; null for zero. */
function log10Norm(squares: readonly Squares[]): number | null {
  const present = squares.filter(({ sum }) => sum !== 0)
  if (present.length === 0) return null
  const top = present.reduce(
    (most, { exponent }) => Math.max(most, exponent),
    Number.NEGATIVE_INFINITY,
  )
  const sum = present.reduce((total, one) => total + one.sum * 4 ** (one.exponent - top), 0)
  const log = 0.5 * Math.log10(sum) + top * LOG10_OF_2
  return Number.isFinite(log) ? Math.round(log * 1e6) / 1e6 + 0 : null
}

/**
 * log10 of the L2 norms over the batch, [T] each; null where a norm is 0. Added up over the squares
 * that each row block left.
 */
export function readProfile(
  memory: WebAssembly.Memory,
  plan: WorkspacePlan,
  shape: Shape,
  rowBlocks: number,
): Log10Profile {
  const doubles = new Float64Array(memory.buffer)
  const flags = new Int32Array(memory.buffer)
  const read = (field: number): (number | null)[] =>
    Array.from({ length: shape.T }, (_, t) => {
      const squares = Array.from({ length: rowBlocks }, (_, block) => {
        const base = plan.block + block * plan.blockBytes
        const at = (area: number): Squares => {
          const first = (base + area + (field * shape.T + t) * 16) / 8
          return { sum: doubles[first], exponent: doubles[first + 1] }
        }
        const measured = at(plan.norms)
        return flags[(base + plan.unsure) / 4] ? chosen(measured, at(plan.remeasured)) : measured
      })
      return log10Norm(squares)
    })
  const lstm = shape.sizes.cell === 'lstm' && !isGru(shape.sizes)
  const [hidden, cell, belt, rest, input] = FIELDS.map((field, n) =>
    lstm || field === 'hidden' || field === 'input' ? read(n) : null,
  )
  return { hidden: hidden ?? [], cell, belt, rest, input: input ?? [] }
}
