/**
 * The pictures of a preset's studies: those that a comparison or a sweep has, and where nothing was
 * trained its gradient profiles.
 */
import type { Findings, Report, Sweep } from '../../results/report.ts'
import type { ViewText } from '../shared/text-types.ts'
import type { Figure } from './blocks.ts'
import { curveFigure, dotFigure } from './figures.ts'
import { atWords } from './grid.ts'
import { profileFigures } from './profile-figures.ts'
import { axisNames } from './sweep.ts'
import { curveFigures } from './sweep-curves.ts'
import { heatFigure } from './sweep-heat.ts'

export function studyTitle(study: Report | Sweep, text: ViewText): string {
  const { report } = text
  if (study.schema === 'gatelab.sweep/1') {
    return report.sweep.title(study.points[0].task.name, axisNames(study, text))
  }
  const cells = study.settings.cells.map((cell) => text.cell[cell]).join(report.against)
  return report.title(study.task.name, study.task.length, cells)
}

export function studyFigures(study: Report | Sweep, text: ViewText): Figure[] {
  if (study.schema === 'gatelab.sweep/1') {
    return pointsOnly(study)
      ? study.points.flatMap((point) =>
          profileFigures(point, text, atWords(point.at, text)).slice(0, 1),
        )
      : [heatFigure(study, text), ...curveFigures(study, text)]
  }
  const findings: Findings = { at: {}, ...study }
  const figures = [dotFigure(findings, text), curveFigure(findings, text)]
  return [...figures.flatMap((one) => one ?? []), ...profileFigures(findings, text)]
}

/**
 * Such a study trains for one step only because of the profile before it, so only the first profile
 * matters.
 */
export const pointsOnly = ({ points }: Sweep): boolean =>
  points.every(({ settings }) => settings.steps === 1)
