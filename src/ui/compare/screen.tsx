/**
 * The comparison on the screen: title, the two cells side by side, the runs, the progress, the
 * keys.
 */

import { Box, useIsScreenReaderEnabled } from 'ink'
import { useMemo, useSyncExternalStore } from 'react'
import { cut, widthOf } from '../../view/shared/width.ts'
import { Line, Pieces } from '../shared/line.tsx'
import type { Text } from '../shared/text-types.ts'
import type { Theme } from '../shared/theme.ts'
import { wordsFor } from '../shared/variant-text.ts'
import { CellColumn } from './cell-column.tsx'
import { KeyLine, Legend, ProgressLine, RunsList } from './footer.tsx'
import { Help } from './key-help.tsx'
import { placeOf, readWords, titleOf } from './labels.ts'
import { type Layout, layoutOf, MIN_COLUMNS, MIN_ROWS } from './layout.ts'
import { observationAt, profileSteps } from './selectors.ts'
import { runOf, type ScreenState } from './state.ts'
import type { CompareStore } from './store.ts'
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
}

export function CompareScreen({ store, size, text: given, theme }: Props) {
  const state = useSyncExternalStore(store.subscribe, store.shown)
  const text = useMemo(() => wordsFor(state.spec?.variant, given), [state.spec?.variant, given])
  const screenReader = useIsScreenReaderEnabled()
  const { columns } = size
  const rows = Math.max(1, size.rows - 1)
  const layout = screenReader ? null : layoutOf(columns, size.rows, state.spec?.cells.length ?? 2)
  if (state.help) return <Help {...{ text, theme, columns, rows }} />
  if (layout) return <Pictures {...{ state, text, theme, layout }} />
  const note = screenReader ? undefined : text.ui.tooSmall(MIN_COLUMNS, MIN_ROWS)
  return <Words {...{ state, text, theme, columns, rows, note }} />
}

interface PicturesProps {
  readonly state: ScreenState
  readonly text: Text
  readonly theme: Theme
  readonly layout: Layout
}

function Pictures({ state, text, theme, layout }: PicturesProps) {
  const { columns, rows, gap, air, wordy } = layout
  const { task, axes, watched, at } = state
  const cells = state.spec?.cells ?? []
  const shown = cells.map((cell) => {
    const run = runOf(state, cell, watched)
    return { cell, run, seen: observationAt(run, at) }
  })
  return (
    <Box flexDirection="column" width={columns} height={rows} overflowY="hidden">
      <TitleLine {...{ state, text, theme, columns }} />
      {air > 0 && <Line text={readWords(state, text)[0] ?? ' '} width={columns} />}
      <Box columnGap={gap} flexGrow={1}>
        {task &&
          shown.map(({ cell, run, seen }) => (
            <CellColumn key={cell} {...{ cell, run, seen, task, axes, layout, text, theme }} />
          ))}
      </Box>
      {air > 0 && <Box height={air} />}
      <RunsList {...{ state, text, theme, columns, cells }} />
      {wordy && <Legend {...{ text, theme, columns }} />}
      <ProgressLine {...{ state, text, theme, columns }} />
      <KeyLine {...{ state, text, theme, columns }} />
    </Box>
  )
}

/**
 * The spec on the left; on the right the watched seed and where in its profiles the pictures stand.
 */
function TitleLine({
  state,
  text,
  theme,
  columns,
}: Omit<PicturesProps, 'layout'> & { columns: number }) {
  const { watched } = state
  const right =
    watched === null ? '' : `${text.ui.seed(watched)}, ${placeOf(state, profileSteps(state), text)}`
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
