/** The report of a comparison, as `--json` prints it: one schema, from which the types come and against which the tests check. */
import * as v from 'valibot'
import { VARIANTS } from '../engine/types.ts'
import { verdict } from './verdict-data.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const finite = v.pipe(v.number(), v.finite())
const cell = v.picklist(['rnn', 'lstm'])
/** log10 of a norm for t = 1..T: finite, or null where the gradient is exactly zero. */
const logs = v.array(v.nullable(finite))

/** The gradient profile after so many updates, on a fixed batch of held-out sequences. */
export const profile = v.object({
  step: count,
  log10: v.object({
    hidden: logs,
    cell: v.nullable(logs),
    belt: v.nullable(logs),
    rest: v.nullable(logs),
    input: logs,
  }),
})

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
  curve: v.object({ step: v.array(count), loss: v.array(v.nullable(finite)), metric: v.array(v.nullable(finite)) }),
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

/** A Spec, checked: what a report holds, and what a saved workbench is read by. */
export const settings = v.object({
  task: v.string(),
  length: count,
  symbols: v.nullable(count),
  hidden: count,
  batch: count,
  steps: count,
  learningRate: finite,
  optimizer: v.picklist(['sgd', 'momentum', 'adam']),
  clip: v.nullable(finite),
  init: v.picklist(['uniform', 'xavier', 'orthogonal']),
  forgetBias: v.union([finite, v.literal('chrono')]),
  variant: v.picklist(VARIANTS),
  cells: v.array(cell),
  seeds: v.array(v.pipe(v.number(), v.integer())),
  evalEvery: count,
  untilSolved: v.boolean(),
})

export const report = v.object({
  schema: v.literal('gatelab.report/1'),
  command: v.string(),
  version: v.string(),
  /** True when the learner or a signal ended it before every run was finished; `runs` then holds the finished ones. */
  partial: v.boolean(),
  task: v.object({
    name: v.string(),
    length: count,
    timeSteps: count,
    inputSize: count,
    outputSize: count,
    metric: v.picklist(['mse', 'accuracy', 'cross-entropy']),
    solvedWhen: v.string(),
    threshold: finite,
    baseline: finite,
  }),
  settings,
  runs: v.array(run),
  summary: v.object({ rnn: v.optional(summary), lstm: v.optional(summary) }),
  /** What the paired runs show; null where no seed has both cells. */
  verdict: v.nullable(verdict),
})

export type Profile = v.InferOutput<typeof profile>
export type Run = v.InferOutput<typeof run>
export type Report = v.InferOutput<typeof report>
export type Status = Run['status']
