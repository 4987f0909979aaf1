/** The end of a lesson: what was predicted against what happened, and what to look at again. Pure. */
import { type Line, line, wrapped } from '../../view/spans.ts'
import type { LearnState } from './state.ts'
import { answerWords, bad, good, type Paper, titled } from './words.ts'

export function summaryLines(state: LearnState, paper: Paper): Line[] {
  const { summary } = state.text.learn
  const predictions = state.lesson.script.steps.flatMap(({ id }) => {
    const judged = state.judged[id]
    const said = state.said[id]
    return judged && said ? [{ id, judged, said }] : []
  })
  const rows = predictions.flatMap(({ id, judged, said }) => {
    const words = summary.row(
      headOf(state, id),
      answerWords(state, id, said.given),
      answerWords(state, id, judged.measured),
    )
    const style = judged.right ? good(paper.colors) : bad(paper.colors)
    return wrapped(`${judged.right ? '✓' : '✗'} ${words}`, paper.width, style, '  ')
  })
  const none = rows.length === 0 ? wrapped(summary.none, paper.width) : rows
  return [titled(summary.title, paper), ...none, ...againLines(state, paper), [], ...endLines(state, paper)]
}

/** A step by the first words of its text. */
function headOf({ lesson, language }: LearnState, id: string): string {
  const [first = id] = lesson.prose[language].steps[id].body.split('\n')
  return first.replaceAll(/[*`]/g, '')
}

/** Explanations that took more than one answer, predictions that came out otherwise, steps that were skipped. */
function againLines(state: LearnState, paper: Paper): Line[] {
  const { summary } = state.text.learn
  const { steps } = state.lesson.script
  const wrong = steps.filter(({ id }) => state.judged[id]?.right === false || (state.said[id]?.refuted.length ?? 0) > 0)
  const skipped = steps.filter(({ id }) => state.states[id] === 'skipped').map(({ id }) => id)
  const hints = Object.values(state.hints).reduce((sum, one) => sum + one, 0)
  const confident = wrong.some(({ id }) => state.said[id]?.sure >= 2)
  const lines = [
    ...wrong.flatMap(({ id }) => wrapped(`· ${headOf(state, id)}`, paper.width, {}, '  ')),
    ...(skipped.length > 0 ? wrapped(summary.skipped(skipped.join(', ')), paper.width) : []),
    ...(hints > 0 ? wrapped(summary.hints(hints), paper.width) : []),
    ...(confident ? wrapped(summary.review, paper.width) : []),
  ]
  return lines.length > 0 ? [[], titled(summary.again, paper), ...lines] : []
}

const endLines = ({ text, language, next }: LearnState, { width }: Paper): Line[] =>
  next ? wrapped(text.learn.summary.next(next(text, language)), width) : [line(text.learn.summary.end)]
