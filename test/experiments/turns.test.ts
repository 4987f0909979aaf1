/** Work on many things that others need not wait for. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eachInTurns, largestFirst } from '../../src/experiments/turns.ts'

/** Something that goes on meanwhile: counts its turns. */
function meanwhile() {
  let turns = 0
  const timer = setInterval(() => {
    turns++
  })
  return { turns: () => turns, end: () => clearInterval(timer) }
}

/** Works until the clock has moved on. */
function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

describe('eachInTurns', () => {
  it('comes to each once, in order, and timers come to their turn in between', async () => {
    const seen: number[] = []
    const other = meanwhile()
    await eachInTurns([1, 2, 3, 4], (one) => {
      seen.push(one)
      busy(50)
    })
    other.end()
    expect(seen).toEqual([1, 2, 3, 4])
    expect(other.turns()).toBeGreaterThan(0)
  })

  it('is given up where nobody wants it any more', async () => {
    const seen: number[] = []
    const work = (one: number) => {
      seen.push(one)
      busy(50)
    }
    await eachInTurns([1, 2, 3, 4], work, () => seen.length === 2)
    expect(seen).toEqual([1, 2])
  })
})

describe('largestFirst', () => {
  it('comes to nothing where nobody wants it any more', async () => {
    let asked = 0
    const keyOf = () => {
      busy(50)
      return ++asked
    }
    expect(await largestFirst(['a', 'b', 'c'], keyOf, () => asked === 2)).toEqual([])
    expect(asked).toBe(2)
  })

  it('sorts as a stable sort does', async () => {
    const items = fc.array(fc.record({ key: fc.integer({ min: 0, max: 20 }), name: fc.nat() }), {
      maxLength: 200,
    })
    await fc.assert(
      fc.asyncProperty(items, async (given) => {
        const sorted = await largestFirst(given, ({ key }) => key)
        expect(sorted).toEqual(given.toSorted((a, b) => b.key - a.key))
      }),
    )
  })
})
