/** Keys of a dial: they turn it, keep it or take it back, and nothing else. */
import { describe, expect, it } from 'vitest'
import { opened } from '../../../src/ui/lab/dial-keys.ts'
import { sharedAxes } from '../../../src/view/lab/shared-axes.ts'
import { lineOf, pressAll, start, typed } from '../../support/lab-keys.ts'
import { dialOne } from '../../support/lab-results.ts'

const dial = opened(dialOne, sharedAxes([dialOne]), null)
const dialing = start({ dial })
const turn = (value: number) => ({ type: 'turn', line: `dial f ${value}` })

describe('a dial', () => {
  it.each([
    ['up', 0.94],
    ['down', 0.92],
    ['right', 1],
    ['left', 0.83],
    ['pageup', 1],
    ['pagedown', 0.83],
    ['home', 0],
    ['end', 1],
  ] as const)('is turned by %s', (key, value) => {
    const { state, effects } = pressAll(dialing, [key])
    expect([state.dial?.value, effects]).toEqual([value, [turn(value)]])
    expect([state.running, state.editor.history]).toEqual([null, ['show']])
  })

  it('is turned on from where it stands, whatever has been measured, and ends at its ends', () => {
    const { state, effects } = pressAll(dialing, ['down', 'down', 'left', 'end', 'up'])
    expect(effects).toEqual([0.92, 0.91, 0.81, 1].map(turn))
    expect(state.dial?.value).toBe(1)
    const beyond = start({ dial: { ...dial, value: 5 } })
    expect(pressAll(beyond, ['up']).effects).toEqual([])
    expect(pressAll(beyond, ['down']).effects).toEqual([turn(4.99)])
  })

  it('is kept by Enter as the line that does it, which the history has', () => {
    const { state, effects } = pressAll(dialing, ['down', 'enter'])
    expect(effects.at(-1)).toEqual({ type: 'run', lines: ['clamp f 0.92'] })
    expect([state.dial, state.editor.history]).toEqual([null, ['show', 'clamp f 0.92']])
  })

  it('has nothing to keep where the workbench stands already', () => {
    const held = { ...dialOne, now: { ...dialOne.now, value: 0.93 } }
    const { state, effects } = pressAll(start({ dial: { ...dial, result: held } }), ['enter'])
    expect([state.dial, effects]).toEqual([null, [{ type: 'take-back' }]])
  })

  it.each(['escape', 'ctrl-c'])('is taken back by %s, also within a lesson', (key) => {
    const { state, effects } = pressAll(start({ dial, within: true }), ['up', key])
    expect([state.dial, state.leaving]).toEqual([null, false])
    expect(effects).toEqual([turn(0.94), { type: 'take-back' }])
  })

  it('leaves keys to the line where there is one, to what runs, and to no dial', () => {
    const { state, effects } = pressAll(dialing, [...typed('x'), 'left', 'up'])
    expect([effects, state.dial?.value]).toEqual([[], 0.93])
    expect(pressAll({ ...dialing, running: 'train' }, ['up']).effects).toEqual([])
    expect(pressAll(dialing, ['ctrl-p']).state.editor.text).toBe('show')
    expect(lineOf(pressAll(start(), ['up']).state)).toBe('show|')
    expect(pressAll(dialing, typed('sho')).state.dial).not.toBeNull()
  })

  it('keeps axes that hold all that was drawn since it was opened', () => {
    const deeper = { ...sharedAxes([dialOne]), norms: { min: -80, max: 1 } }
    const before = opened(dialOne, deeper, null)
    expect(opened(dialOne, sharedAxes([dialOne]), before).axes.norms).toEqual({ min: -80, max: 1 })
  })
})
