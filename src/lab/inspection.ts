/** What `inspect` prints with `--json`: everything that happens inside a net on one case. One schema for types and tests. */
import * as v from 'valibot'

const count = v.pipe(v.number(), v.integer(), v.minValue(1))
const finite = v.pipe(v.number(), v.finite())
/** log10 of a norm for t = 1..T: finite, or null where the gradient is exactly zero. */
const logs = v.array(v.nullable(finite))
/** [T, B, H] */
const states = v.array(v.array(v.array(finite)))

type Nested = number | Nested[]
/** Arrays in arrays, down to the numbers. */
const nested: v.GenericSchema<Nested> = v.union([finite, v.array(v.lazy(() => nested))])

export const inspection = v.object({
  schema: v.literal('gatelab.inspection/1'),
  cell: v.picklist(['rnn', 'lstm']),
  /** H, T and B. */
  hidden: count,
  length: count,
  batch: count,
  /** Mean squared error over batch and outputs, at the last time step. */
  loss: finite,
  /** [B, O], the readout of h_T. */
  prediction: v.array(v.array(finite)),
  hiddenState: states,
  /** c_t and the gates (g is the candidate); null for the RNN, which has none. */
  cellState: v.nullable(states),
  gates: v.nullable(v.object({ i: states, f: states, g: states, o: states })),
  gradient: v.object({
    log10: v.object({
      hidden: logs,
      cell: v.nullable(logs),
      belt: v.nullable(logs),
      rest: v.nullable(logs),
      input: logs,
    }),
    /** Of the loss, under PyTorch's names and in its shapes. */
    parameters: v.record(v.string(), nested),
  }),
})

export type Inspection = v.InferOutput<typeof inspection>
