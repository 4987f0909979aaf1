/**
 * The LSTM cell as textbooks draw it, with the numbers of one unit at one time step: the belt from
 * c_{t−1} to c_t on top, the gates and the candidate below it, h_t at the right. Surgery shows: ✂
 * at a gate, a gap in a severed path, ◀✂ where only the way back is severed.
 */

import { significant } from '../shared/number.ts'
import type { Line } from '../shared/spans.ts'
import { Canvas } from './canvas.ts'
import { gruDiagram } from './cell-diagram-gru.ts'
import { box, type DiagramOptions, feed, peephole, squashing } from './cell-diagram-parts.ts'

/** The least width of the diagram, and the one beyond which it doesn't grow. */
const DIAGRAM = { least: 60, most: 76 }

/** At most 13 lines of at most 76 columns; null where it doesn't fit. */
export function cellDiagram(options: DiagramOptions): Line[] | null {
  if (options.width < DIAGRAM.least) return null
  const space = Math.floor((Math.min(options.width, DIAGRAM.most) - 20) / 4)
  return options.gru ? gruDiagram(options, space) : lstmDiagram(options, space)
}

function lstmDiagram(options: DiagramOptions, space: number): Line[] {
  const { numbers, surgery, styles, peepholes } = options
  const { now, before } = numbers
  const at = {
    f: space + 3,
    i: 2 * space + 3,
    g: 3 * space + 3,
    o: 4 * space + 3,
    out: 4 * space + 10,
  }
  const plus = (at.i + at.g) / 2
  const end = 4 * space + 19
  const sheet = new Canvas(13, end + 1)
  const { belt, cut, number } = styles

  sheet
    .put(0, 0, `c_{t−1} = ${significant(before.c)}`, number)
    .right(0, end, `c_t = ${significant(now.c)}`, number)
  sheet
    .across(1, 0, end - 1, '━', belt)
    .put(1, end, '▶', belt)
    .put(1, at.f, '×', belt)
    .put(1, plus, '+', belt)
  sheet.put(1, at.out, '┳', belt)
  if (surgery.belt) sheet.put(1, at.f - 7, '   ✂   ', cut)
  else if (surgery.beltBackward) sheet.put(1, at.f - 5, '◀✂', cut)

  sheet.down(at.f, 2, 5).down(plus, 2, 2).down(at.out, 2, 4)
  sheet
    .put(3, plus, '×')
    .across(4, at.i, at.g, '─')
    .put(4, at.i, '┌')
    .put(4, at.g, '┐')
    .put(4, plus, '┴')
  if (surgery.plainOutput) sheet.put(3, at.out + 2, '✂', cut)
  else sheet.centre(3, at.out, '[tanh]')
  sheet.down(at.i, 5, 5).down(at.g, 5, 5)
  sheet
    .across(5, at.o, at.out - 1, '─')
    .put(5, at.o, '┌')
    .put(5, at.out, '×')
    .across(5, at.out + 1, end - 5, '─')
  sheet.right(5, end, '▶ h_t').right(6, end, significant(now.h), number)

  for (const gate of ['f', 'i', 'g', 'o'] as const) {
    const mark = surgery.gates.has(gate) ? '✂' : ''
    const digits = space < 13 ? 2 : 3
    sheet.centre(
      6,
      at[gate],
      `${gate}=${significant(now[gate], digits)}${mark}`,
      mark ? cut : number,
    )
    box(sheet, at[gate], squashing(gate, surgery))
    if (peepholes && gate !== 'g')
      peephole(sheet, at[gate], gate === 'o' ? 'c_t' : 'c_{t−1}', space - 5)
  }
  const gates = [at.f, at.i, at.g, at.o]
  feed(sheet, gates, numbers, surgery, styles)
  return sheet.lines()
}
