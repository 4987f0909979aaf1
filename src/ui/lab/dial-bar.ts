/** The dial above the transcript: where it stands between its ends, and the line that keeps it. */
import { significant } from '../../view/shared/number.ts'
import type { Colors } from '../../view/shared/palette.ts'
import { cutLine, type Line, type Style, span } from '../../view/shared/spans.ts'
import { widthOf } from '../../view/shared/width.ts'
import { type Dialing, keepLine } from './dial-keys.ts'
import type { Text } from './text-types.ts'

/** Columns of the scale at most; where fewer than the second are left, there is none. */
const SCALE = { most: 40, least: 8 }

export function dialBar(
  dialing: Dialing,
  { lab, labUi }: Text,
  columns: number,
  colors: Colors,
): Line {
  const { result, value } = dialing
  const { low, high } = result.range
  const name = lab.dial.at(lab.dial.names[result.what], significant(value, 6))
  const line = keepLine(dialing)
  const keeps = line === null ? labUi.standsThere : `→ ${line}`
  const [from, to] = [low, high].map((end) => significant(end, 6))
  const room = columns - widthOf(`${name}  ${from} ├┤ ${to}  ${keeps}`)
  const strong: Style = colors === 'none' ? {} : { bold: true }
  if (room < SCALE.least) return cutLine([span(name, strong), span(`  ${keeps}`)], columns)
  const cells = Math.min(SCALE.most, room)
  const part = Math.min(1, Math.max(0, (value - low) / (high - low)))
  const at = Math.round(part * (cells - 1))
  const [left, right] = ['─'.repeat(at), '─'.repeat(cells - 1 - at)]
  return [
    span(name, strong),
    span(`  ${from} ├${left}`),
    span('●', strong),
    span(`${right}┤ ${to}  ${keeps}`),
  ]
}
