import { describe, expect, it } from 'vitest'
import { adding } from '../../src/tasks/adding.ts'
import {
  checkSequences,
  type Sequence,
  sequences,
  unevenness,
  usedBatch,
} from '../support/batches.ts'

const markedIn = ({ x }: Sequence) => x.flatMap(([, marker], t) => (marker === 1 ? [t] : []))

describe('adding', () => {
  it('has the sizes and rules of its definition', () => {
    expect(adding.make({ length: 50 })).toMatchObject({
      name: 'adding',
      timeSteps: 50,
      inputSize: 2,
      outputSize: 1,
      answerSteps: 1,
      loss: 'mse',
      metric: 'mse',
      threshold: 0.01,
    })
  })

  it('marks one step in each half and asks for the sum of both values, at every length', () => {
    checkSequences(adding, { min: 2, max: 60 }, (sequence, { task, batch, B, b, length: T }) => {
      const marked = markedIn(sequence)
      expect(marked).toHaveLength(2)
      expect(marked[0]).toBeLessThan(Math.floor(T / 2))
      expect(marked[1]).toBeGreaterThanOrEqual(Math.floor(T / 2))
      expect(task.marks(batch, B, b)).toEqual(marked)
      expect(sequence.y).toEqual([
        [Math.fround(sequence.x[marked[0]][0] + sequence.x[marked[1]][0])],
      ])
      for (const [value, marker] of sequence.x) {
        expect(value >= 0 && value < 1).toBe(true)
        expect(marker === 0 || marker === 1).toBe(true)
      }
    })
  })

  it('at the shortest length marks both steps', () => {
    for (const sequence of sequences(adding.make({ length: 2 }), 20))
      expect(markedIn(sequence)).toEqual([0, 1])
  })

  it('with an odd length gives the second half the middle', () => {
    const marked = sequences(adding.make({ length: 3 }), 400).map(markedIn)
    expect(marked.every(([first]) => first === 0)).toBe(true)
    expect(new Set(marked.map(([, second]) => second))).toEqual(new Set([1, 2]))
  })

  it('draws values and marked steps evenly', () => {
    const drawn = sequences(adding.make({ length: 20 }), 10_000)
    const marked = drawn.map(markedIn)
    const first = marked.map((steps) => steps[0])
    const second = marked.map((steps) => steps[1] - 10)
    expect(unevenness(first, 10)).toBeLessThan(4)
    expect(unevenness(second, 10)).toBeLessThan(4)
    // The pair too: where the second stands says nothing about the first.
    expect(
      unevenness(
        first.map((step, n) => step * 10 + second[n]),
        100,
      ),
    ).toBeLessThan(4)
    const tenths = drawn.flatMap(({ x }) => x.map(([value]) => Math.floor(value * 10)))
    expect(unevenness(tenths, 10)).toBeLessThan(4)
  })

  it('never rounds a value up to 1, not even from the largest random number', () => {
    const task = adding.make({ length: 4 })
    const batch = usedBatch(task, 1)
    task.sample({ uniform: () => 1 - 2 ** -32, below: (n) => n - 1, state: () => [] }, batch, 1)
    expect(batch.x[0]).toBe(1 - 2 ** -24)
    expect(task.marks(batch, 1, 0)).toEqual([1, 3])
  })

  it('has as its baseline the error of the best constant, 1', () => {
    const task = adding.make({ length: 10 })
    const targets = sequences(task, 40_000).map(({ y }) => y[0][0])
    const errorOf = (answer: number) =>
      targets.reduce((sum, y) => sum + (y - answer) ** 2, 0) / targets.length
    expect(task.baseline).toBe(1 / 6)
    expect(Math.abs(errorOf(1) - task.baseline)).toBeLessThan(0.003)
    expect(errorOf(0.9)).toBeGreaterThan(errorOf(1))
    expect(errorOf(1.1)).toBeGreaterThan(errorOf(1))
  })
})
