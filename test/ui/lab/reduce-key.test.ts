import { describe, expect, test } from 'vitest'
import { lineOf, pressAll, start, typed } from '../../support/lab-keys.ts'

const lineAfter = (...keys: string[]) => lineOf(pressAll(start(), keys).state)

describe('a line', () => {
  test('is run by Enter, joins the history and leaves an empty prompt', () => {
    for (const enter of ['return', 'enter']) {
      const { state, effects } = pressAll(start(), [...typed('clamp 忘 1'), enter])
      expect(effects).toEqual([{ type: 'run', lines: ['clamp 忘 1'] }])
      expect(lineOf(state)).toBe('|')
      expect(state.editor.history).toEqual(['show', 'clamp 忘 1'])
    }
  })

  test('is not run where it is blank', () => {
    expect(pressAll(start(), [' ', 'return', 'return']).effects).toEqual([])
  })

  test("a shell's keys", () => {
    expect(lineAfter(...typed('gates'), 'ctrl-a', 'x')).toBe('x|gates')
    expect(lineAfter(...typed('gates 3'), 'meta-b', 'meta-b', 'meta-f', 'x')).toBe('gatesx| 3')
    expect(lineAfter(...typed('gates 3'), 'ctrl-left', 'ctrl-k')).toBe('gates |')
    expect(lineAfter(...typed('gates 3'), 'ctrl-w', 'ctrl-y', 'ctrl-y')).toBe('gates 33|')
    expect(lineAfter(...typed('gates'), 'home', 'delete', 'end', 'backspace')).toBe('ate|')
    expect(lineAfter(...typed('gates'), 'left', 'left', 'ctrl-d')).toBe('gat|s')
    expect(lineAfter('x', 'up')).toBe('show|')
    expect(lineAfter('x', 'ctrl-p', 'ctrl-n')).toBe('x|')
    // What means nothing types nothing.
    expect(lineAfter('x', 'f5', 'ctrl-z', 'meta-z', 'insert')).toBe('x|')
  })

  test('a found one is run by Enter', () => {
    const { effects } = pressAll(start(), ['ctrl-r', ...typed('ho'), 'return'])
    expect(effects).toEqual([{ type: 'run', lines: ['show'] }])
  })
})

describe('Tab', () => {
  test('a word that is sure is put in whole, with a blank after it', () => {
    expect(lineAfter(...typed('attr'), 'tab')).toBe('attribution |')
    expect(lineAfter(...typed('help attr'), 'tab')).toBe('help attribution |')
  })

  test('else as far as it is sure, then one candidate after the other', () => {
    const once = pressAll(start(), [...typed('s'), 'tab']).state
    expect(lineOf(once)).toBe('s|')
    const all = once.tab?.candidates ?? []
    expect(all).toEqual(expect.arrayContaining(['save', 'set', 'show']))
    const lines = all.map((_, n) => lineOf(pressAll(once, Array(n + 1).fill('tab')).state))
    expect(lines).toEqual(all.map((one) => `${one}|`))
    // And around.
    expect(lineOf(pressAll(once, Array(all.length + 1).fill('tab')).state)).toBe(`${all[0]}|`)
  })

  test('fills in what all candidates share', () => {
    const candidates = ['--seed', '--sequence']
    const around = { complete: () => ({ from: 5, candidates }) }
    const { state } = pressAll(start(), [...typed('walk --'), 'tab'], around)
    expect(lineOf(state)).toBe('walk --se|')
    expect(lineOf(pressAll(state, ['tab', 'tab'], around).state)).toBe('walk --sequence|')
  })

  test('in the middle of a line the rest stays', () => {
    expect(lineAfter(...typed('attr 1'), 'left', 'left', 'tab')).toBe('attribution | 1')
  })

  test('any other key ends the round', () => {
    const { state } = pressAll(start(), [...typed('s'), 'tab', 'tab', 'x'])
    expect(state.tab).toBeNull()
    const pasted = pressAll(start(), [
      ...typed('s'),
      'tab',
      'tab',
      'paste-start',
      'x',
      'paste-end',
    ]).state
    expect(pasted.tab).toBeNull()
  })

  test('what completes nothing changes nothing', () => {
    expect(lineAfter(...typed('xyzzy'), 'tab')).toBe('xyzzy|')
  })

  test('on an empty line puts in what is suggested, one after the other', () => {
    const suggested = start({ suggestions: ['set forget-bias 3.9', 'set forget-bias chrono'] })
    expect(lineOf(pressAll(suggested, ['tab']).state)).toBe('set forget-bias 3.9|')
    expect(lineOf(pressAll(suggested, ['tab', 'tab']).state)).toBe('set forget-bias chrono|')
    expect(pressAll(suggested, ['tab', 'return']).effects).toEqual([
      { type: 'run', lines: ['set forget-bias 3.9'] },
    ])
    expect(lineOf(pressAll(suggested, [...typed('attr'), 'tab']).state)).toBe('attribution |')
  })
})

describe('Ctrl-C', () => {
  test('clears the line', () => {
    const { state, effects } = pressAll(start(), [...typed('train 5'), 'ctrl-c'])
    expect([lineOf(state), effects, state.leaving]).toEqual(['|', [], false])
    expect(state.editor.history).toEqual(['show'])
  })

  test('on an empty line says how to leave, until the next key', () => {
    const { state } = pressAll(start(), ['ctrl-c'])
    expect(state.leaving).toBe(true)
    expect(pressAll(state, ['x']).state.leaving).toBe(false)
  })

  test('leaves a search and gives back what was being written', () => {
    const { state } = pressAll(start(), [...typed('dr'), 'ctrl-r', 's', 'ctrl-c'])
    expect([lineOf(state), state.editor.search]).toEqual(['dr|', null])
  })

  test('stops what runs, forgets what waits, and keeps what is being typed', () => {
    const { state, effects } = pressAll(start({ running: 'train', queue: ['show', 'gates'] }), [
      'x',
      'ctrl-c',
    ])
    expect(effects).toEqual([{ type: 'stop' }])
    expect(state.queue).toEqual([])
    expect(lineOf(state)).toBe('x|')
  })
})

describe('Ctrl-D', () => {
  test('leaves on an empty line, also while something runs', () => {
    expect(pressAll(start(), ['ctrl-d']).effects).toEqual([{ type: 'leave' }])
    expect(pressAll(start({ running: 'train' }), ['ctrl-d']).effects).toEqual([{ type: 'leave' }])
  })

  test('does not where something is written', () => {
    expect(pressAll(start(), ['x', 'ctrl-d']).effects).toEqual([])
  })
})

test('Ctrl-L draws the screen anew', () => {
  const { state, effects } = pressAll(start(), ['x', 'ctrl-l'])
  expect([lineOf(state), effects]).toEqual(['x|', [{ type: 'redraw' }]])
})
