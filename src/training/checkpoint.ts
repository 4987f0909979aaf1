/**
 * Checkpoints of long runs: weights, moments, random numbers and evaluations. Resumed training
 * gives the same digest as if it had never stopped.
 */
import * as v from 'valibot'
import { resumeRandom } from '../engine/random.ts'
import { type Sizes, type Weights, weightEntries } from '../engine/types.ts'
import { parseJson } from '../io/json.ts'
import { readBytesNow } from '../io/read-files.ts'
import { shapesOf } from '../io/safetensors/net-file.ts'
import {
  type NamedTensor,
  parseSafetensors,
  serialiseSafetensors,
} from '../io/safetensors/safetensors.ts'
import { writeNow } from '../io/write-files.ts'
import { profile } from '../results/report.ts'
import { count, finite } from '../results/schema-parts.ts'
import type { TrainingState } from './training-record.ts'

const FORMAT = 'gatelab.checkpoint/1'

const state = v.object({
  random: v.array(v.pipe(v.number(), v.integer())),
  past: v.object({
    step: count,
    seen: v.array(
      v.object({
        step: count,
        loss: v.nullable(finite),
        metric: v.nullable(finite),
        profile: v.nullable(profile),
      }),
    ),
    /** Absent in what was written before evaluations were thinned: then all of them are there. */
    evaluations: v.optional(count),
    best: v.optional(v.object({ step: count, metric: v.nullable(finite) })),
    solvedAt: v.optional(v.nullable(count)),
    sum: finite,
    seconds: finite,
  }),
})

export interface Checkpoint {
  readonly past: TrainingState
  readonly random: readonly number[]
  readonly weights: Weights
  readonly moment1: Weights
  readonly moment2: Weights
}

const PARTS = ['weights', 'moment1', 'moment2'] as const

/** Writes it whole or not at all; `key` says of which run it is. */
export function writeCheckpoint(
  path: string,
  key: string,
  sizes: Sizes,
  { past: state, random, ...parts }: Checkpoint,
): void {
  const shapes = shapesOf(sizes)
  const tensors = PARTS.flatMap((part) =>
    weightEntries(parts[part]).map(
      ([name, values]): NamedTensor => [`${part}.${name}`, shapes[name] ?? [], values],
    ),
  )
  const metadata = { format: FORMAT, key, state: JSON.stringify({ random, past: state }) }
  writeNow(path, serialiseSafetensors(tensors, metadata))
}

/**
 * The checkpoint of a run; null where there is none, or none that can be gone on from: then the run
 * begins anew.
 */
export function readCheckpoint(path: string, key: string, sizes: Sizes): Checkpoint | null {
  try {
    return checked(readBytesNow(path), key, sizes)
  } catch {
    return null
  }
}

function checked(bytes: Uint8Array, key: string, sizes: Sizes): Checkpoint | null {
  const { tensors, metadata } = parseSafetensors(bytes)
  if (metadata.format !== FORMAT || metadata.key !== key) return null
  const parsed = parseJson(metadata.state ?? '', { depth: 12, parts: 100_000_000 })
  const { random, past } = v.parse(state, 'value' in parsed ? parsed.value : null)
  resumeRandom(random)
  const shapes = shapesOf(sizes)
  const read = (part: (typeof PARTS)[number]) => {
    const entries = weightEntries(shapes).map(([name, shape]) => {
      const tensor = tensors.get(`${part}.${name}`)
      if (String(tensor?.shape) !== String(shape)) throw new RangeError(name)
      return [name, tensor?.data]
    })
    return Object.fromEntries(entries) as Weights
  }
  return {
    past,
    random,
    weights: read('weights'),
    moment1: read('moment1'),
    moment2: read('moment2'),
  }
}
