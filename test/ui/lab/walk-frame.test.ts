import { describe, expect, test } from 'vitest'
import { complete } from '../../../src/commands/session/complete.ts'
import { drawnOf } from '../../../src/ui/lab/draw-event.ts'
import { labFrame } from '../../../src/ui/lab/frame.ts'
import { reduceKey } from '../../../src/ui/lab/reduce-key.ts'
import { add, type LabState, startState } from '../../../src/ui/lab/state.ts'
import { labText } from '../../../src/view/lab/lab-text.ts'
import { GAP, LEFT } from '../../../src/view/lab/walk-back-blocks.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { pressAll } from '../../support/lab-keys.ts'
import { bench, RESULTS, walk } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

type Walk = typeof walk | (typeof RESULTS)['walk-back']

/** What the lab knows after a walk. */
async function stateAfter(result: Walk, language: 'en' | 'zh-CN') {
  const text = textIn(language)
  const options = { colors: 'none' as const, pictures: true, page: async () => null }
  const drawn = await drawnOf({ type: 'lab', result }, text, 80, options)
  if (!drawn) throw new Error('nothing is drawn')
  const begun = add({ ...startState(text, []), facts: bench }, () => [[], []], { begins: true })
  return { ...add(begun, drawn.draw, { trace: true, around: drawn.around }), trace: result }
}

const sized = (columns: number, rows: number) =>
  ({ columns, rows, colors: 'none', screenReader: false }) as const

/** The screen after `walk`, in lines. */
async function screenAfterWalk(language: 'en' | 'zh-CN', columns: number, rows: number) {
  const state = await stateAfter(walk, language)
  return labFrame(state, sized(columns, rows)).lines.map(textOf)
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

describe.each(['en', 'zh-CN'] as const)('a walk back, in %s', (language) => {
  const result = RESULTS['walk-back']

  /** All screens that Tab turns to, until the first comes again. */
  async function screens(columns: number, rows: number) {
    const size = sized(columns, rows)
    const found: string[][] = []
    let state: LabState = await stateAfter(result, language)
    do {
      expect(found.length).toBeLessThan(20)
      const { lines, scroll } = labFrame(state, size)
      expect(lines).toHaveLength(rows - 1)
      expect(scroll).toBe(0)
      found.push(lines.slice(0, -2).map(textOf))
      state = pressAll(state, ['tab'], { view: () => labFrame(state, size) }).state
    } while (labFrame(state, size).lines.slice(0, -2).map(textOf).join() !== found[0].join())
    return found
  }

  /** Everything that plain text says of it. */
  const said = (columns: number) =>
    labText(result, textIn(language), columns)
      .split('\n')
      .filter((one) => one !== '')

  test.each([
    [80, 24],
    [60, 20],
    [100, 30],
  ])('loses no line at %i × %i, a screen at a time', async (columns, rows) => {
    const all = await screens(columns, rows)
    expect(all.length).toBeGreaterThan(1)
    const seen = new Set(all.flat().map((one) => one.trimEnd()))
    expect(said(columns).filter((one) => !seen.has(one))).toEqual([])
  })

  test('has both cells side by side where there is room', async () => {
    const all = (await screens(120, 24)).flat()
    const [head] = said(120)
    expect(all).toContain(head)
    for (const [cell, width] of [
      ['rnn', LEFT],
      ['lstm', 120 - LEFT - GAP],
    ] as const) {
      const alone = { ...result, cells: { [cell]: result.cells[cell] } }
      const blocks = labText(alone, textIn(language), width).split('\n\n').slice(1)
      const lines = blocks
        .join('\n')
        .split('\n')
        .filter((one) => one !== '')
      expect(lines.length).toBeGreaterThan(20)
      expect(lines.filter((one) => !all.some((seen) => seen.includes(one)))).toEqual([])
    }
    const titles = all.filter((one) => one.includes('RNN') && one.includes('LSTM'))
    expect(titles.length).toBeGreaterThan(1)
  })

  test('shows a cell’s diagram, its equation and its step together at 80 × 24', async () => {
    const { view, lab } = textIn(language)
    for (const cell of ['rnn', 'lstm'] as const) {
      const title = lab.walkBack.title(view.cell[cell], result.t, 50, result.unit)
      const drawn = [title, lab.walkBack.ownLoss].join(view.join)
      const [screen] = (await screens(80, 24)).filter((lines) => lines.includes(drawn))
      const text = screen.join('\n')
      expect(text).toContain('◀━')
      expect(text).toContain(result.cells[cell]?.equation)
    }
  })

  test('is turned back by Shift-Tab', async () => {
    const size = sized(80, 24)
    const state: LabState = await stateAfter(result, language)
    const view = (of: LabState) => ({ view: () => labFrame(of, size) })
    const turned = pressAll(state, ['tab'], view(state)).state
    const back = { text: '', name: 'tab', ctrl: false, meta: false, shift: true }
    expect(turned.block).not.toBeNull()
    const again = reduceKey(turned, back, { complete, ...view(turned) }).state
    expect(labFrame(again, size).lines).toEqual(labFrame(state, size).lines)
    expect(labFrame(turned, size).lines).not.toEqual(labFrame(state, size).lines)
  })

  test('is there at once on a screen that is tall enough', async () => {
    const state = await stateAfter(result, language)
    const { lines, around } = labFrame(state, sized(80, 100))
    expect(around).toBeNull()
    const seen = new Set(lines.map(textOf))
    expect(said(80).filter((one) => !seen.has(one))).toEqual([])
  })
})
