/** The report of one comparison as a page. */

import type { Findings, Report } from '../../results/report.ts'
import { guessWords } from '../shared/guesses.ts'
import { significant } from '../shared/number.ts'
import type { TaskWords, ViewText } from '../shared/text-types.ts'
import { type Page, paragraph, type ReportBlock, sections } from './blocks.ts'
import { certificateBlocks } from './difficulty.ts'
import { divergenceBlocks } from './divergence.ts'
import { curveFigure, dotFigure } from './figures.ts'
import { plannedRuns, wordsFor } from './models.ts'
import { profileFigures } from './profile-figures.ts'
import {
  digestColumn,
  LIST_LIMIT,
  runsTable,
  settingFacts,
  severalSizes,
  sizesBlocks,
  taskFacts,
  tuningTable,
} from './tables.ts'
import { answers, verdictViewOf } from './verdict.ts'
import { closing, notes } from './verdict-closing.ts'
import { quotes } from './verdict-quotes.ts'
import { waterfallFigure } from './waterfall.ts'

export interface PageOptions {
  readonly tasks: TaskWords
  /** Runs that are listed at most. */
  readonly mostRuns: number
}

/** Runs from which on their table is folded away. */
const MANY = 40
/** Settings that were tried and are listed. */
const MOST_TRIALS = 60

export function comparisonPage(report: Report, given: ViewText, options: PageOptions): Page {
  const text = wordsFor(report.settings.variant, given)
  const { report: words } = text
  const findings: Findings = { at: {}, ...report }
  const { task, settings } = findings
  const cells = settings.cells.map((cell) => text.cell[cell]).join(words.against)
  const dots = dotFigure(findings, text)
  const curves = curveFigure(findings, text)
  const fall = waterfallFigure(findings, text)
  return {
    language: words.language,
    title: words.title(task.name, task.length, cells),
    lead: headLines(findings, text),
    sections: sections(
      [
        words.sections.verdict,
        [...verdictBlocks(findings, text), ...divergenceBlocks([findings], text)],
      ],
      [words.sections.seeds, dots ? [dots] : []],
      [
        words.sections.curves,
        curves ? [curves] : findings.runs.length > 0 ? [paragraph(words.withoutCurves)] : [],
      ],
      [words.sections.gradients, [...profileFigures(findings, text), ...(fall ? [fall] : [])]],
      [words.sections.certificate, certificateBlocks(findings, text)],
      [
        words.sections.tuning,
        findings.tuning ? [tuningTable(findings.tuning, text, MOST_TRIALS)] : [],
      ],
      [words.sections.runs, runBlocks(findings, text, options)],
      [words.sections.task, [{ kind: 'facts', facts: taskFacts(findings, text, options.tasks) }]],
      [words.sections.settings, [{ kind: 'facts', facts: settingFacts(findings, text) }]],
      [
        words.sections.again,
        [...againBlocks(report.command, text), ...lastWords(findings, report.next ?? null, text)],
      ],
    ),
    foot: words.madeBy(report.version),
  }
}

function lastWords(findings: Findings, next: string | null, text: ViewText): ReportBlock[] {
  const judged = verdictViewOf(findings)
  return judged.length === 1 ? closing(judged[0], next, text) : []
}

/** What was compared, when it counts as solved, and whether it was ended early. */
export function headLines(findings: Findings, text: ViewText): string[] {
  const { task, settings, partial, runs } = findings
  const { compare } = text
  const { seeds } = settings
  const some =
    seeds.length > LIST_LIMIT
      ? [...seeds.slice(0, LIST_LIMIT - 1), '…', seeds[seeds.length - 1]]
      : seeds
  const list = compare.seeds(seeds.length, some.join(text.list))
  const blind = guessWords(task, text)
  const side = task.metric === 'accuracy' ? 'above' : 'below'
  return [
    compare.title(task.name, task.length, settings.hidden, settings.batch, settings.steps, list),
    compare.solvedWhen(text.metric[task.metric], side, significant(task.threshold, 4), blind),
    ...(partial ? [compare.partial(runs.length, plannedRuns(findings))] : []),
  ]
}

/** Every comparison's answers; where there are several, a table of all first. */
function verdictBlocks(findings: Findings, text: ViewText): ReportBlock[] {
  const judged = verdictViewOf(findings)
  const { sizes } = text.verdict
  const each = judged.flatMap((one): ReportBlock[] => [
    ...(judged.length > 1
      ? [{ kind: 'heading', text: sizes.heading(sizes.fair[one.comparison.fair]) } as const]
      : []),
    ...answers(one, text),
    ...quotes(one, text),
  ])
  const table = sizesBlocks(judged, text)
  return judged.length > 1
    ? [...table, ...each, ...notes(judged, text)]
    : [...each, ...table, ...notes(judged, text)]
}

export function runBlocks(
  { runs }: Findings,
  text: ViewText,
  { mostRuns }: PageOptions,
): ReportBlock[] {
  if (runs.length === 0) return [paragraph(text.compare.noRuns)]
  if (runs.length > mostRuns) return [paragraph(text.report.tooManyRuns(runs.length))]
  const table = runsTable(runs, text, severalSizes(runs), digestColumn(text))
  const note = paragraph(text.report.digests)
  return runs.length > MANY
    ? [{ kind: 'fold', title: text.report.runsOf(runs.length), blocks: [table] }, note]
    : [table, note]
}

export const againBlocks = (command: string, { report }: ViewText): ReportBlock[] => [
  { kind: 'command', line: command },
  paragraph(report.sameBits),
]
