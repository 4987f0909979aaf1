/** What chance may bring about on the few sequences that a file holds out, and what it may not. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { chanceOf, chanceOn, type Odds, unitsBeyondChance } from '../../src/difficulty/chance.ts'
import { certify, QUICK_BUDGET } from '../../src/difficulty/measure-difficulty.ts'
import { random } from '../../src/engine/random.ts'
import { type Certificate, certificate as schema } from '../../src/results/difficulty-report.ts'
import type { Task } from '../../src/tasks/shared/task.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { fixturePath } from '../support/fixture-path.ts'
import { kernelsModule } from '../support/kernels.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()

const numbers = random(5, 'train')
const times = <A>(n: number, make: (k: number) => A): A[] =>
  Array.from({ length: n }, (_, k) => make(k))
const noise = (T: number) => times(T, () => [numbers.uniform() * 2 - 1])

function certified(path: string): Certificate {
  const spec = resolveSpec({ task: 'data', file: { form: 'data', path } })
  const found = certify(taskOf(spec), 1, { ...spec, budget: QUICK_BUDGET, module: kernelsModule })
  if (!found) throw new Error('given up')
  return v.parse(schema, found)
}
function of(lines: readonly unknown[]): Certificate {
  const path = join(folder, 'sequences.jsonl')
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  return certified(path)
}
const fixture = (name: string) => certified(fixturePath(`own/${name}`))

/** The class is that of the only input that is not 0, three steps before the end. */
const guessable = (n: number) =>
  times(n, (k) => ({ x: [[k % 2 ? 1 : -1], [0], [0]], y: k % 2 ? 'a' : 'b' }))
const byChance = (n: number) => times(n, (k) => ({ x: noise(4), y: k % 2 ? 'a' : 'b' }))

describe('a certificate of a file', () => {
  it.each(['random30.jsonl', 'tie25.jsonl'])(
    'says of %s that there is too little to say',
    (name) => {
      const found = fixture(name)
      expect(found.guessing.solved).toBeGreaterThan(0)
      expect(found).toMatchObject({ solvedBy: [], showsMemory: true })
      expect(found.chance).toMatchObject({
        unit: 'sequence',
        units: found.heldOut,
        undecided: ['guessing'],
        guessing: 1,
      })
      expect(found.chance?.needed).toBeGreaterThan(found.heldOut)
    },
  )

  it('says that a guess solves what a guess can, from as many sequences on as it says', () => {
    const few = of(guessable(30))
    expect(few.chance).toMatchObject({ units: 6 })
    expect(few.chance?.undecided).toContain('guessing')
    const enough = of(guessable(10 * (few.chance?.needed ?? 0)))
    expect(enough.chance?.undecided).toEqual([])
    expect(enough.solvedBy).toContain('guessing')
    expect(enough.showsMemory).toBe(false)
  })

  it('says of a readout that fits training and the few held out that it may be chance', () => {
    const last = (n: number) =>
      of(times(n, (k) => ({ x: [...noise(3), [k % 2 ? 1 : -1]], y: k % 2 ? 'a' : 'b' })))
    expect(last(20).chance?.undecided).toContain('lastInput')
    expect(last(20).lastInput).toEqual({ metric: 1, solves: false })
    expect(last(80)).toMatchObject({ lastInput: { metric: 1, solves: true }, showsMemory: false })
  })

  it('says so of numbers, too, and of none where nothing comes near', () => {
    const sums = (n: number) =>
      of(times(n, (k) => ({ x: [[k % 2 ? 1 : -1], [0]], y: (k % 2) + noise(1)[0][0] / 20 })))
    const [few, many] = [sums(15), sums(200)]
    expect(few.guessing.solved).toBeGreaterThan(0)
    expect(few.chance).toMatchObject({ units: 3, undecided: expect.arrayContaining(['guessing']) })
    expect(many.chance?.undecided).toEqual([])
    expect(many.solvedBy).toContain('guessing')
    expect(of(byChance(150))).toMatchObject({
      solvedBy: [],
      chance: { undecided: [], needed: null },
    })
  })

  it('never says of labels by chance that anything solves them', () => {
    const said = times(20, (k) => of(byChance(20 + 4 * k)).solvedBy.length)
    expect(said.filter((count) => count > 0)).toEqual([])
  })
})

