/** What `compare --save-weights` writes, `inspect` reads back as the very net that ran. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadStack } from '../../src/engine/stack/load-stack.ts'
import { runStack } from '../../src/engine/stack/stack.ts'
import { VARIANTS } from '../../src/engine/types.ts'
import { compare } from '../../src/experiments/compare.ts'
import { inspect } from '../../src/inspection/given-net/inspect.ts'
import { inspectStack } from '../../src/inspection/given-net/inspect-stack.ts'
import { readCase } from '../../src/inspection/given-net/read-case.ts'
import { stackDocument } from '../../src/inspection/given-net/stack-document.ts'
import { openNetFile } from '../../src/net-files/open-net-file.ts'
import type { Report } from '../../src/results/report.ts'
import type { Spec } from '../../src/specs/spec.ts'
import type { WeightFormat } from '../../src/specs/weight-formats.ts'
import { metricScale } from '../../src/tasks/shared/standardize.ts'
import { view as en } from '../../src/text/en/view.ts'
import { heldOutCount } from '../../src/training/held-out.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { stackText } from '../../src/view/printed/stack-text.ts'
import { heldOut, inFloat64 } from '../support/held-out-cases.ts'
import { expectNear, relative } from '../support/near.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()

async function comparison(
  spec: Spec,
  saveWeights: string,
  weightsFormat?: WeightFormat,
): Promise<Report> {
  const { events } = compare(spec, {
    workers: 2,
    command: 'gatelab compare',
    version: '0',
    saveWeights,
    weightsFormat,
  })
  for await (const event of events) if (event.type === 'report') return event.report
  throw new Error('no report')
}

describe.each(VARIANTS)('compare --variant %s --save-weights', (variant) => {
  it('writes nets whose loss on the held-out sequences is the run’s own', async () => {
    const choices = {
      task: 'adding',
      length: 9,
      hidden: 5,
      batch: 8,
      steps: 30,
      evalEvery: 30,
      seeds: [3],
    }
    const spec = resolveSpec({ ...choices, variant })
    const { runs } = await comparison(spec, folder)
    const { path: input, given } = heldOut(spec, 512, folder)
    expect(runs.map(({ cell }) => cell).sort()).toEqual(['lstm', 'rnn'])
    for (const run of runs) {
      const path = join(folder, `${run.cell}-seed3.safetensors`)
      const found = await inspect(path, input)
      const gru = run.cell === 'lstm' && variant === 'gru'
      expect(found.cell).toBe(gru ? 'gru' : run.cell)
      expect(found.variant).toBe(run.cell === 'rnn' || gru ? null : variant)
      expect([found.nonlinearity, found.assumed]).toEqual([run.cell === 'rnn' ? 'tanh' : null, []])
      expect(found.task).toEqual({
        name: 'adding',
        length: 9,
        symbols: null,
        horizon: null,
        data: null,
      })
      expect(found.training).toMatchObject({ seed: 3, step: 30, batch: 8, optimizer: 'adam' })
      expect(relative(found.loss, run.final.metric ?? Number.NaN)).toBeLessThan(1e-5)
      const expected = inFloat64(path, given, { ...spec, cell: run.cell })
      expect(relative(found.loss, expected.loss)).toBeLessThan(1e-5)
      expectNear(found.hiddenState, expected.hidden)
      if (gru)
        for (const gate of ['r', 'z', 'n']) expectNear(found.gates?.[gate], expected.gates[gate])
    }
  })
})

describe.each(['onnx', 'keras'] as const)('compare --save-weights --format %s', (format) => {
  it.each(['standard', 'coupled', 'gru'] as const)(
    '%s: same nets, same answers',
    async (variant) => {
      const choices = { task: 'adding', length: 37, hidden: 5, batch: 8, steps: 30, evalEvery: 30 }
      const spec = resolveSpec({ ...choices, seeds: [4], variant })
      await comparison(spec, folder)
      await comparison(spec, folder, format)
      const { path: input, given } = heldOut(spec, 7, folder)
      for (const cell of ['rnn', 'lstm'] as const) {
        const path = join(folder, `${cell}-seed4.safetensors`)
        const expected = await inspect(path, input)
        const net = await openNetFile(join(folder, `${cell}-seed4.${format}`))
        const x = Float64Array.from(given.x.flat(2))
        const of = { x, T: 37, B: 7, lengths: null, starts: [] }
        const { values, width } = runStack(await loadStack(net.stacks[0]), of).outputs
        const last = [...values.subarray(values.length - 7 * width)]
        await net.close()
        expect(last.length).toBe(7)
        expectNear(last, expected.prediction)
      }
    },
  )
})

describe('of data of one’s own', () => {
  const rows = Array.from({ length: 40 }, (_, n) => {
    const x = Array.from({ length: 5 }, (_, t) => [
      300 + 40 * Math.sin(n * 7 + t),
      (n % 5) / 1000 + t,
    ])
    return { x, y: [900 + 3 * Math.cos(n)] }
  })

  it('standardises x and y as the run did, which is said', async () => {
    const path = join(folder, 'sequences.jsonl')
    writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
    const choices = {
      task: 'data',
      hidden: 4,
      batch: 8,
      steps: 20,
      evalEvery: 20,
      seeds: [2],
      standardize: true,
    }
    const spec = resolveSpec({ ...choices, file: { form: 'data', path } })
    const { runs } = await comparison(spec, folder)
    const task = taskOf(spec)
    const raw = { ...spec, standardize: false }
    const { path: input } = heldOut(raw, heldOutCount(task), folder)
    for (const run of runs) {
      const found = await inspect(join(folder, `${run.cell}-seed2.safetensors`), input)
      expect(found.standardize).toEqual(task.standardize)
      expect(found.standardize?.mean[0]).toBeGreaterThan(250)
      expect(found.task?.data).toBe(spec.file?.digest)
      const inOwnUnits = (found.loss ?? Number.NaN) * metricScale(task)
      expect(relative(inOwnUnits, run.final.metric ?? Number.NaN)).toBeLessThan(1e-5)
    }
    for (const format of ['safetensors', 'onnx', 'keras'] as const) {
      await comparison(spec, folder, format)
      for (const { cell, final } of runs) {
        const net = join(folder, `${cell}-seed2.${format}`)
        const { shown, numbers } = await inspectStack(net, (symbols) =>
          readCase(input, false, symbols),
        )
        expect(stackDocument(numbers, shown).standardize).toEqual(task.standardize)
        expect(stackText(shown, en)).toContain('Inputs and answers are standardised')
        const inOwnUnits = (shown.loss ?? Number.NaN) * metricScale(task)
        expect(relative(inOwnUnits, final.metric ?? Number.NaN)).toBeLessThan(1e-5)
        const narrow = join(folder, 'narrow.json')
        writeFileSync(narrow, JSON.stringify({ x: [[[1, 2]]], y: [[1, 2]] }))
        const refused = inspectStack(net, () => readCase(narrow))
        await expect(refused).rejects.toMatchObject({ code: 'case-sizes' })
      }
    }
  })

  it('takes the windows of a series less their last value, as the run did', async () => {
    const path = join(folder, 'series.csv')
    const values = Array.from({ length: 200 }, (_, n) => 500 + 20 * Math.sin(n / 3) + n / 10)
    writeFileSync(path, `value\n${values.join('\n')}\n`)
    const choices = {
      task: 'series',
      length: 6,
      hidden: 4,
      batch: 8,
      steps: 20,
      evalEvery: 20,
      seeds: [2],
    }
    const spec = resolveSpec({ ...choices, file: { form: 'series', path } })
    const { runs } = await comparison(spec, folder)
    const task = taskOf(spec)
    const { given } = heldOut(spec, heldOutCount(task), folder)
    const [deviation] = task.standardize?.deviation ?? [Number.NaN]
    // The task gives windows less their last value: any level will do.
    const level = (value: number, b: number) => value * deviation + 500 + b
    const x = given.x.map((step) => step.map((row, b) => row.map((value) => level(value, b))))
    const y = given.y?.map((row, b) => row.map((value) => level(value, b)))
    const input = join(folder, 'windows.json')
    writeFileSync(input, JSON.stringify({ x, y }))
    for (const run of runs) {
      const found = await inspect(join(folder, `${run.cell}-seed2.safetensors`), input)
      expect(found.standardize?.fromLast).toBe(true)
      const inOwnUnits = (found.loss ?? Number.NaN) * metricScale(task)
      expect(relative(inOwnUnits, run.final.metric ?? Number.NaN)).toBeLessThan(1e-5)
    }
  })
})
