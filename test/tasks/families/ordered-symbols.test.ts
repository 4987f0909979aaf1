import { describe, expect, it } from 'vitest'
import { temporalOrder3 } from '../../../src/tasks/temporal-order-3.ts'
import { temporalOrder1997 } from '../../../src/tasks/temporal-order-1997.ts'
import {
  askedAt,
  checkSequences,
  counts,
  draw,
  hot,
  isOverAfter,
  readoutOf,
  type Sequence,
  sequences,
  unevenness,
} from '../../support/batches.ts'

const LETTERS = 'XYabcdEB'
const FORMS = [
  { kind: temporalOrder1997, form: /^E[abcd]*[XY][abcd]*[XY][abcd]*B$/, at100: ['10-20', '50-60'] },
  {
    kind: temporalOrder3,
    form: /^E[abcd]*[XY][abcd]*[XY][abcd]*[XY][abcd]*B$/,
    at100: ['10-20', '33-43', '66-76'],
  },
]

const spelled = (sequence: Sequence) =>
  sequence.x
    .slice(0, askedAt(sequence) + 1)
    .map((row) => LETTERS[hot(row)] ?? '?')
    .join('')
/** Counted from 1, as the source does. */
const placesIn = (letters: string) =>
  [...letters].flatMap((letter, t) => ('XY'.includes(letter) ? [t + 1] : []))
const classOf = (letters: string) =>
  [...letters]
    .filter((letter) => 'XY'.includes(letter))
    .reduce((sum, letter) => 2 * sum + 'XY'.indexOf(letter), 0)

describe.each(FORMS)('$kind.name', ({ kind, form, at100 }) => {
  const classes = 2 ** at100.length

  it('has the sizes and rules of its definition', () => {
    expect(kind.make({ length: 100 })).toMatchObject({
      name: kind.name,
      timeSteps: 110,
      inputSize: 8,
      outputSize: classes,
      answerSteps: 11,
      weighted: true,
      loss: 'cross-entropy',
      metric: 'accuracy',
      baseline: 1 / classes,
      threshold: 1,
    })
  })

  it('hides X and Y among distractors, between E and B, and asks at B for their order', () => {
    checkSequences(
      kind,
      { min: 20, max: 130 },
      (sequence, { task, batch, B, b, length: T }) => {
        const letters = spelled(sequence)
        expect(letters).toMatch(form)
        expect(letters.length >= T && letters.length <= T + Math.floor(T / 10)).toBe(true)
        expect(isOverAfter(letters.length - 1, sequence)).toBe(true)
        expect(hot(sequence.y[letters.length - T])).toBe(classOf(letters))
        const places = placesIn(letters)
        expect(task.marks(batch, B, b)).toEqual(places.map((place) => place - 1))
        places.forEach((place, n) => {
          const [from, to] = at100[n].split('-').map(Number)
          expect(place * 100 > from * T - 100 && place * 100 <= to * T).toBe(true)
        })
      },
      100,
    )
  })

  it('at T = 100 has the places and lengths of the source, each as likely', () => {
    const drawn = sequences(kind.make({ length: 100 }), 4000).map(spelled)
    expect(
      unevenness(
        drawn.map((letters) => letters.length - 100),
        11,
      ),
    ).toBeLessThan(4)
    at100.forEach((span, n) => {
      const from = Number(span.split('-')[0])
      const joint = drawn.map(
        (letters) => (placesIn(letters)[n] - from) * classes + classOf(letters),
      )
      expect(unevenness(joint, 11 * classes)).toBeLessThan(4)
    })
    const distractors = drawn.map((letters) => 'abcd'.indexOf(letters[80]))
    const seen = distractors.filter((letter) => letter >= 0)
    expect(seen.length).toBeGreaterThan(3900)
    expect(unevenness(seen, 4)).toBeLessThan(4)
  })

  it('counts an answer as right where all outputs are within 0.3', () => {
    const task = kind.make({ length: 20 })
    const B = 2000
    const batch = draw(task, B)
    const said = (by: number) =>
      readoutOf(batch, classes, (row) =>
        row.map((one) => Math.log(one === 1 ? 1 - by : by / (classes - 1))),
      )
    expect(task.score?.(said(0.29), batch, B)).toEqual({ right: B, of: B })
    expect(task.score?.(said(0.31), batch, B)).toEqual({ right: 0, of: B })
    // The best constant is sure of one class.
    const answers = counts(
      sequences(task, B).map(({ y, weight }) => hot(y[weight.indexOf(1)])),
      classes,
    )
    expect(Math.abs(Math.max(...answers) / B - task.baseline)).toBeLessThan(4 * Math.sqrt(0.25 / B))
  })
})
