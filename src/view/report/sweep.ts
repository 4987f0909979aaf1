/** The report of a sweep as a page. */
import type { Sweep } from '../../results/report.ts'
import type { TaskWords, ViewText } from '../shared/text-types.ts'
import { type Page, paragraph, type ReportBlock, sections } from './blocks.ts'
import { againBlocks, type PageOptions } from './comparison.ts'
import { sweepCertificates } from './difficulty.ts'
import { plannedRuns, wordsFor } from './models.ts'
import { curveFigures } from './sweep-curves.ts'
import { heatFigure } from './sweep-heat.ts'
import { allRunsTable, pointsTable, tuningBlocks, verdictBlocks } from './sweep-tables.ts'
import { settingFacts, taskFacts } from './tables.ts'
import { isAdjusted } from './verdict-words.ts'

export function sweepPage(sweep: Sweep, given: ViewText, options: PageOptions): Page {
  const text = wordsOf(sweep, given)
  const { report: words } = text
  const [first] = sweep.points
  return {
    language: words.language,
    title: words.sweep.title(first.task.name, axisNames(sweep, text)),
    lead: headLines(sweep, text),
    sections: sections(
      [words.sections.verdict, [...verdictBlocks(sweep, text), ...appendix(sweep, text)]],
      [words.sweep.sections.share, sweep.leftOut ? [] : [heatFigure(sweep, text)]],
      [words.sweep.sections.curves, sweep.leftOut ? [] : curveFigures(sweep, text)],
      [words.sweep.sections.points, [pointsTable(sweep, text, true)]],
      [words.sections.certificate, sweepCertificates(sweep, text)],
      [words.sweep.sections.tuning, tuningBlocks(sweep, text)],
      [words.sections.runs, sweepRuns(sweep, text, options)],
      [words.sections.task, [{ kind: 'facts', facts: taskOf(sweep, text, options.tasks) }]],
      [words.sections.settings, [{ kind: 'facts', facts: settingsOf(sweep, text) }]],
      [words.sections.again, againBlocks(sweep.command, text)],
    ),
    foot: words.madeBy(sweep.version),
  }
}

/** A GRU has its own name where it stands at every point. */
export const wordsOf = ({ axes, points }: Sweep, text: ViewText): ViewText =>
  axes.some(({ option }) => option === 'variant')
    ? text
    : wordsFor(points[0].settings.variant, text)

export const axisNames = ({ axes }: Sweep, { list }: ViewText): string =>
  axes.map(({ option }) => option).join(list)

const runCount = ({ points }: Sweep): number =>
  points.reduce((sum, { runs }) => sum + runs.length, 0)

/** How much it was, and whether it was ended early. */
export function headLines(sweep: Sweep, text: ViewText): string[] {
  const { points, partial } = sweep
  const { leftOut = { points: 0, runs: 0 } } = sweep
  const planned = points.reduce((sum, point) => sum + plannedRuns(point), leftOut.runs)
  const { report: words } = text
  return [
    words.sweep.counts(points.length + leftOut.points, points[0].settings.seeds.length, planned),
    ...(partial ? [text.compare.partial(runCount(sweep), planned)] : []),
    ...(leftOut.points > 0 ? [words.sweep.leftOut(leftOut.points)] : []),
  ]
}

function appendix(sweep: Sweep, text: ViewText): ReportBlock[] {
  const verdict = sweep.points.flatMap(({ verdict }) => verdict ?? [])[0]
  if (!verdict) return []
  const seeds = sweep.points[0].settings.seeds.length
  const words = text.report.sweep.appendix(
    sweep.points.length,
    axisNames(sweep, text),
    seeds,
    String(verdict.level),
    isAdjusted(verdict),
  )
  return [{ kind: 'quote', title: text.verdict.appendixTitle, text: words }]
}

export function sweepRuns(sweep: Sweep, text: ViewText, { mostRuns }: PageOptions): ReportBlock[] {
  const count = runCount(sweep)
  if (count === 0) return [paragraph(text.compare.noRuns)]
  if (count > mostRuns) return [paragraph(text.report.tooManyRuns(count))]
  return [
    { kind: 'fold', title: text.report.runsOf(count), blocks: [allRunsTable(sweep, text)] },
    paragraph(text.report.digests),
  ]
}

/** The task of the first point; its sizes differ between points. */
const taskOf = ({ points: [first] }: Sweep, text: ViewText, tasks: TaskWords) =>
  taskFacts(first, text, tasks).filter(([name]) => name !== text.report.task.sizes)

const settingsOf = ({ axes, points: [first] }: Sweep, text: ViewText) =>
  settingFacts(
    first,
    text,
    axes.map(({ option }) => option),
  )
