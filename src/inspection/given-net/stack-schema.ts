/**
 * What `inspect --input` prints with `--json` of a net of any layers: what happens inside on one
 * case. One schema for types and tests. Indices in it count from 0, as in the case.
 */
import * as v from 'valibot'
import { count, finite, logs, profileLogs } from '../../results/schema-parts.ts'
import { weightsMetadata } from '../../training/weights-metadata.ts'
import { inventory } from './net-schema.ts'

/** [T, B, …] */
const states = v.array(v.array(v.array(finite)))
/** log10 of the L2 norm; null where the gradient is exactly zero. */
const log = v.nullable(finite)

type Nested = number | Nested[]
const nested: v.GenericSchema<Nested> = v.union([finite, v.array(v.lazy(() => nested))])

/** Of one weight, with its rows in the order of gates i, f, g, o (LSTM) or r, z, n (GRU). */
const parameter = v.object({
  log10: log,
  /** Null in a net of more than a million weights. */
  values: v.nullable(nested),
})

const direction = v.object({
  is: v.picklist(['forward', 'backward']),
  /** Of an LSTM i, f, g, o; of a GRU r, z, n; [T, B, H] each; empty for an RNN. */
  gates: v.record(v.string(), states),
  /** [T, B, R], in the time order of the input whatever the direction. */
  hiddenState: states,
  /** [T, B, H]; null where there is none. In brain.js's LSTM it is made anew at each step. */
  cellState: v.nullable(states),
  gradient: v.object({
    /** `input`: of this direction's share in the gradient of the layer's input. */
    log10: profileLogs,
    /** Under the names of src/engine/stack/types.ts. */
    parameters: v.record(v.string(), parameter),
  }),
  /** Which units carry what is differentiated. */
  attribution: v.optional(
    v.object({
      /** Of c where it goes from step to step, else of h. */
      of: v.picklist(['cell', 'hidden']),
      /** Σ |c_t ⊙ ∂L/∂c_t| (or of h) over time steps and sequences, [H]. */
      units: v.array(finite),
      /** At each time step the unit of the largest gradient; null where all are exactly zero. */
      leading: v.array(v.nullable(count)),
    }),
  ),
})

export const stackInspection = v.object({
  schema: v.literal('gatelab.inspection/2'),
  format: v.string(),
  convention: v.string(),
  /** The net that was run, by its name in the file. */
  net: v.string(),
  remarks: inventory.entries.remarks,
  /** The steps of the net in their order: what each is, and which weights it has. */
  steps: inventory.entries.nets.item.entries.steps,
  /** The layer that --readout attached; null for none. */
  readout: v.nullable(v.string()),
  /** What was done to x (and to y by `target`) first, as a file of gatelab's own asks; or absent. */
  standardize: v.optional(v.nonNullable(weightsMetadata.entries.standardize)),
  /** Fields of the case that mean nothing here. */
  ignored: v.array(v.string()),
  length: count,
  batch: count,
  /** Time steps of each sequence, [B]; null where all have `length`. */
  lengths: v.nullable(v.array(count)),
  /** Whether the case has them; else they are what the file says, or zeros. */
  initial: v.object({ h0: v.boolean(), c0: v.boolean() }),
  /** What was differentiated: as it was asked for, and its value. */
  of: v.object({ expression: v.string(), asked: v.boolean(), value: finite }),
  /** Mean squared error at each sequence's last step; null for a case without y. */
  loss: v.nullable(finite),
  /** What the net makes, [T, B, O]; one step where it hands on the last alone. */
  outputs: states,
  /** The outputs at each sequence's last step, [B, O]. */
  prediction: v.array(v.array(finite)),
  /** The recurrent layers, in their order. */
  layers: v.array(
    v.object({
      name: v.string(),
      kind: v.picklist(['rnn', 'lstm', 'gru', 'brain-lstm']),
      input: count,
      hidden: count,
      output: count,
      directions: v.array(direction),
    }),
  ),
  /** log10 of the gradient's norm at each step of x, or of what an embedding makes of it. */
  input: logs,
  /** Gradient × input, with its sign: x_t ⊙ ∂L/∂x_t, or of what an embedding makes of x. */
  attribution: v.optional(
    v.object({
      /** Summed over features, [T, B]. */
      steps: v.array(v.array(finite)),
      /** Summed over time steps, [B, I]; null where an embedding reads x. */
      features: v.nullable(v.array(v.array(finite))),
    }),
  ),
  /** Of the other layers that have weights, by their place among `steps`. */
  others: v.array(
    v.object({ step: count, name: v.string(), parameters: v.record(v.string(), parameter) }),
  ),
})

export type StackInspection = v.InferOutput<typeof stackInspection>

/** States of a layer where they stand, for who does not want a list of all their numbers. */
export interface StatesSeen {
  readonly T: number
  readonly B: number
  /** Of each time step [B, H], row-major. */
  readonly steps: readonly Float64Array[]
}

type Layer = StackInspection['layers'][number]
type Direction = Layer['directions'][number]

/** The document without what no picture has. */
export interface ShownStack
  extends Omit<StackInspection, 'schema' | 'outputs' | 'layers' | 'input' | 'others'> {
  readonly layers: readonly (Omit<Layer, 'directions'> & {
    readonly directions: readonly (Pick<Direction, 'is'> & {
      readonly gates: Readonly<Record<string, StatesSeen>>
      readonly hiddenState: StatesSeen
      readonly cellState: StatesSeen | null
      readonly log10: Direction['gradient']['log10']
      readonly attribution: Direction['attribution']
    })[]
  })[]
}
