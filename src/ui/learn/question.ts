/** A question: the choices, the number or the curve, how sure, and what refutes. Pure. */
import type { Step } from '../../lessons/format/lesson-schema.ts'
import type { Given } from '../../lessons/run/answers.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { significant } from '../../view/shared/number.ts'
import { type Line, line, span, wrapped } from '../../view/shared/spans.ts'
import { curveLines } from './answer-curve.ts'
import { outcomeBlocks } from './outcome.ts'
import {
  accent,
  answerWords,
  bad,
  good,
  type PageLayout,
  plainly,
  prose,
  quiet,
  short,
} from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import { type Asking, choicesOf, type LearnState } from './state.ts'

type Predict = Extract<Step, { do: 'predict' }>

/** What stands under the words of a prediction. */
export function predictionBlocks(
  state: LearnState,
  step: Predict,
  layout: PageLayout,
): ScreenBlock[] {
  const { text, asking } = state
  const said = state.said[step.id]
  if (asking?.kind === 'sure')
    return [givenLines(state, step, asking.given, layout), sureLines(state, asking, layout)]
  if (said) {
    const given =
      typeof said.given === 'string' ? [givenLines(state, step, said.given, layout)] : []
    const words = text.learn.chosen(
      answerWords(state, step.id, said.given),
      text.learn.sureness[said.sure - 1],
    )
    const later = wrapped(text.learn.shownLater, layout.width, quiet(layout.colors))
    const result = state.judged[step.id]
    const after = result ? outcomeBlocks(state, step, layout) : []
    return [...given, [...wrapped(words, layout.width), ...(result ? [] : later)], ...after]
  }
  if (asking?.kind === 'number' && step.number) {
    const { from, to } = step.number
    const prompt = wrapped(
      `${text.learn.numberFrom(from, to)}${asking.typed}█`,
      layout.width,
      accent(layout.colors),
    )
    return [
      [
        ...prompt,
        ...(asking.wrong
          ? wrapped(text.learn.notANumber(from, to), layout.width, bad(layout.colors))
          : []),
      ],
    ]
  }
  if (asking?.kind === 'curve')
    return [curveLines(state, step, asking.values, null, asking.cursor, layout)]
  return [choiceLines(state, step, asking, null, layout)]
}

function givenLines(state: LearnState, step: Predict, given: Given, layout: PageLayout): Line[] {
  if (typeof given === 'string') return choiceLines(state, step, null, given, layout)
  if (typeof given === 'number') return [line(significant(given, 6), accent(layout.colors))]
  return curveLines(state, step, given, null, null, layout)
}

/** The choices, one marked. */
export function choiceLines(
  state: LearnState,
  step: Step,
  asking: Asking | null,
  chosen: string | null,
  { width, colors }: PageLayout,
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

function sureLines(
  { text }: LearnState,
  { sure }: Extract<Asking, { kind: 'sure' }>,
  { colors }: PageLayout,
): Line[] {
  const parts = text.learn.sureness.flatMap((word, n) => [
    span(
      n + 1 === sure ? `[${word}]` : ` ${word} `,
      n + 1 === sure ? accent(colors) : quiet(colors),
    ),
    span(' '),
  ])
  return [line(text.learn.howSure), parts]
}

/**
 * An explanation: the choices, then what refutes the wrong one that was taken last, by its name and
 * by what was measured, and whether the right one was found.
 */
export function explanationBlocks(
  state: LearnState,
  step: Extract<Step, { do: 'explain' }>,
  layout: PageLayout,
): ScreenBlock[] {
  const { text, asking } = state
  const said = state.said[step.id]
  const chosen = asking?.kind === 'sure' ? String(asking.given) : said?.found ? step.right : null
  const choices = choiceLines(
    state,
    step,
    asking?.kind === 'choice' ? asking : null,
    chosen,
    layout,
  )
  if (asking?.kind === 'sure') return [choices, sureLines(state, asking, layout)]
  const wrong = said?.refuted.at(-1)
  const { explain } = text.learn
  const tries = said?.refuted.length ?? 0
  if (said?.found) {
    const { reason } = state.lesson.prose[state.language].steps[step.id]
    const right = `✓ ${tries > 0 ? explain.tried(tries) : explain.right}`
    const others = state.details
      ? Object.keys(step.wrong).map((id) => refutedLines(state, step, id, layout))
      : []
    const why = reason === '' ? [] : prose(state, reason, layout)
    return [choices, [...wrapped(right, layout.width, good(layout.colors)), ...why], ...others]
  }
  return wrong === undefined
    ? [choices]
    : [choices, refutedLines(state, step, wrong, layout), [line(explain.again)]]
}

/** A misconception has its name, in bold, at the beginning of what is said to those who have it. */
const NAMED = /^\*\*(.+?)\*\*\s*(.*)$/s

/** The name of a misconception, in Markdown; null where it has none. */
export const nameOf = (refutation: string): string | null => NAMED.exec(refutation)?.[1] ?? null

function refutedLines(
  state: LearnState,
  step: Step,
  wrong: string,
  layout: PageLayout,
): ScreenBlock {
  const { explain } = state.text.learn
  const refutation = state.lesson.prose[state.language].steps[step.id].refutations[wrong] ?? ''
  const [, name, rest] = NAMED.exec(refutation) ?? []
  const head = name === undefined ? explain.wrong : explain.misconception(plainly(state, name))
  return [
    ...wrapped(`✗ ${head}`, layout.width, bad(layout.colors)),
    ...prose(state, rest ?? refutation, layout),
  ]
}
