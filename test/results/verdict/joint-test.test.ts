/**
 * Both questions of a file as one test: p against all ways to choose the LSTMs, one after another.
 */
import { describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { jointTest, type Outcome, type Outcomes } from '../../../src/results/verdict/joint-test.ts'
import { COUNTED_JOINTLY } from '../../../src/rules/verdict-bounds.ts'

/**
 * Every way to say which nets are the LSTMs: half of those of a stratum, whatever is chosen in the
 * others.
 */
function allWays(strata: readonly (readonly number[])[]): number[][] {
  return strata.reduce<number[][]>(
    (ways, nets) => {
      const half = Array.from({ length: 2 ** nets.length }, (_, bits) =>
        nets.filter((_, at) => bits & (1 << at)),
      )
      const chosen = half.filter(({ length }) => 2 * length === nets.length)
      return ways.flatMap((way) => chosen.map((one) => [...way, ...one]))
    },
    [[]],
  )
}

/** The same by its definition: nets at 2·seed (LSTM) and 2·seed + 1, ranks counted pair by pair. */
function byTrying(seeds: readonly Outcomes[], strata: readonly (readonly number[])[]) {
  const nets = seeds.flatMap(({ lstm, rnn }) => [lstm, rnn])
  const scores = {
    metric: nets.map((one) =>
      nets.reduce(
        (sum, { worth }) => sum + (worth < one.worth ? 1 : worth === one.worth ? 0.5 : 0),
        0,
      ),
    ),
    solved: nets.map(({ solved }) => Number(solved)),
  }
  const questions = ['metric', 'solved'] as const
  const ways = allWays(strata)
  const away = (question: 'metric' | 'solved', lstms: readonly number[]) => {
    const [own, all] = [lstms, nets.map((_, at) => at)].map((of: readonly number[]) =>
      of.reduce((sum, at) => sum + scores[question][at], 0),
    )
    return Math.abs(own - all / 2)
  }
  const distances = {
    metric: ways.map((way) => away('metric', way)),
    solved: ways.map((way) => away('solved', way)),
  }
  const p = (question: 'metric' | 'solved', distance: number) =>
    distances[question].filter((one) => one > distance - 1e-9).length / ways.length
  const smaller = ways.map((_, at) =>
    Math.min(...questions.map((one) => p(one, distances[one][at]))),
  )
  const lstms = seeds.map((_, seed) => 2 * seed)
  const [metric, solved] = questions.map((one) => {
    const own = p(one, away(one, lstms))
    if (away(one, lstms) < 1e-9) return 1
    const shares = smaller.map((least) => (least < own - 1e-9 ? 1 : least < own + 1e-9 ? 0.5 : 0))
    const share = shares.reduce<number>((sum, one) => sum + one, 0) / ways.length
    return Math.max(share, 2 ** (1 - seeds.length))
  })
  return { metric, solved }
}

const net = (worth: number, solved: boolean): Outcome => ({ worth, solved })

describe('the joint test', () => {
  it('is the share of ways in which a question has a smaller p, and half of those as small', () => {
    const { below } = random(11, 'train')
    for (let trial = 0; trial < 25; trial++) {
      const n = 1 + below(6)
      // Coarse, so that there are ties; some diverged.
      const one = () => net(below(10) === 0 ? Number.NEGATIVE_INFINITY : below(5), below(2) === 0)
      const seeds = Array.from({ length: n }, (_, seed) => ({
        part: seed % 3,
        rnn: one(),
        lstm: one(),
      }))
      // Seeds 0 and 3, 1 and 4, 2 and 5 held out the same.
      const strata = [0, 1, 2].map((part) =>
        seeds.flatMap((seed, at) => (seed.part === part ? [2 * at, 2 * at + 1] : [])),
      )
      const tried = byTrying(seeds, strata)
      const found = jointTest(seeds)
      expect(found?.metric.p).toBeCloseTo(tried.metric, 10)
      expect(found?.solved.p).toBeCloseTo(tried.solved, 10)
    }
  })

  it('says which way it points, and the other way round where cells are exchanged', () => {
    const seeds = Array.from({ length: 8 }, (_, seed) => ({
      part: seed % 5,
      lstm: net(seed === 3 ? 0.4 : 0.9 + seed / 100, seed !== 3),
      rnn: net(0.5 + seed / 100, false),
    }))
    const swapped = seeds.map(({ part, rnn, lstm }) => ({ part, rnn: lstm, lstm: rnn }))
    const [there, back] = [jointTest(seeds), jointTest(swapped)]
    expect([there?.metric.sign, there?.solved.sign, back?.metric.sign, back?.solved.sign]).toEqual([
      1, 1, -1, -1,
    ])
    expect(back?.metric.p).toBeCloseTo(there?.metric.p ?? Number.NaN, 12)
  })

  it('of few seeds decides nothing, whatever their parts, and of too many is not made', () => {
    const alike = (n: number, part: (seed: number) => number) =>
      jointTest(
        Array.from({ length: n }, (_, at) => ({
          part: part(at),
          lstm: net(1, true),
          rnn: net(0, false),
        })),
      )
    for (const part of [() => 0, (seed: number) => seed % 5]) {
      for (const n of [1, 3, 5, 6])
        expect(alike(n, part)?.metric).toEqual({ p: 2 ** (1 - n), sign: 1 })
    }
    expect(alike(COUNTED_JOINTLY + 1, () => 0)).toBeNull()
    const level = jointTest([{ part: 0, lstm: net(1, true), rnn: net(1, true) }])
    expect(level).toEqual({ metric: { p: 1, sign: 0 }, solved: { p: 1, sign: 0 } })
  })
})
