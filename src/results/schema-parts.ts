/** What schemas of results have in common. */
import * as v from 'valibot'

export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const finite = v.pipe(v.number(), v.finite())
export const cell = v.picklist(['rnn', 'lstm'])
/** log10 of a norm for t = 1..T: finite, or null where the gradient is exactly zero. */
export const logs = v.array(v.nullable(finite))
