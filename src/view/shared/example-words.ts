/** What is said of one sequence of a task, and of what nets answer to it. */
import type { ExampleAnswer, ExampleSequence } from '../../results/example.ts'
import { largest } from '../../rules/extremes.ts'
import { significant } from './number.ts'
import type { ViewText } from './text-types.ts'

/** A net's answers, with its name and how far it is. */
export interface NamedAnswer extends ExampleAnswer {
  readonly name: string
  readonly step: number
}

/** Inputs that are named one by one in words, and cue steps. */
const MOST_INPUTS = 200
const MOST_CUES = 12
/** Outputs that are written one by one where they are numbers. */
const MOST_OUTPUTS = 4
/** An output above this says its symbol, where several may be wanted at once. */
const SAYS = 0.5

const highest = (row: readonly number[]): number => row.indexOf(largest(row))

export const outputName = (sequence: ExampleSequence, k: number, { example }: ViewText): string => {
  const name = sequence.outputs?.[k] ?? String(k + 1)
  return example.outputs[name] ?? name
}

/** An answer as it is written: a class, symbols that may come next, or numbers. */
export function answerText(
  sequence: ExampleSequence,
  row: readonly number[],
  text: ViewText,
): string {
  if (sequence.loss === 'cross-entropy') return outputName(sequence, highest(row), text)
  if (sequence.outputs) {
    const said = row.flatMap((value, k) => (value > SAYS ? [outputName(sequence, k, text)] : []))
    return said.join('') || text.none
  }
  const shown = row.slice(0, MOST_OUTPUTS).map((value) => significant(value))
  return [...shown, ...(row.length > MOST_OUTPUTS ? ['…'] : [])].join(text.list)
}

/** Whether answers have names, so that one can be the same as another. */
export const areNamed = ({ loss, outputs }: ExampleSequence): boolean =>
  loss === 'cross-entropy' || outputs !== null

/** What stands at a time step, from 1. */
function inputText({ symbols, x }: ExampleSequence, t: number, text: ViewText): string {
  if (symbols) return symbols[t - 1] ?? text.none
  const row = x?.[t - 1] ?? []
  const shown = row.slice(0, MOST_OUTPUTS).map((value) => significant(value))
  const all = [...shown, ...(row.length > MOST_OUTPUTS ? ['…'] : [])].join(text.list)
  return row.length > 1 ? `(${all})` : all
}

/** The number that counts at a cue step: of a value and its marker the value. */
export function cueText(sequence: ExampleSequence, t: number, text: ViewText): string {
  const value = sequence.channels?.indexOf('value') ?? -1
  const row = sequence.x?.[t - 1]
  return row && value >= 0 ? significant(row[value]) : inputText(sequence, t, text)
}

export const isEveryStepACue = ({ marks, end }: ExampleSequence): boolean =>
  end > 1 && marks.length >= end

/** The whole sequence in words, for those who don't see its picture. */
export function inputWords(sequence: ExampleSequence, text: ViewText): string {
  const shown = Math.min(sequence.end, MOST_INPUTS)
  const list = Array.from({ length: shown }, (_, t) => inputText(sequence, t + 1, text))
  const more = sequence.end > shown ? ['…'] : []
  return text.example.inputs([...list, ...more].join(text.list))
}

/** Cues, and what is wanted where. */
export function sequenceWords(sequence: ExampleSequence, text: ViewText): string[] {
  const { example } = text
  const { marks, asked } = sequence
  const shown = marks.slice(0, MOST_CUES).map((t) => example.cueAt(cueText(sequence, t, text), t))
  const cues = [...shown, ...(marks.length > MOST_CUES ? ['…'] : [])].join(text.list)
  const [first] = asked
  const last = asked.at(-1)
  return [
    isEveryStepACue(sequence)
      ? example.everyStep
      : marks.length === 0
        ? example.noCues
        : example.cues(cues),
    !first || !last
      ? example.nothingWanted
      : asked.length === 1
        ? example.wanted(answerText(sequence, first.wanted, text), first.t)
        : example.wantedAt(asked.length, first.t, last.t),
  ]
}

/** What a net answers, and whether it is what is wanted. */
export function answerWords(
  sequence: ExampleSequence,
  answer: NamedAnswer,
  text: ViewText,
): string[] {
  const { example } = text
  const cell = example.cell(answer.name, answer.step)
  if (sequence.asked.length === 0) return []
  const rule =
    answer.right === null || answer.of === null ? [] : [example.rule(answer.right, answer.of)]
  if (!areNamed(sequence)) return [...numberWords(sequence, answer, cell, text), ...rule]
  if (sequence.asked.length > 1 || sequence.loss === 'mse')
    return [countWords(sequence, answer, cell, text), ...rule]
  const [{ wanted }] = sequence.asked
  const [row] = answer.outputs
  const [best, right] = [highest(row), highest(wanted)]
  const name = (k: number) => outputName(sequence, k, text)
  const probability = (k: number) => significant(row[k])
  const sentence =
    best === right
      ? example.sure(cell, name(best), probability(best))
      : example.unsure(cell, name(best), probability(best), name(right), probability(right))
  // A rule that asks for no more than the largest output says nothing new.
  return [sentence, ...(answer.right === (best === right ? 1 : 0) ? [] : rule)]
}

function numberWords(
  sequence: ExampleSequence,
  { outputs, loss }: NamedAnswer,
  cell: string,
  text: ViewText,
): string[] {
  const { example } = text
  const [{ wanted }] = sequence.asked
  const [row] = outputs
  if (sequence.asked.length > 1) return [example.numbers(cell, significant(loss))]
  const off = row.length === 1 ? significant(Math.abs(row[0] - wanted[0])) : null
  return [example.number(cell, answerText(sequence, row, text), off)]
}

function countWords(
  sequence: ExampleSequence,
  { outputs }: NamedAnswer,
  cell: string,
  text: ViewText,
): string {
  const { example } = text
  const { asked } = sequence
  const said = asked.map(({ wanted, t }, n) => ({
    t,
    wanted: answerText(sequence, wanted, text),
    answer: answerText(sequence, outputs[n], text),
  }))
  const others = said.filter(({ wanted, answer }) => wanted !== answer)
  const count = { same: said.length - others.length, all: said.length }
  return others.length === 0
    ? example.allAsWanted(cell, count.all)
    : example.someAsWanted(cell, count, others[0])
}
