/** The lower edge: the runs and their states, how far they have come, and the keys. */

import { Box } from 'ink'
import type { Cell } from '../../engine/types.ts'
import { largest } from '../../rules/extremes.ts'
import { cut, padEnd, widthOf } from '../../view/shared/width.ts'
import { bar } from '../../view/terminal/progress-bar.ts'
import { Line, Pieces, type TextSpan } from '../shared/line.tsx'
import type { Text } from '../shared/text-types.ts'
import type { Theme } from '../shared/theme.ts'
import { keyWords, progressWords, signOf } from './labels.ts'
import { progressOf } from './selectors.ts'
import type { RunState, ScreenState } from './state.ts'

interface Props {
  readonly state: ScreenState
  readonly text: Text
  readonly theme: Theme
  readonly columns: number
}

const BETWEEN = '  '

/**
 * One line for each cell: its runs in the order of their seeds, the watched one bold; `keyed` says
 * what the signs mean where there is room after them.
 */
export function RunsList({ cells, ...props }: RunsProps & { cells: readonly Cell[] }) {
  return (
    <Box flexDirection="column">
      {cells.map((cell) => (
        <Pieces key={cell} pieces={runPieces(cell, props)} />
      ))}
    </Box>
  )
}

interface RunsProps extends Props {
  readonly keyed: boolean
}

export function Legend({ text, theme, columns }: Omit<Props, 'state'>) {
  const words = Object.values(text.ui.signs).join(BETWEEN)
  return <Line text={words} width={columns} style={theme.quiet} />
}

export function ProgressLine({ state, text, theme, columns }: Props) {
  const words = progressWords(state, text).join(BETWEEN)
  const room = columns - widthOf(words) - BETWEEN.length
  const drawn = room >= 10 ? bar(progressOf(state).part, Math.min(room, 40)) + BETWEEN : ''
  return <Pieces pieces={[{ text: drawn, style: theme.quiet }, { text: cut(words, columns) }]} />
}

export function KeyLine({ state, text, theme, columns, profile }: Props & { profile: boolean }) {
  const words = keyWords(state, text, profile).join(BETWEEN)
  return <Line text={words} width={columns} style={theme.strong} />
}

function runPieces(cell: Cell, { state, text, theme, columns, keyed }: RunsProps): TextSpan[] {
  const name = padEnd(text.ui.cell[cell], 9)
  const runs = state.runs.filter((run) => run.id.cell === cell)
  const all = runs.map((run) => `${BETWEEN}${run.id.seed} ${signOf(run, text)}`)
  // The first that is shown is said to be a seed.
  const { seed } = text.ui
  const word = widthOf(seed(0)) - 1
  const shown = howMany(
    all,
    columns - widthOf(name) - word,
    (hidden) => BETWEEN + text.ui.more(hidden),
  )
  const first = windowStart(runs, state.watched, shown)
  const pieces = runs.slice(first, first + shown).map((run, index) => ({
    text: index === 0 ? `${BETWEEN}${seed(run.id.seed)} ${signOf(run, text)}` : all[first + index],
    style: run.id.seed === state.watched ? theme.cell[cell] : undefined,
  }))
  const hidden = all.length - shown
  const rest = hidden > 0 ? [{ text: BETWEEN + text.ui.more(hidden), style: theme.quiet }] : []
  const line = [{ text: cut(name, columns), style: theme.cell[cell] }, ...pieces, ...rest]
  const free = columns - line.reduce((sum, one) => sum + widthOf(one.text), 0)
  const key = `${BETWEEN}${BETWEEN}${signsOf(runs.slice(first, first + shown), text)}`
  return keyed && widthOf(key) <= free ? [...line, { text: key, style: theme.quiet }] : line
}

/** What the signs of these runs mean. */
const signsOf = (runs: readonly RunState[], { ui }: Text): string =>
  [...new Set(runs.map(({ status }) => ui.signs[status]))].join(BETWEEN)

/** How many pieces fit, with a note about the rest if not all do. */
function howMany(
  pieces: readonly string[],
  room: number,
  rest: (hidden: number) => string,
): number {
  const total = (count: number) =>
    pieces.slice(0, count).reduce((sum, piece) => sum + widthOf(piece), 0)
  if (total(pieces.length) <= room) return pieces.length
  const widest = largest(pieces.map(widthOf))
  return Math.max(0, Math.floor((room - widthOf(rest(pieces.length))) / widest))
}

/** Keeps the watched run among those shown. */
function windowStart(runs: readonly RunState[], watched: number | null, shown: number): number {
  const place = runs.findIndex((run) => run.id.seed === watched)
  return Math.max(0, Math.min(place - Math.floor(shown / 2), runs.length - shown))
}
