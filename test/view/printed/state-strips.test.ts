import { describe, expect, it } from 'vitest'
import { forgetting, listedStates } from '../../../src/view/printed/state-strips.ts'
import { textIn } from '../../support/texts.ts'

const { view } = textIn('en')
/** [T][B][1] */
const states = (...steps: number[][]) =>
  listedStates(steps.map((step) => step.map((value) => [value])))
const first = (gates: ReturnType<typeof states>, lengths: number[] | null, backwards = false) =>
  forgetting({ gates: { f: gates }, lengths }, view, { backwards })[0]

describe('the half-life of a forget gate', () => {
  it('leaves out the step where nothing comes: t = 1, or T for the backward direction', () => {
    const gates = states([0.1], [0.5], [0.5], [0.9])
    expect(first(gates, null)).toContain(' 0.608 ')
    expect(first(gates, null, true)).toContain(' 0.292 ')
  })

  it('leaves out the step of each sequence where it ends', () => {
    const gates = states([0.5, 0.5], [0.5, 0.9], [0.9, 0])
    expect(first(gates, [3, 2], true)).toContain(' 0.5 ')
    expect(first(gates, [3, 2])).toContain(' 0.74 ')
  })
})