it('says nothing of the kind of what is made up', () => {
  const spec = resolveSpec({ task: 'recall', length: 4 })
  const found = certify(taskOf(spec), 1, {
    ...spec,
    budget: { guesses: 20, work: 1e6 },
    module: kernelsModule,
  })
  expect(found).not.toHaveProperty('chance')
})

describe('the chance of one try', () => {
  it.each([
    [6, 0.5, 0.95, 0.5 ** 6],
    [20, 0.5, 0.95, 21 * 0.5 ** 20],
    [3, 0.9, 0.99, 0.9 ** 3],
    [10, 0, 0.9, 0],
    [10, 1, 1, 1],
  ])('on %i units with rate %f, of which %f have to be right', (n, rate, share, expected) => {
    expect(chanceOn(n, { rate, share })).toBeCloseTo(expected, 12)
  })

  it('says from how many units on it is ruled out', () => {
    // 1,500 guesses: 1500 · 2^−n < 0.05 from n = 15 on.
    expect(unitsBeyondChance(1500, { rate: 0.5, share: 1 })).toBe(15)
    expect(unitsBeyondChance(1, { rate: 1, share: 1 })).toBeNull()
  })

  const numbersOf = (draw: () => number, facts: Partial<Task> = {}) => {
    const targets = times(2000, draw)
    const mean = targets.reduce((sum, y) => sum + y, 0) / targets.length
    const baseline = targets.reduce((sum, y) => sum + (y - mean) ** 2, 0) / targets.length
    const units = times(50, (n) => n)
    const heldOut = { count: 50, units, unit: 'sequence' as const, fold: 0, folds: 5 }
    const task = {
      metric: 'mse',
      loss: 'mse',
      baseline,
      threshold: 0.1 * baseline,
      heldOut,
      ...facts,
    } as Task
    const samples = { features: [], targets, weights: targets.map(() => 1), D: 0, O: 1 }
    const chance = chanceOf(task, samples, baseline, Math.log)
    if (!chance) throw new Error('none')
    return {
      odds: chance.others as Odds & { factor: number },
      targets,
      mean,
      limit: task.threshold,
    }
  }
  const gauss = () =>
    Math.sqrt(-2 * Math.log(1 - numbers.uniform())) * Math.cos(2 * Math.PI * numbers.uniform())

  it.each([
    ['normal', gauss],
    ['uniform', () => numbers.uniform()],
    ['of two values', () => numbers.below(2)],
    ['lopsided', () => numbers.uniform() ** 6],
  ])('of numbers is no more than what is counted: %s', (_, draw) => {
    const { odds, targets, mean, limit } = numbersOf(draw)
    for (const n of [2, 4, 8]) {
      for (const p of [mean, targets[0], 0]) {
        let hits = 0
        for (let round = 0; round < 4000; round++) {
          let sum = 0
          for (let k = 0; k < n; k++) sum += (draw() - p) ** 2
          if (sum / n < limit) hits++
        }
        // Counted with an error of about √hits.
        expect((hits - 4 * Math.sqrt(hits)) / 4000).toBeLessThanOrEqual(chanceOn(n, odds))
      }
    }
  })

  it('of normal numbers is Chernoff’s for χ²: √(0.1·e^0.9) for each more', () => {
    const { odds } = numbersOf(gauss)
    expect(odds.factor).toBeGreaterThan(0.9 * Math.sqrt(0.1 * Math.exp(0.9)))
    expect(odds.factor).toBeLessThan(1.1 * Math.sqrt(0.1 * Math.exp(0.9)))
  })
})
