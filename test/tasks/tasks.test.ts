import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { random } from '../../src/engine/random.ts'
import { ALL_TASKS, findTask, TASKS } from '../../src/tasks/index.ts'
import { TASK_NAMES } from '../../src/tasks/names.ts'
import { draw, sequences, sequencesOf, usedBatch } from '../support/batches.ts'
import { refused } from '../support/refused.ts'

const named = TASKS.map((kind) => [kind.name, kind] as const)

/** Time steps at the longest length beyond that length: what is added before, between or behind. */
const MILLION = 1_000_000
const STEPS: Readonly<Record<string, (length: number) => number>> = {
  copy: (T) => T + 20,
  'memory-5-bit': (T) => T + 10,
  'memory-20-bit': (T) => T + 20,
  'long-lag-distractors': (q) => q + 52,
  reber: (T) => T - 1,
  anbn: (N) => 2 * N + 1,
  anbncn: (N) => 3 * N + 1,
}
const VARYING = [
  'adding-1997',
  'multiplication',
  'two-sequence',
  'two-sequence-noisy',
  'two-sequence-targets',
  'temporal-order-1997',
  'temporal-order-3',
]

function stepsOf(name: string, length: number): number {
  if (VARYING.includes(name)) return length + Math.floor(length / 10)
  return STEPS[name]?.(length) ?? length
}

describe('the table of tasks', () => {
  it('holds them all, related ones together, and finds each by its name', () => {
    const sizes = TASKS.map(({ name, defaultLength, minLength, defaultSymbols = '' }) =>
      `${name} ${defaultLength} ${minLength} ${defaultSymbols}`.trim(),
    )
    expect(sizes).toEqual([
      'adding 50 2',
      'adding-1997 20 20',
      'multiplication 20 20',
      'recall 50 1 2',
      'two-sequence 20 4',
      'two-sequence-noisy 20 4',
      'two-sequence-targets 20 4',
      'long-lag 10 2',
      'long-lag-random 10 2',
      'long-lag-distractors 10 1 10',
      'temporal-order 50 2',
      'temporal-order-1997 20 20',
      'temporal-order-3 20 20',
      'copy 20 1 8',
      'memory-5-bit 10 1',
      'memory-20-bit 10 1',
      'reber 30 9',
      'continual-reber 60 9',
      'parity 10 1',
      'parity-each-step 20 1',
      'anbn 10 2',
      'anbncn 10 2',
    ])
    expect(TASK_NAMES).toEqual(TASKS.map(({ name }) => name))
    for (const kind of TASKS) {
      expect(findTask(kind.name)).toBe(kind)
      expect(kind.make({ length: kind.defaultLength }).name).toBe(kind.name)
    }
  })

  it.each([
    ['ading', 'adding'],
    ['Adding', 'adding'],
    ['RECALL', 'recall'],
    ['copi', 'copy'],
    ['temporal_order', 'temporal-order'],
    ['order', 'temporal-order'],
    ['add', 'adding'],
    ['multiplicaton', 'multiplication'],
    ['rebber', 'reber'],
    ['1997', 'adding-1997'],
    ['mnist', null],
    ['xyz', null],
    ['', null],
    ['toString', null],
  ])('refuses %j and names what is near: %j', async (name, nearest) => {
    const known = ALL_TASKS.map((kind) => kind.name)
    const facts = { name, nearest, known, file: false }
    expect(await refused(() => findTask(name))).toEqual({ code: 'unknown-task', details: facts })
  })
})

