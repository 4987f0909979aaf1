import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { series } from '../../../src/tasks/from-files/series.ts'
import { splitOfSeries, windowsOf } from '../../../src/tasks/from-files/windows.ts'
import type { SeriesContent } from '../../../src/tasks/shared/file-content.ts'
import { metricScale } from '../../../src/tasks/shared/standardize.ts'
import { emptyBatch } from '../../../src/training/evaluation.ts'
import { refused } from '../../support/refused.ts'
import { cycle } from '../../support/series.ts'

const contentOf = (values: readonly number[]): SeriesContent => ({
  form: 'series',
  values: Float64Array.from(values),
  missing: values.filter(Number.isNaN).length,
  outside: 0,
  column: 'v',
  counters: [],
})

/**
 * What is drawn for training, and each window that is held out, in the file's own units: values
 * that are shown, and the one asked.
 */
function drawn(content: SeriesContent, T: number, K: number, count: number) {
  const task = series.make({ length: T, horizon: K, content })
  const [deviation] = task.standardize?.deviation ?? []
  const read = (first?: number) => {
    const batch = emptyBatch(task, 1)
    task.sample(numbers, batch, 1, first)
    return { x: [...batch.x].map((value) => value * deviation), y: batch.y[0] * deviation }
  }
  const numbers = random(1, 'train')
  return {
    task,
    train: Array.from({ length: count }, () => read()),
    heldOut: Array.from({ length: task.heldOut?.count ?? 0 }, (_, n) => read(n)),
  }
}

describe('windows of a series', () => {
  const sizes = fc.record({
    length: fc.integer({ min: 80, max: 200 }),
    T: fc.integer({ min: 1, max: 12 }),
    K: fc.integer({ min: 1, max: 9 }),
    gaps: fc.uniqueArray(fc.integer({ min: 1, max: 78 }), { maxLength: 4 }),
  })

  it('are all that a plain search finds, none in the held-out stretch, none over a gap', () => {
    fc.assert(
      fc.property(sizes, ({ length, T, K, gaps }) => {
        const values = Array.from({ length }, (_, n) => (gaps.includes(n) ? Number.NaN : n))
        const content = contentOf(values)
        const { train, heldOut, leftOut } = windowsOf(content, T, K)
        const border = length - Math.floor(length / 5)
        expect(splitOfSeries(content)).toBe(border)
        const found = { train: [] as number[], heldOut: [] as number[], leftOut: 0 }
        for (let start = 0; start + T - 1 + K < length; start++) {
          const touched = [...values.slice(start, start + T), values[start + T - 1 + K]]
          if (touched.some(Number.isNaN)) found.leftOut++
          else if (touched.every((value) => value < border)) found.train.push(start)
          else if (touched[T] >= border) found.heldOut.push(start)
          else throw new Error('asked before the border, seen behind it')
        }
        expect({ train: [...train], heldOut: [...heldOut], leftOut }).toEqual(found)
      }),
    )
  })

  it('are looked at 512 at most, evenly spread, in blocks no shorter than the horizon', () => {
    const content = contentOf(Array.from({ length: 10_000 }, (_, n) => Math.sin(n)))
    const { heldOut, apart } = windowsOf(content, 10, 7)
    expect({ looked: heldOut.length, apart }).toEqual({ looked: 512, apart: 2000 })
    const between = [...heldOut.slice(1)].map((start, n) => start - heldOut[n])
    expect(Math.max(...between) - Math.min(...between)).toBe(1)
    const { heldOut: held } = series.make({
      length: 10,
      horizon: 7,
      content: contentOf(cycle(200, 1)),
    })
    const units = Array.from(held?.units ?? [])
    expect(units).toHaveLength(40)
    for (const unit of new Set(units)) {
      expect(units.filter((one) => one === unit).length).toBeGreaterThanOrEqual(7)
      expect(units.lastIndexOf(unit) - units.indexOf(unit) + 1).toBe(
        units.filter((one) => one === unit).length,
      )
    }
  })
})

