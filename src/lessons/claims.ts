/** Whether a claim holds of what was measured. */
import { evaluate, type Scope } from './expressions.ts'
import type { Claim } from './format.ts'

export interface Measured {
  readonly value: number | boolean | string | null
  readonly ok: boolean
}

/** Measures a claim. Throws Problem 'expression' where it asks for what is not there. */
export function measure(claim: Claim, scope: Scope): Measured {
  const found = evaluate(claim.measure, scope)
  const value = typeof found === 'number' || typeof found === 'boolean' || typeof found === 'string' ? found : null
  return { value, ok: satisfies(claim, value) }
}

function satisfies({ below, above, near, within = 0, holds }: Claim, value: Measured['value']): boolean {
  if (holds) return value === true
  if (typeof value !== 'number' || Number.isNaN(value)) return false
  if (near !== undefined) return Math.abs(value - near) <= within
  return (below === undefined || value < below) && (above === undefined || value > above)
}

/** What it must be, as it is written in reports. */
export function expectedOf({ below, above, near, within, holds, ofTen }: Claim): string {
  const parts = [
    holds ? 'true' : '',
    near === undefined ? '' : `${near} ± ${within}`,
    above === undefined ? '' : `> ${above}`,
    below === undefined ? '' : `< ${below}`,
  ]
  const words = parts.filter((part) => part !== '').join(', ')
  return ofTen === undefined || ofTen === 10 ? words : `${words}, in at least ${ofTen} of 10 seeds`
}
