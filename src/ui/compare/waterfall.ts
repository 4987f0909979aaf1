/** The waterfall in place of the learning curves: pure, and drawn by src/view. */

import type { Colors } from '../../view/shared/palette.ts'
import type { Line } from '../../view/shared/spans.ts'
import { type Decades, decadesOf, type WaterfallRun } from '../../view/shared/waterfall.ts'
import { waterfallSentence, waterfallWords } from '../../view/shared/waterfall-words.ts'
import { waterfallKey, waterfallPanel } from '../../view/terminal/waterfall.ts'
import type { Text } from '../shared/text-types.ts'
import type { RunState, ScreenState } from './state.ts'

/** What stands in the lower half in place of the curves. */
export interface LowerPicture {
  readonly key: Line
  readonly lines: readonly Line[]
  readonly sentence: string
}

export interface WaterfallPictureOptions {
  readonly width: number
  readonly height: number
  readonly text: Text
  readonly colors: Colors
  /** The step looked at: nothing after it is drawn. */
  readonly until: number
  /** The last step of the axis, the same for both cells. */
  readonly last: number
  /** The scale that both cells share; null where nothing is known yet. */
  readonly decades: Decades | null
}

/** ‖∂L/∂h_t‖ of a run by training step and time step, as far as the step looked at. */
export function waterfallPicture(
  run: RunState | undefined,
  { text, until, decades, ...options }: WaterfallPictureOptions,
): LowerPicture {
  const words = waterfallWords(text.view)
  if (!run || !decades || run.observations.length === 0)
    return { key: [], lines: [], sentence: text.ui.emptyResults }
  const fall = waterfallRun(run, text, until)
  return {
    key: waterfallKey(decades, { ...options, words }),
    lines: waterfallPanel(fall, { ...options, decades, words }),
    sentence: waterfallSentence([fall], text.view),
  }
}

export const waterfallWordsOf = (run: RunState, until: number, text: Text): string =>
  waterfallSentence([waterfallRun(run, text, until)], text.view)

/** What both cells' waterfalls share: all planned steps, and one scale for all that was measured. */
export const waterfallAxes = (
  { spec }: ScreenState,
  runs: readonly (RunState | undefined)[],
  text: Text,
): Pick<WaterfallPictureOptions, 'last' | 'decades'> => ({
  last: spec?.steps ?? 1,
  decades: decadesOf(
    runs.flatMap((run) => (run ? [waterfallRun(run, text, Number.POSITIVE_INFINITY)] : [])),
  ),
})

const waterfallRun = (
  { id, observations }: RunState,
  { ui }: Text,
  until: number,
): WaterfallRun => ({
  name: ui.cell[id.cell],
  profiles: observations.flatMap(({ step, profile }) =>
    step <= until ? [{ step, log10: profile.log10.hidden }] : [],
  ),
})
