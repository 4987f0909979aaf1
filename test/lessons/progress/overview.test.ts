/** Which lesson is offered next. */
import { expect, it } from 'vitest'
import { entries, nextUp } from '../../../src/lessons/progress/overview.ts'
import { emptyProgress, finished, left } from '../../../src/lessons/progress/progress.ts'

const all = await entries()
const now = new Date(0)
const after = (...done: readonly string[]) =>
  done.reduce(
    (progress, key) => finished(left(progress, key, null, 1, now), key, now),
    emptyProgress(),
  )
const next = (progress = emptyProgress()) => nextUp(all, progress)?.key

it('begins with lesson 0, and sends nobody back to it who had begun without it', () => {
  expect(next()).toBe('one-sequence')
  expect(next(after('one-sequence'))).toBe('variant-of-rnn')
  expect(next(after('variant-of-rnn', 'vanishing-gradient'))).toBe('three-gates')
  // One that was passed by comes before those behind it.
  expect(next(after('variant-of-rnn', 'three-gates'))).toBe('vanishing-gradient')
  expect(next(left(emptyProgress(), 'cell-state', 'ride', 1, now))).toBe('cell-state')
  // At the end what is left is lesson 0.
  const rest = all.map(({ key }) => key).slice(1)
  expect(next(after(...rest))).toBe('one-sequence')
  expect(next(after('one-sequence', ...rest))).toBeUndefined()
})
