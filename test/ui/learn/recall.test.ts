/** What keys do to the question with which a lesson begins, and what is seen of it. */
import { describe, expect, it } from 'vitest'
import { lessonFrame } from '../../../src/ui/learn/frame.ts'
import { recallState, reduceRecall } from '../../../src/ui/learn/recall.ts'
import { choicesOf, type LearnState, stepOf } from '../../../src/ui/learn/state.ts'
import type { Key } from '../../../src/ui/shared/keyboard.ts'
import { textOf, widthOfLine } from '../../../src/view/shared/spans.ts'
import { lessons } from '../../support/lesson-table.ts'
import { textIn } from '../../support/texts.ts'

const all = await lessons()
const key = (name: string, text = ''): Key => ({
  ...{ name, text, ctrl: false, meta: false, shift: false },
})
const [ENTER, DOWN, UP] = ['return', 'down', 'up'].map((name) => key(name))

const asked = (n: number, language: 'en' | 'zh-CN' = 'en') => {
  const step = all[n].script.steps.findLast((one) => one.do === 'explain')?.id ?? ''
  const entry = { key: all[n].id, lesson: all[n] }
  return recallState({ entry, step }, { text: textIn(language), language })
}
const pressing = (state: LearnState, keys: readonly Key[]) =>
  keys.reduce((last, one) => reduceRecall(last.state, one), reduceRecall(state, key('x')))
const shown = (state: LearnState, columns = 80, rows = 24) =>
  lessonFrame(state, { columns, rows, colors: 'none', screenReader: false }).lines

describe('Enter', () => {
  it('passes the question by where no answer is under the cursor', () => {
    const { state, effect } = pressing(asked(1), [ENTER])
    expect([effect, state.recall?.given]).toEqual(['over', null])
  })

  it('takes the answer under the cursor, and then goes on', () => {
    const state = asked(1)
    const step = stepOf(state)
    const choices = step ? choicesOf(state, step).map(([id]) => id) : []
    expect(pressing(state, [DOWN, DOWN, ENTER]).state.recall?.given).toBe(choices[1])
    expect(pressing(state, [UP, ENTER]).state.recall?.given).toBe(choices.at(-1))
    expect(pressing(state, [key('2', '2'), ENTER]).effect).toBe('answered')
    expect(pressing(state, [key('2', '2'), ENTER, ENTER]).effect).toBe('over')
    expect(pressing(state, [key('2', '2'), ENTER, DOWN, ENTER]).state.recall?.given).toBe(
      choices[1],
    )
  })
})

it('leaves at Esc, and hears the other language', () => {
  expect(pressing(asked(1), [key('escape')]).effect).toBe('leave')
  expect(pressing(asked(1), [key('l', 'l')]).effect).toBe('language')
})

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  it('fits a small terminal and tells no number that was not measured', () => {
    for (const n of all.keys()) {
      const state = asked(n, language)
      const step = stepOf(state)
      if (step?.do !== 'explain') continue
      for (const given of [null, step.right, ...Object.keys(step.wrong)]) {
        const lines = shown({ ...state, recall: { cursor: 0, given } })
        expect(lines.length).toBeLessThanOrEqual(23)
        for (const line of lines) expect(widthOfLine(line)).toBeLessThanOrEqual(80)
        const page = lines.map(textOf).join('\n')
        expect(page, all[n].id).not.toMatch(/\{[a-z-]+\}|…$|\(measured/m)
      }
    }
  })

  it('names the misconception of a wrong answer, and marks the right one', () => {
    const state = asked(2, language)
    const step = stepOf(state)
    if (step?.do !== 'explain') throw new Error('it explains')
    const [given] = Object.keys(step.wrong)
    const page = shown({ ...state, recall: { cursor: 0, given } }).map(textOf)
    const { explain } = state.text.learn
    expect(page.join('\n')).toContain(`✗ ${explain.misconception('').trimEnd()}`)
    const choices = choicesOf(state, step)
    const place = choices.findIndex(([id]) => id === step.right) + 1
    expect(page.some((line) => line.startsWith(`❯ ${place} `))).toBe(true)
  })
})
