import { describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import type { Run } from '../../../src/results/report.ts'
import { meets } from '../../../src/results/verdict/test-claim.ts'
import { verdictOf } from '../../../src/results/verdict/verdict.ts'
import type { Verdict } from '../../../src/results/verdict/verdict-schema.ts'

const mse = { metric: 'mse', untilSolved: false } as const
const accuracy = { metric: 'accuracy', untilSolved: false } as const

const run = (cell: 'rnn' | 'lstm', seed: number, metric: number | null, solved = false): Run => ({
  cell,
  seed,
  hidden: 1,
  parameters: 1,
  status: metric === null ? 'diverged' : solved ? 'solved' : 'unsolved',
  solvedAt: solved ? 1 : null,
  steps: 1,
  final: { loss: null, metric },
  best: { step: 1, metric },
  curve: { step: [], loss: [], metric: [] },
  gradient: [],
  digest: '',
  seconds: 1,
  stepsPerSecond: 1,
})

/** Pairs by how the metric and the solving come out. */
const pairs = (n: number, rnn: (seed: number) => [number | null, boolean], lstm: typeof rnn) =>
  Array.from({ length: n }, (_, seed) => [
    run('rnn', seed, ...rnn(seed)),
    run('lstm', seed, ...lstm(seed)),
  ]).flat()

describe('a verdict', () => {
  it('is for the one that solves what the other does not', () => {
    const runs = pairs(
      10,
      () => [0.17, false],
      (seed) => [0.001 + seed / 1e4, true],
    )
    const verdict = verdictOf(runs, mse)
    expect(verdict).toMatchObject({
      pairs: 10,
      solved: { winner: 'lstm', lstmOnly: 10, rnnOnly: 0 },
      metric: { winner: 'lstm' },
    })
    expect(verdict?.solved.p).toBeCloseTo(2 / 1024, 12)
    expect([meets(verdict, 'lstm'), meets(verdict, 'rnn'), meets(verdict, 'none')]).toEqual([
      true,
      false,
      false,
    ])
    // The other way round where more is better.
    expect(verdictOf(runs, accuracy)?.metric.winner).toBe('rnn')
  })

  it('keeps the questions apart', () => {
    const runs = pairs(
      10,
      () => [0.9, true],
      (seed) => [0.95 + seed / 1e3, true],
    )
    const verdict = verdictOf(runs, accuracy)
    expect([verdict?.solved.winner, verdict?.metric.winner]).toEqual([null, 'lstm'])
    expect(verdict?.solved).toMatchObject({ both: 10, p: 1 })
    expect(meets(verdict, 'lstm')).toBe(true)
  })

  it('of fewer than seven seeds is none, and says how many would do', () => {
    const verdict = verdictOf(
      pairs(
        6,
        () => [0.17, false],
        () => [0.001, true],
      ),
      mse,
    )
    expect(verdict).toMatchObject({
      solved: { winner: null },
      metric: { winner: null },
      needed: { solved: 7, metric: 7 },
    })
    // Of so few, none could have been shown either.
    expect(meets(verdict, 'none')).toBe(false)
  })

  it('goes by the test that it names, however many seeds are level', () => {
    // Nine ahead, none behind, eleven level: the median is 0, and chance would seldom do that.
    const level = pairs(
      20,
      () => [0.5, false],
      (seed) => [seed < 9 ? 0.6 + seed / 100 : 0.5, false],
    )
    const verdict = verdictOf(level, accuracy)
    expect(verdict?.metric).toMatchObject({
      winner: 'lstm',
      lstmBetter: 9,
      rnnBetter: 0,
      medianDifference: 0,
    })
    expect(verdict?.metric.p).toBeCloseTo(2 / 2 ** 9, 12)
    expect(verdict?.needed.metric).toBeNull()
  })

  it('goes by how far one was ahead, not only by how often', () => {
    // Ahead on 20 by little, behind on 20 by much.
    const runs = pairs(
      40,
      () => [0.5, false],
      (seed) => [seed < 20 ? 0.5 + (seed + 1) / 1000 : 0.1 - seed / 1000, false],
    )
    expect(verdictOf(runs, accuracy)?.metric).toMatchObject({
      winner: 'rnn',
      lstmBetter: 20,
      rnnBetter: 20,
    })
  })

  it('tells how many seeds like these would decide, by the same test', () => {
    const like = (n: number) =>
      pairs(
        n,
        () => [0.5, false],
        (seed) => [seed % 5 === 4 ? 0.4 : 0.6 + (seed % 5) / 100, false],
      )
    const few = verdictOf(like(5), accuracy)
    const enough = few?.needed.metric ?? Number.NaN
    expect([few?.metric.winner, enough > 5, enough < 30]).toEqual([null, true, true])
    // Of a multiple of five the shares are the same.
    expect(verdictOf(like(5 * Math.ceil(enough / 5)), accuracy)?.metric.winner).toBe('lstm')
    expect(
      verdictOf(like(5 * Math.floor((enough - 5) / 5)), accuracy)?.metric.winner ?? null,
    ).toBeNull()
  })

  it('counts a run that diverged as worse than any other', () => {
    const verdict = verdictOf(
      pairs(
        8,
        () => [null, false],
        (seed) => [1e9 + seed, false],
      ),
      mse,
    )
    expect(verdict?.metric).toMatchObject({
      winner: 'lstm',
      lstmBetter: 8,
      medianDifference: null,
      interval: null,
    })
    expect(
      verdictOf(
        pairs(
          8,
          () => [null, false],
          () => [null, false],
        ),
        mse,
      )?.metric,
    ).toMatchObject({ winner: null, p: 1 })
  })

  it('is none where only one cell took part, and only pairs count', () => {
    expect(verdictOf([run('lstm', 1, 0.1)], mse)).toBeNull()
    expect(
      verdictOf([run('lstm', 1, 0.1), run('rnn', 1, 0.1), run('rnn', 2, 0.1)], mse)?.pairs,
    ).toBe(1)
  })

  it('where runs end when they have solved it, two that solved it got equally far', () => {
    const runs = pairs(
      10,
      () => [0.009, true],
      (seed) => [0.001 + seed / 1e4, true],
    )
    const ended = runs.map((one): Run => ({ ...one, status: 'solved' }))
    expect(verdictOf(ended, { metric: 'mse', untilSolved: true })?.metric).toMatchObject({
      winner: null,
      p: 1,
    })
    expect(verdictOf(ended, mse)?.metric.winner).toBe('lstm')
  })

  describe('of a thousand comparisons of 10 seeds', () => {
    const { uniform } = random(3, 'train')
    const trial = (better: number) => {
      const outcome = (lift: number): [number, boolean] => {
        const metric = uniform() + lift
        return [metric, metric > 0.7]
      }
      const runs = pairs(
        10,
        () => outcome(0),
        () => outcome(better),
      )
      return verdictOf(runs, accuracy)
    }
    const share = (better: number, found: (verdict: Verdict | null) => boolean) =>
      Array.from({ length: 1000 }, () => trial(better)).filter(found).length / 1000

    it('of equal cells, at most 5 in 100 are for either, on either question', () => {
      const wrong = share(0, (verdict) => !meets(verdict, 'none'))
      expect(wrong).toBeLessThanOrEqual(0.05)
      // The questions are asked, and not answered with none throughout.
      expect(wrong).toBeGreaterThan(0.005)
    })
    it('between clearly different ones nearly all are for the better one', () => {
      expect(share(0.9, (verdict) => meets(verdict, 'lstm'))).toBeGreaterThan(0.98)
      expect(share(-0.9, (verdict) => meets(verdict, 'rnn'))).toBeGreaterThan(0.98)
    })
  })
})
