import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { budgetOf, certify, QUICK_BUDGET } from '../../src/difficulty/measure-difficulty.ts'
import { guess } from '../../src/difficulty/random-guessing.ts'
import { certificateBeside, certificates } from '../../src/experiments/workers/difficulty-jobs.ts'
import { createRunPool } from '../../src/experiments/workers/run-pool.ts'
import { type Certificate, certificate as schema } from '../../src/results/difficulty-report.ts'
import { createControlBlock, stopAll } from '../../src/threads/control-block.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { running, twoSequences } from '../support/invented-tasks.ts'
import { kernelsModule } from '../support/kernels.ts'
import { refused } from '../support/refused.ts'

const SPECS = [
  resolveSpec({ task: 'recall', length: 4, seeds: [3] }),
  resolveSpec({ task: 'adding', length: 10, seeds: [3] }),
]
const BUDGET = budgetOf(2200)

async function all(workers: number): Promise<readonly Certificate[]> {
  const { events } = certificates(SPECS, BUDGET, workers)
  for await (const event of events) if (event.type === 'certificates') return event.certificates
  throw new Error('no certificates')
}

describe('certificates', () => {
  it('are the same with any number of threads, and follow their schema', async () => {
    const alone = SPECS.map((spec) =>
      certify(taskOf(spec), 3, { ...spec, budget: BUDGET, module: kernelsModule }, () => false),
    )
    expect(await all(1)).toEqual(alone)
    expect(await all(5)).toEqual(alone)
    for (const one of alone) v.parse(schema, one)
    const [recall, adding] = alone as Certificate[]
    expect(recall.solvedBy).toEqual(['bagOfInputs', 'guessing'])
    expect([recall.showsMemory, adding.showsMemory]).toEqual([false, true])
    expect(recall.guessing).toMatchObject({ asked: 2200, guesses: 2200 })
    expect(recall.guessing.firstSolvedAt).toBeGreaterThan(0)
  })

  it('say what solves them', () => {
    const options = { length: 20, symbols: null, budget: budgetOf(200), module: kernelsModule }
    const found = certify(twoSequences(20), 1, options)
    expect(found).toMatchObject({
      task: 'invented',
      solvedBy: ['bagOfInputs', 'guessing'],
      showsMemory: false,
    })
    const last = certify(taskOf({ ...SPECS[0], length: 1 }), 1, { ...options, budget: budgetOf(0) })
    expect(last?.guessing).toMatchObject({
      guesses: 0,
      solved: 0,
      first: null,
      firstSolvedAt: null,
    })
    expect(last).toMatchObject({ solvedBy: ['lastInput', 'bagOfInputs'], showsMemory: false })
    // A sum is a memory.
    const sum = certify(running(5), 1, { ...options, budget: budgetOf(20) })
    expect(sum).toMatchObject({ solvedBy: ['bagOfInputs'], showsMemory: true })
  })

  it('count on from one part to the next', () => {
    const task = taskOf({ ...SPECS[0], length: 20 })
    const budget = budgetOf(2000)
    const first = (seed: number, part: number) =>
      guess(kernelsModule, task, seed, budget, part, () => false)?.firstSolvedAt ?? null
    const seeds = Array.from({ length: 30 }, (_, n) => n + 1)
    // The first thousand guesses of this seed solve nothing.
    const seed = seeds.find((one) => first(one, 0) === null && first(one, 1) !== null)
    if (seed === undefined) throw new Error('no such seed')
    const found = certify(task, seed, { length: 20, symbols: 2, budget, module: kernelsModule })
    expect(found?.guessing.firstSolvedAt).toBe(1000 + (first(seed, 1) ?? 0))
  })

  it('can be stopped: what is finished is kept, and nothing at all is refused', async () => {
    const long = resolveSpec({ task: 'adding', length: 100_000 })
    const { events, stop } = certificates([SPECS[0], long], BUDGET, 1)
    let last: unknown
    for await (const event of events) {
      if (event.type === 'certified') stop()
      last = event
    }
    expect(last).toMatchObject({
      type: 'certificates',
      partial: true,
      certificates: [{ task: 'recall' }],
    })

    const none = certificates([long], BUDGET, 2)
    const reading = async () => {
      for await (const event of none.events) if (event.type === 'certifying') none.stop()
    }
    expect(await refused(reading)).toEqual({ code: 'stopped', details: {} })
  })

  it('beyond the memory are refused before anything is begun', async () => {
    const huge = resolveSpec({ task: 'copy', length: 1_000_000, symbols: 64 })
    expect((await refused(() => certificates([huge], BUDGET, 2)))?.code).toBe('too-much-memory')
  })
})

describe('beside a comparison', () => {
  it('one job of the pool makes one, or none where it is cancelled or has no room', async () => {
    const pool = createRunPool(1)
    try {
      const controlBlock = createControlBlock(2)
      const request = {
        spec: SPECS[0],
        seed: 3,
        budget: QUICK_BUDGET,
        module: kernelsModule,
        controlBlock,
        slot: 1,
      }
      const found = await certificateBeside(pool, request)
      expect(found).toEqual(
        certify(taskOf(SPECS[0]), 3, { ...SPECS[0], budget: QUICK_BUDGET, module: kernelsModule }),
      )
      const huge = resolveSpec({ task: 'copy', length: 1_000_000, symbols: 64 })
      expect(await certificateBeside(pool, { ...request, spec: huge })).toBeNull()
      stopAll(controlBlock)
      expect(await certificateBeside(pool, request)).toBeNull()
    } finally {
      await pool.close()
    }
  })
})
