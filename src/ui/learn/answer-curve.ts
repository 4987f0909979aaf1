/** A curve as an answer: the learner's, and what was measured, on the same axes. Pure. */
import type { Step } from '../../lessons/format/lesson-schema.ts'
import { significant } from '../../view/shared/number.ts'
import { type Line, line, wrapped } from '../../view/shared/spans.ts'
import type { ViewText } from '../../view/shared/text-types.ts'
import { legend } from '../../view/terminal/line-chart.ts'
import { accent, type PageLayout, quiet } from './page-parts.ts'
import { sketched } from './sketch.ts'
import type { LearnState } from './state.ts'

type Predict = Extract<Step, { do: 'predict' }>

type Curve = NonNullable<Predict['curve']>

/**
 * The learner's curve, and what was measured on the same axes; a mark below the point that is being
 * drawn.
 */
export function curveLines(
  { text }: LearnState,
  step: Predict,
  yours: readonly number[],
  measured: readonly number[] | null,
  cursor: number | null,
  layout: PageLayout,
): Line[] {
  if (!step.curve) return []
  const { points, over } = step.curve
  const { you, measured: out, curve, same } = text.learn.outcome
  const numbers = (values: readonly number[]) =>
    values.map((value) => significant(value, 2)).join(text.view.list)
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
  const { charts }: ViewText = text.view
  const { lines, look } = sketched(
    { curve: step.curve, axis, values, cursor, most, charts },
    layout,
  )
  const hidden = look.under.some((other) => other !== null)
  const names = measured
    ? [
        line(legend([you, out], look)),
        ...(hidden ? wrapped(same, layout.width, quiet(layout.colors)) : []),
      ]
    : []
  return [...names, ...lines, ...at]
}

/** A point of a curve by its time step, or by its number. */
function placeOf({ over, points }: Curve, n: number): string {
  if (!over) return `${n + 1}/${points}`
  return `t = ${Math.round(over[0] + (n * (over[1] - over[0])) / Math.max(1, points - 1))}`
}
