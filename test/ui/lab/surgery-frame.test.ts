/** What surgery looks like on a small screen: its pictures first, and whole. */
import { describe, expect, test } from 'vitest'
import { drawingOf } from '../../../src/ui/lab/draw-event.ts'
import { labFrame } from '../../../src/ui/lab/frame.ts'
import { add, startState } from '../../../src/ui/lab/state.ts'
import { sharedAxes } from '../../../src/view/lab/shared-axes.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { bench, surgery } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const backward = {
  ...surgery,
  operations: surgery.operations.map((one) => ({ ...one, backward: true })),
  beside: { uncut: surgery.before, full: surgery.after },
}
const cases = [surgery, backward].flatMap((result) =>
  (['en', 'zh-CN'] as const).map((language) => ({ result, language })),
)

describe('surgery on the screen', () => {
  test.each(cases)('at 80 × 24 in $language', async ({ result, language }) => {
    const text = textIn(language)
    const { lab } = text
    const axes = sharedAxes([result])
    const options = { colors: 'none', pictures: true, page: async () => null, axes } as const
    const draw = await drawingOf({ type: 'lab', result }, text, 80, options)
    if (!draw) throw new Error('nothing is drawn')
    const begun = add({ ...startState(text, []), facts: bench }, () => [[], []], { begins: true })
    const size = { columns: 80, rows: 24, colors: 'none', screenReader: false } as const
    const lines = labFrame(add(begun, draw), size).lines.map(textOf)
    expect(lines).toHaveLength(23)
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(80)
    // Both pictures, each with its axis.
    expect(lines.filter((line) => /└t = 1 .*└t = 1 .*50$/.test(line))).toHaveLength(1)
    const said = lines.join('\n')
    expect(said).toContain(lab.surgery.what('LSTM'))
    expect(said).toMatch(/∂L\/∂h.*∂L\/∂c/)
  })
})
