/**
 * A finished run as a line of JSON that says everything about itself: the plan that it belongs to,
 * its place there, the task, and what came of it. So results can be joined, moved and made into
 * reports by whoever has the lines.
 */
import * as v from 'valibot'
import { certificate } from '../../results/difficulty-report.ts'
import { run, task, tuning } from '../../results/report.ts'
import { count } from '../../results/schema-parts.ts'
import { settings } from '../../results/settings-schema.ts'
import { axis, type Design, FAIRS } from '../../specs/design.ts'
import { seedsOf, seedsText } from '../../specs/seeds.ts'
import type { Origin } from '../summary.ts'
import { checkedLine, type ReadLine } from './line-store.ts'
import { keepNumbers, numbersIn, withoutNumbers } from './stored-numbers.ts'

const { seeds: _, ...others } = settings.entries
const plan = v.object({
  /** For human readers only; reports derive it from the design. */
  command: v.string(),
  version: v.pipe(v.string(), v.regex(/^[\w.+-]{1,64}$/)),
  digest: v.string(),
  design: v.object({
    spec: v.object({ ...others, seeds: v.string() }),
    axes: v.array(axis),
    fair: v.pipe(v.array(v.picklist(FAIRS)), v.minLength(1)),
    tune: count,
  }),
})
const rest = v.object({
  /** Place in the plan. */
  index: count,
  task,
  run,
  /** Of the run's point, beside its first run. */
  ofPoint: v.optional(
    v.object({ tuning: v.nullable(tuning), certificate: v.nullable(certificate) }),
  ),
})
/** A line of results: a published schema is made of it. @public */
export const whole = v.object({ schema: v.literal('gatelab.run/1'), plan, ...rest.entries })

export type ResultsLine = v.InferOutput<typeof whole>

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

/** The end of the plan in a line as this program writes it. */
const PLAN_ENDS = '}},"index":'

/**
 * Reads one line after the other; `lean` leaves curves and profiles out. Lines of one plan begin
 * alike, so what a line shares with the first is read once.
 */
export function lineReader(
  lean: boolean,
): (text: string, bytes?: Uint8Array) => ReadLine<ResultsLine> {
  let shared: { readonly start: string; readonly plan: ResultsLine['plan'] } | null = null
  const read = (text: string): ReadLine<ResultsLine> => {
    if (shared && text.startsWith(shared.start)) {
      const found = checkedLine(rest, `{${text.slice(shared.start.length)}`, LIMITS)
      if ('problem' in found) return found
      return { line: { schema: 'gatelab.run/1', plan: shared.plan, ...found.line } }
    }
    const found = checkedLine(whole, text, LIMITS)
    const end = text.indexOf(PLAN_ENDS)
    if ('line' in found && end >= 0)
      shared = { start: text.slice(0, end + 3), plan: found.line.plan }
    return found
  }
  return (given, bytes) => {
    const numbers = numbersIn(given)
    const found = read(numbers ? withoutNumbers(given, numbers) : given)
    if ('problem' in found) return found
    const { run } = found.line
    if (lean) Object.assign(run, { curve: { step: [], loss: [], metric: [] }, gradient: [] })
    else if (numbers) keepNumbers(run, given, numbers, bytes)
    return found
  }
}
