/** Every page of every lesson fits every terminal, in both languages, for eyes and for ears. */
import { describe, expect, it } from 'vitest'
import { lessonFrame } from '../../../src/ui/learn/frame.ts'
import { startState } from '../../../src/ui/learn/start-state.ts'
import type { Asking, LearnState } from '../../../src/ui/learn/state.ts'
import { choicesOf, goTo, stepOf } from '../../../src/ui/learn/state.ts'
import type { Size } from '../../../src/ui/shared/screen-types.ts'
import { textOf, widthOfLine } from '../../../src/view/shared/spans.ts'
import { lessons } from '../../support/lesson-table.ts'
import { textIn } from '../../support/texts.ts'

const all = await lessons()
const LANGUAGES = ['en', 'zh-CN'] as const
const SIZES = [
  [80, 24],
  [120, 40],
  [200, 60],
  [40, 12],
  [20, 5],
  [2, 2],
] as const

const sized = (columns: number, rows: number, more: Partial<Size> = {}): Size => ({
  columns,
  rows,
  colors: 'truecolor',
  screenReader: false,
  ...more,
})

const start = (lesson: (typeof all)[number], language: 'en' | 'zh-CN') =>
  startState({ text: textIn(language), language, lesson, before: null, next: null })

/** What a learner may be in the middle of at a step. */
function states(state: LearnState): LearnState[] {
  const step = stepOf(state)
  if (!step) return [state]
  const given =
    step.do === 'predict' && step.number
      ? 1
      : step.do === 'predict' && step.curve
        ? [0, 1]
        : (choicesOf(state, step)[0]?.[0] ?? '')
  const asking: Asking = { kind: 'sure', given, sure: 2, back: { kind: 'choice', cursor: 0 } }
  const said = {
    [step.id]: {
      given,
      sure: 2 as const,
      refuted: step.do === 'explain' ? Object.keys(step.wrong) : [],
      found: true,
    },
  }
  return [
    state,
    { ...state, asking },
    { ...state, asking: null, said, judged: { [step.id]: { right: false, measured: given } } },
    { ...state, hints: { [step.id]: 3 }, states: { [step.id]: 'done' } },
    { ...state, states: { [step.id]: 'skipped' }, asking: null },
    { ...state, running: { step: 0, line: 'train 1000', catchingUp: true, quiet: false } },
    { ...state, problem: () => 'x'.repeat(300) },
  ]
}

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(all.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
    for (const [columns, rows] of SIZES) {
      for (let at = -1; at <= lesson.script.steps.length; at++) {
        for (const state of states(goTo(start(lesson, language), at))) {
          const { lines, view } = lessonFrame(state, sized(columns, rows))
          expect(lines.length).toBeLessThanOrEqual(Math.max(4, rows - 1))
          expect(view.page).toBeGreaterThan(0)
          expect(view.lines).toBeGreaterThan(0)
          for (const line of lines)
            expect(widthOfLine(line), textOf(line)).toBeLessThanOrEqual(columns)
        }
      }
    }
  })
})

it('without colours nothing is coloured, and nothing is told by colour alone', () => {
  for (const lesson of all) {
    for (let at = -1; at <= lesson.script.steps.length; at++) {
      for (const state of states(goTo(start(lesson, 'en'), at))) {
        const plain = lessonFrame(state, sized(80, 24, { colors: 'none' })).lines
        for (const span of plain.flat())
          expect([span.color, span.bold, span.dim, span.background]).toEqual(
            Array(4).fill(undefined),
          )
        expect(plain.map(textOf)).toEqual(lessonFrame(state, sized(80, 24)).lines.map(textOf))
      }
    }
  }
})

it('for ears there are no rules, marks or charts', () => {
  for (const lesson of all) {
    for (let at = -1; at <= lesson.script.steps.length; at++) {
      for (const state of states(goTo(start(lesson, 'en'), at))) {
        const { lines } = lessonFrame(state, sized(80, 200, { screenReader: true }))
        expect(lines.map(textOf).join('\n')).not.toMatch(/[─│╭╮╰╯┤└○●◌◉]/)
        expect(lines.at(-1)).not.toEqual([])
      }
    }
  }
})

it('an explanation does not always have the right answer first', () => {
  const places = all.flatMap((lesson) =>
    lesson.script.steps.flatMap((step) =>
      step.do === 'explain'
        ? [choicesOf(start(lesson, 'en'), step).findIndex(([id]) => id === step.right)]
        : [],
    ),
  )
  expect(new Set(places).size).toBeGreaterThan(2)
  expect(places.filter((place) => place === 0).length).toBeLessThan(places.length / 2)
})

it('a step longer than the screen names the keys that turn its pages, on every page', () => {
  const lesson = all.find(({ id }) => id === 'variant-of-rnn') ?? all[0]
  const state = goTo(start(lesson, 'en'), 0)
  const { turn } = state.text.learn.keys
  const foot = (scroll: number, rows: number) =>
    textOf(lessonFrame({ ...state, scroll }, sized(100, rows)).lines.at(-1) ?? [])
  expect(foot(0, 20)).toContain(turn)
  expect(foot(Number.MAX_SAFE_INTEGER, 20)).toContain(turn)
  expect(foot(0, 60)).not.toContain(turn)
})

it('a curve that was measured as it was drawn is said to be one line with it', () => {
  const lesson = all.find(({ id }) => id === 'vanishing-gradient') ?? all[0]
  const at = lesson.script.steps.findIndex(({ id }) => id === 'sketch')
  const state = goTo(start(lesson, 'en'), at)
  const [step] = lesson.script.steps.slice(at)
  if (step.do !== 'predict') throw new Error('it is predicted')
  const { you, measured, same } = state.text.learn.outcome
  const page = (yours: number[], found: number[]) =>
    lessonFrame(
      {
        ...state,
        asking: null,
        said: { sketch: { given: yours, sure: 2, refuted: [], found: false } },
        judged: { sketch: { right: true, measured: found } },
      },
      sized(100, 60),
    )
      .lines.map(textOf)
      .join('\n')
  const falls = [-13, -10, -8, -5, -3, 0]
  expect(page(falls, falls)).toContain(`── ${you} ≈ ${measured}`)
  expect(page(falls, falls)).toContain(same)
  const apart = page([0, 0, 0, 0, 0, 0], falls)
  expect(apart).toContain(`── ${you}   ══ ${measured}`)
  expect(apart).not.toContain(same)
})
