/**
 * What `inspect` prints with `--json`: everything that happens inside a net on one case. One schema
 * for types and tests.
 */
import * as v from 'valibot'
import { operation } from '../../results/operation-schema.ts'
import { finite, profileLogs } from '../../results/schema-parts.ts'
import { weightsMetadata } from '../../training/weights-metadata.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(1))
/** [T, B, H] */
const states = v.array(v.array(v.array(finite)))

const said = weightsMetadata.entries

type Nested = number | Nested[]
/** Arrays in arrays, down to the numbers. */
const nested: v.GenericSchema<Nested> = v.union([finite, v.array(v.lazy(() => nested))])

export const inspection = v.object({
  schema: v.literal('gatelab.inspection/1'),
  cell: v.picklist(['rnn', 'lstm', 'gru']),
  /** Which LSTM, and which function an RNN has; null for other cells. */
  variant: said.variant,
  nonlinearity: said.nonlinearity,
  /** Surgery that the weights file asks for; it was done. */
  operations: v.array(operation),
  /** What was done to x (and to y by `target`) before the net read them. */
  standardize: said.standardize,
  /** What neither the file nor an option says. */
  assumed: v.array(v.picklist(['nonlinearity', 'variant'])),
  /** What the file says of its making. */
  task: said.task,
  training: said.training,
  /** The file's name of each weight, cleaned for print; null for a bias that it lacks. */
  tensors: v.record(v.string(), v.nullable(v.string())),
  /** Tensors of other readouts than the chosen one; fields of the case that mean nothing here. */
  unused: v.array(v.string()),
  ignored: v.array(v.string()),
  /** H, T and B. */
  hidden: count,
  length: count,
  batch: count,
  /**
   * Time steps of each sequence, [B]; null where all have `length`. States behind a sequence's end
   * are 0.
   */
  lengths: v.nullable(v.array(count)),
  /** Whether the case has them; else they are zeros. */
  initial: v.object({ h0: v.boolean(), c0: v.boolean() }),
  /**
   * Mean squared error over batch and outputs, at each sequence's last time step; null for a case
   * without y.
   */
  loss: v.nullable(finite),
  /** [B, O], the readout of each sequence's last h_t. */
  prediction: v.array(v.array(finite)),
  hiddenState: states,
  /** c_t of the LSTM; null for others. */
  cellState: v.nullable(states),
  /**
   * i, f, g (the candidate), o of the LSTM; r, z, n (the candidate) of the GRU; null for the RNN,
   * which has none.
   */
  gates: v.nullable(v.record(v.string(), states)),
  /** Of the loss; null for a case without y. */
  gradient: v.nullable(
    v.object({
      log10: profileLogs,
      /** Under PyTorch's names and in its shapes. */
      parameters: v.record(v.string(), nested),
    }),
  ),
})

export type Inspection = v.InferOutput<typeof inspection>
