/** What a dial looks like while it is turned. */
import { describe, expect, test } from 'vitest'
import { opened } from '../../../src/ui/lab/dial-keys.ts'
import { drawingOf } from '../../../src/ui/lab/draw-event.ts'
import { labFrame } from '../../../src/ui/lab/frame.ts'
import { add, startState } from '../../../src/ui/lab/state.ts'
import { sharedAxes } from '../../../src/view/lab/shared-axes.ts'
import type { Colors } from '../../../src/view/shared/palette.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { bench, dialOne, RESULTS } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const dials = [dialOne, { ...RESULTS.dial, positions: RESULTS.dial.positions.slice(1, 2) }]
const LANGUAGES = ['en', 'zh-CN'] as const
const SIZES = [
  [80, 24],
  [60, 20],
  [120, 40],
] as const
const cases = dials.flatMap((result) =>
  LANGUAGES.flatMap((language) =>
    SIZES.flatMap(([columns, rows]) =>
      (['none', '16'] as const).map((colors) => ({
        ...{ result, language, columns, rows, colors },
        what: result.what,
      })),
    ),
  ),
)

interface Case {
  readonly result: typeof dialOne
  readonly language: 'en' | 'zh-CN'
  readonly columns: number
  readonly rows: number
  readonly colors: Colors
}

/** The screen with the dial turned to 0.5, which is not measured yet. */
async function screenOf({ result, language, columns, rows, colors }: Case) {
  const text = textIn(language)
  const dial = { ...opened(result, sharedAxes([result]), null), value: 0.5 }
  const options = { colors, pictures: true, page: async () => null, axes: dial.axes }
  const draw = await drawingOf({ type: 'lab', result }, text, columns, options)
  if (!draw) throw new Error('nothing is drawn')
  const begun = add({ ...startState(text, []), facts: bench }, () => [[], []], { begins: true })
  const state = { ...add(begun, draw, { trace: true }), dial }
  return labFrame(state, { columns, rows, colors, screenReader: false }).lines.map(textOf)
}

describe('a dial on the screen', () => {
  test.each(cases)('$what at $columns × $rows in $language, $colors', async (one) => {
    const { result, language, columns, rows } = one
    const { lab, labUi } = textIn(language)
    const lines = await screenOf(one)
    const all = lines.join('\n')
    expect(lines).toHaveLength(rows - 1)
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
    // Where it stands at once, and the line that would keep that.
    expect(all).toContain(lab.dial.at(lab.dial.names[result.what], '0.5'))
    expect(all).toContain(`→ ${result.positions[0].line?.replace(/\S+$/, '0.5')}`)
    // Everything of the table, and a picture with its axis, without turning a page.
    expect(all).toContain(lab.dial.halfLife)
    expect(all).toMatch(/└t = 1 .* 50$/m)
    const [keeps, ...others] = labUi.dialing('', '').split(' · ')
    expect(lines.at(-1)).toContain(keeps)
    expect(lines.at(-1)).toContain(others.at(-1))
    expect(lines.at(-1)).not.toMatch(/PgDn/)
  })
})
