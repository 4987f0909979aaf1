import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DataContent } from '../../src/tasks/shared/file-content.ts'
import { edited } from '../support/edits.ts'
import { good, read, ten } from '../support/json-lines.ts'
import { returnsOrRefuses } from '../support/refused.ts'

const listed = ({ start, asked, at, x, y }: DataContent) => ({
  start: [...start],
  asked: [...asked],
  at: [...at],
  x: [...x],
  y: [...y],
})

describe('sequences as JSON lines', () => {
  it('have a class at the end, a text', () => {
    const content = read(ten(good))
    expect(content).toMatchObject({
      classes: true,
      inputSize: 2,
      outputSize: 2,
      timeSteps: 2,
      answerSteps: 1,
    })
    expect(listed(content)).toEqual({
      start: [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20],
      asked: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
      at: Array(10).fill(1),
      x: Array.from({ length: 10 }, (_, n) => [n, 1, n, 2]).flat(),
      y: [0, 1, 0, 1, 0, 1, 0, 1, 0, 1],
    })
  })

  it('or a whole number: classes stand in order of size, not of first appearance', () => {
    const content = read(ten((n) => `{"x": [[0]], "y": ${[10, 9, -2][n % 3]}}`))
    expect(content.outputSize).toBe(3)
    expect([...content.y]).toEqual([2, 1, 0, 2, 1, 0, 2, 1, 0, 2])
  })

  it('or a class at any steps', () => {
    const content = read(
      ten((n) => `{"x": [[0], [1], [2]], "y": ["${'ab'[n % 2]}", null, "${'cb'[n % 2]}"]}`),
    )
    expect(content).toMatchObject({ classes: true, outputSize: 3, timeSteps: 3, answerSteps: 3 })
    expect([...content.at]).toEqual(Array(10).fill([0, 2]).flat())
    expect([...content.y.subarray(0, 4)]).toEqual([0, 2, 1, 1])
  })

  it('or numbers at the end or any steps, with any line ends, blank lines and other keys', () => {
    const lines = ten((n) => `{"x": [[${n}]], "y": [${n}, 0.5], "note": {"z": [1]}}`)
    const end = read(`\ufeff${lines.replaceAll('\n', '\r\n\r\n')}`)
    expect(end).toMatchObject({ classes: false, outputSize: 2, answerSteps: 1 })
    expect([...end.y.subarray(0, 4)]).toEqual([0, 0.5, 1, 0.5])
    const steps = read(ten((n) => `{"x": [[0], [1], [2]], "y": [null, [${n}], [1e-3]]}\n`))
    expect(steps).toMatchObject({ classes: false, outputSize: 1, answerSteps: 2 })
    expect([...steps.at.subarray(0, 2)]).toEqual([1, 2])
    expect(steps.y[1]).toBe(Math.fround(1e-3))
  })
})

describe('whatever the text', () => {
  it('what was written is read, number by number', () => {
    const number = fc
      .float({ noNaN: true, noDefaultInfinity: true })
      .map((value) => Math.fround(value))
    const sequence = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 5 }).chain((x) =>
      fc.record({
        x: fc.constant(x),
        y: fc.array(fc.option(fc.tuple(number)), { minLength: x.length, maxLength: x.length }),
      }),
    )
    fc.assert(
      fc.property(fc.array(sequence, { minLength: 10, maxLength: 20 }), (sequences) => {
        fc.pre(sequences.every(({ y }) => y.some((one) => one !== null)))
        const text = sequences.map((one) => JSON.stringify(one)).join('\n')
        let content: DataContent
        try {
          content = read(text)
        } catch (error) {
          expect(error).toMatchObject({ code: 'data-one-answer' })
          return
        }
        const at = sequences.flatMap(({ y }) => y.flatMap((one, t) => (one === null ? [] : [t])))
        expect([...content.at]).toEqual(at)
        // JSON writes −0 as 0.
        expect([...content.x]).toEqual(
          sequences.flatMap(({ x }) => x.flat()).map((value) => value + 0),
        )
        expect([...content.y]).toEqual(
          sequences.flatMap(({ y }) => y.flatMap((one) => one ?? [])).map((value) => value + 0),
        )
      }),
    )
  })

  it('it is read or refused in one of the ways that have a sentence', () => {
    const pieces = [...'[],0{}":- \n\r\0', '', 'NaN', 'e9', '[]', 'null']
    const anything = fc.oneof(
      edited(ten(good), 600, pieces),
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.array(fc.json()).map((all) => all.join('\n')),
    )
    fc.assert(
      fc.property(anything, (some) => returnsOrRefuses(() => read(some))),
      { numRuns: 3000 },
    )
  })
})
