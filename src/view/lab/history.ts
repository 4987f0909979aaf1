/** The records of a session: its history, and differences between two states. */
import { shortDigest } from '../../rules/short-digest.ts'
import { significant } from '../shared/number.ts'
import { cutLine, type Line, line, sanitizeLine, span } from '../shared/spans.ts'
import { padEnd, widthOf } from '../shared/width.ts'
import type { LabView } from './lab-view.ts'
import { optionName } from './operation-words.ts'
import { bold, heading, type LabWords, prose, quiet, tablePart } from './picture-context.ts'

/** Changes that are shown before and after the present. */
const PAST = 30
const FUTURE = 10

/** The lines that changed the workbench, ▸ at the present. */
export const historyView: LabView<'history'> = {
  text({ changes, at }, context) {
    const { lab, view } = context.words
    if (changes.length === 0) return [prose([lab.history.none], context)]
    const from = Math.max(0, at - PAST)
    const to = Math.min(changes.length, at + FUTURE + 1)
    const shown = changes.slice(from, to).map(({ line: typed, digest }, index) => ({
      number: from + index,
      typed: sanitizeLine(typed) || lab.history.start,
      digest: shortDigest(digest),
    }))
    const head = String(to - 1).length
    const widest = shown.reduce((most, { typed }) => Math.max(most, widthOf(typed)), 0)
    const lines = shown.map(({ number, typed, digest }): Line => {
      const style = number === at ? bold(context) : number > at ? quiet(context) : {}
      const state = number === at ? lab.history.presentLine : number > at ? lab.history.undone : ''
      if (!context.pictures)
        return line([`${number} ${typed}`, digest, state].filter(Boolean).join(view.comma))
      const text = `${number === at ? '▸' : ' '} ${String(number).padStart(head)}  ${typed}`
      const room = 4 + head + widest + 2 + digest.length
      return [
        span(room <= context.width ? `${padEnd(text, 4 + head + widest)}  ` : text, style),
        ...(room <= context.width ? [span(digest, quiet(context))] : []),
      ]
    })
    const more = (count: number) =>
      count > 0 ? prose([lab.more(count)], context, quiet(context)) : []
    return [
      [
        ...more(from),
        ...lines.map((one) => cutLine(one, context.width)),
        ...more(changes.length - to),
      ],
      prose([lab.history.present(at, changes.length - 1 - at)], context),
    ]
  },
}

export const diffView: LabView<'diff'> = {
  text({ back, differences, distance, gru }, context) {
    const { lab, view } = context.words
    const { columns, title, none } = lab.diff
    const rows = differences.map(({ what, before, after }) => [
      optionName(sanitizeLine(gru ? what.replace(/^lstm\./, 'gru.') : what)),
      valueWords(before, context.words),
      valueWords(after, context.words),
    ])
    const moved = (['rnn', 'lstm'] as const).flatMap((cell) => {
      const one = distance[cell]
      return one === undefined ? [] : [lab.diff.distance(view.cell[cell], significant(one))]
    })
    const heads = [
      { head: columns.what },
      { head: columns.before, right: true },
      { head: columns.after, right: true },
    ]
    return [
      heading(title(back), context),
      rows.length === 0 ? prose([none], context) : tablePart(heads, rows, context),
      moved.length === 0 ? [] : prose([view.end(moved.join(view.join))], context),
    ]
  },
}

function valueWords(value: string | number | boolean | null, { lab, view }: LabWords): string {
  if (value === null) return view.none
  if (typeof value === 'boolean') return value ? lab.diff.yes : lab.diff.no
  if (typeof value === 'number') return significant(value, 4)
  return value.startsWith('sha256:') ? shortDigest(value) : sanitizeLine(value)
}
