/** How difficult tasks are, as a table and in sentences. */

import type { Certificate, GuessingMethod } from '../../results/difficulty-report.ts'
import { largest } from '../../rules/extremes.ts'
import { significant } from '../shared/number.ts'
import { table } from '../shared/table.ts'
import type { ViewText } from '../shared/text-types.ts'
import { cut, widthOf, wrap } from '../shared/width.ts'

const INDENT = '  '
/** Between two columns of a table. */
const GAP = 2
const SHORTEST_NAME = 8

/** A row for each task and a sentence below; lines of at most `width` columns. */
export function certificatesText(
  certificates: readonly Certificate[],
  partial: boolean,
  text: ViewText,
  width = 80,
): string {
  const words = text.certificate
  const [{ seed, heldOut }] = certificates
  const parts = [
    wrap(words.title(seed, heldOut), width),
    tableOf(certificates, text, width),
    conclusions(certificates, text).flatMap((sentence) => wrap(sentence, width, INDENT)),
    wrap(howOf(certificates, text), width),
    partial ? wrap(words.partial(certificates.length), width) : [],
  ]
  const lines = parts
    .filter((part) => part.length > 0)
    .flatMap((part, n) => (n > 0 ? ['', ...part] : part))
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

/** Beside a comparison: what was tried, and what follows. */
export function certificateLines(
  certificate: Certificate,
  text: ViewText,
  width: number,
): string[] {
  const words = text.certificate
  const { metric, constant, lastInput, bagOfInputs, guessing } = certificate
  const numbers = [constant, lastInput, bagOfInputs].map((one) => significant(one.metric))
  const sentences = [
    words.measured(text.metric[metric], numbers[0], numbers[1], numbers[2], ofChanges(certificate)),
    (open(certificate, 'guessing') ? words.reached : words.guessed)(
      guessing.solved,
      guessing.guesses,
    ),
    ...shortfall(certificate, text),
    ...conclusion(certificate, text),
  ]
  const body = wrap(joined(sentences, text), width - INDENT.length).map((line) => INDENT + line)
  return [...wrap(words.about(subjectOf(certificate, text)), width), ...body]
}

/** For a verdict: that its task shows nothing about memory. Empty where that is not so. */
export function memorySentences(certificate: Certificate, text: ViewText): string[] {
  return certificate.showsMemory
    ? []
    : [text.certificate.headed(subjectOf(certificate, text), trivial(certificate, text))]
}

/**
 * In a series the targets are changes from the last value, so a constant answer is not the
 * baseline.
 */
const ofChanges = ({ task }: Certificate): boolean => task === 'series'

/** The attempt reaches the threshold, but possibly by chance. */
const open = ({ chance }: Certificate, way: GuessingMethod): boolean =>
  chance?.undecided.includes(way) ?? false

const subjectOf = ({ task, length, symbols }: Certificate, { certificate }: ViewText): string =>
  certificate.subject(task, length, symbols)

const joined = (sentences: readonly string[], { between }: ViewText): string =>
  sentences.join(between)

const COLUMNS = [
  'task',
  'length',
  'solved',
  'constant',
  'lastInput',
  'guessing',
  'bagOfInputs',
] as const

function tableOf(certificates: readonly Certificate[], text: ViewText, width: number): string[] {
  const rows = certificates.map((one) => certificateCells(one, text))
  const [task, length, ...heads] = certificateHeads(text)
  const lengths = certificates.map((one) => String(one.length))
  // A name that is too long shrinks the columns after it.
  const others = [[length, ...heads], ...rows.map((row, n) => [lengths[n], ...row])]
  const taken = others[0].reduce(
    (sum, _, n) => sum + GAP + largest(others.map((row) => widthOf(row[n]))),
    0,
  )
  const room = Math.max(SHORTEST_NAME, width - taken)
  return table(
    [task, length, ...heads].map((head, n) => ({ head, right: n > 0 })),
    rows.map((row, n) => [cut(certificates[n].task, room), lengths[n], ...row]),
    width,
  )
}

/** Room for the mark behind every column of figures. */
export function certificateHeads({ certificate: { columns } }: ViewText): string[] {
  const [task, length, solved, ...names] = COLUMNS.map((name) => columns[name])
  return [task, length, solved, ...names.map((head) => `${head} `)]
}

/** What stands under the heads behind task and length. */
export function certificateCells(one: Certificate, text: ViewText): string[] {
  const { constant, lastInput, bagOfInputs } = one
  const { mark, markOpen } = text.certificate
  const marked = (words: string, way: GuessingMethod) =>
    words + (one.solvedBy.includes(way) ? mark : open(one, way) ? markOpen : ' ')
  return [
    rule(one, text),
    marked(significant(constant.metric), 'constant'),
    marked(significant(lastInput.metric), 'lastInput'),
    marked(guessesOf(one, text), 'guessing'),
    marked(significant(bagOfInputs.metric), 'bagOfInputs'),
  ]
}

function rule(
  { metric, threshold }: Certificate,
  { certificate: { below, atLeast } }: ViewText,
): string {
  return metric === 'accuracy' ? atLeast(significant(threshold)) : below(significant(threshold))
}

function guessesOf(
  { guessing: { guesses, solved } }: Certificate,
  { none, certificate }: ViewText,
): string {
  return guesses === 0 ? none : certificate.guesses(solved, guesses)
}

/** Task by task what solves it; those that nothing solves are told of together. */
export function conclusions(certificates: readonly Certificate[], text: ViewText): string[] {
  const { headed, noneOf, brief } = text.certificate
  const unsolved = certificates.filter(
    ({ solvedBy, chance }) => solvedBy.length === 0 && (chance?.undecided ?? []).length === 0,
  )
  const together = unsolved.length > 1 ? unsolved : []
  const sentences = certificates.flatMap((one) => {
    const own = [...(together.includes(one) ? [] : conclusion(one, text)), ...shortfall(one, text)]
    return own.length > 0 ? [headed(subjectOf(one, text), joined(own, text))] : []
  })
  const names = together.map(({ task, length }) => brief(task, length))
  return together.length > 0 ? [...sentences, noneOf(names.join(text.list))] : sentences
}

/** What follows from it. */
function conclusion(certificate: Certificate, text: ViewText): string[] {
  const { none, sum } = text.certificate
  const { showsMemory, constant, lastInput, bagOfInputs, chance } = certificate
  const undecided = chance?.undecided ?? []
  const nothing = undecided.every((one) => one === 'bagOfInputs')
    ? [none(ofChanges(certificate))]
    : []
  const sentences = showsMemory ? nothing : [trivial(certificate, text)]
  if (bagOfInputs.solves && !lastInput.solves && !constant.solves) sentences.push(sum)
  return chance && undecided.length > 0
    ? [...sentences, tooFew(chance, ofChanges(certificate), text)]
    : sentences
}

function tooFew(
  { unit, units, undecided, needed }: NonNullable<Certificate['chance']>,
  change: boolean,
  text: ViewText,
): string {
  const { reachers, and, tooFew } = text.certificate
  const who = undecided
    .map((one) => reachers[one === 'constant' && change ? 'change' : one])
    .join(and)
  return text.end(tooFew(who, undecided.length > 1, unit, units, needed))
}

function trivial(certificate: Certificate, text: ViewText): string {
  const { solvedBy, guessing } = certificate
  const change = ofChanges(certificate)
  const { solvers, and, nothing, first } = text.certificate
  const who = solvedBy.flatMap((one) =>
    one === 'bagOfInputs' ? [] : [solvers[one === 'constant' && change ? 'change' : one]],
  )
  const { first: net, firstSolvedAt } = guessing
  const facts = [nothing(who.join(and), who.length > 1)]
  if (net && firstSolvedAt !== null && solvedBy.includes('guessing'))
    facts.push(
      first(
        firstSolvedAt,
        text.cell[net.cell],
        net.hidden,
        significant(net.range),
        net.output === 'logistic',
      ),
    )
  return text.end(facts.join(text.join))
}

/** Fewer guesses than were wanted. */
const shortfall = ({ guessing }: Certificate, { certificate }: ViewText): string[] =>
  guessing.guesses < guessing.asked ? [certificate.short(guessing.guesses, guessing.asked)] : []

function howOf(certificates: readonly Certificate[], text: ViewText): string {
  const { nets, ranges, screened } = certificates[0].guessing.how
  const logistic = certificates.some(({ guessing }) => guessing.how.outputs.includes('logistic'))
  const { how, net } = text.certificate
  const cells = [...new Set(nets.map(({ cell }) => cell))]
  const sizes = (cell: string) => nets.flatMap((one) => (one.cell === cell ? [one.hidden] : []))
  return how(
    cells.map((cell) => net(text.cell[cell], sizes(cell).join(text.list))).join(text.join),
    ranges.join(text.list),
    screened,
    logistic,
  )
}