describe.each(named)('%s', (_, kind) => {
  it('refuses a length out of its range', async () => {
    for (const length of [
      kind.minLength - 1,
      0,
      -5,
      2.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1_000_001,
      1e9,
    ]) {
      const facts = {
        name: 'length',
        value: String(length),
        wanted: 'integer',
        min: kind.minLength,
        max: 1_000_000,
      }
      expect(await refused(() => kind.make({ length }))).toEqual({
        code: 'not-a-number',
        details: facts,
      })
    }
  })

  it('takes its shortest and its longest length', () => {
    for (const length of [kind.minLength, MILLION])
      expect(kind.make({ length }).timeSteps).toBe(stepsOf(kind.name, length))
  })

  it('has a finite baseline at every length, and weights where positions are left out', () => {
    for (const length of [kind.minLength, kind.defaultLength, 200, MILLION]) {
      const { baseline, metric, answerSteps, timeSteps } = kind.make({ length })
      expect(baseline >= 0 && (metric !== 'accuracy' || baseline <= 1)).toBe(true)
      expect(answerSteps).toBeLessThanOrEqual(timeSteps)
    }
    const task = kind.make({ length: kind.defaultLength })
    const { weight } = draw(task, 6)
    expect(weight !== undefined).toBe(task.weighted ?? false)
    if (!weight) return
    // Every sequence asks for something, and nothing is as heavy as what was left standing in the
    // used batch.
    for (let b = 0; b < 6; b++) {
      const own = weight.filter((_, n) => n % 6 === b)
      expect(own.some((one) => one > 0) && own.every((one) => one === 0 || one === 1)).toBe(true)
    }
  })

  it('marks steps that there are, first to last', () => {
    const task = kind.make({ length: kind.defaultLength })
    const batch = draw(task, 4)
    for (let b = 0; b < 4; b++) {
      const marks = task.marks(batch, 4, b)
      expect(marks.length).toBeGreaterThan(0)
      expect(marks).toEqual(marks.toSorted((a, z) => a - z))
      expect(marks.every((t) => t >= 0 && t < task.timeSteps)).toBe(true)
    }
  })

  it('draws the same batch from the same seed, another from another seed, stream or place', () => {
    const task = kind.make({ length: 24 })
    const once = draw(task, 8, 5)
    expect(draw(task, 8, 5)).toEqual(once)
    expect(draw(kind.make({ length: 24 }), 8, 5)).toEqual(once)
    for (const other of [draw(task, 8, 6), draw(task, 8, 5, 'heldOut')])
      expect(other.x).not.toEqual(once.x)
    const numbers = random(5, 'train')
    const batch = usedBatch(task, 8)
    task.sample(numbers, batch, 8)
    expect(batch).toEqual(once)
    task.sample(numbers, batch, 8)
    expect(batch.x).not.toEqual(once.x)
  })

  it('draws sequence by sequence: the size of the batch cuts one and the same stream', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer(),
        (more, B, seed) => {
          const task = kind.make({ length: Math.max(2, kind.minLength) + more })
          const numbers = random(seed, 'train')
          const batch = usedBatch(task, B)
          const pieces = [0, 1, 2].flatMap(() => {
            task.sample(numbers, batch, B)
            return sequencesOf(task, batch, B)
          })
          expect(sequences(task, 3 * B, seed)).toEqual(pieces)
        },
      ),
      { numRuns: 20 },
    )
  })

  it('has a threshold on the good side of its baseline', () => {
    const { metric, baseline, threshold } = kind.make({ length: kind.defaultLength })
    if (metric === 'accuracy') expect(threshold).toBeGreaterThan(baseline)
    else expect(threshold).toBeLessThan(baseline / 9)
  })
})

describe.each(named.filter(([, kind]) => kind.defaultSymbols !== undefined))(
  'the symbols of %s',
  (_, kind) => {
    it('are refused out of range', async () => {
      const max = kind.maxSymbols ?? Number.NaN
      for (const symbols of [1, 0, -1, 2.5, Number.NaN, max + 1, 1e9]) {
        const facts = { name: 'symbols', value: String(symbols), wanted: 'integer', min: 2, max }
        expect(await refused(() => kind.make({ length: 10, symbols }))).toEqual({
          code: 'not-a-number',
          details: facts,
        })
      }
    })

    it('are the default when not chosen', () => {
      const { defaultLength: length, defaultSymbols: symbols } = kind
      expect(kind.make({ length }).inputSize).toBe(kind.make({ length, symbols }).inputSize)
      expect(kind.make({ length, symbols: 64 }).inputSize).toBeGreaterThan(
        kind.make({ length }).inputSize,
      )
      expect(kind.maxSymbols).toBe(kind.name === 'long-lag-distractors' ? 1000 : 64)
    })
  },
)
