/** What keys do to a lesson. */
import { describe, expect, it } from 'vitest'
import { anew, emptyProgress, type LessonProgress } from '../../../src/lessons/progress/progress.ts'
import { lessonFrame } from '../../../src/ui/learn/frame.ts'
import { paged } from '../../../src/ui/learn/paging.ts'
import { startState } from '../../../src/ui/learn/start-state.ts'
import type { LearnState } from '../../../src/ui/learn/state.ts'
import { at, forget, lines, SHORT, stepOf, typed } from '../../support/lesson-keys.ts'
import { textIn } from '../../support/texts.ts'

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

describe('a key', () => {
  it.each([
    [':', '：'],
    ['?', '？'],
    ['l', 'ｌ'],
    ['b', 'B'],
    ['s', 'Ｓ'],
    ['q', 'Q'],
    ['3', '３'],
  ])('%s is also what an input method or Caps Lock makes of it: %s', (plain, other) => {
    const pressed = (key: string) => typed(at('what-comes-out'), [key])
    const untouched = at('what-comes-out')
    const { state, effects } = pressed(plain)
    expect(pressed(other).effects).toEqual(effects)
    expect(pressed(other).state.at).toBe(state.at)
    expect(pressed(other).state.asking).toEqual(state.asking)
    const changed =
      effects.length > 0 ||
      state.told !== null ||
      state.at !== untouched.at ||
      JSON.stringify(state.asking) !== JSON.stringify(untouched.asking)
    expect(changed).toBe(true)
  })
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
