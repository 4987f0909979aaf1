/**
 * The whole screen in words, for small terminals and for screen readers: the same facts, without
 * pictures.
 */
import type { Cell } from '../../engine/types.ts'
import { wrap } from '../../view/shared/width.ts'
import { Lines } from '../shared/line.tsx'
import type { Text } from '../shared/text-types.ts'
import type { Theme } from '../shared/theme.ts'
import { curveWords, gradientWords } from './charts.ts'
import { gatesWords } from './gates.ts'
import { keyWords, placeOf, progressWords, readWords, statusOf, titleOf } from './labels.ts'
import { observationAt, profileSteps } from './selectors.ts'
import { runOf, type ScreenState } from './state.ts'
import { waterfallWordsOf } from './waterfall.ts'

interface Props {
  readonly state: ScreenState
  readonly text: Text
  readonly theme: Theme
  readonly columns: number
  /** Lines at most. */
  readonly rows: number
  /** Said on top, such as why there are no pictures; or nothing. */
  readonly note?: string
}

export function Words({ state, text, theme, columns, rows, note }: Props) {
  const foot = wrap(progressWords(state, text).join(text.view.comma), columns).concat(
    wrap(keyWords(state, text).join(text.view.comma), columns),
  )
  const body = bodyOf(state, text, note).flatMap((sentence) => wrap(sentence, columns))
  // If not everything fits, keys and progress stay: they show the way out.
  const kept = foot.slice(-Math.max(1, rows))
  const room = Math.max(0, rows - kept.length)
  const shown = body.length > room ? [...body.slice(0, Math.max(0, room - 1)), '…'] : body
  const lines = [...shown.slice(0, room), ...kept]
  return <Lines lines={lines} width={columns} first={theme.strong} />
}

function bodyOf(state: ScreenState, text: Text, note: string | undefined): string[] {
  const { spec, task, watched } = state
  const head = [titleOf(state, text)]
  if (!spec || !task || watched === null) return head
  const steps = profileSteps(state)
  head.push([text.ui.seed(watched), placeOf(state, steps, text)].join(text.view.comma))
  return [...head, ...allWords(state, text), ...readWords(state, text), ...(note ? [note] : [])]
}

/** What there is to see of the watched runs. */
export const allWords = (state: ScreenState, text: Text): string[] => {
  const { spec, task } = state
  return task ? (spec?.cells ?? []).flatMap((cell) => cellWords(cell, state, task, text)) : []
}

function cellWords(
  cell: Cell,
  state: ScreenState,
  task: NonNullable<ScreenState['task']>,
  text: Text,
): string[] {
  const run = runOf(state, cell, state.watched)
  if (!run) return []
  const seen = observationAt(run, state.at)
  return [
    text.view.labelled(text.ui.cell[cell], statusOf(run, text)),
    gradientWords(cell, seen, text, true),
    curveWords(run, seen?.step ?? 0, task, text),
    ...(state.lower === 'waterfall' && seen ? [waterfallWordsOf(run, seen.step, text)] : []),
    ...(state.lower === 'gates' && seen ? [gatesWords(run, seen, text)] : []),
  ]
}
