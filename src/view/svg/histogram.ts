/** A histogram as SVG: the twin of histogram.ts. */

import { INK } from '../shared/palette.ts'
import type { Bin } from '../terminal/histogram.ts'
import { document, element, label } from './document.ts'

const WIDTH = 720
const LEFT = 112
const ROOM = 520
const LINE = 22

export function histogramSvg(bins: readonly Bin[], title: string, description: string): string {
  const most = bins.reduce((top, { count }) => Math.max(top, count), 0)
  const content = bins.flatMap(({ label: name, count }, index) => {
    const y = 44 + index * LINE
    return [
      label(LEFT - 8, y + 13, name, { 'text-anchor': 'end' }),
      element('rect', {
        x: LEFT,
        y,
        width: most > 0 ? (count / most) * ROOM : 0,
        height: LINE - 6,
        fill: INK.lstm,
      }),
      label(LEFT + (most > 0 ? (count / most) * ROOM : 0) + 8, y + 13, String(count)),
    ]
  })
  const head = label(24, 26, title, { 'font-weight': 'bold' })
  return document({ width: WIDTH, height: 60 + LINE * bins.length, title, description }, [
    head,
    ...content,
  ])
}
