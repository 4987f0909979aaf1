/** What keys do to a lesson. */
import { describe, expect, it } from 'vitest'
import { anew, emptyProgress, type LessonProgress } from '../../../src/lessons/progress/progress.ts'
import { lessonFrame } from '../../../src/ui/learn/frame.ts'
import { paged, type Viewport } from '../../../src/ui/learn/paging.ts'
import { type LessonEffect, reduceKey } from '../../../src/ui/learn/reduce-key.ts'
import { startState } from '../../../src/ui/learn/start-state.ts'
import { goTo, type LearnState } from '../../../src/ui/learn/state.ts'
import type { Key } from '../../../src/ui/shared/keyboard.ts'
import { lessons } from '../../support/lesson-table.ts'
import { textIn } from '../../support/texts.ts'

const all = await lessons()
const lesson = (id: string) => all.find((one) => one.id === id) ?? all[0]
const forget = lesson('forget-gate')
const stepOf = (id: string, of = forget) => of.script.steps.findIndex((step) => step.id === id)

const key = (name: string, text = ''): Key => ({
  name,
  text,
  ctrl: false,
  meta: false,
  shift: false,
})
const KEYS: Readonly<Record<string, Key>> = {
  enter: key('return'),
  up: key('up'),
  down: key('down'),
  left: key('left'),
  right: key('right'),
  esc: key('escape'),
  back: key('backspace'),
  space: key('space', ' '),
  'ctrl-c': { ...key('c'), ctrl: true },
  pgdn: key('pagedown'),
  pgup: key('pageup'),
}
const lines = (n: number) => Array.from({ length: n }, () => [{ text: 'x' }])
const SHORT: Viewport = paged([lines(10)], 20).view

const at = (id: string, of = forget, more: Partial<LearnState> = {}): LearnState => ({
  ...goTo(
    startState({ text: textIn('en'), language: 'en', lesson: of, before: null, next: null }),
    stepOf(id, of),
  ),
  ...more,
})

/** Keys by name, or characters as they are typed. */
function typed(state: LearnState, keys: readonly string[], view: Viewport = SHORT) {
  const effects: LessonEffect[] = []
  for (const one of keys) {
    const pressed = reduceKey(state, KEYS[one] ?? key(one, one), () => view)
    state = pressed.state
    if (pressed.effect) effects.push(pressed.effect)
  }
  return { state, effects }
}

describe('?', () => {
  it('says where there are no hints that there are none, until the next key', () => {
    const { state } = typed(at('what-comes-out'), ['?'])
    expect(state.told?.(state.text)).toBe(state.text.learn.noHints)
    const size = { columns: 80, rows: 24, colors: 'none', screenReader: false } as const
    const shown = (one: LearnState) =>
      lessonFrame(one, size)
        .lines.at(-1)
        ?.map(({ text }) => text)
    expect(shown(state)?.join('')).toBe(state.text.learn.noHints)
    const { state: after } = typed(state, ['down'])
    expect(after.told).toBeNull()
    expect(after.asking).toEqual(typed(at('what-comes-out'), ['down']).state.asking)
    const task = forget.script.steps.find((step) => step.do === 'task')?.id ?? ''
    expect(typed(at(task), ['?']).state).toMatchObject({ told: null, hints: { [task]: 1 } })
  })
})

