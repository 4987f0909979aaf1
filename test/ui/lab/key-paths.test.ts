/** Keys of a paste, of a walk through time and of pages. */
import { describe, expect, test } from 'vitest'
import type { LabState } from '../../../src/ui/lab/state.ts'
import { lineOf, pressAll, start, typed } from '../../support/lab-keys.ts'
import { bench, RESULTS, walk } from '../../support/lab-results.ts'

describe('a marked paste', () => {
  const paste = (...keys: string[]) => ['paste-start', ...keys, 'paste-end']

  test('of several lines runs the whole ones and leaves the rest to be gone on with', () => {
    const keys = paste(
      ...typed('task adding'),
      'return',
      'enter',
      ...typed('train 60'),
      'enter',
      ...typed('grad'),
    )
    const { state, effects } = pressAll(start(), keys)
    expect(effects).toEqual([{ type: 'run', lines: ['task adding', 'train 60'] }])
    expect(lineOf(state)).toBe('grad|')
    expect(state.editor.history).toEqual(['show', 'task adding', 'train 60'])
  })

  test('goes in at the cursor', () => {
    const keys = [...typed('ab'), 'left', ...paste(...typed('忘x'), 'return', 'y')]
    const { state, effects } = pressAll(start(), keys)
    expect(effects).toEqual([{ type: 'run', lines: ['a忘x'] }])
    expect(lineOf(state)).toBe('y|b')
  })

  test('of one line only types it', () => {
    const { state, effects } = pressAll(start(), [
      ...typed('ab'),
      'left',
      ...paste(...typed('忘x')),
    ])
    expect([lineOf(state), effects]).toEqual(['a忘x|b', []])
  })

  test('nothing in it acts as a key', () => {
    const keys = paste('a', 'tab', 'ctrl-c', 'ctrl-d', 'up', 'left', 'escape', 'b')
    const { state, effects } = pressAll(start(), keys)
    expect([lineOf(state), effects]).toEqual(['a b|', []])
  })
})

const walkBack = RESULTS['walk-back']

describe('the walk', () => {
  const walking = start({ trace: { ...walk, t: 7, unit: 2 } })
  const line = (t: number) => `walk ${t} --unit 2 --sequence ${walk.sequence.number}`

  test('goes on by an arrow on an empty line', () => {
    expect(pressAll(walking, ['left']).effects).toEqual([{ type: 'step', line: line(6) }])
    expect(pressAll(walking, ['right']).effects).toEqual([{ type: 'step', line: line(8) }])
    expect(pressAll(walking, ['right']).state.editor.history).toEqual(['show'])
  })

  test('stops at both ends', () => {
    const at = (t: number) => start({ trace: { ...walk, t } })
    expect(pressAll(at(1), ['left']).effects).toEqual([])
    expect(pressAll(at(walk.sequence.length), ['right']).effects).toEqual([])
  })

  test('goes to its ends, to other units, and from cue step to cue step', () => {
    const { number, marks, length } = walk.sequence
    const facts = { ...bench, spec: { ...bench.spec, hidden: 32 } }
    const from = (t: number, unit: number) => start({ facts, trace: { ...walk, t, unit } })
    const came = (state: LabState, key: string) => pressAll(state, [key]).effects
    const to = (t: number, unit: number) => [
      { type: 'step', line: `walk ${t} --unit ${unit} --sequence ${number}` },
    ]
    expect(marks).toEqual([12, 31])
    expect(came(from(7, 2), 'home')).toEqual(to(1, 2))
    expect(came(from(7, 2), 'end')).toEqual(to(length, 2))
    expect(came(from(7, 2), 'up')).toEqual(to(7, 1))
    expect(came(from(7, 2), 'down')).toEqual(to(7, 3))
    expect([...came(from(7, 1), 'up'), ...came(from(7, 32), 'down')]).toEqual([])
    expect(came(from(1, 2), 'n')).toEqual(to(12, 2))
    expect(came(from(12, 2), 'n')).toEqual(to(31, 2))
    expect(came(from(31, 2), 'n')).toEqual(to(12, 2))
    expect(pressAll(from(7, 2), ['x', 'n', 'up']).effects).toEqual([])
    const busy = pressAll({ ...from(7, 2), running: 'walk 7' }, ['n', 'up', 'right'])
    expect([lineOf(busy.state), busy.effects]).toEqual(['|', []])
    expect(pressAll(from(7, 2), ['ctrl-p']).state.editor.text).toBe('show')
  })

  test('back goes from cue step to cue step the other way', () => {
    const { number } = walkBack.sequence
    const cue = (t: number, cells = walkBack.cells) =>
      pressAll(start({ trace: { ...walkBack, t, unit: 2, cells } }), ['n']).effects
    const to = (t: number, cells = '') => [
      { type: 'step', line: `walk ${t} --back${cells} --unit 2 --sequence ${number}` },
    ]
    const [first, second] = walkBack.sequence.marks
    expect(cue(50)).toEqual(to(second))
    expect(cue(second)).toEqual(to(first))
    expect(cue(first)).toEqual(to(second))
    expect(cue(50, { rnn: walkBack.cells.rnn })).toEqual(to(second, ' --cells rnn'))
  })

  test('leaves the arrows to the line where there is one, and to what runs', () => {
    const { state, effects } = pressAll(walking, ['x', 'left'])
    expect([lineOf(state), effects]).toEqual(['|x', []])
    expect(pressAll({ ...walking, running: 'train' }, ['left']).effects).toEqual([])
    expect(pressAll(walking, ['ctrl-left', 'meta-right']).effects).toEqual([])
    expect(pressAll(start(), ['left']).effects).toEqual([])
  })
})

describe('pages', () => {
  const scroll = (keys: string[], { scroll = 0, most = 25 }: { scroll?: number; most?: number }) =>
    pressAll(start(), keys, { view: () => ({ page: 11, scroll, most, around: null }) }).state.scroll

  test('are turned up and down, no further than there are lines', () => {
    expect(scroll(['pageup'], { scroll: 0 })).toBe(10)
    expect(scroll(['pageup'], { scroll: 20 })).toBe(25)
    expect(scroll(['pagedown'], { scroll: 12 })).toBe(2)
    expect(scroll(['pagedown'], { scroll: 4 })).toBe(0)
    expect(scroll(['pageup'], { scroll: 0, most: 0 })).toBe(0)
  })

  test('typing stays where it is', () => {
    expect(scroll(['pageup', ...typed('abc')], {})).toBe(10)
  })
})
