/**
 * Nothing is cut without a way to see it: the pages of every lesson, turned to their end, and the
 * menus.
 */
import { describe, expect, it } from 'vitest'
import type { Step } from '../../src/lessons/format/lesson-schema.ts'
import type { Lesson } from '../../src/lessons/load/lesson.ts'
import { menuFrame } from '../../src/ui/home/start-menu-state.ts'
import { lessonFrame } from '../../src/ui/learn/frame.ts'
import { turnedFrom } from '../../src/ui/learn/paging.ts'
import { startState } from '../../src/ui/learn/start-state.ts'
import { goTo, type LearnState } from '../../src/ui/learn/state.ts'
import { folded, line, span, textOf } from '../../src/view/shared/spans.ts'
import { widthOf } from '../../src/view/shared/width.ts'
import { lessons } from '../support/lesson-table.ts'
import { textIn } from '../support/texts.ts'

const all = await lessons()
/** The one that has the cell's equations. */
const [cell] = all.filter(({ id }) => id === 'one-time-step')
const SIZES = [
  [80, 24],
  [60, 20],
  [40, 15],
] as const
const cases = SIZES.flatMap((size) =>
  (['en', 'zh-CN'] as const).map((language) => [...size, language] as const),
)
const sized = (columns: number, rows: number) => ({
  columns,
  rows,
  colors: 'none' as const,
  screenReader: false,
})
const squeezed = (text: string) => text.replaceAll(/\s+/g, '')

/** Every page of a state, as its Enter turns them, without title, rule and keys. */
function pages(state: LearnState, columns: number, rows: number): string[] {
  const seen: string[] = []
  for (let scroll = 0, last = -1; scroll !== last; ) {
    const { lines, view } = lessonFrame({ ...state, scroll }, sized(columns, rows))
    seen.push(...lines.map(textOf))
    last = scroll
    scroll = turnedFrom(view, scroll, 1)
  }
  return seen
}

/**
 * A step as it is met, and once it is done, with every hint, the solution and what the commands
 * would have said.
 */
function states(lesson: Lesson, language: 'en' | 'zh-CN', step: Step, at: number): LearnState[] {
  const start = { text: textIn(language), language, lesson, before: null, next: null }
  const met = goTo(startState(start), at)
  const done = { ...met, asking: null, states: { [step.id]: 'done' as const } }
  const hinted = { ...met, hints: { [step.id]: step.do === 'task' ? step.hints + 1 : 0 } }
  return [met, done, hinted]
}

describe.each(cases)('at %i × %i in %s', (columns, rows, language) => {
  it('a lesson shows all of its words, its equations and its lines', () => {
    for (const lesson of all)
      for (const [at, step] of lesson.script.steps.entries())
        for (const state of states(lesson, language, step, at)) {
          const shown = pages(state, columns, rows)
          // Where nothing was measured yet a text of one paragraph has a mark in its place, never
          // at a line's cut end.
          expect(shown.filter((one) => widthOf(one) > columns)).toEqual([])
          expect(shown.filter((one) => widthOf(one) >= columns - 1 && one.endsWith('…'))).toEqual(
            [],
          )
        }
    const { body } = cell.prose[language].steps['the-question']
    const state = states(cell, language, cell.script.steps[0], 0)[0]
    for (const equation of body.split('\n').filter((one) => /^( {4}|c_t =|g =|h_t =)/.test(one)))
      expect(squeezed(pages(state, columns, rows).join(''))).toContain(squeezed(equation))
  })

  it('a menu says in full below what has no room on its line', () => {
    const { learn, tasks } = textIn(language)
    const items = [
      ...all.map(({ prose }, n) => ({
        label: `${n + 1}  ${prose[language].title}`,
        note: learn.list.standing(3, 12, true),
        about: 'x',
      })),
      ...Object.entries(tasks).map(([name, { title, what }]) => ({
        label: name,
        note: title,
        about: what,
      })),
    ]
    for (const [cursor, { label, note, about }] of items.entries()) {
      const state = { title: learn.title, items, cursor, notices: [], keys: learn.menu.hintWithin }
      const { lines } = menuFrame(state, sized(columns, rows))
      const shown = squeezed(lines.map(textOf).join('\n'))
      expect(lines.length).toBeLessThan(rows)
      for (const one of [learn.title, label, note, about]) expect(shown).toContain(squeezed(one))
    }
  })
})

describe('a line that is too wide', () => {
  it('goes on in the next, with every letter and its style', () => {
    const wide = [
      span('  g = tanh(W x_t + U h_{t−1} + b)', { bold: true }),
      span('   the candidate: what an RNN would compute'),
    ]
    for (let width = 8; width < 90; width++) {
      const lines = folded(wide, width)
      for (const one of lines) expect(widthOf(textOf(one))).toBeLessThanOrEqual(width)
      expect(squeezed(lines.map(textOf).join(''))).toBe(squeezed(textOf(wide)))
      const bold = lines
        .flatMap((one) => one.filter((piece) => piece.bold).map(({ text }) => text))
        .join('')
      expect(squeezed(bold)).toBe(squeezed(wide[0].text))
    }
    expect(folded(line('门'.repeat(30)), 11).every((one) => widthOf(textOf(one)) <= 11)).toBe(true)
  })
})