describe('a prediction', () => {
  it('is chosen by arrows or digits, and is not taken without how sure one is', () => {
    const first = typed(at('what-comes-out'), ['down', 'enter'])
    expect(first.effects).toEqual([])
    expect(first.state.asking).toMatchObject({ kind: 'sure', given: 'mostly-0-or-1', sure: 2 })
    const { state, effects } = typed(first.state, ['right', 'enter'])
    expect(effects).toEqual([
      { type: 'answer', step: 'what-comes-out', given: 'mostly-0-or-1', sure: 3 },
    ])
    expect(state.said['what-comes-out']).toMatchObject({ given: 'mostly-0-or-1', sure: 3 })
    expect(state.states['what-comes-out']).toBe('done')
    expect(typed(at('what-comes-out'), ['3', 'enter', '1', 'enter']).effects).toMatchObject([
      { given: 'between', sure: 1 },
    ])
    expect(typed(at('what-comes-out'), ['up', 'enter', 'back']).state.asking).toMatchObject({
      kind: 'choice',
    })
  })

  it('counts as it was first given', () => {
    const { state } = typed(at('what-comes-out'), ['enter', 'enter'])
    const again = goTo(goTo(state, 3), stepOf('what-comes-out'))
    expect(again.asking).toBeNull()
    expect(typed(again, ['down', '2', 'enter']).state.said).toEqual(state.said)
  })

  it('of a number is one in its range', () => {
    const of = lesson('memory-in-steps')
    const type = (keys: string[]) => typed(at('bias-one', of), keys)
    expect(type(['1', '2', '.', '5', 'back', '7', 'enter', 'enter']).effects).toMatchObject([
      { given: 12.7 },
    ])
    for (const wrong of [
      ['enter'],
      ['1', '0', '1', 'enter'],
      ['-', '1', 'enter'],
      ['1', 'e', 'enter'],
      ['1', '.', '.', 'enter'],
    ])
      expect(type(wrong)).toMatchObject({
        effects: [],
        state: { asking: { kind: 'number', wrong: true } },
      })
    for (const one of ['12,5', '１２，５'.normalize(), '12.5', '−0', '2,0'])
      expect(type([...one, 'enter']).state.asking, one).not.toMatchObject({ wrong: true })
    expect(type([...'12,5', 'enter']).state.asking).toMatchObject({ given: 12.5 })
    for (const one of ['1,2,5', '1,2.5', ','])
      expect(type([...one, 'enter']).state.asking).toMatchObject({ wrong: true })
    expect(type([...'1e400', 'enter']).effects).toEqual([])
  })

  it('of a curve is drawn with the arrows, within its axis', () => {
    const of = lesson('vanishing-gradient')
    const draw = (keys: string[]) => typed(at('sketch', of), keys).state.asking
    expect(draw([])).toMatchObject({ values: [-9, -9, -9, -9, -9, -9], cursor: 0 })
    // What is not drawn yet goes along.
    expect(draw(['down', 'right', 'right', 'up'])).toMatchObject({
      values: [-10, -10, -9, -9, -9, -9],
      cursor: 2,
    })
    const low = draw(Array(40).fill('down'))
    expect(low).toMatchObject({ values: Array(6).fill(-20) })
    expect(draw([...Array(9).fill('right'), ...Array(40).fill('up')])).toMatchObject({
      cursor: 5,
      values: [-9, -9, -9, -9, -9, 2],
    })
  })
})

describe('a question', () => {
  const LONG: Viewport = paged([lines(10), lines(14)], 20).view
  const sketch = () => at('sketch', lesson('vanishing-gradient'))

  it('is not moved by arrows as long as it is not on the page', () => {
    for (const keys of [['down'], ['up'], ['left'], ['down', 'down', 'up', 'left']]) {
      const { state, effects } = typed(sketch(), keys, LONG)
      expect(state.asking).toEqual(sketch().asking)
      expect(state.at).toBe(sketch().at)
      expect(effects).toEqual([])
    }
    expect(typed(sketch(), ['down'], LONG).state.scroll).toBeGreaterThan(0)
    expect(typed(at('what-comes-out'), ['down'], LONG).state.asking).toEqual(
      at('what-comes-out').asking,
    )
    // Enter turns to it; then they move it.
    expect(typed(sketch(), ['enter', 'down'], LONG).state.asking).toMatchObject({
      values: Array(6).fill(-10),
    })
  })

  it('of a curve can be set to zero, and an untouched line counts only if given twice', () => {
    expect(typed(sketch(), Array(9).fill('up')).state.asking).toMatchObject({
      values: Array(6).fill(0),
    })
    expect(typed(sketch(), ['right', '0']).state.asking).toMatchObject({
      values: [-9, 0, 0, 0, 0, 0],
    })
    const once = typed(sketch(), ['enter']).state
    expect(once).toMatchObject({ asking: { kind: 'curve' } })
    expect(once.told?.(once.text)).toBe(once.text.learn.untouched)
    expect(typed(once, ['enter']).state.asking).toMatchObject({
      kind: 'sure',
      given: Array(6).fill(-9),
    })
    expect(typed(sketch(), ['up', 'enter']).state.asking).toMatchObject({ kind: 'sure' })
  })

  it('can be answered otherwise while one is asked how sure', () => {
    const choice = (keys: string[]) => typed(at('what-comes-out'), keys).state.asking
    expect(choice(['down', 'enter', 'back'])).toEqual({ kind: 'choice', cursor: 1 })
    expect(choice(['down', 'enter', 'down'])).toEqual({ kind: 'choice', cursor: 2 })
    expect(choice(['down', 'enter', 'up', 'enter'])).toMatchObject({
      kind: 'sure',
      given: choiceAt(0),
    })
    expect(typed(sketch(), ['down', 'right', 'enter', 'up']).state.asking).toMatchObject({
      kind: 'curve',
      values: Array(6).fill(-10),
      cursor: 1,
    })
    expect(
      typed(at('bias-one', lesson('memory-in-steps')), [
        '1',
        '2',
        'enter',
        'back',
        'back',
        '4',
        'enter',
      ]),
    ).toMatchObject({
      state: { asking: { kind: 'sure', given: 14 } },
    })
  })

  it('is not passed by without an answer', () => {
    for (const one of ['right', ' ']) {
      const { state } = typed(at('what-comes-out'), [one === ' ' ? 'space' : one])
      expect(state.at).toBe(stepOf('what-comes-out'))
      expect(state.states).toEqual({})
      expect(state.told?.(state.text)).toBe(state.text.learn.answerFirst)
    }
  })

  const choiceAt = (n: number) => Object.keys(forget.prose.en.steps['what-comes-out'].choices)[n]
})

