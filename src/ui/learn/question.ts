/**
 * A question and what became of it: the choices, the number, the curve; then prediction and
 * outcome. Pure.
 */

import type { Step } from '../../lessons/format/lesson-schema.ts'
import type { Given, PredictionResult } from '../../lessons/run/answers.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { significant } from '../../view/shared/number.ts'
import { type Line, line, span, wrapped } from '../../view/shared/spans.ts'
import { MARKS } from '../../view/terminal/line-chart.ts'
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
  titled,
} from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import { sketchLines } from './sketch.ts'
import { type Asking, type CommandOutput, choicesOf, type LearnState } from './state.ts'

type Predict = Extract<Step, { do: 'predict' }>
type Curve = NonNullable<Predict['curve']>

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
function choiceLines(
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

/** Prediction and outcome, side by side on the same axes. */
export function outcomeBlocks(state: LearnState, step: Predict, layout: PageLayout): ScreenBlock[] {
  const said = state.said[step.id]
  const result = state.judged[step.id]
  if (!said || !result) return []
  const { learn } = state.text
  const { right } = result
  const verdict = wrapped(
    right ? `✓ ${learn.outcome.right}` : `✗ ${learn.outcome.wrong}`,
    layout.width,
    right ? good(layout.colors) : bad(layout.colors),
  )
  return [
    [
      titled(learn.outcome.title, layout),
      ...compared(state, step, said, result, layout),
      ...verdict,
    ],
  ]
}

function compared(
  state: LearnState,
  step: Predict,
  said: CommandOutput,
  result: PredictionResult,
  layout: PageLayout,
): Line[] {
  const { learn } = state.text
  if (step.choose) {
    return choicesOf(state, step).flatMap(([id, words]) => {
      const mine = id === said.given
      const out = id === result.measured
      if (!mine && !out) return []
      const who = [
        ...(mine ? [learn.outcome.you] : []),
        ...(out ? [learn.outcome.measured] : []),
      ].join(' = ')
      const style = out ? good(layout.colors) : bad(layout.colors)
      return hanging(
        learn.outcome.of(who),
        short(state, words, layout.width - 20, layout.colors),
        style,
      )
    })
  }
  if (typeof result.measured === 'number' && step.number)
    return scaleLines(state, step.number, Number(said.given), result.measured, layout)
  const yours = Array.isArray(said.given) ? (said.given as number[]) : []
  const measured = Array.isArray(result.measured) ? (result.measured as number[]) : []
  return curveLines(state, step, yours, measured, null, layout)
}

/** Below so many columns a number line shows nothing. */
const NARROW = 24

/** A number line with both marks. */
function scaleLines(
  { text }: LearnState,
  { from, to }: { from: number; to: number },
  yours: number,
  measured: number,
  layout: PageLayout,
): Line[] {
  const { you, measured: out } = text.learn.outcome
  const { of } = text.learn.outcome
  const words = line(
    `${of(you)}${significant(yours, 4)} ▲   ${of(out)}${significant(measured, 4)} ▼`,
  )
  if (layout.screenReader || layout.width < NARROW) return [words]
  const room = Math.min(60, layout.width - 4)
  const at = (value: number) =>
    Math.round(Math.min(1, Math.max(0, (value - from) / (to - from || 1))) * (room - 1))
  const marked = (value: number, mark: string, style: ReturnType<typeof good>) => [
    span(`  ${' '.repeat(at(value))}`),
    span(mark, style),
  ]
  return [
    words,
    marked(measured, '▼', good(layout.colors)),
    line(`  ├${'─'.repeat(room - 2)}┤`),
    marked(yours, '▲', accent(layout.colors)),
    line(
      `  ${significant(from, 4)}${significant(to, 4).padStart(room - significant(from, 4).length)}`,
      quiet(layout.colors),
    ),
  ]
}

/**
 * The learner's curve, and what was measured on the same axes; a mark below the point that is being
 * drawn.
 */
function curveLines(
  { text }: LearnState,
  step: Predict,
  yours: readonly number[],
  measured: readonly number[] | null,
  cursor: number | null,
  layout: PageLayout,
): Line[] {
  if (!step.curve) return []
  const { points, over } = step.curve
  const { you, measured: out, curve } = text.learn.outcome
  const numbers = (values: readonly number[]) =>
    values.map((value) => significant(value, 2)).join(', ')
  const name = cursor === null ? '' : placeOf(step.curve, cursor)
  const at =
    cursor === null
      ? []
      : wrapped(
          text.learn.curveAt(name, significant(yours[cursor], 2)),
          layout.width,
          accent(layout.colors),
        )
  if (layout.screenReader)
    return [
      ...wrapped(
        measured ? curve(numbers(yours), numbers(measured)) : numbers(yours),
        layout.width,
      ),
      ...at,
    ]
  const axis = { first: over ? `t = ${over[0]}` : '1', last: String(over?.[1] ?? points) }
  const values = measured ? [yours, measured] : [yours]
  const most = layout.page - at.length - 1
  const lines = sketchLines({ curve: step.curve, axis, values, cursor, most }, layout)
  const names = measured ? [line(`${MARKS[0]} ${you}   ${MARKS[1]} ${out}`)] : []
  return [...names, ...lines, ...at]
}

/** A point of a curve by its time step, or by its number. */
function placeOf({ over, points }: Curve, n: number): string {
  if (!over) return `${n + 1}/${points}`
  return `t = ${Math.round(over[0] + (n * (over[1] - over[0])) / Math.max(1, points - 1))}`
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
  if (said?.found)
    return [
      choices,
      wrapped(
        `✓ ${tries > 0 ? explain.tried(tries) : explain.right}`,
        layout.width,
        good(layout.colors),
      ),
    ]
  return wrong === undefined
    ? [choices]
    : [choices, refutedLines(state, step, wrong, layout), [line(explain.again)]]
}

/** A misconception has its name, in bold, at the beginning of what is said to those who have it. */
const NAMED = /^\*\*(.+?)\*\*\s*(.*)$/s

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
