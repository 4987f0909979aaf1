/** The records of a session: its history, differences between two states, receipts. */
import type { DiffResult, HistoryResult, OfBench, ReceiptResult } from '../../lab/workbench/results.ts'
import { significant } from '../number.ts'
import { fileWords } from '../report/tables.ts'
import { shellLines } from '../shell-lines.ts'
import { cutLine, type Line, line, printable, span } from '../spans.ts'
import { padEnd, widthOf, wrapList } from '../width.ts'
import {
  bold,
  heading,
  indented,
  type LabWords,
  type Part,
  prose,
  quiet,
  type Scene,
  shortDigest,
  tablePart,
} from './scene.ts'

/** Changes that are shown before and after the present. */
const PAST = 30
const FUTURE = 10

/** The lines that changed the workbench, ▸ at the present. */
export function historyParts({ changes, at }: HistoryResult, scene: Scene): Part[] {
  const { lab } = scene.words
  if (changes.length === 0) return [prose([lab.history.none], scene)]
  const from = Math.max(0, at - PAST)
  const to = Math.min(changes.length, at + FUTURE + 1)
  const shown = changes.slice(from, to).map(({ line: typed, digest }, index) => ({
    number: from + index,
    typed: printable(typed) || lab.history.start,
    digest: shortDigest(digest),
  }))
  const head = String(to - 1).length
  const widest = shown.reduce((most, { typed }) => Math.max(most, widthOf(typed)), 0)
  const lines = shown.map(({ number, typed, digest }): Line => {
    const style = number === at ? bold(scene) : number > at ? quiet(scene) : {}
    const state = number === at ? lab.history.presentLine : number > at ? lab.history.undone : ''
    if (!scene.pictures) return line([`${number} ${typed}`, digest, state].filter(Boolean).join(lab.comma))
    const text = `${number === at ? '▸' : ' '} ${String(number).padStart(head)}  ${typed}`
    const room = 4 + head + widest + 2 + digest.length
    return [
      span(room <= scene.width ? `${padEnd(text, 4 + head + widest)}  ` : text, style),
      ...(room <= scene.width ? [span(digest, quiet(scene))] : []),
    ]
  })
  const more = (count: number) => (count > 0 ? prose([lab.more(count)], scene, quiet(scene)) : [])
  return [
    [...more(from), ...lines.map((one) => cutLine(one, scene.width)), ...more(changes.length - to)],
    prose([lab.history.present(at, changes.length - 1 - at)], scene),
  ]
}

export function diffParts({ back, differences, distance, gru }: DiffResult & OfBench, scene: Scene): Part[] {
  const { lab, view } = scene.words
  const { columns, title, none } = lab.diff
  const rows = differences.map(({ what, before, after }) => [
    option(printable(gru ? what.replace(/^lstm\./, 'gru.') : what)),
    valueWords(before, scene.words),
    valueWords(after, scene.words),
  ])
  const moved = (['rnn', 'lstm'] as const).flatMap((cell) => {
    const one = distance[cell]
    return one === undefined ? [] : [lab.diff.distance(view.cell[cell], significant(one))]
  })
  const heads = [{ head: columns.what }, { head: columns.before, right: true }, { head: columns.after, right: true }]
  return [
    heading(title(back), scene),
    rows.length === 0 ? prose([none], scene) : tablePart(heads, rows, scene),
    moved.length === 0 ? [] : prose([view.end(moved.join(view.join))], scene),
  ]
}

function valueWords(value: string | number | boolean | null, { lab, view }: LabWords): string {
  if (value === null) return view.none
  if (typeof value === 'boolean') return value ? lab.diff.yes : lab.diff.no
  if (typeof value === 'number') return significant(value, 4)
  return value.startsWith('sha256:') ? shortDigest(value) : printable(value)
}

export function receiptParts(result: ReceiptResult, scene: Scene): Part[] {
  const { lab } = scene.words
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
    printable(name),
    typeof value === 'number' ? significant(value, 6) : printable(value),
  ])
  const heads = [{ head: words.columns.name }, { head: words.columns.value }]
  const differences = check?.differences.map(printable) ?? []
  return [
    prose([words.line(printable(result.line))], scene, bold(scene)),
    equations.length === 0 ? [] : [...prose([words.equations], scene), ...indented(equations.map(printable), scene)],
    rows.length === 0 ? [] : [...prose([words.operands], scene), ...tablePart(heads, rows, scene)],
    [
      ...prose([words.spec], scene),
      ...wrapList(settings, scene.width - 2, lab.comma).map((one) => [span('  '), span(one)]),
      ...prose([words.seed(seed), words.digest(shortDigest(digest))], scene),
    ],
    [...prose([words.again], scene), ...shellLines(printable(again), scene.width).map((one) => line(one))],
    check === null
      ? []
      : [...prose([check.same ? words.same : words.differs], scene, bold(scene)), ...indented(differences, scene)],
  ]
}

/** An option as one types it: learningRate is learning-rate. */
const option = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