describe('a lesson that was finished', () => {
  const when = '2026-01-01T00:00:00.000Z'
  const answer = { given: 'gone', sure: 1 as const, right: false, measured: 'an-eighth' }
  const steps = {
    'keeps-or-drops': { state: 'done' as const, round: 0, at: when, hints: 0, answer },
  }
  const before = { seed: 4, step: null, at: when, finished: when, round: 0, steps }
  const open = (of: LessonProgress) =>
    startState({ text: textIn('en'), language: 'en', lesson: forget, before: of, next: null })

  it('may be played anew from its first page, with nothing answered, and stays finished', () => {
    expect(typed(open(before), ['r']).effects).toEqual([{ type: 'anew' }])
    expect(typed(open({ ...before, finished: null }), ['r']).effects).toEqual([])
    const progress = anew(
      { ...emptyProgress(), lessons: { forget: before } },
      'forget',
      new Date(when),
    )
    const state = open(progress.lessons.forget)
    expect(state).toMatchObject({ at: -1, said: {}, states: {}, finished: when })
    expect(open(before).said).toHaveProperty('keeps-or-drops')
  })
})

describe('an explanation', () => {
  it('is asked until it is right; the first answer is the one that is told', () => {
    const order = ['enter', 'enter', 'down', 'enter', 'down', 'enter']
    const { state, effects } = typed(at('why'), order)
    expect(effects).toHaveLength(1)
    expect(state.said.why.found).toBe(true)
    expect(state.states.why).toBe('done')
    const wrong = effects[0].type === 'answer' && effects[0].given !== 'keep-factor'
    expect(state.said.why.refuted.length > 0).toBe(wrong)
  })
})

