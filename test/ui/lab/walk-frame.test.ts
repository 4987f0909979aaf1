import { describe, expect, test } from 'vitest'
import { drawingOf } from '../../../src/ui/lab/draw-event.ts'
import { labFrame } from '../../../src/ui/lab/frame.ts'
import { add, startState } from '../../../src/ui/lab/state.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { bench, walk } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

/** The screen after `walk`, in lines. */
async function screenAfterWalk(language: 'en' | 'zh-CN', columns: number, rows: number) {
  const text = textIn(language)
  const options = { colors: 'none' as const, pictures: true, page: async () => null }
  const draw = await drawingOf({ type: 'lab', result: walk }, text, columns, options)
  if (!draw) throw new Error('nothing is drawn')
  const begun = add({ ...startState(text, []), facts: bench }, () => [[], []], { begins: true })
  const state = { ...add(begun, draw, { trace: true }), trace: walk }
  const size = { columns, rows, colors: 'none' as const, screenReader: false }
  return labFrame(state, size).lines.map(textOf)
}

describe.each(['en', 'zh-CN'] as const)('a walk, in %s', (language) => {
  test.each([
    [80, 24],
    [120, 24],
    [100, 30],
  ])('is seen from its title to its last sentence at %i × %i', async (columns, rows) => {
    const { lab, view } = textIn(language)
    const lines = await screenAfterWalk(language, columns, rows)
    expect(lines).toHaveLength(rows - 1)
    const title = lab.walk.title(view.cell.lstm, walk.t, walk.sequence.length, walk.unit)
    expect(lines).toContain(title)
    expect(lines.join('\n')).toMatch(/h_t\s= \S+[.。]/)
    expect(lines.at(-1)).not.toMatch(/PgDn/)
  })

  test('leaves room for the panel and the strips on a tall screen', async () => {
    const lines = await screenAfterWalk(language, 80, 70)
    const { lab } = textIn(language)
    expect(lines.join('\n')).toContain(lab.names.h)
    expect(lines[0]).toContain('adding')
  })
})
