/** The gates in place of the learning curves: pure, and drawn by src/view. */
import type { Observation } from '../../results/events.ts'
import { gatesSentence } from '../../view/shared/gates.ts'
import type { Colors } from '../../view/shared/palette.ts'
import { gatesKey, gatesPanel } from '../../view/terminal/gates.ts'
import type { Text } from '../shared/text-types.ts'
import type { RunState } from './state.ts'
import type { LowerPicture } from './waterfall.ts'

interface Options {
  readonly width: number
  readonly height: number
  readonly text: Text
  readonly colors: Colors
}

/** What the gates of a run did at the step looked at. */
export function gatesPicture(
  run: RunState | undefined,
  seen: Observation | undefined,
  { text, ...size }: Options,
): LowerPicture {
  if (!run || !seen) return { key: [], lines: [], sentence: text.ui.emptyResults }
  const look = seen.profile.gates
  const options = { ...size, text: text.view }
  return {
    key: look ? gatesKey(look, options) : [],
    lines: look ? gatesPanel(look, options) : [],
    sentence: gatesWords(run, seen, text),
  }
}

export const gatesWords = (run: RunState, { profile }: Observation, text: Text): string =>
  gatesSentence(text.ui.cell[run.id.cell], profile.gates, text.view)
