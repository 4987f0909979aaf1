/**
 * A finished run as a line of JSON that says everything about itself: the plan that it belongs to, its place there, the task,
 * and what came of it. So results can be joined, moved and made into reports by whoever has the lines.
 */
import * as v from 'valibot'
import { parseJson } from '../json.ts'
import { run, settings, task, tuning } from '../report.ts'
import { seedsOf, seedsText } from '../seeds.ts'
import type { Origin } from '../summary.ts'
import { axis, type Design, FAIRS } from './design.ts'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const { seeds: _, ...others } = settings.entries
const plan = v.object({
  command: v.string(),
  version: v.string(),
  digest: v.string(),
  design: v.object({
    spec: v.object({ ...others, seeds: v.string() }),
    axes: v.array(axis),
    fair: v.pipe(v.array(v.picklist(FAIRS)), v.minLength(1)),
    tune: count,
  }),
})
/** Curves and profiles are most of a line, and nothing that is summed up needs them. */
const { curve: __, gradient: ___, ...facts } = run.entries
const line = v.object({
  schema: v.literal('gatelab.run/1'),
  plan,
  /** Place in the plan. */
  index: count,
  task,
  run: v.object({ ...facts, curve: v.looseObject({}), gradient: v.array(v.looseObject({})) }),
  /** Of the run's point, beside its first run. */
  tuning: v.optional(v.nullable(tuning)),
})
const whole = v.object({ ...line.entries, run })

export type ResultsLine = v.InferOutput<typeof whole>
/** A line without curves and profiles. */
export type LeanLine = Omit<ResultsLine, 'run'> & { readonly run: Omit<ResultsLine['run'], 'curve' | 'gradient'> }

/** The part of a line that is the same for all runs of a plan. */
export function planPart(origin: Origin, digest: string, design: Design): ResultsLine['plan'] {
  const { spec, axes, fair, tune } = design
  return {
    ...origin,
    digest,
    design: {
      spec: { ...spec, cells: [...spec.cells], seeds: seedsText(spec.seeds) },
      axes: [...axes],
      fair: [...fair],
      tune,
    },
  }
}

/** The design that a line's plan stands for; null where its seeds are none. */
export function designOf({ design }: ResultsLine['plan']): Design | null {
  const seeds = seedsOf(design.spec.seeds)
  return seeds && { ...design, spec: { ...design.spec, seeds } }
}

const LIMITS = { depth: 16, parts: 50_000_000 }

/** What is wrong with a line, or the line; `lean` leaves out curves and profiles unread. */
export function readLine(text: string, lean: boolean): { readonly line: ResultsLine } | { readonly problem: string } {
  const parsed = parseJson(text, LIMITS)
  if ('problem' in parsed) return parsed
  const result = v.safeParse(lean ? line : whole, parsed.value)
  if (!result.success) return { problem: v.getDotPath(result.issues[0]) ?? 'schema' }
  const found = result.output as ResultsLine
  if (!lean) return { line: found }
  return { line: { ...found, run: { ...found.run, curve: { step: [], loss: [], metric: [] }, gradient: [] } } }
}
