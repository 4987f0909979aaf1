/** A question and what became of it: the choices, the number, the curve; then prediction and outcome. Pure. */
import type { Given, Judged } from '../../lessons/answers.ts'
import type { Step } from '../../lessons/format.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { lineChart, MARKS } from '../../view/line-chart.ts'
import { significant } from '../../view/number.ts'
import { type Line, line, span, wrapped } from '../../view/spans.ts'
import { type Asking, choicesOf, type LearnState, type Said } from './state.ts'
import { accent, answerWords, bad, good, type Paper, prose, quiet, short, titled } from './words.ts'

type Predict = Extract<Step, { do: 'predict' }>

/** What stands under the words of a prediction. */
export function predictionLines(state: LearnState, step: Predict, paper: Paper): Line[] {
  const { text, asking } = state
  const said = state.said[step.id]
  if (asking?.kind === 'sure')
    return [...givenLines(state, step, asking.given, paper), [], ...sureLines(state, asking, paper)]
  if (said) {
    const given = givenLines(state, step, said.given, paper)
    const words = text.learn.chosen(answerWords(state, step.id, said.given), text.learn.sureness[said.sure - 1])
    const judged = state.judged[step.id]
    const after = judged
      ? [[], ...outcomeLines(state, step, paper)]
      : wrapped(text.learn.shownLater, paper.width, quiet(paper.colors))
    return [...given, [], ...wrapped(words, paper.width), ...after]
  }
  if (asking?.kind === 'number' && step.number) {
    const { from, to } = step.number
    const prompt = line(`${text.learn.numberFrom(from, to)}${asking.typed}█`, accent(paper.colors))
    return [prompt, ...(asking.wrong ? wrapped(text.learn.notANumber(from, to), paper.width, bad(paper.colors)) : [])]
  }
  if (asking?.kind === 'curve') return curveLines(state, step, asking.values, null, asking.cursor, paper)
  return choiceLines(state, step, asking, null, paper)
}

function givenLines(state: LearnState, step: Predict, given: Given, paper: Paper): Line[] {
  if (typeof given === 'string') return choiceLines(state, step, null, given, paper)
  if (typeof given === 'number') return [line(significant(given, 6), accent(paper.colors))]
  return curveLines(state, step, given, null, null, paper)
}

/** The choices, one marked. */
export function choiceLines(
  state: LearnState,
  step: Step,
  asking: Asking | null,
  chosen: string | null,
  { width, colors }: Paper,
): Line[] {
  return choicesOf(state, step).flatMap(([id, words], n) => {
    const here = asking?.kind === 'choice' ? asking.cursor === n : id === chosen
    const out = state.said[step.id]?.refuted.includes(id) ?? false
    const mark = `${here ? '❯' : ' '} ${out ? '✗' : n + 1} `
    const style = here ? accent(colors) : out ? quiet(colors) : {}
    return hanging(mark, short(state, words, width - 4, colors), style).map((one) =>
      one.map((piece) => (here || out ? { ...piece, ...style } : piece)),
    )
  })
}

function sureLines({ text }: LearnState, { sure }: Extract<Asking, { kind: 'sure' }>, { colors }: Paper): Line[] {
  const parts = text.learn.sureness.flatMap((word, n) => [
    span(n + 1 === sure ? `[${word}]` : ` ${word} `, n + 1 === sure ? accent(colors) : quiet(colors)),
    span(' '),
  ])
  return [line(text.learn.howSure), parts]
}

/** Prediction and outcome, side by side on the same axes. */
export function outcomeLines(state: LearnState, step: Predict, paper: Paper): Line[] {
  const said = state.said[step.id]
  const judged = state.judged[step.id]
  if (!said || !judged) return []
  const { learn } = state.text
  const { right } = judged
  const verdict = wrapped(
    right ? `✓ ${learn.outcome.right}` : `✗ ${learn.outcome.wrong}`,
    paper.width,
    right ? good(paper.colors) : bad(paper.colors),
  )
  return [titled(learn.outcome.title, paper), ...compared(state, step, said, judged, paper), ...verdict]
}

