/**
 * The comparison on the screen: title, the two cells side by side, the runs, the progress, the
 * keys.
 */

import { Box, useIsScreenReaderEnabled } from 'ink'
import { useMemo, useSyncExternalStore } from 'react'
import type { Observation } from '../../results/events.ts'
import { largest } from '../../rules/extremes.ts'
import type { Colors } from '../../view/shared/palette.ts'
import { cut, widthOf, wrap } from '../../view/shared/width.ts'
import { Line, Pieces } from '../shared/line.tsx'
import type { Text } from '../shared/text-types.ts'
import type { Theme } from '../shared/theme.ts'
import { wordsFor } from '../shared/variant-text.ts'
import { CellColumn } from './cell-column.tsx'
import { curveWords, gradientWords } from './charts.ts'
import { KeyLine, Legend, ProgressLine, RunsList } from './footer.tsx'
import { gatesPicture, gatesWords } from './gates.ts'
import { Help } from './key-help.tsx'
import { placeOf, readWords, titleOf } from './labels.ts'
import { columnOf, isWordy, type Layout, layoutOf, MIN_COLUMNS, MIN_ROWS } from './layout.ts'
import { observationAt, profileSteps } from './selectors.ts'
import { type RunState, runOf, type ScreenState } from './state.ts'
import type { CompareStore } from './store.ts'
import { waterfallAxes, waterfallPicture, waterfallWordsOf } from './waterfall.ts'
import { Words } from './words-only.tsx'

interface Size {
  readonly columns: number
  readonly rows: number
}

interface Props {
  readonly store: CompareStore
  readonly size: Size
  readonly text: Text
  readonly theme: Theme
  readonly colors: Colors
}

export function CompareScreen({ store, size, text: given, theme, colors }: Props) {
  const state = useSyncExternalStore(store.subscribe, store.shown)
  const text = useMemo(() => wordsFor(state.spec?.variant, given), [state.spec?.variant, given])
  const screenReader = useIsScreenReaderEnabled()
  const { columns } = size
  const rows = Math.max(1, size.rows - 1)
  const layout = screenReader ? null : layoutFor(state, size, text)
  if (state.help) return <Help {...{ state, text, theme, columns, rows }} />
  if (layout) return <Pictures {...{ state, text, theme, colors, layout }} />
  const note = screenReader ? undefined : text.ui.tooSmall(MIN_COLUMNS, MIN_ROWS)
  return <Words {...{ state, text, theme, columns, rows, note }} />
}

/** The sentences get the lines that they need now, the pictures all others. */
function layoutFor(state: ScreenState, { columns, rows }: Size, text: Text): Layout | null {
  const { task } = state
  const cells = state.spec?.cells ?? []
  const count = cells.length || 2
  const width = columnOf(columns, count)
  const linesOf = (sentences: readonly string[]) =>
    largest(
      sentences.map((one) => wrap(one, width).length),
      1,
    )
  const shown = shownOf(state)
  return layoutOf(
    columns,
    rows,
    count,
    {
      gradient: linesOf(
        shown.map(({ cell, seen }) => gradientWords(cell, seen, text, isWordy(rows))),
      ),
      curve: linesOf(
        shown.flatMap(({ run, seen }) => {
          const until = seen?.step ?? 0
          if (!run || !task) return []
          if (state.lower === 'waterfall') return [waterfallWordsOf(run, until, text)]
          if (state.lower === 'gates') return seen ? [gatesWords(run, seen, text)] : []
          return [curveWords(run, until, task, text)]
        }),
      ),
      title: readWords(state, text).slice(0, 1).length,
    },
    state.lower,
  )
}

/** The watched run of each cell, and what it had shown at the step looked at. */
const shownOf = (state: ScreenState) =>
  (state.spec?.cells ?? []).map((cell) => {
    const run = runOf(state, cell, state.watched)
    return { cell, run, seen: observationAt(run, state.at) }
  })

interface PicturesProps {
  readonly state: ScreenState
  readonly text: Text
  readonly theme: Theme
  readonly colors: Colors
  readonly layout: Layout
}

function Pictures({ state, text, theme, colors, layout }: PicturesProps) {
  const { columns, rows, gap, air, wordy } = layout
  const { task, axes, series } = state
  const cells = state.spec?.cells ?? []
  const shown = shownOf(state)
  const lower = lowerOf(state, shown, { width: layout.column, text, colors })
  const [read] = wordy ? readWords(state, text) : []
  return (
    <Box flexDirection="column" width={columns} height={rows} overflowY="hidden">
      <TitleLine {...{ state, text, theme, columns }} />
      {read !== undefined && <Line text={read} width={columns} />}
      {air > 0 && <Box height={air} />}
      <Box columnGap={gap} flexGrow={1}>
        {task &&
          shown.map(({ cell, run, seen }) => (
            <CellColumn
              key={cell}
              {...{
                cell,
                run,
                seen,
                task,
                axes,
                only: series,
                lower: lower(run, seen),
                layout,
                text,
                theme,
              }}
            />
          ))}
      </Box>
      {air > 0 && <Box height={air} />}
      <RunsList {...{ state, text, theme, columns, cells }} keyed={!wordy} />
      {wordy && <Legend {...{ text, theme, columns }} />}
      <ProgressLine {...{ state, text, theme, columns }} />
      <KeyLine {...{ state, text, theme, columns }} profile={layout.gradient > 0} />
    </Box>
  )
}

/** What stands in place of the curves: of a run a picture in so many lines. */
function lowerOf(
  state: ScreenState,
  shown: ReturnType<typeof shownOf>,
  options: { readonly width: number; readonly text: Text; readonly colors: Colors },
) {
  const { text } = options
  if (state.lower === 'curves') return () => null
  if (state.lower === 'gates')
    return (run: RunState | undefined, seen: Observation | undefined) => (height: number) =>
      gatesPicture(run, seen, { ...options, height })
  const runs = shown.map(({ run }) => run)
  const axes = waterfallAxes(state, runs, text)
  return (run: RunState | undefined, seen: Observation | undefined) => (height: number) =>
    waterfallPicture(run, { ...options, ...axes, height, until: seen?.step ?? 0 })
}

/**
 * The spec on the left; on the right the watched seed and where in its profiles the pictures stand.
 */
function TitleLine({
  state,
  text,
  theme,
  columns,
}: Omit<PicturesProps, 'layout' | 'colors'> & { columns: number }) {
  const { watched } = state
  const right =
    watched === null
      ? ''
      : [text.ui.seed(watched), placeOf(state, profileSteps(state), text)].join(text.view.comma)
  const left = cut(titleOf(state, text), Math.max(0, columns - widthOf(right) - 2))
  const between = ' '.repeat(Math.max(0, columns - widthOf(left) - widthOf(right)))
  return (
    <Pieces
      pieces={[
        { text: left, style: theme.strong },
        { text: between },
        { text: cut(right, columns) },
      ]}
    />
  )
}
