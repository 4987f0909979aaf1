/** Prediction and outcome, side by side. Pure. */
import type { Step } from '../../lessons/format/lesson-schema.ts'
import { offBy, type PredictionResult } from '../../lessons/run/answers.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { significant } from '../../view/shared/number.ts'
import { type Line, line, span, wrapped } from '../../view/shared/spans.ts'
import { curveLines } from './answer-curve.ts'
import { accent, bad, good, type PageLayout, quiet, short, titled } from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import { type CommandOutput, choicesOf, type LearnState } from './state.ts'

type Predict = Extract<Step, { do: 'predict' }>

/** Prediction and outcome, side by side on the same axes. */
export function outcomeBlocks(state: LearnState, step: Predict, layout: PageLayout): ScreenBlock[] {
  const said = state.said[step.id]
  const result = state.judged[step.id]
  if (!said || !result) return []
  const { learn } = state.text
  const { right } = result
  const verdict = wrapped(
    [right ? `✓ ${learn.outcome.right}` : `✗ ${learn.outcome.wrong}`, ...off(state, step)].join(
      learn.outcome.space,
    ),
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

/** By how much, and what counts: of numbers and curves. */
function off({ text, said, judged }: LearnState, step: Predict): string[] {
  const within = (step.number ?? step.curve)?.within
  if (within === undefined) return []
  const by = significant(offBy(said[step.id].given, judged[step.id].measured), 2)
  const { offBy: one, offOnMean } = text.learn.outcome
  return [(step.number ? one : offOnMean)(by, significant(within, 2))]
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
