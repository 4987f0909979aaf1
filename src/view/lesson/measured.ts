/** What was measured of a claim, for people. */
import type { learn as LearnTable } from '../../text/en/learn.ts'
import { significant } from '../shared/number.ts'
import { sanitizeLine } from '../shared/spans.ts'

export function measuredWord(
  { value }: { readonly value: number | boolean },
  { learn }: { readonly learn: typeof LearnTable },
): string {
  if (typeof value === 'boolean') return value ? learn.yes : learn.no
  return typeof value === 'number' ? significant(value, 4) : sanitizeLine(String(value ?? '—'))
}
