/**
 * What `inspect` prints with `--json` of a file without an input: what is inside, and what can be
 * said of it before anything runs. One schema for types and tests.
 */
import * as v from 'valibot'
import { count, finite } from '../../results/schema-parts.ts'
import { measured, name, oddNumbers } from './measured-schema.ts'

/** An elementwise function; the parameters that it has. */
const activation = v.object({
  is: v.string(),
  slope: v.optional(finite),
  offset: v.optional(finite),
  scale: v.optional(finite),
})

/** What a cell computes, where kinds of the same name differ: src/engine/stack/types.ts. */
const form = v.object({
  gate: activation,
  candidate: activation,
  output: activation,
  reset: v.picklist(['after', 'before']),
  coupled: v.boolean(),
  coupledFrom: v.optional(v.picklist(['i', 'f'])),
  leftOut: v.optional(v.picklist(['i', 'f', 'o'])),
  normalised: v.optional(v.literal(true)),
  exponential: v.optional(v.literal(true)),
  forgetBias: finite,
  clip: v.nullable(finite),
  cellClip: v.nullable(finite),
})

const direction = {
  is: v.picklist(['forward', 'backward']),
  /** The file's name of each weight. */
  tensors: v.record(v.string(), name),
}

const recurrent = {
  is: v.literal('recurrent'),
  name,
  kind: v.picklist(['rnn', 'lstm', 'gru', 'brain-lstm']),
  /** I, H, and R: the size of h_t, which is H without a projection. */
  input: count,
  hidden: count,
  output: count,
  form,
  merge: v.picklist(['concat', 'sum', 'multiply', 'average']),
  returns: v.picklist(['all', 'last']),
  asMade: v.optional(v.boolean()),
}

const dense = {
  is: v.literal('dense'),
  name,
  input: count,
  output: count,
  activation,
  tensors: v.record(v.string(), name),
}

const embedding = {
  is: v.literal('embedding'),
  name,
  symbols: count,
  output: count,
  tensors: v.record(v.string(), name),
}

/** What a reader may have to say; src/text has a sentence for each: src/net-files/net-file.ts. */
const REMARKS = [
  'unused',
  'assumed-tanh',
  'assumed-variant',
  'assumed-form',
  'chained',
  'surgery',
  'undone',
  'skipped',
  'masking',
  'own-lengths',
  'part',
  'branching',
  'initial-state',
  'wrong-export',
] as const

const remark = v.object({
  is: v.picklist(REMARKS),
  /** Whatever of these it is about. */
  count: v.optional(count),
  names: v.optional(v.array(name)),
  layer: v.optional(name),
  layers: v.optional(v.array(name)),
  what: v.optional(name),
  tensor: v.optional(name),
})

const head = {
  schema: v.literal('gatelab.net/1'),
  format: v.string(),
  convention: v.string(),
  /** Text that the file says of itself, cleaned for print. */
  metadata: v.record(v.string(), v.string()),
  remarks: v.array(remark),
}
/** Layers that could be the readout, where none is certain. */
const readouts = v.array(v.object(dense))

/** What is known before a number is read. */
export const inventory = v.object({
  ...head,
  nets: v.array(
    v.object({
      name,
      steps: v.array(
        v.variant('is', [
          v.object(embedding),
          v.object({ ...recurrent, directions: v.array(v.object(direction)) }),
          v.object(dense),
        ]),
      ),
      readouts,
    }),
  ),
})

const layer = v.object({
  ...recurrent,
  /** An earlier layer that has the very same numbers; both count from 1. */
  sameAs: v.nullable(v.object({ net: count, step: count })),
  directions: v.array(v.object({ ...direction, measured })),
})

export const netDocument = v.object({
  ...head,
  nets: v.array(
    v.object({
      name,
      steps: v.array(
        v.variant('is', [
          v.object({ ...embedding, odd: v.array(oddNumbers) }),
          layer,
          v.object({ ...dense, odd: v.array(oddNumbers) }),
        ]),
      ),
      readouts,
    }),
  ),
})

export type NetInventory = v.InferOutput<typeof inventory>
export type NetDocument = v.InferOutput<typeof netDocument>
export type MeasuredLayer = v.InferOutput<typeof layer>
