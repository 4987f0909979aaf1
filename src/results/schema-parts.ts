/** What schemas of results have in common. */
import * as v from 'valibot'

export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
export const finite = v.pipe(v.number(), v.finite())
export const cell = v.picklist(['rnn', 'lstm'])
/** log10 of a norm for t = 1..T: finite, or null where the gradient is exactly zero. */
export const logs = v.array(v.nullable(finite))
/** A gradient profile; what no cell of the kind has is null. */
export const profileLogs = v.object({
  hidden: logs,
  cell: v.nullable(logs),
  /** The parts of `cell` that came along c alone, and any other way. */
  belt: v.nullable(logs),
  rest: v.nullable(logs),
  /** Of the inputs as the net reads them: standardised, where they are. */
  input: logs,
})
