/**
 * The report of a comparison, as `--json` prints it: one schema, from which the types come and
 * against which the tests check.
 */
import * as v from 'valibot'
import { FAIRS, value } from '../specs/design.ts'
import { certificate } from './difficulty-report.ts'
import { pictures } from './pictures.ts'
import { cell, count, finite, profileLogs } from './schema-parts.ts'
import { settings } from './settings-schema.ts'
import type { Understood } from './summary-of-data.ts'
import { between } from './verdict/between-schema.ts'
import { verdict } from './verdict/verdict-schema.ts'

/** Over the units, for t = 1..T. */
const spread = v.object({ mean: v.array(finite), deviation: v.array(finite) })

/** The gates of a net on the first held-out sequence. */
const gateLook = v.object({
  /** Its cue steps. */
  marks: v.array(count),
  /** f, i, o of an LSTM; z, r of a GRU; of an RNN, which has none, `slope`: 1 − h², tanh's slope. */
  of: v.record(v.string(), spread),
  /**
   * Of the gate that keeps (f of an LSTM, z of a GRU), unit by unit: time steps after which half is
   * left, null for a gate that is 1 throughout.
   */
  halfLife: v.optional(v.array(v.nullable(finite))),
})

/** The gradient profile after so many updates, on a fixed batch of held-out sequences. */
export const profile = v.object({
  step: count,
  log10: profileLogs,
  /** What the gates do at this step; absent where there are many runs, or the net is too large. */
  gates: v.optional(gateLook),
})

const scaling = { mean: v.array(finite), deviation: v.array(finite) }

export const run = v.object({
  cell,
  seed: v.pipe(v.number(), v.integer()),
  hidden: count,
  parameters: count,
  status: v.picklist(['solved', 'unsolved', 'diverged']),
  /** The step of the first evaluation at which the task counted as solved. */
  solvedAt: v.nullable(count),
  steps: count,
  /** Training loss and held-out metric at the end (null where they were not finite). */
  final: v.object({ loss: v.nullable(finite), metric: v.nullable(finite) }),
  /** The best held-out metric and when it was reached. */
  best: v.object({ step: count, metric: v.nullable(finite) }),
  /**
   * For a task with strings for each n: the largest n in training, and the n up to which the net
   * accepts every string.
   */
  reach: v.optional(v.object({ trained: count, accepted: count })),
  /** The metric of the best constant answer on the very sequences on which this run is measured. */
  baseline: v.optional(v.nullable(finite)),
  /**
   * For a file: which part was held out, and the final result of each unit of it (a sequence, or a
   * block of a text): right answers or losses (null if not finite), and of how many answers.
   */
  heldOut: v.optional(
    v.object({
      unit: v.picklist(['sequence', 'block']),
      fold: count,
      folds: count,
      units: v.array(count),
      sum: v.array(v.nullable(finite)),
      of: v.array(finite),
    }),
  ),
  /**
   * Mean and deviation of this run's training data, by which its data were standardised, if they
   * were.
   */
  standardization: v.optional(
    v.object({
      ...scaling,
      target: v.optional(v.object(scaling)),
      fromLast: v.optional(v.literal(true)),
    }),
  ),
  /**
   * One entry for each evaluation; in long runs every 2nd, 4th, 8th …, always with the first and
   * the last.
   */
  curve: v.object({
    step: v.array(count),
    loss: v.array(v.nullable(finite)),
    metric: v.array(v.nullable(finite)),
  }),
  /**
   * The number of evaluations, if curve or profiles do not hold all of them; `best` and `solvedAt`
   * consider all.
   */
  evaluations: v.optional(count),
  gradient: v.array(profile),
  digest: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
  seconds: finite,
  stepsPerSecond: finite,
})

const summary = v.object({
  solved: count,
  of: count,
  medianSolvedAt: v.nullable(finite),
  medianMetric: v.nullable(finite),
})

export const task = v.object({
  name: v.string(),
  length: count,
  timeSteps: count,
  inputSize: count,
  outputSize: count,
  metric: v.picklist(['mse', 'accuracy', 'cross-entropy']),
  solvedWhen: v.string(),
  threshold: finite,
  baseline: finite,
  /** Of a series: the metric of the last value seen, on the same held-out windows. */
  naive: v.optional(finite),
})

