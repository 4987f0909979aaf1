/**
 * The gradient profile from the norms that BPTT left: a sum of squares and a power-of-two exponent
 * a block and step.
 */
import type { Shape } from './memory-plan.ts'
import type { WorkspacePlan } from './plan-fields.ts'
import { isGru, isInputOnly, type Log10Profile } from './types.ts'

const LOG10_OF_2 = Math.log10(2)
const FIELDS = ['hidden', 'cell', 'belt', 'rest', 'input'] as const

/** Norms that differ by less than one in ten thousand differ by float32's rounding. */
const ROUNDING = 1e-4

/**
 * Whether what was measured anew, at place `anew`, says something else; if not, float32's own stays
 * to the bit. At a place stand s and e, of a sum of squares s·4^e.
 */
function isOther(doubles: Float64Array, measured: number, anew: number): boolean {
  const scale = 4 ** (doubles[measured + 1] - doubles[anew + 1])
  const ratio = Math.sqrt((doubles[measured] / doubles[anew]) * scale)
  return !(Math.abs(ratio - 1) < ROUNDING)
}

/** log10 √(Σ s·4^e) over these places, rounded to 6 decimals; null for zero. */
function log10Norm(doubles: Float64Array, places: Int32Array): number | null {
  let top = Number.NEGATIVE_INFINITY
  for (let n = 0; n < places.length; n++) {
    const at = places[n]
    if (doubles[at] !== 0) top = Math.max(top, doubles[at + 1])
  }
  if (top === Number.NEGATIVE_INFINITY) return null
  let sum = 0
  for (let n = 0; n < places.length; n++) {
    const at = places[n]
    const below = doubles[at + 1] - top
    // Most are as the largest is, and a power takes longer than all the rest.
    if (doubles[at] !== 0) sum += below === 0 ? doubles[at] : doubles[at] * 4 ** below
  }
  const log = 0.5 * Math.log10(sum) + top * LOG10_OF_2
  return Number.isFinite(log) ? Math.round(log * 1e6) / 1e6 + 0 : null
}

/**
 * log10 of the L2 norms over the batch, [T] each; null where a norm is 0. Added up over the squares
 * that each row block left. Where h is c, and nothing but the readout reads it, ∂L/∂h_t is that of
 * c.
 */
export function readProfile(
  memory: WebAssembly.Memory,
  plan: WorkspacePlan,
  shape: Shape,
  rowBlocks: number,
): Log10Profile {
  const doubles = new Float64Array(memory.buffer)
  const flags = new Int32Array(memory.buffer)
  const places = new Int32Array(rowBlocks)
  const blocks = Array.from({ length: rowBlocks }, (_, block) => {
    const base = plan.block + block * plan.blockBytes
    const unsure = flags[(base + plan.unsure) / 4] !== 0
    return { norms: (base + plan.norms) / 8, anew: unsure ? (base + plan.remeasured) / 8 : null }
  })
  const read = (field: number): (number | null)[] => {
    const norms: (number | null)[] = []
    for (let t = 0; t < shape.T; t++) {
      const at = (field * shape.T + t) * 2
      for (let block = 0; block < rowBlocks; block++) {
        const { norms: measured, anew } = blocks[block]
        places[block] =
          anew !== null && isOther(doubles, measured + at, anew + at) ? anew + at : measured + at
      }
      norms.push(log10Norm(doubles, places))
    }
    return norms
  }
  const lstm = shape.sizes.cell === 'lstm' && !isGru(shape.sizes)
  const [hidden, cell, belt, rest, input] = FIELDS.map((field, n) =>
    lstm || field === 'hidden' || field === 'input' ? read(n) : null,
  )
  const state = isInputOnly(shape.sizes) ? cell : hidden
  return { hidden: state ?? [], cell, belt, rest, input: input ?? [] }
}
