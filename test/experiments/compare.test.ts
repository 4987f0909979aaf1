import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { compare } from '../../src/experiments/compare.ts'
import { planOf } from '../../src/experiments/plan.ts'
import { shareOut } from '../../src/experiments/shards.ts'
import { readNet } from '../../src/io/safetensors/net-file.ts'
import { parseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { digestOf } from '../../src/results/digest.ts'
import type { CompareEvent } from '../../src/results/events.ts'
import { type Report, report as schema } from '../../src/results/report.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { single } from '../../src/specs/design.ts'
import type { Spec } from '../../src/specs/spec.ts'
import { bytesOfRun } from '../../src/training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'

const SMALL = {
  task: 'adding',
  length: 12,
  hidden: 9,
  batch: 17,
  steps: 40,
  evalEvery: 20,
  seeds: [3],
}

/** Runs a comparison to its end; `handleSignals` sees every event first. */
async function run(
  choices: Partial<Spec> & { task: string },
  workers = 2,
  handleSignals: (event: CompareEvent, stop: () => void) => void = () => {},
  saveWeights?: string,
): Promise<{ report: Report; events: CompareEvent[] }> {
  const { events, control } = compare(resolveSpec(choices), {
    workers,
    command: 'gatelab compare',
    version: '0',
    saveWeights,
  })
  const seen: CompareEvent[] = []
  for await (const event of events) {
    seen.push(event)
    handleSignals(event, () => control.stop())
  }
  const last = seen[seen.length - 1]
  if (last.type !== 'report') throw new Error('the stream ended without a report')
  return { report: last.report, events: seen }
}
const digests = ({ report }: { report: Report }) =>
  report.runs.map((one) => `${one.cell} ${one.seed} ${one.digest}`)

describe('the same bits', () => {
  it('twice, with one worker, with a team of threads, and among other seeds', async () => {
    const once = await run(SMALL, 1)
    expect(digests(await run(SMALL, 1))).toEqual(digests(once))
    expect(digests(await run(SMALL, 7))).toEqual(digests(once))
    const among = await run({ ...SMALL, seeds: [1, 3, 2] }, 4)
    expect(digests(among).filter((digest) => digest.includes(' 3 '))).toEqual(digests(once))
    expect(new Set(digests(among).map((digest) => digest.slice(-20))).size).toBe(6)
  })

  it('whatever the sizes and the number of threads', async () => {
    const choices = fc.record({
      task: fc.constantFrom('adding', 'recall', 'temporal-order', 'copy'),
      length: fc.integer({ min: 2, max: 9 }),
      hidden: fc.integer({ min: 1, max: 17 }),
      batch: fc.integer({ min: 1, max: 33 }),
      optimizer: fc.constantFrom('adam' as const, 'momentum' as const, 'sgd' as const),
    })
    const steps = { steps: 3, evalEvery: 2, seeds: [5] }
    const property = fc.asyncProperty(
      choices,
      fc.integer({ min: 2, max: 9 }),
      async (choice, workers) => {
        expect(digests(await run({ ...choice, ...steps }, workers))).toEqual(
          digests(await run({ ...choice, ...steps }, 1)),
        )
      },
    )
    await fc.assert(property, { numRuns: 8 })
  })

  it('looking more often changes nothing', async () => {
    expect(digests(await run({ ...SMALL, evalEvery: 7 }))).toEqual(digests(await run(SMALL)))
  })
})

describe('the report', () => {
  it('follows its schema, and keeps first crossing, best and final apart', async () => {
    const { report } = await run({ ...SMALL, steps: 60 })
    v.parse(schema, report)
    for (const one of report.runs) {
      expect(one.curve.step).toEqual([0, 20, 40, 60])
      expect(one.gradient.map(({ step }) => step)).toEqual(one.curve.step)
      expect(one.gradient[0].log10.hidden).toHaveLength(12)
      expect(one.gradient[0].log10.cell === null).toBe(one.cell === 'rnn')
      const metrics = one.curve.metric.map((metric) => metric ?? Infinity)
      expect(one.best.metric).toBe(Math.min(...metrics))
      expect(one.final.metric).toBe(metrics[3])
      const crossing = metrics.findIndex((metric) => metric < report.task.threshold)
      expect(one.solvedAt).toBe(crossing < 0 ? null : one.curve.step[crossing])
    }
  })

  it('an easy task is solved, and a run ends there when asked', async () => {
    const easy = { task: 'recall', length: 3, hidden: 16, steps: 400, evalEvery: 10, seeds: [1, 2] }
    const { report } = await run({ ...easy, untilSolved: true })
    expect(report.summary.lstm?.solved).toBe(2)
    for (const one of report.runs) if (one.status === 'solved') expect(one.steps).toBe(one.solvedAt)
  })

  it('too high a learning rate diverges, says when, keeps finite weights; others run', async () => {
    const wild = { ...SMALL, optimizer: 'sgd' as const, learningRate: 1e20, clip: null, steps: 60 }
    const { report } = await run(wild)
    v.parse(schema, report)
    for (const one of report.runs) {
      expect(one.status).toBe('diverged')
      expect(one.steps).toBeLessThan(60)
      expect(one.final.loss).toBeNull()
    }
  })
})

describe('stopping and skipping', () => {
  it('keeps what is finished', async () => {
    const { report } = await run({ ...SMALL, seeds: [1, 2, 3, 4] }, 1, (event, stop) => {
      if (event.type === 'end' && event.run.index === 2) stop()
    })
    expect(report.partial).toBe(true)
    expect(report.runs.length).toBeGreaterThanOrEqual(3)
    expect(report.runs.length).toBeLessThan(8)
  })

  it('a skipped seed has no result, the next one does', async () => {
    const spec = resolveSpec({ ...SMALL, steps: 100_000, untilSolved: false, seeds: [1] })
    const { events, control } = compare(
      { ...spec, seeds: [1, 2] },
      { workers: 2, command: '', version: '' },
    )
    const seen: CompareEvent[] = []
    for await (const event of events) {
      seen.push(event)
      if (event.type === 'start' && event.run.seed === 1) control.skip(1)
      if (event.type === 'start' && event.run.seed === 2) control.stop()
    }
    expect(seen.filter((event) => event.type === 'start').map((event) => event.run.seed)).toContain(
      2,
    )
    expect(seen[seen.length - 1]).toMatchObject({
      type: 'report',
      report: { partial: true, runs: [] },
    })
  })
})

describe('before anything is trained', () => {
  it('a spec beyond the memory is refused with the figure', async () => {
    const spec = resolveSpec({ task: 'adding', length: 1_000_000, hidden: 512 })
    const refused = () => shareOut(planOf(single(spec)).runs, 2, 8e9)
    await expect(refused).rejects.toThrow(InputError)
    await expect(refused).rejects.toThrow(/too-much-memory.*"needed":\d{10,}/)
  })

  it('fewer runs go at once where memory is short, and never more than it holds', async () => {
    const spec = resolveSpec({ task: 'adding', seeds: [1, 2, 3] })
    const { runs, threads } = await shareOut(
      planOf(single(spec)).runs,
      4,
      2.5 * bytesOfRun(spec, taskOf(spec), 'lstm', 1),
    )
    expect(runs * threads).toBeLessThanOrEqual(4)
    expect(runs).toBe(2)
    expect(await shareOut(planOf(single({ ...spec, seeds: [1] })).runs, 8)).toEqual({
      runs: 2,
      threads: 4,
    })
  })

  it('the plan pairs the cells seed by seed', () => {
    const { runs } = planOf(single(resolveSpec({ task: 'adding', seeds: [7, 9] })))
    expect(runs.map(({ index, cell, seed }) => `${index} ${cell} ${seed}`)).toEqual([
      '0 rnn 7',
      '1 lstm 7',
      '2 rnn 9',
      '3 lstm 9',
    ])
  })
})

describe('saved weights', () => {
  it('are the weights of the digest, under PyTorch’s names', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'gatelab-'))
    try {
      const { report } = await run(
        { ...SMALL, seeds: [1, 2] },
        2,
        undefined,
        join(directory, 'new', 'weights'),
      )
      const files = (await readdir(join(directory, 'new', 'weights'))).sort()
      expect(files).toEqual([
        'lstm-seed1.safetensors',
        'lstm-seed2.safetensors',
        'rnn-seed1.safetensors',
        'rnn-seed2.safetensors',
      ])
      for (const one of report.runs) {
        const bytes = await readFile(
          join(directory, 'new', 'weights', `${one.cell}-seed${one.seed}.safetensors`),
        )
        const { tensors } = parseSafetensors(bytes)
        expect(digestOf(readNet(tensors).weights)).toBe(one.digest)
      }
    } finally {
      await rm(directory, { recursive: true })
    }
  })
})
