/** How difficult tasks are, as a table and in sentences. */
import type { Certificate, Measured } from '../lab/certificate-data.ts'
import { significant } from './number.ts'
import { table } from './table.ts'
import type { ViewText } from './text.ts'
import { cut, wrap } from './width.ts'

const INDENT = '  '
/** Columns that a task's name takes at most, so that the table keeps its last column. */
const NAME = 18

/** A row for each task and a sentence below; lines of at most `width` columns. */
export function certificatesText(
  certificates: readonly Certificate[],
  partial: boolean,
  text: ViewText,
  width = 80,
): string {
  const words = text.certificate
  const [{ seed, heldOut, guessing }] = certificates
  const sentences = certificates.flatMap((one) => {
    const sentence = words.headed(
      subjectOf(one, text),
      spoken([...conclusion(one, text), ...shortfall(one, text)], text),
    )
    return wrap(sentence, width, INDENT)
  })
  const parts = [
    wrap(words.title(seed, heldOut), width),
    tableOf(certificates, text, width),
    sentences,
    wrap(howOf(guessing.how, text), width),
    partial ? wrap(words.partial(certificates.length), width) : [],
  ]
  const lines = parts.filter((part) => part.length > 0).flatMap((part, n) => (n > 0 ? ['', ...part] : part))
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

/** Beside a comparison: what was tried, and what follows. */
export function certificateLines(certificate: Certificate, text: ViewText, width: number): string[] {
  const words = text.certificate
  const { metric, constant, lastInput, bagOfInputs, guessing } = certificate
  const numbers = [constant, lastInput, bagOfInputs].map((one) => significant(one.metric))
  const sentences = [
    words.measured(text.metric[metric], numbers[0], numbers[1], numbers[2]),
    words.guessed(guessing.solved, guessing.guesses),
    ...shortfall(certificate, text),
    ...conclusion(certificate, text),
  ]
  const body = wrap(spoken(sentences, text), width - INDENT.length).map((line) => INDENT + line)
  return [...wrap(words.about(subjectOf(certificate, text)), width), ...body]
}

/** For a verdict: that its task shows nothing about memory. Empty where that is not so. */
export function memoryLines(certificate: Certificate, text: ViewText, width: number): string[] {
  if (certificate.showsMemory) return []
  const sentence = text.certificate.headed(subjectOf(certificate, text), trivial(certificate, text))
  return wrap(INDENT + sentence, width, INDENT)
}

const subjectOf = ({ task, length, symbols }: Certificate, { certificate }: ViewText): string =>
  certificate.subject(task, length, symbols)

const spoken = (sentences: readonly string[], { between }: ViewText): string => sentences.join(between)

function tableOf(certificates: readonly Certificate[], text: ViewText, width: number): string[] {
  const { columns, below, atLeast, mark, guesses } = text.certificate
  const marked = (words: string, solves: boolean) => words + (solves ? mark : ' ')
  const cell = ({ metric, solves }: Measured) => marked(significant(metric), solves)
  const rows = certificates.map((one) => {
    const threshold = significant(one.threshold)
    const { solved, guesses: made } = one.guessing
    return [
      cut(one.task, NAME),
      String(one.length),
      one.metric === 'accuracy' ? atLeast(threshold) : below(threshold),
      cell(one.constant),
      cell(one.lastInput),
      cell(one.bagOfInputs),
      made === 0 ? marked(text.none, false) : marked(guesses(solved, made), solved > 0),
    ]
  })
  const names = ['task', 'length', 'solved', 'constant', 'lastInput', 'bagOfInputs', 'guessing'] as const
  const heads = names.map((name, n) => ({ head: n > 2 ? marked(columns[name], false) : columns[name], right: n > 0 }))
  return table(heads, rows, width)
}

/** What follows from it. */
function conclusion(certificate: Certificate, text: ViewText): string[] {
  const { none, sum } = text.certificate
  const { showsMemory, constant, lastInput, bagOfInputs } = certificate
  const sentence = showsMemory ? none : trivial(certificate, text)
  return bagOfInputs.solves && !lastInput.solves && !constant.solves ? [sentence, sum] : [sentence]
}

function trivial({ solvedBy, guessing }: Certificate, text: ViewText): string {
  const { solvers, and, nothing, first } = text.certificate
  const who = solvedBy.flatMap((one) => (one === 'bagOfInputs' ? [] : [solvers[one]]))
  const { first: net, firstSolvedAt } = guessing
  const facts = [nothing(who.join(and), who.length > 1)]
  if (net && firstSolvedAt !== null)
    facts.push(first(firstSolvedAt, text.cell[net.cell], net.hidden, significant(net.range)))
  return text.end(facts.join(text.join))
}

/** Fewer guesses than were wanted. */
const shortfall = ({ guessing }: Certificate, { certificate }: ViewText): string[] =>
  guessing.guesses < guessing.asked ? [certificate.short(guessing.guesses, guessing.asked)] : []

function howOf({ nets, ranges, screened }: Certificate['guessing']['how'], text: ViewText): string {
  const { how, net } = text.certificate
  const cells = [...new Set(nets.map(({ cell }) => cell))]
  const sizes = (cell: string) => nets.flatMap((one) => (one.cell === cell ? [one.hidden] : []))
  return how(
    cells.map((cell) => net(text.cell[cell], sizes(cell).join(text.list))).join(text.join),
    ranges.join(text.list),
    screened,
  )
}
