/** The records of a session: its history, differences between two states, receipts. */
import type {
  DiffResult,
  HistoryResult,
  OfBench,
  ReceiptResult,
} from '../../results/lab-results.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { fileWords } from '../report/tables.ts'
import { significant } from '../shared/number.ts'
import { shellLines } from '../shared/shell-lines.ts'
import { cutLine, type Line, line, sanitizeLine, span } from '../shared/spans.ts'
import { padEnd, widthOf, wrapList } from '../shared/width.ts'
import {
  bold,
  heading,
  indented,
  type LabWords,
  type PictureContext,
  prose,
  quiet,
  type ResultPart,
  tablePart,
} from './picture-context.ts'

/** Changes that are shown before and after the present. */
const PAST = 30
const FUTURE = 10

/** The lines that changed the workbench, ▸ at the present. */
export function historyParts(
  { changes, at }: HistoryResult,
  context: PictureContext,
): ResultPart[] {
  const { lab } = context.words
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
      return line([`${number} ${typed}`, digest, state].filter(Boolean).join(lab.comma))
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
}

export function diffParts(
  { back, differences, distance, gru }: DiffResult & OfBench,
  context: PictureContext,
): ResultPart[] {
  const { lab, view } = context.words
  const { columns, title, none } = lab.diff
  const rows = differences.map(({ what, before, after }) => [
    option(sanitizeLine(gru ? what.replace(/^lstm\./, 'gru.') : what)),
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
}

function valueWords(value: string | number | boolean | null, { lab, view }: LabWords): string {
  if (value === null) return view.none
  if (typeof value === 'boolean') return value ? lab.diff.yes : lab.diff.no
  if (typeof value === 'number') return significant(value, 4)
  return value.startsWith('sha256:') ? shortDigest(value) : sanitizeLine(value)
}

export function receiptParts(result: ReceiptResult, context: PictureContext): ResultPart[] {
  const { lab } = context.words
  const words = lab.receipt
  const { equations, operands, spec, seed, digest, again, check } = result
  const { file, standardize, ...others } = spec
  const ofFile = file && { file: fileWords(file), standardize: standardize || null }
  const settings = Object.entries({ ...others, ...ofFile }).flatMap(([name, value]) =>
    value === null || value === undefined || name === 'seeds'
      ? []
      : [`${option(name)} ${Array.isArray(value) ? value.join(',') : value}`],
  )
  const rows = operands.map(({ name, value }) => [
    sanitizeLine(name),
    typeof value === 'number' ? significant(value, 6) : sanitizeLine(value),
  ])
  const heads = [{ head: words.columns.name }, { head: words.columns.value }]
  const differences = check?.differences.map(sanitizeLine) ?? []
  return [
    prose([words.line(sanitizeLine(result.line))], context, bold(context)),
    equations.length === 0
      ? []
      : [...prose([words.equations], context), ...indented(equations.map(sanitizeLine), context)],
    rows.length === 0
      ? []
      : [...prose([words.operands], context), ...tablePart(heads, rows, context)],
    [
      ...prose([words.spec], context),
      ...wrapList(settings, context.width - 2, lab.comma).map((one) => [span('  '), span(one)]),
      ...prose([words.seed(seed), words.digest(shortDigest(digest))], context),
    ],
    [
      ...prose([words.again], context),
      ...shellLines(sanitizeLine(again), context.width).map((one) => line(one)),
    ],
    check === null
      ? []
      : [
          ...prose([check.same ? words.same : words.differs], context, bold(context)),
          ...indented(differences, context),
        ],
  ]
}

/** An option as one types it: learningRate is learning-rate. */
const option = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
