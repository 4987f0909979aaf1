/** What is held out of a file depends on what stands in it, and every class is there. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldOf, splitOf } from '../../../src/tasks/from-files/folds.ts'
import { contentOfSequences } from '../../../src/tasks/from-files/sequences.ts'
import type { DataContent } from '../../../src/tasks/shared/file-content.ts'

/** A sequence: one input a step, and classes asked at its last steps. */
interface Sequence {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

function contentOf(sequences: readonly Sequence[], classes: number | null): DataContent {
  const ends = (lengths: readonly number[]) => {
    const all = [0]
    for (const length of lengths) all.push(all[all.length - 1] + length)
    return all
  }
  return contentOfSequences({
    inputSize: 1,
    outputSize: classes ?? 1,
    classes: classes !== null,
    start: ends(sequences.map(({ x }) => x.length)),
    asked: ends(sequences.map(({ y }) => y.length)),
    x: Float32Array.from(sequences.flatMap(({ x }) => x)),
    at: sequences.flatMap(({ x, y }) => y.map((_, k) => x.length - y.length + k)),
    y: Float32Array.from(sequences.flatMap(({ y }) => y)),
  })
}

const CLASSES = 6
/** Different inputs (the number of the sequence is among them), one class each or several. */
const files = (answers: fc.Arbitrary<number[]>) =>
  fc
    .array(fc.tuple(answers, fc.integer({ min: -3, max: 3 })), { minLength: 10, maxLength: 60 })
    .map((rows) =>
      rows.map(([y, x], n): Sequence => ({ x: [...Array(y.length - 1).fill(x), n], y })),
    )
const skewed = fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5)
const single = files(fc.tuple(skewed))
const tagged = files(fc.array(skewed, { minLength: 1, maxLength: 3 }))

const heldOutOf = ({ folds }: DataContent): number[][] =>
  Array.from({ length: folds.start.length - 1 }, (_, k) => [...splitOf(folds, k + 1).heldOut])
const having = (given: readonly Sequence[], among: readonly number[] = Array.from(given.keys())) =>
  Array.from({ length: CLASSES }, (_, one) => among.filter((n) => given[n].y.includes(one)).length)

describe('every part that is held out', () => {
  it('has each class of two sequences or more, and leaves one of each', () => {
    fc.assert(
      fc.property(single, (given) => {
        const all = having(given)
        for (const heldOut of heldOutOf(contentOf(given, CLASSES))) {
          for (const [one, count] of having(given, heldOut).entries()) {
            if (all[one] === 1) expect(count).toBe(0)
            if (all[one] < 2) continue
            expect(count).toBeGreaterThan(0)
            expect(count).toBeLessThan(all[one])
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it('holds out each sequence once, where a class has as many as there are parts', () => {
    fc.assert(
      fc.property(single, (given) => {
        const all = having(given)
        const parts = heldOutOf(contentOf(given, CLASSES))
        const times = given.map((_, n) => parts.filter((one) => one.includes(n)).length)
        for (const [n, { y }] of given.entries()) {
          const members = all[y[0]]
          if (members >= 5 || members === 1) expect(times[n]).toBe(members === 1 ? 0 : 1)
          else expect(times[n]).toBeGreaterThan(0)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('never has all of a class with several sequences, and misses none that it could have', () => {
    fc.assert(
      fc.property(tagged, (given) => {
        const all = having(given)
        for (const heldOut of heldOutOf(contentOf(given, CLASSES))) {
          const here = having(given, heldOut)
          for (const [one, count] of here.entries()) {
            if (all[one] > 0) expect(count).toBeLessThan(all[one])
            if (all[one] < 2 || count > 0) continue
            // Whichever sequence of that class were added, the last of some class would go with it.
            for (const { y } of given.filter((sequence) => sequence.y.includes(one))) {
              expect(y.some((other) => here[other] + 1 >= all[other])).toBe(true)
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** The inputs that are held out, part by part: what they are called in the file does not matter. */
const inputsOf = (given: readonly Sequence[], classes: number | null) =>
  heldOutOf(contentOf(given, classes)).map((one) => one.map((n) => given[n].x.join()))

describe('the parts depend on the content alone', () => {
  it('not on the order of the rows, nor on how classes are spelt', () => {
    const order = fc.infiniteStream(fc.integer({ min: 0, max: 1000 }))
    const names = fc.shuffledSubarray([...Array(CLASSES).keys()], { minLength: CLASSES })
    fc.assert(
      fc.property(fc.oneof(single, tagged), order, names, (given, keys, name) => {
        const keyed = given.map((sequence) => ({ sequence, key: keys.next().value as number }))
        const moved = keyed.toSorted((a, b) => a.key - b.key).map(({ sequence }) => sequence)
        const renamed = moved.map(({ x, y }) => ({ x, y: y.map((one) => name[one]) }))
        expect(inputsOf(renamed, CLASSES)).toEqual(inputsOf(given, CLASSES))
        expect(inputsOf(moved, null)).toEqual(inputsOf(given, null))
      }),
      { numRuns: 100 },
    )
  })

  it('whichever class a file of two has more of', () => {
    // Eight of one class and four of the other, in three orders, either way round.
    for (const few of [0, 1]) {
      const given = Array.from({ length: 12 }, (_, n) => ({
        x: [n % 3 === 0 ? 1 : 0, 0],
        y: [n % 3 === 0 ? few : 1 - few],
      }))
      for (const file of [given, given.toReversed(), given.toSorted((a, b) => a.y[0] - b.y[0])]) {
        const parts = heldOutOf(contentOf(file, 2)).map((one) => one.map((n) => file[n].y[0]))
        for (const one of parts) expect(new Set(one).size).toBe(2)
        expect(parts).toEqual(
          heldOutOf(contentOf(given, 2)).map((one) => one.map((n) => given[n].y[0])),
        )
      }
    }
  })
})

it('a seed decides which part it is, whatever the seed', () => {
  expect([1, 2, 5, 6, 11, 0, -4].map((seed) => foldOf(seed, 5))).toEqual([0, 1, 4, 0, 0, 4, 0])
})

it('of very many sequences about 512 are held out at a time, and not all ever', () => {
  const given = Array.from({ length: 40_000 }, (_, n) => ({ x: [n], y: [n < 2 ? 1 : 0] }))
  for (const classes of [2, null]) {
    const parts = heldOutOf(contentOf(given, classes))
    expect(parts).toHaveLength(64)
    for (const one of parts) expect(Math.abs(one.length - 512)).toBeLessThanOrEqual(1)
  }
})
