/**
 * The GRU (Cho et al. 2014, in PyTorch's form) with the numbers of one unit: here h itself runs on
 * the belt.
 */

import { significant } from '../shared/number.ts'
import type { Line } from '../shared/spans.ts'
import { Canvas } from './canvas.ts'
import { box, type DiagramOptions, feed } from './cell-diagram-parts.ts'

/** h_t = z⊙h_{t−1} + (1−z)⊙n, n = tanh(… + r⊙(W h_{t−1} + b)). */
export function gruDiagram({ numbers, surgery, styles }: DiagramOptions, space: number): Line[] {
  const { now, before } = numbers
  const at = { z: space + 3, n: 2 * space + 9, r: 3 * space + 13 }
  const end = 4 * space + 19
  const sheet = new Canvas(13, end + 1)
  const { belt, cut, number } = styles

  sheet
    .put(0, 0, `h_{t−1} = ${significant(before.h)}`, number)
    .right(0, end, `h_t = ${significant(now.h)}`, number)
  sheet
    .across(1, 0, end - 1, '━', belt)
    .put(1, end, '▶', belt)
    .put(1, at.z, '×', belt)
    .put(1, at.n, '+', belt)
  if (surgery.belt) sheet.put(1, at.z - 7, '   ✂   ', cut)
  else if (surgery.beltBackward) sheet.put(1, at.z - 5, '◀✂', cut)
  sheet.down(at.z, 2, 5).down(at.n, 2, 5).put(3, at.n, '×')
  sheet
    .across(3, at.z, at.n - 2, '─')
    .put(3, at.z, '├')
    .put(3, at.n - 1, '▶')
    .centre(3, (at.z + at.n) / 2, ' 1−z ')
  for (const gate of ['z', 'n', 'r'] as const) {
    const mark = surgery.gates.has(gate) ? '✂' : ''
    sheet.centre(6, at[gate], `${gate}=${significant(now[gate])}${mark}`, mark ? cut : number)
    box(sheet, at[gate], gate === 'n' ? 'tanh' : 'σ')
  }
  sheet
    .across(8, at.n + 4, at.r - 3, '─')
    .put(8, at.n + 3, '◀')
    .centre(8, (at.n + at.r) / 2, ' r ')
  feed(sheet, [at.z, at.n, at.r], numbers, surgery, styles)
  return sheet.lines()
}
