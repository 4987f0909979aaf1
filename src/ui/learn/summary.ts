/**
 * The end of a lesson: what was found, what was predicted against what happened, and what to look
 * at again. Pure.
 */
import { sentencesOf } from '../../lessons/format/conclusions.ts'
import { blocksOf, filled } from '../../lessons/format/prose-blocks.ts'
import { type Line, line, wrapped } from '../../view/shared/spans.ts'
import { foundBlock } from './found.ts'
import { answerWords, bad, good, type PageLayout, titled, valuesOf } from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import type { LearnState } from './state.ts'

export function summaryBlocks(state: LearnState, layout: PageLayout): ScreenBlock[] {
  const { summary } = state.text.learn
  const predictions = state.lesson.script.steps.flatMap(({ id }) => {
    const result = state.judged[id]
    const said = state.said[id]
    return result && said ? [{ id, judged: result, said }] : []
  })
  const rows = predictions.flatMap(({ id, judged: result, said }) => {
    const style = result.right ? good(layout.colors) : bad(layout.colors)
    const words = summary.row(
      answerWords(state, id, said.given),
      answerWords(state, id, result.measured),
    )
    return [
      ...wrapped(`${result.right ? '✓' : '✗'} ${headOf(state, id)}`, layout.width, style, '  '),
      ...wrapped(words, layout.width - 2).map((one): Line => [{ text: '  ' }, ...one]),
    ]
  })
  const none = rows.length === 0 ? wrapped(summary.none, layout.width) : rows
  return [
    foundBlock(state, (id) => headOf(state, id), layout),
    [titled(summary.title, layout), ...none],
    againLines(state, layout),
    endLines(state, layout),
  ]
}

/** A step by its question, or by the first sentence of its text. */
function headOf(state: LearnState, id: string): string {
  const { body } = state.lesson.prose[state.language].steps[id]
  const blocks = blocksOf(filled(body, valuesOf(state)))
  const texts = blocks.flatMap((block) =>
    block.kind === 'code' ? [] : [block.pieces.map(({ text }) => text).join('')],
  )
  const sentences = texts.flatMap(sentencesOf)
  return sentences.findLast((one) => /[?？]$/.test(one)) ?? sentences[0] ?? id
}

/**
 * Explanations that took more than one answer, and steps that were skipped; predictions have their
 * marks above.
 */
function againLines(state: LearnState, layout: PageLayout): ScreenBlock {
  const { summary } = state.text.learn
  const { steps } = state.lesson.script
  const wrong = steps.filter(
    ({ id }) => state.judged[id]?.right === false || (state.said[id]?.refuted.length ?? 0) > 0,
  )
  const skipped = steps.flatMap(({ id }, n) => (state.states[id] === 'skipped' ? [n + 1] : []))
  const hints = Object.values(state.hints).reduce((sum, one) => sum + one, 0)
  const confident = wrong.some(({ id }) => state.said[id]?.sure >= 2)
  const lines = [
    ...wrong
      .filter((step) => step.do === 'explain')
      .flatMap(({ id }) => wrapped(`· ${headOf(state, id)}`, layout.width, {}, '  ')),
    ...(skipped.length > 0
      ? wrapped(summary.skipped(skipped.join(state.text.view.list), skipped.length), layout.width)
      : []),
    ...(hints > 0 ? wrapped(summary.hints(hints), layout.width) : []),
    ...(confident ? wrapped(summary.review, layout.width) : []),
  ]
  return lines.length > 0 ? [titled(summary.again, layout), ...lines] : []
}

const endLines = ({ text, language, next }: LearnState, { width }: PageLayout): ScreenBlock =>
  next
    ? wrapped(text.learn.summary.next(next(text, language)), width)
    : [line(text.learn.summary.end)]
