/** The finished comparison as plain text that reads well in a log. */
import type { Findings, Report, Run } from '../../results/report.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { significant } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'
import { wrap, wrapList } from '../shared/width.ts'
import { paragraph, type ReportBlock } from './blocks.ts'
import { headLines } from './comparison.ts'
import { certificateBlocks } from './difficulty.ts'
import { divergenceBlocks } from './divergence.ts'
import { curveFigure, dotFigure } from './figures.ts'
import { wordsFor } from './models.ts'
import { profileFigures } from './profile-figures.ts'
import { runsTable, severalSizes, sizesBlocks, tuningTable } from './tables.ts'
import { textOfBlocks, textOfParts } from './text.ts'
import { answers, levelWords, verdictViewOf } from './verdict.ts'
import { closing } from './verdict-closing.ts'
import { quotes } from './verdict-quotes.ts'

/** Settings that were tried and are listed. */
const MOST_TRIALS = 20

/**
 * Lines of at most `width` columns; title, runs, curves, gradient profiles, the verdict, and how to
 * get the same again.
 */
export function compareText(report: Report, given: ViewText, width = 80): string {
  const text = wordsFor(report.settings.variant, given)
  const findings: Findings = { at: {}, ...report }
  const { runs, tuning } = findings
  const blocks: ReportBlock[] = [
    ...(tuning ? [tuningTable(tuning, text, MOST_TRIALS)] : []),
    runs.length > 0 ? runsTable(runs, text, severalSizes(runs)) : paragraph(text.compare.noRuns),
    ...divergenceBlocks([findings], text),
    ...pictures(findings, text),
    ...verdictBlocks(findings, text),
    ...reachBlocks(findings, text),
    ...certificateBlocks(findings, text),
    { kind: 'lines', lines: (columns) => digests(runs, text, columns) },
  ]
  const parts = [
    headLines(findings, text).flatMap((sentence) => wrap(sentence, width)),
    ...textOfBlocks(blocks, text, width),
    [
      ...wrap(text.compare.again, width),
      ...textOfBlocks([{ kind: 'command', line: report.command }], text, width)[0],
    ],
    ...textOfBlocks(lastWords(report, findings, text), text, width),
  ]
  return textOfParts(parts, width)
}

function pictures(findings: Findings, text: ViewText): ReportBlock[] {
  const curves = curveFigure(findings, text)
  return [...(curves ? [curves] : []), ...profileFigures(findings, text)]
}

/** The conclusion of one comparison, or what it would take to reach one. */
function lastWords({ next = null }: Report, findings: Findings, text: ViewText): ReportBlock[] {
  const judged = verdictViewOf(findings)
  return judged.length === 1 ? closing(judged[0], next, text) : []
}

/** Both answers of a comparison; of several a table, and for each a sentence to quote. */
function verdictBlocks(findings: Findings, text: ViewText): ReportBlock[] {
  const judged = verdictViewOf(findings)
  const dots = dotFigure(findings, text)
  const [first] = judged
  if (!first) return [...summary(findings, text), ...(dots ? [dots] : [])]
  // The answers already say what the picture's sentence says.
  const figure = dots ? [{ ...dots, sentence: '' }] : []
  const title = paragraph(text.verdict.title(first.verdict.pairs))
  if (judged.length === 1) {
    const equal = first.comparison.fair === 'hidden' ? [] : sizesBlocks(judged, text)
    return [title, ...answers(first, text), ...equal, ...figure, ...quotes(first, text)]
  }
  const { sizes } = text.verdict
  const each = judged.map((one): ReportBlock => {
    const [quote] = quotes(one, text)
    return quote.kind === 'quote'
      ? { ...quote, title: sizes.heading(sizes.fair[one.comparison.fair]) }
      : quote
  })
  return [
    title,
    ...sizesBlocks(judged, text),
    paragraph(levelWords(first.verdict, text)),
    ...figure,
    ...each,
  ]
}

/** One sentence for each cell: how many were solved, and the medians. */
function summary({ summary, settings }: Findings, text: ViewText): ReportBlock[] {
  const { compare } = text
  const sentences = settings.cells.flatMap((cell) => {
    const all = summary[cell]
    if (!all || all.of === 0) return []
    const facts = [compare.summary(text.cell[cell], all.solved, all.of)]
    if (all.medianSolvedAt !== null)
      facts.push(compare.medianSolvedAt(significant(all.medianSolvedAt)))
    if (all.medianMetric !== null) facts.push(compare.medianMetric(significant(all.medianMetric)))
    return [text.end(facts.join(text.join))]
  })
  return sentences.length > 0
    ? [{ kind: 'lines', lines: (width) => sentences.flatMap((one) => wrap(one, width)) }]
    : []
}

/** How far beyond training the nets of each cell go, where that was tried. */
function reachBlocks({ settings, runs }: Findings, text: ViewText): ReportBlock[] {
  return settings.cells.flatMap((cell) => {
    const reaches = runs.flatMap((run) => (run.cell === cell && run.reach ? [run.reach] : []))
    const accepted = reaches.map((reach) => reach.accepted).join(text.list)
    return reaches.length === 0
      ? []
      : [paragraph(text.end(text.compare.reach(text.cell[cell], accepted, reaches[0].trained)))]
  })
}

function digests(runs: readonly Run[], { cell, compare }: ViewText, width: number): string[] {
  if (runs.length === 0) return []
  const list = runs.map((run) => compare.digest(cell[run.cell], run.seed, shortDigest(run.digest)))
  return [...wrap(compare.digests, width), ...wrapList(list, width)]
}
