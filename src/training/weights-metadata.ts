/**
 * What a weights file says about itself: JSON under the key `gatelab` of a safetensors file's
 * metadata. Other keys are other programs' business and are never obeyed. Whoever adds a field that
 * changes what the net computes raises FORMAT, so that earlier versions refuse the file instead of
 * computing another net.
 */

import * as v from 'valibot'
import { type Cell, isGru, type Operation, VARIANTS } from '../engine/types.ts'
import { FORMAT, WEIGHTS_KEY } from '../io/safetensors/own-key.ts'
import { jsonText } from '../io/sanitize.ts'
import { operation } from '../results/operation-schema.ts'
import { finite } from '../results/schema-parts.ts'
import type { Spec } from '../specs/spec.ts'
import type { Standardization, Task } from '../tasks/shared/task.ts'
import { sizesOf } from './setup/net-sizes.ts'

export { FORMAT, WEIGHTS_KEY }

/** Most operations and most numbers of a scaling. A file beyond these is refused. */
const MOST_OPERATIONS = 10_000
const MOST_COLUMNS = 100_000
/** Most settings of task and training. */
const MOST_SHOWN = 64

const column = v.pipe(v.array(finite), v.minLength(1), v.maxLength(MOST_COLUMNS), v.readonly())
const scaling = {
  mean: column,
  deviation: v.pipe(
    v.array(v.pipe(finite, v.gtValue(0))),
    v.minLength(1),
    v.maxLength(MOST_COLUMNS),
    v.readonly(),
  ),
}
const plain = v.union([v.pipe(v.string(), v.maxLength(200)), finite, v.boolean(), v.null()])

export const weightsMetadata = v.strictObject({
  format: v.literal(FORMAT),
  cell: v.picklist(['rnn', 'lstm', 'gru']),
  /** Which LSTM; null for other cells. */
  variant: v.nullable(v.picklist(VARIANTS.filter((one) => one !== 'gru'))),
  /** Of the RNN; null for other cells. */
  nonlinearity: v.nullable(v.picklist(['tanh', 'relu'])),
  /**
   * What the readout reads; absent for h_t alone. Versions that know no other refuse the file:
   * they know no such field.
   */
  readout: v.optional(v.picklist(['mean', 'attention'])),
  surgery: v.pipe(v.array(operation), v.maxLength(MOST_OPERATIONS)),
  /** What the net was trained on: the task's name and its settings. Nothing follows from it. */
  task: v.nullable(
    v.pipe(
      v.objectWithRest({ name: v.pipe(v.string(), v.maxLength(200)) }, plain),
      v.check((all) => Object.keys(all).length <= MOST_SHOWN),
    ),
  ),
  /** How it was trained. Nothing follows from it. */
  training: v.nullable(
    v.pipe(
      v.record(v.string(), plain),
      v.check((all) => Object.keys(all).length <= MOST_SHOWN),
    ),
  ),
  /** What is done to inputs (and targets) before the net reads them. */
  standardize: v.nullable(
    v.strictObject({
      ...scaling,
      target: v.optional(v.strictObject(scaling)),
      fromLast: v.optional(v.literal(true)),
    }),
  ),
})
type Parsed = v.InferOutput<typeof weightsMetadata>
export type WeightsMetadata = Readonly<Omit<Parsed, 'surgery' | 'standardize'>> & {
  readonly surgery: readonly Operation[]
  readonly standardize: Standardization | null
}

export interface Trained {
  readonly spec: Spec
  readonly task: Task
  readonly cell: Cell
  readonly seed: number
  /** Updates made. */
  readonly step: number
  readonly operations?: readonly Operation[]
}

/**
 * What the file of a trained net says. Paths of a person's files are left out: the digest says
 * which data they were.
 */
export function describeNet({
  spec,
  task,
  cell,
  seed,
  step,
  operations = [],
}: Trained): WeightsMetadata {
  const sizes = sizesOf(spec, task, cell)
  const gru = isGru(sizes)
  const lstm = cell === 'lstm' && !gru
  const { batch, learningRate, optimizer, clip, init, gain, forgetBias, inputBias, horizon } = spec
  const start = { init, gain, forgetBias, ...(inputBias !== null && { inputBias }) }
  const data = spec.file?.digest ?? null
  return {
    format: FORMAT,
    cell: gru ? 'gru' : cell,
    variant: lstm && spec.variant !== 'gru' ? spec.variant : null,
    nonlinearity: cell === 'rnn' ? 'tanh' : null,
    ...(sizes.readout && { readout: sizes.readout }),
    surgery: cell === 'lstm' ? operations : [],
    task: { name: spec.task, length: spec.length, symbols: spec.symbols, horizon, data },
    training: { seed, step, batch, learningRate, optimizer, clip, ...start },
    standardize: task.standardize ?? null,
  }
}

/** As the value of the key in a file's metadata. */
export const written = (metadata: WeightsMetadata): Record<string, string> => ({
  [WEIGHTS_KEY]: jsonText(metadata),
})
