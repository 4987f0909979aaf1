/** What a dial says in a table and in sentences: metric, gradient at t = 1 and half-life. */
import type { Cell } from '../../engine/types.ts'
import type { DialPosition, DialResult } from '../../workbench/probes/dial.ts'
import { extended, significant, stretch } from '../shared/number.ts'
import {
  heading,
  type LabWords,
  type PictureContext,
  paragraph,
  prose,
  quiet,
  type ResultPart,
  tablePart,
} from './picture-context.ts'

const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]

export const wordOf = (value: number | null, { lab }: LabWords): string =>
  value === null ? lab.dial.now : significant(value, 6)

const nameOf = ({ what }: DialResult, { lab }: LabWords): string => lab.dial.names[what]

/** "f = 0.93" */
export const positionOf = (result: DialResult, { value }: DialPosition, words: LabWords): string =>
  words.lab.dial.at(nameOf(result, words), wordOf(value, words))

export function titleOf(result: DialResult, words: LabWords): string {
  const { positions } = result
  const { dial } = words.lab
  const [first, last] = [positions[0], positions[positions.length - 1]]
  if (positions.length === 1) return dial.titleAt(positionOf(result, first, words))
  const [from, to] = [first, last].map(({ value }) => wordOf(value, words))
  return dial.title(nameOf(result, words), from, to, positions.length)
}

export const titlePart = (result: DialResult, context: PictureContext): ResultPart =>
  heading(titleOf(result, context.words), context)

interface Fact {
  readonly name: string
  readonly of: (position: DialPosition) => string
}

/** What is told of a position, net by net. */
function factsOf({ metric, now }: DialResult, { lab, view }: LabWords): Fact[] {
  const cells = CELLS.filter((cell) => now.cells[cell])
  const named = (cell: Cell, fact: string) =>
    cells.length > 1 ? lab.dial.ofCell(view.cell[cell], fact) : fact
  const facts = cells.flatMap((cell): Fact[] => {
    const first = (part: 'hidden' | 'cell', position: DialPosition) => {
      const log10 = position.cells[cell]?.log10[part]
      return log10 && log10.length > 0 ? extended(log10[0], 2) : view.none
    }
    const paths = cells.length === 1 && now.cells[cell]?.log10.cell ? (['cell'] as const) : []
    return [
      {
        name: named(cell, lab.dial.metric[metric]),
        of: (position) => significant(position.cells[cell]?.metric ?? null),
      },
      ...(['hidden', ...paths] as const).map((part) => ({
        name: named(cell, `${view.quantity[part]}_1`),
        of: (position: DialPosition) => first(part, position),
      })),
    ]
  })
  if (!now.cells.lstm) return facts
  const halfLife = ({ cells: { lstm } }: DialPosition) => {
    const median = lstm?.halfLife?.median
    return median === null ? lab.memory.endless : median === undefined ? view.none : stretch(median)
  }
  return [...facts, { name: lab.dial.halfLife, of: halfLife }]
}

export function tableOf(result: DialResult, context: PictureContext): ResultPart {
  const { words } = context
  const { now, positions } = result
  const facts = factsOf(result, words)
  if (positions.length === 1) {
    const heads = [
      { head: '' },
      { head: words.lab.dial.now, right: true },
      { head: positionOf(result, positions[0], words), right: true },
    ]
    return tablePart(
      heads,
      facts.map(({ name, of }) => [name, of(now), of(positions[0])]),
      context,
    )
  }
  const heads = [
    { head: nameOf(result, words) },
    ...facts.map(({ name }) => ({ head: name, right: true })),
  ]
  const row = (position: DialPosition, name: string) => [
    name,
    ...facts.map(({ of }) => of(position)),
  ]
  return tablePart(
    heads,
    [
      row(now, words.lab.dial.now),
      ...positions.map((position) => row(position, wordOf(position.value, words))),
    ],
    context,
  )
}

/** What changes from the first to the last position, and which is best. */
export function said(result: DialResult, context: PictureContext): ResultPart {
  const { words } = context
  const { lab, view } = words
  const { now, positions, metric } = result
  const [first, last] =
    positions.length === 1 ? [now, positions[0]] : [positions[0], positions[positions.length - 1]]
  const at = (position: DialPosition) =>
    position === now ? lab.dial.now : positionOf(result, position, words)
  const changes = factsOf(result, words).map(({ name, of }) =>
    lab.dial.change(name, of(first), of(last)),
  )
  const best = bestOf(result)
  const sentences = [
    lab.dial.changes(at(first), at(last), changes.join(view.join)),
    ...(best && positions.length > 1
      ? [
          view.end(
            lab.dial.best(
              lab.dial.metric[metric],
              significant(best.metric),
              positionOf(result, best.position, words),
              best.position.line ?? '',
            ),
          ),
        ]
      : []),
  ]
  const anew = positions.some(({ restarted }) => restarted)
  return [
    ...paragraph(sentences, context),
    ...(anew ? prose([lab.dial.restarts], context, quiet(context)) : []),
  ]
}

/** The position with the best metric of the LSTM, else of the RNN. */
function bestOf({ metric: of, now, positions }: DialResult) {
  const cell = now.cells.lstm ? 'lstm' : 'rnn'
  const sign = of === 'accuracy' ? -1 : 1
  const measured = positions.flatMap((position) => {
    const metric = position.cells[cell]?.metric ?? null
    return metric === null ? [] : [{ position, metric }]
  })
  return measured.toSorted((a, b) => sign * (a.metric - b.metric))[0] ?? null
}
