/** Shares as SVG: the twin of heat-table.ts, a field a point with its percentage. */

import { rampHex } from '../shared/palette.ts'
import { widthOf } from '../shared/width.ts'
import { type HeatTable, percent } from '../terminal/heat-table.ts'
import { type Drawing, element, GRID, label } from './document.ts'

export interface HeatPanel extends HeatTable {
  readonly title: string
}

const WIDTH = 720
const RIGHT = 24
const CHARACTER = 7.3
const ROW = 28
/** Fields are no wider than this, and have no figures in them where they are narrower than that. */
const FIELD = { most: 72, least: 26 }
/** Above this part of the ramp it is light. */
const LIGHT = 0.55

/** Panels one below the other; the axes' names stand in the corner. */
export function heatDrawing(
  panels: readonly HeatPanel[],
  none: string,
  title: string,
  description: string,
): Drawing {
  let top = 8
  const content = panels.flatMap((panel) => {
    const from = top
    top += 58 + ROW * panel.rows.length + 16
    return drawPanel(panel, none, from)
  })
  return { width: WIDTH, height: top, title, description, content }
}

function drawPanel(
  { title, corner, columns, rows }: HeatPanel,
  none: string,
  from: number,
): string[] {
  const names = rows.reduce((most, { name }) => Math.max(most, widthOf(name)), widthOf(corner))
  const left = Math.min(WIDTH / 2, 32 + names * CHARACTER)
  const width = Math.min(FIELD.most, (WIDTH - left - RIGHT) / Math.max(1, columns.length))
  const widest = columns.reduce((most, name) => Math.max(most, widthOf(name)), 1) * CHARACTER + 4
  const each = Math.ceil(widest / width)
  const top = from + 56
  return [
    label(24, from + 18, title, { 'font-weight': 'bold' }),
    label(left - 10, from + 46, corner, { 'text-anchor': 'end' }),
    ...columns.flatMap((name, n) =>
      n % each === 0
        ? [label(left + (n + 0.5) * width, from + 46, name, { 'text-anchor': 'middle' })]
        : [],
    ),
    ...rows.flatMap(({ name, shares }, row) => [
      label(left - 10, top + (row + 0.65) * ROW, name, { 'text-anchor': 'end' }),
      ...shares.map((share, n) => field(share, none, left + n * width, top + row * ROW, width)),
    ]),
  ]
}

function field(share: number | null, none: string, x: number, y: number, width: number): string {
  const fill = share === null ? 'none' : rampHex('probability', share)
  const size = { x: x + 1, y: y + 1, width: Math.max(1, width - 2), height: ROW - 2 }
  const box = element('rect', { ...size, fill, stroke: share === null ? GRID : undefined })
  if (width < FIELD.least) return box
  const ink = share === null ? undefined : share > LIGHT ? '#1a1a1a' : '#fafafa'
  const words = share === null ? none : percent(share)
  return box + label(x + width / 2, y + ROW * 0.65, words, { 'text-anchor': 'middle', fill: ink })
}
