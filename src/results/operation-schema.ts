/** Surgery as data from a file: the schema of an operation. */
import * as v from 'valibot'
import { GATES, GRU_GATES } from '../engine/types.ts'

const bound = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))
const units = v.nullable(
  v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.minLength(1), v.readonly()),
)
const reach = { units, from: bound, to: bound }
const overGate = {
  gate: v.picklist([...GATES, ...GRU_GATES]),
  value: v.pipe(v.number(), v.minValue(-1e6), v.maxValue(1e6)),
  ...reach,
}

export const operation = v.variant('kind', [
  v.strictObject({ kind: v.literal('clamp'), ...overGate }),
  v.strictObject({ kind: v.literal('scale'), ...overGate }),
  v.strictObject({ kind: v.literal('sever-belt'), ...reach }),
  v.strictObject({ kind: v.literal('sever-gates'), from: bound, to: bound }),
  v.strictObject({ kind: v.literal('sever-belt-backward'), ...reach }),
  v.strictObject({ kind: v.literal('sever-gates-backward'), from: bound, to: bound }),
  v.strictObject({ kind: v.literal('plain-output') }),
])
