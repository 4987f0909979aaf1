/** Whether a claim holds of what was measured. */
import type { Value } from '../format/expressions.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Claim } from '../format/lesson-schema.ts'

export interface Measured {
  readonly value: number | boolean
  readonly ok: boolean
}

/**
 * Measures a claim. Throws LessonError where it asks for what is not there, or comes to nothing
 * that can be compared.
 */
export async function measure(
  claim: Claim,
  workOut: (expression: string) => Promise<Value>,
): Promise<Measured> {
  const value = await workOut(claim.measure)
  if (claim.holds) {
    if (typeof value !== 'boolean')
      throw new LessonError('lesson-measure', { claim: claim.id, wants: 'truth' })
    return { value, ok: value }
  }
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new LessonError('lesson-measure', { claim: claim.id, wants: 'number' })
  return { value, ok: satisfies(claim, value) }
}

function satisfies({ below, above, near, within = 0 }: Claim, value: number): boolean {
  if (near !== undefined) return Math.abs(value - near) <= within
  return (below === undefined || value < below) && (above === undefined || value > above)
}

/** What it must be on a seed, in mathematics. */
export function boundOf({ below, above, near, within, holds }: Claim): string {
  const parts = [
    holds ? 'true' : '',
    near === undefined ? '' : `${near} ± ${within}`,
    above === undefined ? '' : `> ${above}`,
    below === undefined ? '' : `< ${below}`,
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** In how many of ten seeds it must hold; null where in all. */
export const ofTenSeeds = ({ ofTen = 10 }: Claim): number | null => (ofTen === 10 ? null : ofTen)

/** Both, as JSON has it: one form in every language. */
export function expectedOf(claim: Claim): string {
  const [bound, ofTen] = [boundOf(claim), ofTenSeeds(claim)]
  return ofTen === null ? bound : `${bound}, in at least ${ofTen} of 10 seeds`
}
