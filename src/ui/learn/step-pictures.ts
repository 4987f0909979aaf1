/** The pictures of a step that a learner is to look at. */
import { lookOf } from '../../lessons/format/picture-parts.ts'
import type { StepOutcome } from '../../lessons/run/lesson-session.ts'
import { partLines } from '../../view/lab/lab-text.ts'
import { ownAxes } from '../../view/lab/shared-axes.ts'
import { reportLines } from '../../view/lesson/report-lines.ts'
import { sweepLines } from '../../view/lesson/sweep-lines.ts'
import { folded, line, sanitizeLine } from '../../view/shared/spans.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import { drawingOf, type OutputOptions } from '../lab/draw-event.ts'
import { quiet } from './page-parts.ts'
import type { Draw } from './state.ts'
import type { Text } from './text-types.ts'

type Result = StepOutcome['results'][number]

/** The axes that all results of a step share. */
export const stepAxes = (results: readonly Result[]) =>
  ownAxes(results.flatMap(({ event }) => (event.type === 'lab' ? [{ result: event.result }] : [])))

/** The axes of the pictures that a learner is to look at: what lies beside them counts for nothing. */
export const axesOfLooks = (looks: readonly string[], results: readonly Result[]) =>
  ownAxes(
    looks.map(lookOf).flatMap(({ name, part }) => {
      const event = results.find((one) => one.name === name)?.event
      return event?.type === 'lab' ? [{ result: event.result, part }] : []
    }),
  )

/** How a picture is drawn, below the line that made it; null where there is nothing to be seen. */
export async function lookAt(
  look: string,
  looks: readonly string[],
  results: readonly Result[],
  text: Text,
  columns: number,
  options: OutputOptions,
): Promise<Draw | null> {
  const { name, part } = lookOf(look)
  const found = results.find((one) => one.name === name)
  const draw = found ? await pictureOf(found, part, text, columns, options) : null
  if (!found || !draw) return null
  const caption = line(`> ${sanitizeLine(captionOf(found, looks, results))}`, quiet(options.colors))
  return (how) => [...folded(caption, how.width), ...draw(how)]
}

/** Results of what changes something, so that the same line shows something else after it. */
const CHANGES: readonly string[] = ['bench', 'surgery', 'training']

/**
 * The line; of several alike whose pictures are looked at, with what was changed before it: the
 * last change, or, where another has the same, all from the last line that set the net or the task.
 */
export function captionOf(
  found: Result,
  looks: readonly string[],
  results: readonly Result[],
): string {
  const names = looks.map((one) => lookOf(one).name)
  const others = results.filter(
    (one) =>
      one !== found && one.name !== null && names.includes(one.name) && one.line === found.line,
  )
  if (others.length === 0) return found.line
  const changes = changesBefore(found, results)
  const said = (one: Result, last: number) =>
    [...changesBefore(one, results).slice(-last), one].map(({ line }) => line).join('; ')
  const same = (last: number) => others.some((one) => said(one, last) === said(found, last))
  let last = 1
  if (same(last)) last = changes.length - Math.max(0, changes.findLastIndex(isOf(['bench'])))
  while (last < changes.length && same(last)) last++
  return said(found, Math.max(1, last))
}

const isOf =
  (kinds: readonly string[]) =>
  ({ event }: Result): boolean =>
    event.type === 'lab' && kinds.includes(event.result.kind) && !isShown(event.result)

/** What `show` gives is of the kind that settings give, and changes nothing. */
const isShown = (result: LabResult) => result.kind === 'bench' && result.command === 'show'

const changesBefore = (found: Result, results: readonly Result[]) =>
  results.slice(0, results.indexOf(found)).filter(isOf(CHANGES))

async function pictureOf(
  { event }: Result,
  part: string | null,
  text: Text,
  columns: number,
  options: OutputOptions,
): Promise<Draw | null> {
  if (event.type === 'report')
    return ({ width, text: words }) => reportLines(event.report, words, { width, ...options })
  if (event.type === 'sweep')
    return ({ width, text: words }) => sweepLines(event.sweep, words, { width, ...options })
  if (event.type !== 'lab' || part === null) return drawingOf(event, text, columns, options)
  return ({ width, text: words, height }) =>
    partLines(event.result, part, words, width, { ...options, height })
}
