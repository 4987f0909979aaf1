/** What pictures that are compared have in common. */
import { expect, test } from 'vitest'
import { partLines } from '../../../src/view/lab/lab-text.ts'
import { axesOf } from '../../../src/view/lab/shared-axes.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { states } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const times = (factor: number, values: readonly (readonly number[])[]) =>
  values.map((row) => row.map((value) => factor * value))
const { lstm = {} } = states
const doubled = { ...states, lstm: { ...lstm, c: times(2, lstm.c), h: times(2, lstm.h) } }
const most = (values: readonly (readonly number[])[]) => Math.max(...values.flat().map(Math.abs))

test('strips of c are drawn in the range of the largest', () => {
  const axes = axesOf([
    { result: states, part: 'c' },
    { result: doubled, part: 'c' },
  ])
  expect(axes.strips).toEqual({ c: 2 * most(lstm.c) })
  const colors = 'truecolor'
  const drawn = (result: typeof states, options = {}) =>
    partLines(result, 'c', textIn('en'), 80, { colors, ...options }).map((line) =>
      line.map(({ color }) => color),
    )
  // Alone each fills its own range, and so they look alike.
  expect(drawn(doubled).slice(1, 5)).toEqual(drawn(states).slice(1, 5))
  expect(drawn(doubled, { axes }).slice(1, 5)).not.toEqual(drawn(states, { axes }).slice(1, 5))
})

test('h shares the range of the candidate, which is 1 at least', () => {
  const { g = lstm.h } = lstm
  const both = { ...states, lstm: { ...lstm, g, h: times(0.3, lstm.h) } }
  const axes = axesOf([
    { result: both, part: 'h' },
    { result: both, part: 'g' },
  ])
  expect(axes.strips.bounded).toBe(Math.max(1, most(g)))
  const range = (options = {}) =>
    partLines(both, 'h', textIn('en'), 80, options).map(textOf).join('\n')
  expect(range({ axes })).toContain(' 1')
  expect(range({ axes })).not.toBe(range())
})

test('gates keep 0 to 1, and share nothing', () => {
  expect(axesOf([{ result: states, part: 'f' }]).strips).toEqual({})
})