const summaries = v.object({ rnn: v.optional(summary), lstm: v.optional(summary) })

const perCell = v.object({ rnn: v.optional(count), lstm: v.optional(count) })

/** Both cells, made equal in one way: the sizes that this needed, and the outcome. */
const comparison = v.object({
  fair: v.picklist(FAIRS),
  hidden: perCell,
  parameters: perCell,
  /** Of one sequence's forward pass. */
  multiplyAdds: perCell,
  summary: summaries,
  verdict: v.nullable(verdict),
})

/** Settings that a cell tried on other seeds before it was compared. */
const trial = v.object({
  cell,
  hidden: count,
  learningRate: finite,
  clip: v.nullable(finite),
  /** null for the RNN, which has no forget gate. */
  forgetBias: v.nullable(v.union([finite, v.literal('chrono')])),
  ...summary.entries,
})

export const tuning = v.object({
  /** Settings that each cell tried, and the seeds on which. */
  trials: count,
  seeds: v.array(v.pipe(v.number(), v.integer())),
  chosen: v.array(trial),
  tried: v.array(trial),
})

/** One setting and what was found there. */
const findings = {
  /**
   * True when the learner or a signal ended it before every run was finished; `runs` then holds the
   * finished ones.
   */
  partial: v.boolean(),
  task,
  settings: v.object({ ...settings.entries, fair: v.array(v.picklist(FAIRS)), tune: count }),
  runs: v.array(run),
  /** Of the first comparison. */
  summary: summaries,
  /** What its paired runs show; null where no seed has both cells. */
  verdict: v.nullable(verdict),
  comparisons: v.array(comparison),
  tuning: v.nullable(tuning),
  /** How difficult the task is without learning; null if that was not measured. */
  certificate: v.nullable(certificate),
}

const origin = { command: v.string(), version: v.string() }

/**
 * For a user file: what was understood of it, as `gatelab tasks` reports it for the same options;
 * for a sweep at its first point.
 */
const understood = v.optional(
  v.custom<Understood>((value) => typeof value === 'object' && value !== null),
)

export const report = v.object({
  schema: v.literal('gatelab.report/1'),
  ...origin,
  /** The command line that would decide what is still undecided; null if none is known to. */
  next: v.optional(v.nullable(v.string())),
  understood,
  ...findings,
  /** The axes of the pictures; absent in reports of versions before it was said. */
  pictures: v.optional(pictures),
})

/** A comparison at every combination of values. */
export const sweep = v.object({
  schema: v.literal('gatelab.sweep/1'),
  ...origin,
  partial: v.boolean(),
  /**
   * The options that had several values; every combination is a point, and the last option changes
   * first.
   */
  understood,
  axes: v.array(v.object({ option: v.string(), values: v.array(value) })),
  /** Each with the values at which it stands, by option. */
  points: v.array(v.object({ at: v.record(v.string(), value), ...findings })),
  /**
   * Where but one cell took part: each value of the last option that leaves the data as they are
   * against its first value.
   */
  between: v.optional(v.array(between)),
  /**
   * In a plan of more than 10,000 points: the number of points without a finished run, which are
   * not listed, and of their runs.
   */
  leftOut: v.optional(v.object({ points: v.number(), runs: v.number() })),
})

export type Profile = v.InferOutput<typeof profile>

export type GateLook = v.InferOutput<typeof gateLook>

export type Run = v.InferOutput<typeof run>

export type Summary = v.InferOutput<typeof summary>

export type Comparison = v.InferOutput<typeof comparison>

export type Tuning = v.InferOutput<typeof tuning>

export type Trial = v.InferOutput<typeof trial>

export type Report = v.InferOutput<typeof report>

export type Between = v.InferOutput<typeof between>

export type Sweep = v.InferOutput<typeof sweep>

/** A point of a sweep; a report holds the same. */
export type Findings = Sweep['points'][number]

export type Status = Run['status']