describe('the task series', () => {
  const values = cycle(150, 3)

  it('shows changes from the last value of a window, and asks for the change K steps later', () => {
    for (const [T, K] of [
      [1, 1],
      [5, 1],
      [8, 4],
    ]) {
      const { train, heldOut } = drawn(contentOf(values), T, K, 60)
      const matches = (start: number, { x, y }: { x: number[]; y: number }) => {
        const last = values[start + T - 1]
        const shown = values.slice(start, start + T).map((value) => value - last)
        return [...shown, values[start + T - 1 + K] - last].every(
          (value, n) => Math.abs(value - [...x, y][n]) < 1e-3,
        )
      }
      for (const [n, window] of heldOut.entries())
        expect(matches(120 - K - T + 1 + n, window)).toBe(true)
      for (const window of train) {
        const start = values.findIndex((_, n) => n + T - 1 + K < 120 && matches(n, window))
        expect(start).toBeGreaterThanOrEqual(0)
      }
    }
  })

  it('scores the best constant and the last value on the same windows, in the file’s units', () => {
    const [T, K] = [6, 2]
    const { task } = drawn(contentOf(values), T, K, 1)
    const asked = values.slice(120)
    const mean = asked.reduce((sum, value) => sum + value, 0) / asked.length
    const average = (of: (value: number, n: number) => number) =>
      asked.reduce((sum, v, n) => sum + of(v, n), 0) / 30
    expect(task.baseline).toBeCloseTo(
      average((value) => (value - mean) ** 2),
      8,
    )
    expect(task.naive).toBeCloseTo(
      average((value, n) => (value - values[120 + n - K]) ** 2),
      8,
    )
    expect(task.threshold).toBeCloseTo(0.7 * Math.min(task.baseline, task.naive ?? 0), 8)
  })

  it('is scaled by the root mean square of what training sees, not of what is held out', () => {
    const T = 4
    const of = (all: readonly number[]) =>
      series.make({ length: T, horizon: 1, content: contentOf(all) })
    let sum = 0
    let count = 0
    for (let start = 0; start + T < 120; start++) {
      for (let t = 0; t < T - 1; t++, count++)
        sum += (values[start + t] - values[start + T - 1]) ** 2
    }
    expect(of(values).standardize?.deviation[0]).toBeCloseTo(Math.sqrt(sum / count), 9)
    expect(metricScale(of(values))).toBeCloseTo(sum / count, 8)
    const other = [...values.slice(0, 120), ...values.slice(120).map((value) => 5 * value + 1000)]
    expect(of(other).standardize).toEqual(of(values).standardize)
  })

  it('is refused where there is too little, or nothing, to learn', async () => {
    const make = (all: readonly number[], length = 4, horizon = 1) =>
      refused(() => series.make({ length, horizon, content: contentOf(all) }))
    expect(await make([1, 2, 1, 3], 1)).toMatchObject({
      code: 'series-too-short',
      details: { values: 4 },
    })
    expect(await make(values, 150)).toMatchObject({
      code: 'series-too-short',
      details: { window: 150 },
    })
    expect(await make(values, 1e6, 1e6)).toMatchObject({
      code: 'series-too-short',
      details: { found: { train: 0 } },
    })
    expect(await make(Array(100).fill(7))).toMatchObject({
      code: 'series-constant',
      details: { part: 'train' },
    })
    const still = [...values.slice(0, 120), ...Array<number>(30).fill(7)]
    expect(await make(still)).toMatchObject({
      code: 'series-constant',
      details: { part: 'heldOut' },
    })
    expect(await refused(() => series.make({ length: 4 }))).toMatchObject({ code: 'file-needed' })
  })

  it('takes a million values in bounded time and memory', () => {
    const long = contentOf(Array.from({ length: 1_000_000 }, (_, n) => Math.sin(n / 9) + n / 1e5))
    const task = series.make({ length: 1000, horizon: 10, content: long })
    expect(task.heldOut?.count).toBe(512)
    const batch = emptyBatch(task, 2)
    task.sample(random(1, 'train'), batch, 2)
    expect(batch.x.every(Number.isFinite)).toBe(true)
  })
})
