/** One cell's half of the screen: its gradient profile and its curves, a sentence under each. */
import { Box } from 'ink'
import type { Cell } from '../../engine/types.ts'
import type { Observation } from '../../results/events.ts'
import type { Report } from '../../results/report.ts'
import { cut, widthOf } from '../../view/shared/width.ts'
import { Paragraph, Pieces, Row, type TextSpan } from '../shared/line.tsx'
import type { Text } from '../shared/text-types.ts'
import type { Theme } from '../shared/theme.ts'
import { curvePicture, gradientPicture, gradientWords, type Picture } from './charts.ts'
import { statusOf } from './labels.ts'
import type { Layout } from './layout.ts'
import type { Axes, RunState, ScreenState } from './state.ts'
import type { LowerPicture } from './waterfall.ts'

interface Props {
  readonly cell: Cell
  /** Undefined when the plan has no run of this cell with the watched seed. */
  readonly run: RunState | undefined
  readonly seen: Observation | undefined
  readonly task: Report['task']
  readonly axes: Axes | null
  /** The line of the gradient picture that is looked at; null for all. */
  readonly only: ScreenState['series']
  /** What stands in place of the curves, in so many lines; null for the curves. */
  readonly lower: ((height: number) => LowerPicture) | null
  readonly layout: Layout
  readonly text: Text
  readonly theme: Theme
}

export function CellColumn({
  cell,
  run,
  seen,
  task,
  axes,
  only,
  lower,
  layout,
  text,
  theme,
}: Props) {
  const { column: width, gradient, curve, air, wordy } = layout
  const name = { text: text.ui.cell[cell], style: theme.cell[cell] }
  const profile = gradientPicture(cell, seen, axes?.gradient, {
    width,
    height: gradient,
    text,
    only,
    room: wordy ? width : width - widthOf(name.text) - 2,
  })
  const until = seen?.step ?? 0
  if (lower && gradient === 0)
    return (
      <Box flexDirection="column" width={width}>
        <Head {...{ name, run, width, text }} />
        <LowerBox picture={lower(curve)} words={layout.curveWords} {...{ width, height: curve }} />
      </Box>
    )
  return (
    <Box flexDirection="column" width={width}>
      {wordy && <Head {...{ name, run, width, text }} />}
      <PictureBox
        picture={wordy ? { ...profile, sentence: gradientWords(cell, seen, text, true) } : profile}
        head={wordy ? undefined : name}
        words={layout.gradientWords}
        {...{ width, height: gradient, series: theme.series[cell], theme }}
      />
      {air > 0 && <Box height={air} />}
      {lower ? (
        <LowerBox picture={lower(curve)} words={layout.curveWords} {...{ width, height: curve }} />
      ) : (
        <PictureBox
          picture={curvePicture(run, task, {
            ...{ width, height: curve, text, until },
            last: axes?.last ?? 1,
            range: axes?.curve,
          })}
          words={layout.curveWords}
          {...{ width, height: curve, series: theme.curves[cell], theme }}
        />
      )}
    </Box>
  )
}

/** The cell's name and the state of its run. */
function Head({
  name,
  run,
  width,
  text,
}: {
  name: TextSpan
  run: RunState | undefined
  width: number
  text: Text
}) {
  const status = run ? `  ${statusOf(run, text)}` : ''
  return <Pieces pieces={[name, { text: cut(status, width - widthOf(name.text)) }]} />
}

interface PictureProps {
  readonly picture: Picture
  /** Stands before the legend. */
  readonly head?: TextSpan
  readonly width: number
  readonly height: number
  /** Lines for the sentence. */
  readonly words: number
  readonly series: Theme['series']['rnn']
  readonly theme: Theme
}

function PictureBox({ picture, head, width, height, words, series, theme }: PictureProps) {
  const before = head ? [head, { text: '  ' }] : []
  const used = before.reduce((sum, { text }) => sum + widthOf(text), 0)
  return (
    <Box flexDirection="column">
      <Pieces
        pieces={[...before, { text: cut(picture.legend, width - used), style: theme.quiet }]}
      />
      <Box flexDirection="column" height={height} overflowY="hidden">
        {picture.lines.map((spans, index) => (
          <Pieces
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            key={index}
            pieces={spans.map(({ text, series: owner }) => ({
              text,
              style: owner === null ? theme.quiet : series[owner],
            }))}
          />
        ))}
      </Box>
      <Paragraph text={picture.sentence} width={width} height={words} />
    </Box>
  )
}

function LowerBox({
  picture,
  width,
  height,
  words,
}: {
  picture: LowerPicture
  width: number
  height: number
  words: number
}) {
  return (
    <Box flexDirection="column">
      <Row spans={picture.key} />
      <Box flexDirection="column" height={height} overflowY="hidden">
        {picture.lines.map((spans, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <Row key={index} spans={spans} />
        ))}
      </Box>
      <Paragraph text={picture.sentence} width={width} height={words} />
    </Box>
  )
}