describe('going through', () => {
  it('Enter turns the page before it goes on', () => {
    // The second block would be cut by the end of the first page.
    const long = paged([lines(8), lines(8), lines(5)], 10).view
    const first = typed(at('the-claim'), ['enter'], long).state
    expect([first.at, first.scroll]).toEqual([0, 9])
    const second = typed(first, ['enter'], long).state
    expect([second.at, second.scroll]).toEqual([0, 18])
    expect(typed(second, ['enter'], long).state.at).toBe(1)
    expect(typed(second, ['pgdn'], long).state.scroll).toBe(18)
    expect(typed(second, ['pgup'], long).state.scroll).toBe(9)
    expect(typed(first, ['up', 'up', 'down'], long).state.scroll).toBe(8)
  })

  it('Enter runs what is to be run, once', () => {
    expect(typed(at('look'), ['enter'])).toMatchObject({
      effects: [{ type: 'run' }],
      state: { at: 2 },
    })
    const ran = Array(3).fill({ draws: [], looks: [], claims: {} })
    expect(typed(at('look', forget, { ran }), ['enter'])).toMatchObject({
      effects: [],
      state: { at: 3 },
    })
  })

  it('d unfolds what the commands said, and folds it again', () => {
    const ran = Array(3).fill({ draws: [], looks: [], claims: {} })
    const open = typed(at('look', forget, { ran }), ['d'], SHORT).state
    expect(open).toMatchObject({ details: true, scroll: 9 })
    expect(typed(open, ['d']).state).toMatchObject({ details: false, scroll: 0 })
    expect(typed(open, ['b']).state.details).toBe(false)
    // Before it ran, and where nothing runs, there is nothing.
    expect(typed(at('look'), ['d']).state.details).toBe(false)
    expect(typed(at('the-claim', forget, { ran }), ['d']).state.details).toBe(false)
  })

  it('a change and a task begin in the lab, and go on when they are done', () => {
    for (const id of ['all-and-nothing', 'twenty-steps']) {
      expect(typed(at(id), ['enter']).effects).toEqual([{ type: 'lab', own: true }])
      expect(typed(at(id, forget, { states: { [id]: 'done' } }), ['enter']).state.at).toBe(
        stepOf(id) + 1,
      )
    }
  })

  it('steps that are skipped are marked, and those that are done stay done', () => {
    const { state } = typed(at('the-claim'), ['enter', 's', 's', 'b', 'b', 'b', 's'])
    expect(state.states).toEqual({
      'the-claim': 'done',
      'what-comes-out': 'skipped',
      look: 'skipped',
    })
  })

  it('hints come one by one, then the solution, and then nothing more', () => {
    const { state } = typed(at('twenty-steps'), ['?', '?', '?', '?', '?'])
    expect(state.hints).toEqual({ 'twenty-steps': 4 })
    expect(state.told?.(state.text)).toBe(state.text.learn.noMoreHints)
    const size = { columns: 80, rows: 24, colors: 'none', screenReader: false } as const
    const shown = (one: LearnState) =>
      lessonFrame(one, size).lines.map((line) => line.map(({ text }) => text).join(''))
    const first = shown(typed(at('twenty-steps'), ['?', '?', '?']).state).join('\n')
    expect(first).not.toContain(state.text.learn.solution)
    expect(shown(state).join('\n')).toMatch(/The solution, line by line:\s+clamp f 0\.97\s+memory/)
    expect(typed(at('the-claim'), ['?']).state.hints).toEqual({})
  })

  it('while something runs only stopping, leaving and looking are heard', () => {
    const running = { step: 2, line: 'gates', catchingUp: false, quiet: false }
    const state = at('look', forget, { running })
    for (const one of ['enter', 's', 'b', ':', 'l', '?'])
      expect(typed(state, [one])).toEqual({ state, effects: [] })
    expect(typed(state, ['ctrl-c']).effects).toEqual([{ type: 'stop' }])
    expect(typed(state, ['esc']).effects).toEqual([{ type: 'leave' }])
  })

  it(': opens the lab, l the other language, Esc and q leave, Ctrl-C interrupts', () => {
    expect(
      typed(at('the-claim'), [':', 'l', 'q', 'esc', 'ctrl-c']).effects.map((effect) => effect.type),
    ).toEqual(['lab', 'language', 'leave', 'leave', 'interrupt'])
  })

  it('goes on where it was left, with what was said', () => {
    const when = '2026-01-01T00:00:00.000Z'
    const answer = { given: 'gone', sure: 1 as const, right: false, measured: 'an-eighth' }
    const before = {
      seed: 4,
      step: 'one-tenth-less',
      at: when,
      finished: null,
      round: 0,
      steps: { 'keeps-or-drops': { state: 'done' as const, round: 0, at: when, hints: 0, answer } },
    }
    const state = startState({
      text: textIn('en'),
      language: 'en',
      lesson: forget,
      before,
      next: null,
    })
    expect(state.at).toBe(stepOf('one-tenth-less'))
    expect(state.said['keeps-or-drops']).toMatchObject({ given: 'gone', sure: 1 })
    // A step that is no longer there: from the beginning.
    expect(
      startState({
        text: textIn('en'),
        language: 'en',
        lesson: forget,
        before: { ...before, step: 'gone' },
        next: null,
      }).at,
    ).toBe(-1)
  })
})
