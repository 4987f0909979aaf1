/**
 * One time step of one unit: the cell as a diagram with its numbers, and the whole state around it
 * as strips.
 */
import type { TraceResult } from '../../workbench/probes/walk.ts'
import { significant } from '../shared/number.ts'
import { hueOf, pathHue } from '../shared/palette.ts'
import { cellDiagram } from '../terminal/cell-diagram.ts'
import { type CellSurgery, inputWords } from '../terminal/cell-diagram-parts.ts'
import type { LabView } from './lab-view.ts'
import { acting } from './operation-words.ts'
import {
  bold,
  inHue,
  type LabWords,
  type PictureContext,
  paragraph,
  prose,
  type ResultPart,
} from './picture-context.ts'
import { sequenceSentences } from './sequence-words.ts'
import { stateStrip } from './states.ts'
import { type Strip, stripParts } from './strips.ts'
import { stripsSvg } from './svg-parts.ts'

export const walkView: LabView<'walk'> = {
  text: (result, context) => [
    ...cellParts(result, context),
    context.pictures ? [] : prose(numbers(result), context),
    ...stripParts(traceStrips(result, context.words), result.sequence.marks, context, result.t),
  ],
  parts: {
    diagram: (result, context) => (context.pictures ? cellParts(result, context) : null),
  },
  svg: (result, context) =>
    stripsSvg(
      titleOf(result, context.words),
      traceStrips(result, context.words),
      result.sequence,
      context,
    ),
}

const titleOf = ({ t, unit, sequence }: TraceResult, { lab, view }: LabWords): string =>
  lab.walk.title(view.cell.lstm, t, sequence.length, unit)

/** The cell at this time step, and what happens in it. */
const cellParts = (result: TraceResult, context: PictureContext): ResultPart[] => [
  [
    ...prose([titleOf(result, context.words)], context, bold(context)),
    ...prose(sequenceSentences(result.sequence, context.words), context),
  ],
  context.pictures ? diagram(result, context) : [],
  paragraph(sentences(result, context.words), context),
]

/** c and h of all units. */
function traceStrips({ cell, hidden }: TraceResult, words: LabWords): Strip[] {
  const draw = (name: 'c' | 'h', values: TraceResult['hidden']) =>
    stateStrip(name, words.lab.names[name], values, words)
  return [...(cell ? [draw('c', cell)] : []), draw('h', hidden)]
}

function diagram(result: TraceResult, context: PictureContext): ResultPart {
  const { colors, width } = context
  const styles = {
    belt: { ...inHue(pathHue('belt', colors)), ...bold(context) },
    cut: inHue(hueOf('mark', colors)),
    number: bold(context),
  }
  const drawn = cellDiagram({
    numbers: result,
    surgery: surgeryAt(result),
    gru: result.gru,
    peepholes: result.peepholes === true,
    styles,
    width,
  })
  return drawn ?? prose(numbers(result), context)
}

/** What surgery does at this time step to this unit. */
export function surgeryAt({
  operations,
  t,
  unit,
  output,
  inputOnly,
  plainCandidate,
  exponential,
}: Pick<
  TraceResult,
  'operations' | 't' | 'unit' | 'output' | 'inputOnly' | 'plainCandidate' | 'exponential'
>): CellSurgery {
  const touched = [...acting(operations, 'clamp', t, unit), ...acting(operations, 'scale', t, unit)]
  return {
    gates: new Set(touched.map(({ gate }) => gate)),
    belt: acting(operations, 'sever-belt', t, unit).length > 0,
    paths: inputOnly === true || acting(operations, 'sever-gates', t, unit).length > 0,
    beltBackward: acting(operations, 'sever-belt-backward', t, unit).length > 0,
    pathsBackward: acting(operations, 'sever-gates-backward', t, unit).length > 0,
    plainOutput: output === 'plain',
    plainCandidate: plainCandidate === true,
    exponential: exponential === true,
  }
}

/** The numbers as a list, for narrow screens and for ears. */
function numbers(result: TraceResult): string[] {
  const { now, before, x, gru } = result
  const { gates } = surgeryAt(result)
  const names = gru ? ['z', 'r', 'n', 'h'] : ['f', 'i', 'g', 'o', 'c', 'h']
  return [
    inputWords(x, 34),
    ...(before.c === null ? [] : [`c_{t−1} = ${significant(before.c)}`]),
    `h_{t−1} = ${significant(before.h)}`,
    ...names.map(
      (name) => `${name}_t = ${significant(now[name] ?? null)}${gates.has(name) ? ' ✂' : ''}`,
    ),
  ]
}

/**
 * Gate values above which nearly everything is kept, and below which nearly everything is dropped.
 */
const NEARLY = { all: 0.9, none: 0.1 }

function sentences(result: TraceResult, { lab, view }: LabWords): string[] {
  const { now, before, t, sequence, gru } = result
  const { walk } = lab
  const n = (name: string) => significant(now[name] ?? null)
  const surgery = surgeryAt(result)
  const words = gru
    ? [
        surgery.belt
          ? walk.ofGru.severed(n('n'), n('h'))
          : walk.gru(n('z'), significant(before.h), n('n'), n('h')),
      ]
    : [
        surgery.belt
          ? walk.forget.severed
          : walk.forget[keeps(now.f)](n('f'), significant(before.c)),
        walk.write(n('i'), n('g')),
        walk.cell(n('c')),
        walk.show(n('o'), n('h')),
      ]
  const looking = result.peepholes ? [walk.looking] : result.exponential ? [walk.weighed] : []
  const sums = result.float32 ? [float32Words(result.float32, result, lab)] : []
  return [
    ...(sequence.marks.includes(t) ? [walk.marked(t)] : []),
    view.end(words.join(view.join)),
    ...looking,
    ...sums,
    ...(surgery.paths ? [walk.severed] : []),
    ...(surgery.beltBackward ? [walk.severedBackward.belt] : []),
    ...(surgery.pathsBackward ? [walk.severedBackward.gates] : []),
  ]
}

/** What float32 would make of the paper's sums. */
function float32Words(
  { largest, plain, stabilised }: NonNullable<TraceResult['float32']>,
  { hidden, t }: TraceResult,
  { walk }: LabWords['lab'],
): string {
  const units = hidden[t - 1].length
  const off = (one: typeof plain) => significant(one.off, 1)
  return plain.lost + stabilised.lost > 0
    ? walk.float32.lost(significant(largest), plain.lost, stabilised.lost, units)
    : walk.float32.same(significant(largest), off(plain), off(stabilised))
}

function keeps(f: number): 'all' | 'most' | 'little' | 'none' {
  if (f >= NEARLY.all) return 'all'
  if (f >= 0.5) return 'most'
  return f > NEARLY.none ? 'little' : 'none'
}
