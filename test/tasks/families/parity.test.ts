import { describe, expect, it } from 'vitest'
import { parity } from '../../../src/tasks/parity.ts'
import { parityEachStep } from '../../../src/tasks/parity-each-step.ts'
import { checkSequences, hot, sequences, unevenness } from '../../support/batches.ts'

describe.each([
  ['parity', parity, false],
  ['parity-each-step', parityEachStep, true],
] as const)('%s', (name, kind, everyStep) => {
  it('has the sizes and rules of its definition', () => {
    expect(kind.make({ length: 30 })).toMatchObject({
      name,
      timeSteps: 30,
      inputSize: 1,
      outputSize: 2,
      answerSteps: everyStep ? 30 : 1,
      loss: 'cross-entropy',
      metric: 'accuracy',
      baseline: 0.5,
      threshold: 0.99,
    })
  })

  it('asks whether the number of ones is odd', () => {
    checkSequences(kind, { min: 1, max: 40 }, ({ x, y }, { task, batch, B, b }) => {
      const bits = x.flat()
      expect(bits.every((bit) => Math.abs(bit) === 1)).toBe(true)
      // The product of −bits is 1 where an even number of them is 1.
      const odd = bits.map((_, t) =>
        bits.slice(0, t + 1).reduce((product, bit) => -product * bit, 1) === 1 ? 0 : 1,
      )
      expect(y.map(hot)).toEqual(everyStep ? odd : odd.slice(-1))
      expect(task.marks(batch, B, b)).toEqual(bits.map((_, t) => t))
    })
  })

  it('draws every sequence as often, so that guessing is right in half of the cases', () => {
    const drawn = sequences(kind.make({ length: 6 }), 6400)
    const codes = drawn.map(({ x }) =>
      x.flat().reduce((code, bit) => 2 * code + (bit === 1 ? 1 : 0), 0),
    )
    expect(unevenness(codes, 64)).toBeLessThan(4)
    const answers = drawn.map(({ y }) => y.map(hot))
    for (let l = 0; l < answers[0].length; l++)
      expect(
        unevenness(
          answers.map((row) => row[l]),
          2,
        ),
      ).toBeLessThan(4)
  })
})
