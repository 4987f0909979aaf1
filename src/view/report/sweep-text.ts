/** A finished sweep as plain text that reads well in a log. */
import type { Sweep } from '../../results/report.ts'
import type { ViewText } from '../shared/text-types.ts'
import { wrap } from '../shared/width.ts'
import { paragraph, type ReportBlock } from './blocks.ts'
import { sweepCertificates } from './difficulty.ts'
import { divergenceBlocks } from './divergence.ts'
import { axisNames, headLines, wordsOf } from './sweep.ts'
import { curveFigures } from './sweep-curves.ts'
import { heatFigure } from './sweep-heat.ts'
import { pointsTable, tuningBlocks, verdictBlocks } from './sweep-tables.ts'
import { textOfBlocks, textOfParts } from './text.ts'

/**
 * Lines of at most `width` columns: shares, curves, a row for each point, what the verdicts come
 * to, and how to get the same again.
 */
export function sweepText(sweep: Sweep, given: ViewText, width = 80): string {
  const text = wordsOf(sweep, given)
  const title = text.report.sweep.title(sweep.points[0].task.name, axisNames(sweep, text))
  const blocks: ReportBlock[] = [
    ...(sweep.leftOut ? [] : [heatFigure(sweep, text), ...curveFigures(sweep, text)]),
    ...tuningBlocks(sweep, text),
    pointsTable(sweep, text, false),
    ...divergenceBlocks(sweep.points, text),
    ...verdictBlocks(sweep, text),
    ...sweepCertificates(sweep, text),
  ]
  const parts = [
    [paragraph(title), ...headLines(sweep, text).map(paragraph)].flatMap(
      (block) => textOfBlocks([block], text, width)[0],
    ),
    ...textOfBlocks(blocks, text, width),
    [
      ...wrap(text.compare.again, width),
      ...textOfBlocks([{ kind: 'command', line: sweep.command }], text, width)[0],
    ],
  ]
  return textOfParts(parts, width)
}
