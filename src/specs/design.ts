/**
 * What is to be found out, as plain data: one comparison, or a sweep of them. Everything else
 * follows from it.
 */
import * as v from 'valibot'
import { type Fair, SWEPT, type Swept } from './design-names.ts'
import type { Spec } from './spec.ts'

export { FAIRS, type Fair, SWEPT, type Swept } from './design-names.ts'

export const value = v.nullable(
  v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/))]),
)
/** A value of a swept option, as a Spec holds it: null is `--clip none`. */
export type Value = v.InferOutput<typeof value>

export const axis = v.object({
  option: v.picklist(Object.keys(SWEPT) as Swept[]),
  values: v.pipe(v.array(value), v.minLength(1)),
})
export type Axis = v.InferOutput<typeof axis>

export interface Design {
  /** The base settings; each axis overrides one of them. */
  readonly spec: Spec
  /** Every combination of their values is one point; the last one changes first. */
  readonly axes: readonly Axis[]
  readonly fair: readonly Fair[]
  /** Settings that each cell may try on other seeds before it is compared; 0 for none. */
  readonly tune: number
}

/** Seeds that each trial of the tuning is run on. */
export const TRIAL_SEEDS = 3

/** One comparison at one setting. */
export const single = (spec: Spec): Design => ({ spec, axes: [], fair: ['hidden'], tune: 0 })
