/** A preset as plain text: what the paper reports, and what came out here beside it. */
import type { PresetReport, PresetRow } from '../../experiments/papers/preset-report.ts'
import { wrapCommand } from '../shared/copyable-command.ts'
import { significant } from '../shared/number.ts'
import type { PresetWords, ViewText } from '../shared/text-types.ts'
import { cut, padEnd, widthOf, wrap } from '../shared/width.ts'

const INDENT = '  '

/** Lines of at most `width` columns. */
export function presetText(
  preset: PresetReport,
  words: PresetWords,
  text: ViewText,
  width = 80,
): string {
  const { preset: say } = text
  const item = (one: string) => wrap(`- ${one}`, width, INDENT)
  const lines = [
    ...wrap(`${preset.name} (${say.form[preset.form]}): ${words.title}`, width),
    ...wrap(say.source(words.source), width),
    ...wrap(say.reports(words.reports), width),
    '',
    say.same,
    ...words.same.flatMap(item),
    say.differs,
    ...words.differs.flatMap(item),
    '',
    ...preset.rows.flatMap((row) => rowLines(row, preset, words, text, width)),
    ...(preset.rows.length > 0 ? [''] : []),
    ...(preset.verdict
      ? [say.verdicts[preset.verdict], ...wrap(say.rule, width)]
      : wrap(say.partial, width)),
    '',
    ...wrap(text.compare.again, width),
    ...wrapCommand(preset.command, width),
  ]
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

/** What it is, and below it the paper's figure, ours and the verdict. */
function rowLines(
  row: PresetReport['rows'][number],
  { against }: PresetReport,
  words: PresetWords,
  text: ViewText,
  width: number,
): string[] {
  const { columns, verdicts } = text.preset
  const facts = [
    ...(row.paper === null ? [] : [`${columns[against]} ${presetFigure(row.paper, text)}`]),
    `${columns.ours} ${presetFigure(row.ours, text)}`,
  ].join(text.list)
  const verdict = row.verdict ? verdicts[row.verdict] : ''
  const room = width - 2 * INDENT.length - widthOf(verdict)
  const line = INDENT + padEnd(cut(facts, room), room) + INDENT + verdict
  return [...wrap(words.rows[row.id] ?? row.id, width), line]
}

/** A number with four digits, or so many of so many. */
export function presetFigure(
  value: PresetRow['paper'] | PresetRow['ours'],
  { none, preset }: ViewText,
): string {
  if (value === null) return none
  return typeof value === 'number' ? significant(value, 4) : preset.share(value.count, value.of)
}

/** The presets that there are, each with its source. */
export function presetsText(
  presets: readonly {
    readonly name: string
    readonly minutes: number
    readonly words: PresetWords
  }[],
  text: ViewText,
  width = 80,
): string {
  const paragraphs = presets.map(({ name, minutes, words }) =>
    [
      ...wrap(text.labelled(name, words.title), width),
      ...[words.source, words.reports, text.preset.minutes(minutes)].flatMap((line) =>
        wrap(line, width - INDENT.length).map((one) => INDENT + one),
      ),
    ].join('\n'),
  )
  return `${paragraphs.join('\n\n')}\n`
}
