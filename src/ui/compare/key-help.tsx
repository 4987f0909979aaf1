/** What the keys do, and in full what the pictures say, in their place. */
import { padEnd, wrap } from '../../view/shared/width.ts'
import { Lines } from '../shared/line.tsx'
import type { Text } from '../shared/text-types.ts'
import type { Theme } from '../shared/theme.ts'
import type { ScreenState } from './state.ts'
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
  const said = allWords(state, text).flatMap((sentence) => wrap(sentence, columns))
  return [title, '', ...body, close, ...(said.length > 0 ? ['', ...said] : [])]
}
