/**
 * What a part that is no study consists of: trials or certificates, each with its place, which a
 * line names and a shard deals out.
 */
import * as v from 'valibot'
import { type Certificate, certificate } from '../../results/difficulty-report.ts'
import { count, finite } from '../../results/schema-parts.ts'
import { fingerprint } from '../../specs/spec.ts'
import type { TrialRun1997 } from '../../training/lstm1997/run-trial.ts'
import { digestOfValue } from '../design-digest.ts'
import type { CertificatesPart, PresetPart, TrialsPart } from '../papers/preset.ts'
import type { Shard } from '../shards.ts'

const test = v.object({ of: count, wrong: count, meanError: finite, meanSquaredError: finite })

/** A trial of 1997: a published schema is made of it. @public */
export const trial: v.GenericSchema<unknown, TrialRun1997> = v.object({
  experiment: v.string(),
  seed: v.pipe(v.number(), v.integer()),
  weights: count,
  sequences: count,
  stopped: v.boolean(),
  milestones: v.array(
    v.object({ criterion: v.string(), sequences: v.nullable(count), test: v.nullable(test) }),
  ),
  test,
  digest: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
  seconds: finite,
  sequencesPerSecond: finite,
})

/** Units of one kind: how many, what they are called, and how one of them is known again. */
export interface Units<T> {
  /** The file that they stand in, without its ending. */
  readonly file: 'trials' | 'certificates'
  readonly count: number
  /** Of everything that their numbers depend on. */
  readonly digest: string
  readonly schema: v.GenericSchema<unknown, T>
  nameOf(index: number): string
  isThat(index: number, found: T): boolean
}

export const trialUnits = ({ experiment, seeds }: TrialsPart): Units<TrialRun1997> => ({
  file: 'trials',
  count: seeds.length,
  digest: digestOfValue({ experiment, seeds }),
  schema: trial,
  nameOf: (index) => `${experiment.name} seed ${seeds[index]}`,
  isThat: (index, found) => found.experiment === experiment.name && found.seed === seeds[index],
})

export const certificateUnits = ({ certify, guesses }: CertificatesPart): Units<Certificate> => ({
  file: 'certificates',
  count: certify.length,
  digest: digestOfValue({ certify: certify.map(fingerprint), guesses }),
  schema: certificate,
  nameOf: (index) => `${certify[index].task} seed ${certify[index].seeds[0]}`,
  isThat: (index, { task, seed }) =>
    task === certify[index].task && seed === certify[index].seeds[0],
})

export const unitsOf = (part: PresetPart): number =>
  'experiment' in part ? part.seeds.length : 'certify' in part ? part.certify.length : 0

/**
 * The places of a shard. Units of the parts before are counted, too, so that small parts do not all
 * go to the first shards.
 */
export const placesOf = (count: number, before: number, shard: Shard | null): number[] =>
  Array.from({ length: count }, (_, index) => index).filter(
    (index) => !shard || (before + index) % shard.of === shard.part - 1,
  )

/** By their places. */
export const inOrder = <T>(found: ReadonlyMap<number, T>): T[] =>
  Array.from(found)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one)
