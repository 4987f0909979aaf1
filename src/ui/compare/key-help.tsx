/** What the keys do, and in full what the pictures say, in their place. */
import { titledPicture } from '../../view/printed/example-text.ts'
import { answerWords } from '../../view/shared/example-words.ts'
import { textOf } from '../../view/shared/spans.ts'
import { padEnd, wrap } from '../../view/shared/width.ts'
import { Lines } from '../shared/line.tsx'
import type { Text } from '../shared/text-types.ts'
import type { Theme } from '../shared/theme.ts'
import { observationAt } from './selectors.ts'
import { runOf, type ScreenState } from './state.ts'
import { allWords } from './words-only.tsx'

/** Width of the column with the keys. */
const KEYS = 12

export function Help({ state, text, theme, columns, rows }: Props) {
  const lines = helpLines(state, text, columns)
  const shown = lines.length > rows ? [...lines.slice(0, rows - 1), '…'] : lines
  return <Lines lines={shown} width={columns} height={rows} first={theme.strong} />
}

interface Props {
  readonly state: ScreenState
  readonly text: Text
  readonly theme: Theme
  readonly columns: number
  readonly rows: number
}

function helpLines(state: ScreenState, text: Text, columns: number): string[] {
  const { title, lines, close } = text.ui.help
  const body = lines.flatMap(([keys, meaning]) =>
    wrap(meaning, Math.max(8, columns - KEYS)).map(
      (part, index) => padEnd(index === 0 ? keys : '', KEYS) + part,
    ),
  )
  const example = exampleOf(state, text, columns)
  const said = allWords(state, text).flatMap((sentence) => wrap(sentence, columns))
  return [
    [title, close].join(text.view.join),
    '',
    ...body,
    ...example,
    ...(said.length > 0 ? ['', ...said] : []),
  ]
}

/** One sequence of the task, and what the watched nets answered to it at the step looked at. */
function exampleOf(state: ScreenState, text: Text, columns: number): string[] {
  const { spec, watched } = state
  const sequence = watched === null ? undefined : state.examples[watched]
  if (!sequence || !spec) return []
  const answers = spec.cells.flatMap((cell) => {
    const seen = observationAt(runOf(state, cell, watched), state.at)
    return seen?.answer ? [{ ...seen.answer, name: text.view.cell[cell], step: seen.step }] : []
  })
  const words = answers.map((one) => answerWords(sequence, one, text.view).join(text.view.between))
  return [
    '',
    ...titledPicture(sequence, text.view, columns, 'none', answers).map(textOf),
    ...words.flatMap((one) => wrap(one, columns)),
  ]
}
