/**
 * The report of a preset: what the paper reports and what came out here, then each of its parts.
 */
import type { PresetReport } from '../../experiments/papers/preset-report.ts'
import type { Report, Sweep } from '../../results/report.ts'
import type { PresetWords, ViewText } from '../shared/text-types.ts'
import { type Page, paragraph, type ReportBlock, type Section, sections } from './blocks.ts'
import { againBlocks, headLines, type PageOptions, runBlocks } from './comparison.ts'
import { certificatesBlocks } from './difficulty.ts'
import { wordsFor } from './models.ts'
import { pointsOnly, studyFigures, studyTitle } from './preset-figures.ts'
import { presetFigure } from './preset-text.ts'
import { trialsTable } from './preset-trials.ts'
import { headLines as sweepLines, sweepRuns, wordsOf } from './sweep.ts'
import { pointsTable, verdictBlocks } from './sweep-tables.ts'
import { answers, verdictViewOf } from './verdict.ts'

export function presetPage(
  preset: PresetReport,
  words: PresetWords,
  text: ViewText,
  options: PageOptions,
): Page {
  const { preset: say, report } = text
  const studies = Object.values(preset.studies)
  return {
    language: report.language,
    title: words.title,
    lead: [
      say.which(preset.name, say.form[preset.form]),
      say.source(words.source),
      say.reports(words.reports),
    ],
    sections: [
      ...sections(
        [report.sections.verdict, verdictOf(preset, words, text)],
        [say.sections.same, [{ kind: 'list', items: words.same }]],
        [say.sections.differs, [{ kind: 'list', items: words.differs }]],
      ),
      ...studies.map((study) => studySection(study, text)),
      ...sections(
        [say.sections.trials, trialBlocks(preset, text)],
        [report.sections.certificate, certificatesBlocks(certificatesOf(preset), text)],
        [report.sections.runs, studies.flatMap((study) => runsOf(study, text, options))],
        [report.sections.again, againBlocks(preset.command, text)],
      ),
    ],
    foot: report.madeBy(preset.version),
  }
}

/** Ours beside the paper's, line by line, and what it comes to by the rule. */
function verdictOf(preset: PresetReport, words: PresetWords, text: ViewText): ReportBlock[] {
  const { preset: say } = text
  if (!preset.verdict) return [paragraph(say.partial)]
  return [
    { kind: 'heading', text: say.verdicts[preset.verdict] },
    {
      kind: 'table',
      caption: '',
      columns: [
        { head: say.columns.what },
        { head: say.columns[preset.against], right: true },
        { head: say.columns.ours, right: true },
        { head: say.columns.verdict },
      ],
      rows: preset.rows.map((row) => [
        words.rows[row.id] ?? row.id,
        row.kind === 'claim' ? say.saysSo : presetFigure(row.paper, text),
        presetFigure(row.ours, text),
        row.verdict ? say.verdicts[row.verdict] : '',
      ]),
    },
    paragraph(say.rule),
  ]
}

/** Pictures, what was solved, and the line that makes this study alone again. */
function studySection(study: Report | Sweep, given: ViewText): Section {
  const sweep = study.schema === 'gatelab.sweep/1'
  const text = sweep ? wordsOf(study, given) : wordsFor(study.settings.variant, given)
  const head = sweep ? sweepLines(study, text) : headLines({ at: {}, ...study }, text)
  const found = sweep
    ? sweepBlocks(study, text)
    : verdictViewOf({ at: {}, ...study }).flatMap((one) => answers(one, text))
  const blocks: ReportBlock[] = [...head.map(paragraph), ...studyFigures(study, text), ...found]
  return {
    title: studyTitle(study, text),
    blocks: [...blocks, { kind: 'command', line: study.command }],
  }
}

/** With one cell there is nothing to compare, and before training nothing was solved. */
function sweepBlocks(sweep: Sweep, text: ViewText): ReportBlock[] {
  if (pointsOnly(sweep)) return []
  const both = sweep.points[0].settings.cells.length > 1
  return [pointsTable(sweep, text, both), ...(both ? verdictBlocks(sweep, text) : [])]
}

const runsOf = (study: Report | Sweep, text: ViewText, options: PageOptions): ReportBlock[] => [
  { kind: 'heading', text: studyTitle(study, text) },
  ...(study.schema === 'gatelab.sweep/1'
    ? sweepRuns(study, text, options)
    : runBlocks({ at: {}, ...study }, text, options)),
]

const trialBlocks = ({ trials }: PresetReport, text: ViewText): ReportBlock[] =>
  Object.values(trials).flatMap((runs) => (runs.length > 0 ? [trialsTable(runs, text)] : []))

/** Of the certificates that are the preset's own, and of those that stand beside its studies. */
const certificatesOf = ({ certificates, studies }: PresetReport) => [
  ...Object.values(certificates).flat(),
  ...Object.values(studies).flatMap((study) =>
    (study.schema === 'gatelab.sweep/1' ? study.points : [study]).flatMap(
      ({ certificate }) => certificate ?? [],
    ),
  ),
]