function compared(state: LearnState, step: Predict, said: Said, judged: Judged, paper: Paper): Line[] {
  const { learn } = state.text
  if (step.choose) {
    return choicesOf(state, step).flatMap(([id, words]) => {
      const mine = id === said.given
      const out = id === judged.measured
      if (!mine && !out) return []
      const who = [...(mine ? [learn.outcome.you] : []), ...(out ? [learn.outcome.measured] : [])].join(' = ')
      const style = out ? good(paper.colors) : bad(paper.colors)
      return hanging(`${who}: `, short(state, words, paper.width - 20, paper.colors), style)
    })
  }
  if (typeof judged.measured === 'number' && step.number)
    return scaleLines(state, step.number, Number(said.given), judged.measured, paper)
  const yours = Array.isArray(said.given) ? (said.given as number[]) : []
  const measured = Array.isArray(judged.measured) ? (judged.measured as number[]) : []
  return curveLines(state, step, yours, measured, null, paper)
}

/** Below so many columns a number line shows nothing. */
const NARROW = 24

/** A number line with both marks. */
function scaleLines(
  { text }: LearnState,
  { from, to }: { from: number; to: number },
  yours: number,
  measured: number,
  paper: Paper,
): Line[] {
  const { you, measured: out } = text.learn.outcome
  const words = line(`${you}: ${significant(yours, 4)} ▲   ${out}: ${significant(measured, 4)} ▼`)
  if (paper.spoken || paper.width < NARROW) return [words]
  const room = Math.min(60, paper.width - 4)
  const at = (value: number) => Math.round(Math.min(1, Math.max(0, (value - from) / (to - from || 1))) * (room - 1))
  const marked = (value: number, mark: string, style: ReturnType<typeof good>) => [
    span(`  ${' '.repeat(at(value))}`),
    span(mark, style),
  ]
  return [
    words,
    marked(measured, '▼', good(paper.colors)),
    line(`  ├${'─'.repeat(room - 2)}┤`),
    marked(yours, '▲', accent(paper.colors)),
    line(
      `  ${significant(from, 4)}${significant(to, 4).padStart(room - significant(from, 4).length)}`,
      quiet(paper.colors),
    ),
  ]
}

/** The learner's curve, and what was measured on the same axes. */
function curveLines(
  { text }: LearnState,
  step: Predict,
  yours: readonly number[],
  measured: readonly number[] | null,
  cursor: number | null,
  paper: Paper,
): Line[] {
  if (!step.curve) return []
  const { from, to, points } = step.curve
  const { you, measured: out, curve } = text.learn.outcome
  const numbers = (values: readonly number[]) => values.map((value) => significant(value, 2)).join(', ')
  const place =
    cursor === null
      ? []
      : [line(text.learn.curveAt(cursor + 1, points, significant(yours[cursor], 2)), accent(paper.colors))]
  if (paper.spoken)
    return [...wrapped(measured ? curve(numbers(yours), numbers(measured)) : numbers(yours), paper.width), ...place]
  const width = Math.min(72, paper.width)
  const values = measured ? [yours, measured] : [yours]
  const low = Math.min(from, ...values.flat())
  const high = Math.max(to, ...values.flat())
  const chart = lineChart({
    series: values.map((one) => ({ values: one })),
    width,
    height: 11,
    min: low,
    max: high,
    x: { first: '1', last: String(points) },
  })
  const styles = [accent(paper.colors), good(paper.colors)]
  const lines = chart.lines.map((spans) =>
    spans.map(({ text, series }) => span(text, series === null ? quiet(paper.colors) : styles[series])),
  )
  const names = measured ? [line(`${MARKS[0]} ${you}   ${MARKS[1]} ${out}`)] : []
  return [...names, ...lines, ...place]
}

/** An explanation: the choices, what refutes the wrong ones, and whether the right one was found. */
export function explanationLines(state: LearnState, step: Extract<Step, { do: 'explain' }>, paper: Paper): Line[] {
  const { text, asking } = state
  const said = state.said[step.id]
  const { refutations } = state.lesson.prose[state.language].steps[step.id]
  const chosen = asking?.kind === 'sure' ? String(asking.given) : said?.found ? step.right : null
  const choices = choiceLines(state, step, asking?.kind === 'choice' ? asking : null, chosen, paper)
  const refuted = (said?.refuted ?? []).flatMap((id) => [
    [],
    ...wrapped(`✗ ${text.learn.explain.wrong}`, paper.width, bad(paper.colors)),
    ...prose(state, refutations[id] ?? '', paper),
  ])
  const tries = said?.refuted.length ?? 0
  const end = said?.found
    ? [[], line(`✓ ${tries > 0 ? text.learn.explain.tried(tries) : text.learn.explain.right}`, good(paper.colors))]
    : tries > 0
      ? [[], line(text.learn.explain.again)]
      : []
  return [...choices, ...(asking?.kind === 'sure' ? [[], ...sureLines(state, asking, paper)] : []), ...refuted, ...end]
}
