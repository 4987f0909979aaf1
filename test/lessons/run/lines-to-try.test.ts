/** Lines that a lesson wants tried: what counts as done, and what takes it back. */
import { describe, expect, it } from 'vitest'
import { ToTry } from '../../../src/lessons/run/lines-to-try.ts'

/** Lines with the digest of the workbench after each. */
function typed(lines: readonly string[], ...said: readonly (readonly [string, string])[]) {
  const toTry = new ToTry(lines, 'start')
  for (const [line, digest] of said) toTry.take(line, digest)
  return toTry
}

const SET = ['set forget-bias 5', 'memory']

describe('a change', () => {
  it('is done when every line was, whatever its arguments were', () => {
    expect(typed(SET).done).toBe(false)
    expect(typed(SET, ['memory', 'start']).done).toBe(false)
    expect(typed(SET, ['help', 'start'], ['undo', 'start']).done).toBe(false)
    expect(typed(SET, ['set forget-bias 9', 'a']).next).toBe('memory')
    expect(
      typed(SET, ['set forget-bias 9', 'a'], ['gates', 'a'], ['memory --step 0', 'a']).done,
    ).toBe(true)
  })

  it('is not done any more once it was undone, and is again once it is back', () => {
    const done: [string, string][] = [
      ['set forget-bias 5', 'a'],
      ['memory', 'a'],
    ]
    const undone = typed(SET, ...done, ['undo', 'start'])
    expect(undone).toMatchObject({ done: false, takenBack: true, next: SET[0], tried: 0 })
    expect(typed(SET, ...done, ['undo', 'start'], ['memory', 'start']).done).toBe(false)
    expect(typed(SET, ...done, ['undo', 'start'], ['redo', 'a']).done).toBe(true)
    expect(typed(SET, ...done, ['reset', 'start']).done).toBe(false)
    expect(typed(SET, ...done, ['train 1', 'b'], ['undo', 'a']).done).toBe(true)
  })

  it('that is put back by its own last line is done before that', () => {
    const lines = ['plain output', 'state', 'release']
    const before: [string, string][] = [
      ['plain output', 'a'],
      ['state', 'a'],
    ]
    expect(typed(lines, ...before)).toMatchObject({ done: true, next: 'release' })
    expect(typed(lines, ...before, ['undo', 'start'])).toMatchObject({ done: true, next: null })
    expect(typed(lines, ['plain output', 'a'], ['undo', 'start'])).toMatchObject({
      done: false,
      tried: 0,
    })
  })
})
