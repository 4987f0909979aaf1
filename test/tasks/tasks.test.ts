import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { random } from '../../src/engine/random.ts'
import { findTask, TASKS } from '../../src/tasks/index.ts'
import { refused } from '../support/refused.ts'
import { draw, sequences, sequencesOf, usedBatch } from './batches.ts'

const named = TASKS.map((kind) => [kind.name, kind] as const)

describe('the table of tasks', () => {
  it('holds four, and finds each by its name', () => {
    expect(TASKS.map(({ name }) => name)).toEqual(['adding', 'recall', 'temporal-order', 'copy'])
    for (const kind of TASKS) {
      expect(findTask(kind.name)).toBe(kind)
      expect(kind.make({ length: kind.defaultLength }).name).toBe(kind.name)
    }
    expect(TASKS.map(({ defaultLength }) => defaultLength)).toEqual([50, 50, 50, 20])
    expect(TASKS.map(({ minLength }) => minLength)).toEqual([2, 1, 2, 1])
    expect(TASKS.map(({ defaultSymbols }) => defaultSymbols)).toEqual([undefined, 2, undefined, 8])
  })

  it.each([
    ['ading', 'adding'],
    ['Adding', 'adding'],
    ['RECALL', 'recall'],
    ['copi', 'copy'],
    ['temporal_order', 'temporal-order'],
    ['order', 'temporal-order'],
    ['add', 'adding'],
    ['multiplication', null],
    ['xyz', null],
    ['', null],
    ['toString', null],
  ])('refuses %j and names what is near: %j', async (name, nearest) => {
    const known = ['adding', 'recall', 'temporal-order', 'copy']
    expect(await refused(() => findTask(name))).toEqual({ code: 'unknown-task', facts: { name, nearest, known } })
  })
})

describe.each(named)('%s', (_, kind) => {
  it('refuses a length out of its range', async () => {
    for (const length of [kind.minLength - 1, 0, -5, 2.5, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001, 1e9]) {
      const facts = { name: 'length', value: String(length), wanted: 'integer', min: kind.minLength, max: 1_000_000 }
      expect(await refused(() => kind.make({ length }))).toEqual({ code: 'not-a-number', facts })
    }
  })

  it('takes its shortest and its longest length', () => {
    for (const length of [kind.minLength, 1_000_000]) {
      const extra = kind.name === 'copy' ? 20 : 0
      expect(kind.make({ length }).timeSteps).toBe(length + extra)
    }
  })

  it('draws the same batch from the same seed, and another from another seed, stream or place', () => {
    const task = kind.make({ length: 20 })
    const once = draw(task, 8, 5)
    expect(draw(task, 8, 5)).toEqual(once)
    expect(draw(kind.make({ length: 20 }), 8, 5)).toEqual(once)
    for (const other of [draw(task, 8, 6), draw(task, 8, 5, 'heldOut')]) expect(other.x).not.toEqual(once.x)
    const numbers = random(5, 'train')
    const batch = usedBatch(task, 8)
    task.sample(numbers, batch, 8)
    expect(batch).toEqual(once)
    task.sample(numbers, batch, 8)
    expect(batch.x).not.toEqual(once.x)
  })

  it('draws sequence by sequence: the size of the batch cuts one and the same stream', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 25 }), fc.integer({ min: 1, max: 4 }), fc.integer(), (length, B, seed) => {
        const task = kind.make({ length })
        const numbers = random(seed, 'train')
        const batch = usedBatch(task, B)
        const pieces = [0, 1, 2].flatMap(() => {
          task.sample(numbers, batch, B)
          return sequencesOf(task, batch, B)
        })
        expect(sequences(task, 3 * B, seed)).toEqual(pieces)
      }),
      { numRuns: 20 },
    )
  })

  it('has a threshold on the good side of its baseline', () => {
    const { metric, baseline, threshold } = kind.make({ length: kind.defaultLength })
    if (metric === 'accuracy') expect(threshold).toBeGreaterThan(baseline)
    else expect(threshold).toBeLessThan(baseline / 9)
  })
})

describe.each(named.filter(([, kind]) => kind.defaultSymbols !== undefined))('the symbols of %s', (_, kind) => {
  it('are refused out of range', async () => {
    for (const symbols of [1, 0, -1, 2.5, Number.NaN, 65, 1e9]) {
      const facts = { name: 'symbols', value: String(symbols), wanted: 'integer', min: 2, max: 64 }
      expect(await refused(() => kind.make({ length: 10, symbols }))).toEqual({ code: 'not-a-number', facts })
    }
  })

  it('are the default when not chosen', () => {
    const { defaultLength: length, defaultSymbols: symbols } = kind
    expect(kind.make({ length }).outputSize).toBe(kind.make({ length, symbols }).outputSize)
    expect(kind.make({ length, symbols: 64 }).outputSize).toBeGreaterThan(kind.make({ length }).outputSize)
  })
})
