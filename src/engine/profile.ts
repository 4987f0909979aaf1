/** The gradient profile from the norms that BPTT left: a sum of squares and a power-of-two exponent a block and step. */
import type { Plan, Shape } from './plan.ts'
import { isGru, type Log10Profile } from './types.ts'

const LOG10_OF_2 = Math.log10(2)
const FIELDS = ['hidden', 'cell', 'belt', 'rest', 'input'] as const

/** log10 √(Σ_k s_k·4^(e_k)), rounded to 6 decimals; null for zero. */
function log10Norm(sums: readonly number[], exponents: readonly number[]): number | null {
  let top = Number.NEGATIVE_INFINITY
  sums.forEach((sum, k) => {
    if (sum !== 0 && exponents[k] > top) top = exponents[k]
  })
  if (top === Number.NEGATIVE_INFINITY) return null
  const sum = sums.reduce((total, s, k) => (s === 0 ? total : total + s * 4 ** (exponents[k] - top)), 0)
  const log = 0.5 * Math.log10(sum) + top * LOG10_OF_2
  return Number.isFinite(log) ? Math.round(log * 1e6) / 1e6 + 0 : null
}

/** Reads the norms of all row blocks and adds them up over the batch. */
export function readProfile(memory: WebAssembly.Memory, plan: Plan, shape: Shape, rowBlocks: number): Log10Profile {
  const doubles = new Float64Array(memory.buffer)
  const sums = new Array<number>(rowBlocks)
  const exponents = new Array<number>(rowBlocks)
  const read = (field: number): (number | null)[] => {
    const logs: (number | null)[] = []
    for (let t = 0; t < shape.T; t++) {
      for (let k = 0; k < rowBlocks; k++) {
        const at = (plan.block + k * plan.blockBytes + plan.norms + (field * shape.T + t) * 16) / 8
        sums[k] = doubles[at]
        exponents[k] = doubles[at + 1]
      }
      logs.push(log10Norm(sums, exponents))
    }
    return logs
  }
  const lstm = shape.sizes.cell === 'lstm' && !isGru(shape.sizes)
  const [hidden, cell, belt, rest, input] = FIELDS.map((field, n) =>
    lstm || field === 'hidden' || field === 'input' ? read(n) : null,
  )
  return { hidden: hidden ?? [], cell, belt, rest, input: input ?? [] }
}
