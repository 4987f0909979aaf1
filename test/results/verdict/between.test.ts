/** Settings of one cell, held against the first of them. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { holm } from '../../../src/results/verdict/between.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import { type Outcomes, sweep } from '../../support/reports.ts'

interface Case {
  readonly seeds: number
  readonly variants: readonly string[]
  readonly metric: Readonly<Record<string, readonly number[]>>
  readonly solved: Readonly<Record<string, readonly boolean[]>>
  readonly rows: readonly {
    readonly other: string
    readonly otherOnly: number
    readonly firstOnly: number
    readonly solved: { readonly pAlone: number; readonly p: number }
    readonly metric: { readonly pAlone: number; readonly p: number }
  }[]
}
const scipy = JSON.parse(await readFile(fixturePath('between.json'), 'utf8')) as {
  cases: Case[]
}

const oneToN = (n: number) => Array.from({ length: n }, (_, k) => k + 1)
const variants = (values: readonly string[]) => ({
  option: 'variant' as const,
  values: [...values],
})

/** A sweep over variants of the LSTM alone. */
const swept = (values: readonly string[], seeds: number, outcomes: Outcomes) =>
  sweep({
    axes: [variants(values)],
    choices: { cells: ['lstm'], seeds: oneToN(seeds) },
    outcomes,
  })

describe('agrees with SciPy and the closure principle', () => {
  it.each(scipy.cases)('$variants on $seeds seeds', ({ seeds, variants, metric, solved, rows }) => {
    const { between = [] } = swept(variants, seeds, ({ spec, seed }) => ({
      metric: metric[spec.variant][seed - 1],
      solvedAt: solved[spec.variant][seed - 1] ? 100 : null,
    }))
    expect(between.map(({ other }) => other)).toEqual(variants.slice(1))
    for (const [n, row] of rows.entries()) {
      const one = between[n]
      expect(one).toMatchObject({
        cell: 'lstm',
        option: 'variant',
        first: 'standard',
        at: {},
        pairs: seeds,
        comparisons: rows.length,
        solved: { otherOnly: row.otherOnly, firstOnly: row.firstOnly },
      })
      for (const question of ['solved', 'metric'] as const) {
        expect(one[question].pAlone).toBeCloseTo(row[question].pAlone, 12)
        expect(one[question].p).toBeCloseTo(row[question].p, 12)
      }
    }
  })

  it('with cases that decide both ways, and some that adjusting leaves open', () => {
    const all = scipy.cases.flatMap(({ rows }) => rows.map(({ metric }) => metric))
    expect(all.some(({ p }) => p < 0.025)).toBe(true)
    expect(all.some(({ p, pAlone }) => pAlone < 0.025 && p >= 0.025)).toBe(true)
  })
})

describe('a winner', () => {
  /** The first value is worse than the second and better than the third, on every seed. */
  const ordered: Outcomes = ({ spec, seed }) => ({
    metric:
      { 'no-input': 0.02, coupled: 0.002, standard: 0.05 }[spec.variant as 'coupled'] + seed / 1e5,
    solvedAt: spec.variant === 'coupled' ? 100 : null,
  })

  it('is the first value or the other', () => {
    const { between = [] } = swept(['no-input', 'coupled', 'standard'], 10, ordered)
    expect(between.map(({ other, metric }) => [other, metric.winner])).toEqual([
      ['coupled', 'other'],
      ['standard', 'first'],
    ])
    expect(between.map(({ solved }) => solved.winner)).toEqual(['other', null])
    expect(between[0].metric.medianDifference).toBeCloseTo(0.018, 12)
    expect(between[1].metric.medianDifference).toBeCloseTo(-0.03, 12)
    expect(between[1].metric).toMatchObject({ firstBetter: 10, otherBetter: 0 })
  })

  it('is none where p is too large for so many comparisons', () => {
    // All of seven pairs one way have p = 1/64: enough for one comparison, not for two.
    const winners = (values: readonly string[]) =>
      (swept(values, 7, ordered).between ?? []).map(({ metric }) => metric.winner)
    expect(winners(['no-input', 'coupled'])).toEqual(['other'])
    expect(winners(['no-input', 'coupled', 'standard'])).toEqual([null, null])
  })
})

describe('what is compared', () => {
  const even: Outcomes = ({ seed }) => ({ metric: 0.1 + seed / 1e4 })
  const made = (
    axes: NonNullable<Parameters<typeof sweep>[0]>['axes'],
    cells = ['lstm' as const],
  ) => sweep({ axes, choices: { cells, seeds: oneToN(3) }, outcomes: even }).between

  it('is the last option that leaves the data as they are, wherever the others stand', () => {
    const rows = made([
      { option: 'forget-bias', values: [1, 3] },
      variants(['standard', 'coupled']),
      { option: 'length', values: [10, 20] },
    ])
    expect(rows?.map(({ option, first, other, at }) => ({ option, first, other, at }))).toEqual(
      [1, 3].flatMap((bias) =>
        [10, 20].map((length) => ({
          option: 'variant',
          first: 'standard',
          other: 'coupled',
          at: { 'forget-bias': bias, length },
        })),
      ),
    )
  })

  it('is nothing where all options change the data, or two cells took part', () => {
    expect(made([{ option: 'length', values: [10, 20] }])).toBeUndefined()
    expect(
      sweep({
        axes: [variants(['standard', 'coupled'])],
        choices: { seeds: [1, 2] },
        outcomes: even,
      }).between,
    ).toBeUndefined()
  })
})

describe('Holm', () => {
  it('leaves one p as it is, and keeps their order', () => {
    expect(holm([0.03])).toEqual([0.03])
    const adjusted = holm([0.02, 0.01, 0.9, 0.01])
    const exact = [0.04, 0.04, 0.9, 0.04]
    for (const [n, p] of exact.entries()) expect(adjusted[n]).toBeCloseTo(p, 12)
  })
})
