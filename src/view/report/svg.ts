/**
 * A report as one picture: dots and curves of a comparison, heat and curves of a sweep, those of a
 * preset's studies.
 */
import type { PresetReport } from '../../experiments/papers/preset-report.ts'
import type { Findings, Report, Sweep } from '../../results/report.ts'
import type { PresetWords, ViewText } from '../shared/text-types.ts'
import { documentOf, stacked } from '../svg/document.ts'
import type { Figure } from './blocks.ts'
import { headLines } from './comparison.ts'
import { curveFigure, dotFigure } from './figures.ts'
import { wordsFor } from './models.ts'
import { studyFigures } from './preset-figures.ts'
import { axisNames, headLines as sweepLines, wordsOf } from './sweep.ts'
import { curveFigures } from './sweep-curves.ts'
import { heatFigure } from './sweep-heat.ts'
import { waterfallFigure } from './waterfall.ts'

export const figureSvg = (report: Report | Sweep, text: ViewText): string =>
  report.schema === 'gatelab.sweep/1'
    ? sweepSvg(report, wordsOf(report, text))
    : comparisonSvg(report, text)

function comparisonSvg(report: Report, given: ViewText): string {
  const text = wordsFor(report.settings.variant, given)
  const findings: Findings = { at: {}, ...report }
  const figures = [
    dotFigure(findings, text),
    curveFigure(findings, text),
    waterfallFigure(findings, text),
  ].flatMap((one) => one ?? [])
  const cells = findings.settings.cells.map((cell) => text.cell[cell]).join(text.report.against)
  return drawn(
    figures,
    text.report.title(report.task.name, report.task.length, cells),
    headLines(findings, text),
  )
}

const sweepSvg = (sweep: Sweep, text: ViewText): string =>
  drawn(
    sweep.leftOut ? [] : [heatFigure(sweep, text), ...curveFigures(sweep, text)],
    text.report.sweep.title(sweep.points[0].task.name, axisNames(sweep, text)),
    sweepLines(sweep, text),
  )

/** The pictures of all its studies, one below the other. */
export function presetSvg(preset: PresetReport, words: PresetWords, text: ViewText): string {
  const figures = Object.values(preset.studies).flatMap((study) => studyFigures(study, text))
  const { verdicts, partial } = text.preset
  const verdict = preset.verdict ? verdicts[preset.verdict] : partial
  return drawn(figures, words.title, [text.preset.reports(words.reports), text.end(verdict)])
}

const drawn = (figures: readonly Figure[], title: string, head: readonly string[]): string =>
  documentOf(
    stacked(
      figures.map(({ drawing }) => drawing()),
      title,
      [...head, ...figures.map(({ sentence }) => sentence)].filter(Boolean).join(' '),
    ),
  )
