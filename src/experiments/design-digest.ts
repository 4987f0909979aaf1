/** Digests of designs and other plain data. */
import { createHash } from 'node:crypto'
import type { Design } from '../specs/design.ts'
import { fingerprint } from '../specs/spec.ts'

/**
 * The digest of everything that a plan's numbers depend on: results of equal digests belong
 * together.
 */
export const digestOfDesign = (design: Design): string =>
  digestOfValue({ ...design, spec: fingerprint(design.spec) })

/** The same for equal values, whatever the order of their keys. */
export function digestOfValue(value: unknown): string {
  const sorted = (_: string, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one
  return `sha256:${createHash('sha256').update(JSON.stringify(value, sorted)).digest('hex')}`
}
