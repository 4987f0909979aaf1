/** What keys do to a prediction, a question and an explanation. */
import { describe, expect, it } from 'vitest'
import { lessonFrame } from '../../../src/ui/learn/frame.ts'
import { paged, type Viewport } from '../../../src/ui/learn/paging.ts'
import { choicesOf, goTo } from '../../../src/ui/learn/state.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { at, forget, lesson, lines, stepOf, typed } from '../../support/lesson-keys.ts'

describe('a prediction', () => {
  it('is chosen by arrows or digits, and is not taken without how sure one is', () => {
    const first = typed(at('what-comes-out'), ['down', 'down', 'enter'])
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

  it('has nothing chosen until a key chooses: one Enter too many gives no answer', () => {
    const open = at('what-comes-out')
    expect(open.asking).toEqual({ kind: 'choice', cursor: null })
    const { state, effects } = typed(open, ['enter', 'enter', 'enter'])
    expect(effects).toEqual([])
    expect(state.asking).toEqual(open.asking)
    expect(state.told?.(state.text)).toBe(state.text.learn.chooseFirst)
    const cursor = (keys: string[]) => typed(open, keys).state.asking
    expect(cursor(['down'])).toEqual({ kind: 'choice', cursor: 0 })
    expect(cursor(['up'])).toEqual({
      kind: 'choice',
      cursor: Object.keys(forget.prose.en.steps['what-comes-out'].choices).length - 1,
    })
    const shown = (asked: typeof open) =>
      lessonFrame(asked, { columns: 100, rows: 50, colors: 'none', screenReader: false })
        .lines.map(textOf)
        .join('\n')
    expect(shown(open)).not.toContain('❯')
    expect(shown(open)).toContain(state.text.learn.keys.pick)
    expect(shown(typed(open, ['down']).state)).toContain('❯ 1 ')
    expect(shown(typed(open, ['down']).state)).toContain(state.text.learn.keys.choose)
  })

  it('counts as it was first given', () => {
    const { state } = typed(at('what-comes-out'), ['1', 'enter', 'enter'])
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
    expect(choice(['2', 'enter', 'back'])).toEqual({ kind: 'choice', cursor: 1 })
    expect(choice(['2', 'enter', 'down'])).toEqual({ kind: 'choice', cursor: 2 })
    expect(choice(['2', 'enter', 'up', 'enter'])).toMatchObject({
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

describe('an explanation', () => {
  it('is asked until it is right; the first answer is the one that is told', () => {
    const order = ['down', 'enter', 'enter', 'down', 'enter', 'down', 'enter']
    const { state, effects } = typed(at('why'), order)
    expect(effects).toHaveLength(1)
    expect(state.said.why.found).toBe(true)
    expect(state.states.why).toBe('done')
    const wrong = effects[0].type === 'answer' && effects[0].given !== 'keep-factor'
    expect(state.said.why.refuted.length > 0).toBe(wrong)
  })
})

describe('a right answer', () => {
  const reason = 'The gate is a factor.'
  const of = {
    ...forget,
    prose: {
      ...forget.prose,
      en: {
        ...forget.prose.en,
        steps: {
          ...forget.prose.en.steps,
          why: { ...forget.prose.en.steps.why, reason },
        },
      },
    },
  }
  const step = of.script.steps.find(({ id }) => id === 'why')
  const choices = Object.keys(of.prose.en.steps.why.choices)
  const page = (state: ReturnType<typeof at>) =>
    lessonFrame(state, { columns: 200, rows: 200, colors: 'none', screenReader: false })
      .lines.map(textOf)
      .join('\n')

  it('gets its reason, and d opens what refutes the others', () => {
    if (step?.do !== 'explain') throw new Error('it explains')
    const open = at('why', of)
    const n = choicesOf(open, step).findIndex(([id]) => id === step.right)
    expect(typed(open, ['d']).state.details).toBe(false)
    const { state } = typed(open, [String(n + 1), 'enter', 'enter'])
    expect(page(state)).toContain(`✓ Right.\n${reason}`)
    expect(page(state)).not.toContain('Misconception')
    const opened = page(typed(state, ['d']).state)
    expect(opened.match(/✗ Misconception/g)).toHaveLength(choices.length - 1)
    expect(typed(state, ['d', 'd']).state.details).toBe(false)
  })
})
