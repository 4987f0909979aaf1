import { describe, expect, it } from 'vitest'
import { temporalOrder } from '../../src/tasks/temporal-order.ts'
import {
  checkSequences,
  counts,
  hot,
  type Sequence,
  sequences,
  unevenness,
} from '../support/batches.ts'

const LETTERS = 'XYabcd'
const CLASSES = ['XX', 'XY', 'YX', 'YY']

const spelled = ({ x }: Sequence) => x.map((row) => LETTERS[hot(row)] ?? '?').join('')
const placesIn = (letters: string) =>
  [...letters].flatMap((letter, t) => ('XY'.includes(letter) ? [t] : []))

describe('temporal order', () => {
  it('has the sizes and rules of its definition', () => {
    expect(temporalOrder.make({ length: 50 })).toMatchObject({
      name: 'temporal-order',
      timeSteps: 50,
      inputSize: 6,
      outputSize: 4,
      answerSteps: 1,
      loss: 'cross-entropy',
      metric: 'accuracy',
      baseline: 0.25,
      threshold: 0.99,
    })
  })

  it('hides two symbols in their windows and asks for their order, at every length', () => {
    checkSequences(
      temporalOrder,
      { min: 2, max: 130 },
      (sequence, { task, batch, B, b, length: T }) => {
        const letters = spelled(sequence)
        expect(letters).toMatch(/^[abcd]*[XY][abcd]*[XY][abcd]*$/)
        const [first, second] = placesIn(letters)
        expect(CLASSES[hot(sequence.y[0])]).toBe(letters[first] + letters[second])
        expect(task.marks(batch, B, b)).toEqual([first, second])
        if (T >= 10) {
          // Integer bounds of [0.1T, 0.2T) and [0.4T, 0.5T), rounded down.
          expect(first * 10 > T - 10 && (first + 1) * 10 <= 2 * T).toBe(true)
          expect(second * 10 > 4 * T - 10 && (second + 1) * 10 <= 5 * T).toBe(true)
        }
      },
      150,
    )
  })

  it('has two windows at the lengths below ten', () => {
    const places = [2, 3, 4, 5, 6, 7, 8, 9].map((T) => {
      const found = sequences(temporalOrder.make({ length: T }), 50).map((sequence) =>
        placesIn(spelled(sequence)).join(),
      )
      return `${T}: ${[...new Set(found)].sort().join(' ')}`
    })
    expect(places).toEqual([
      '2: 0,1',
      '3: 0,1',
      '4: 0,1',
      '5: 0,2',
      '6: 0,2',
      '7: 0,2',
      '8: 0,3',
      '9: 0,3',
    ])
  })

  it('draws classes, places and distractors evenly', () => {
    const drawn = sequences(temporalOrder.make({ length: 50 }), 10_000)
    const letters = drawn.map(spelled)
    const places = letters.map(placesIn)
    const classes = drawn.map(({ y }) => hot(y[0]))
    expect(unevenness(classes, 4)).toBeLessThan(4)
    expect(
      unevenness(
        places.map(([first]) => first - 5),
        5,
      ),
    ).toBeLessThan(4)
    expect(
      unevenness(
        places.map(([, second]) => second - 20),
        5,
      ),
    ).toBeLessThan(4)
    // Neither the places nor the last distractor say anything about the class.
    const pairs = places.map(([first, second]) => (first - 5) * 5 + second - 20)
    expect(
      unevenness(
        pairs.map((pair, n) => pair * 4 + classes[n]),
        100,
      ),
    ).toBeLessThan(4)
    expect(
      unevenness(
        letters.map((line, n) => 'abcd'.indexOf(line[49]) * 4 + classes[n]),
        16,
      ),
    ).toBeLessThan(4)
    const distractors = letters.flatMap((line) =>
      [...line.replace(/[XY]/g, '')].map((letter) => 'abcd'.indexOf(letter)),
    )
    expect(unevenness(distractors, 4)).toBeLessThan(4)
  })

  it('has as its baseline the accuracy of the best constant', () => {
    const task = temporalOrder.make({ length: 10 })
    const answers = counts(
      sequences(task, 40_000).map(({ y }) => hot(y[0])),
      4,
    )
    expect(Math.abs(Math.max(...answers) / 40_000 - task.baseline)).toBeLessThan(0.01)
  })
})
