/** One sequence of the task with its cues, what is wanted, and what each net answers now. */
import type { Cell } from '../../engine/types.ts'
import type { ExampleResult } from '../../workbench/probes/example.ts'
import {
  answerWords,
  inputWords,
  type NamedAnswer,
  outputName,
  sequenceWords,
} from '../shared/example-words.ts'
import { significant } from '../shared/number.ts'
import { sequencePicture } from '../terminal/sequence-picture.ts'
import { sequenceStyles } from '../terminal/sequence-rows.ts'
import type { LabView } from './lab-view.ts'
import {
  bold,
  heading,
  type PictureContext,
  paragraph,
  prose,
  type ResultPart,
  tablePart,
} from './picture-context.ts'

/** Classes whose probabilities are listed. */
const MOST_CLASSES = 12

export const exampleView: LabView<'example'> = {
  text: (result, context) => [
    titlePart(result, context),
    sequencePart(result, context),
    paragraph(sequenceWords(result.sequence, context.words.view), context),
    probabilities(result, context),
    said(result, context),
  ],
  parts: {
    sequence: (result, context) =>
      context.pictures
        ? [
            titlePart(result, context),
            sequencePart(result, context),
            paragraph(sequenceWords(result.sequence, context.words.view), context),
          ]
        : null,
    answers: (result, context) => [probabilities(result, context), said(result, context)],
  },
}

const CELLS = ['rnn', 'lstm'] as const satisfies readonly Cell[]

const answersOf = ({ cells }: ExampleResult, { words: { view } }: PictureContext) =>
  CELLS.flatMap((cell): (NamedAnswer & { readonly cell: Cell })[] => {
    const one = cells[cell]
    return one ? [{ ...one, cell, name: view.cell[cell] }] : []
  })

/** Which sequence it is, and what the task is about. */
function titlePart({ sequence, ofCase }: ExampleResult, context: PictureContext): ResultPart {
  const { lab, view, tasks } = context.words
  const { task, number, end, length } = sequence
  if (ofCase) return prose([lab.given.sequence(number, length)], context, bold(context))
  const what = Object.hasOwn(tasks, task) ? [tasks[task].what] : []
  return [
    ...prose([view.example.title(task, number, end)], context, bold(context)),
    ...prose(what, context),
  ]
}

function sequencePart(result: ExampleResult, context: PictureContext): ResultPart {
  const { sequence } = result
  const { view } = context.words
  if (!context.pictures) return prose([inputWords(sequence, view)], context)
  const answers = answersOf(result, context)
  const styles = sequenceStyles(
    context.colors,
    answers.map(({ cell }) => cell),
  )
  return sequencePicture(sequence, answers, view, context.width, styles)
}

/** Of a task that asks once for a class: what each net gives to every class. */
function probabilities(result: ExampleResult, context: PictureContext): ResultPart {
  const { sequence } = result
  const { view } = context.words
  const [asked] = sequence.asked
  const classes = asked?.wanted.length ?? 0
  const once = sequence.asked.length === 1 && sequence.loss === 'cross-entropy'
  if (!context.pictures || !once || classes > MOST_CLASSES) return []
  const heads = asked.wanted.map((_, k) => ({ head: outputName(sequence, k, view), right: true }))
  const rows = [
    [view.example.rows.wanted, ...asked.wanted.map((one) => (one > 0 ? '▲' : ''))],
    ...answersOf(result, context).map(({ name, outputs: [row] }) => [
      name,
      ...row.map((one) => significant(one, 2)),
    ]),
  ]
  return [
    ...heading(view.example.probabilities, context),
    ...tablePart([{ head: '' }, ...heads], rows, context),
  ]
}

function said(result: ExampleResult, context: PictureContext): ResultPart {
  if (result.ofCase === 'unasked') return []
  const { view } = context.words
  return answersOf(result, context).flatMap((answer) =>
    prose([answerWords(result.sequence, answer, view).join(view.between)], context),
  )
}
