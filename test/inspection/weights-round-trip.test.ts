/**
 * What `compare --save-weights` and the lab's `export weights` write, `inspect` reads back as the
 * very net that ran.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { random } from '../../src/engine/random.ts'
import { loadStack } from '../../src/engine/stack/load-stack.ts'
import { runStack } from '../../src/engine/stack/stack.ts'
import { type Cell, type Operation, VARIANTS, type Variant } from '../../src/engine/types.ts'
import { compare } from '../../src/experiments/compare.ts'
import { inspect } from '../../src/inspection/given-net/inspect.ts'
import { inspectStack } from '../../src/inspection/given-net/inspect-stack.ts'
import { readCase } from '../../src/inspection/given-net/read-case.ts'
import { stackDocument } from '../../src/inspection/given-net/stack-document.ts'
import { parseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { openNetFile } from '../../src/net-files/open-net-file.ts'
import { nest } from '../../src/results/nested-arrays.ts'
import type { Report } from '../../src/results/report.ts'
import type { Spec } from '../../src/specs/spec.ts'
import type { WeightFormat } from '../../src/specs/weight-formats.ts'
import { metricScale } from '../../src/tasks/shared/standardize.ts'
import { view as en } from '../../src/text/en/view.ts'
import { emptyBatch } from '../../src/training/evaluation.ts'
import { heldOutCount } from '../../src/training/held-out.ts'
import { resolveSpec, taskOf } from '../../src/training/setup/resolve-spec.ts'
import { stackText } from '../../src/view/printed/stack-text.ts'
import { weightsFile } from '../../src/workbench/export.ts'
import { states } from '../../src/workbench/probes/states.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { type Case64, float64, type Result64 } from '../support/float64.ts'
import { OPERATIONS } from '../support/operations.ts'
import { smallBench, trained } from '../support/small-bench.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()

/** The first held-out sequences of a spec, as a case file. */
function heldOut(spec: Spec, B: number): { path: string; given: Case64 } {
  const task = taskOf(spec)
  const batch = emptyBatch(task, B)
  task.sample(random(spec.seeds[0], 'heldOut'), batch, B, 0)
  const x = nest(batch.x, [task.timeSteps, B, task.inputSize])
  const given = { x, y: nest(batch.y, [B, task.outputSize]) }
  const path = join(folder, `${B}.json`)
  writeFileSync(path, JSON.stringify(given))
  return { path, given }
}

const relative = (found: number | null | undefined, expected: number) =>
  Math.abs((found ?? Number.NaN) - expected) / Math.max(1e-3, Math.abs(expected))

function expectSame(found: unknown, expected: unknown): void {
  const [a, b] = [found, expected].map((one) => [one].flat(Infinity as 1) as number[])
  expect(a.length).toBe(b.length)
  const most = Math.max(1e-3, ...b.map(Math.abs))
  expect(Math.max(...b.map((value, k) => Math.abs(value - a[k]))) / most).toBeLessThan(1e-5)
}

function inFloat64(
  path: string,
  given: Case64,
  of: { cell: Cell; variant: Variant; hidden: number; operations?: readonly Operation[] },
): Result64 {
  const { tensors } = parseSafetensors(readFileSync(path))
  const weights = Object.fromEntries([...tensors].map(([name, { data }]) => [name, data]))
  const gru = of.cell === 'lstm' && of.variant === 'gru'
  const kind = gru ? 'gru' : of.cell
  return float64({ ...of, cell: kind, I: given.x[0][0].length, H: of.hidden, O: 1, weights }, given)
}

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
    const { path: input, given } = heldOut(spec, 512)
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
      expectSame(found.hiddenState, expected.hidden)
      if (gru)
        for (const gate of ['r', 'z', 'n']) expectSame(found.gates?.[gate], expected.gates[gate])
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
      const { path: input, given } = heldOut(spec, 7)
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
        expectSame(last, expected.prediction)
      }
    },
  )
})

describe('export weights of the lab', () => {
  const exported = async (bench: ReturnType<typeof smallBench>, cell: Cell) => {
    const path = join(folder, 'exported.safetensors')
    writeFileSync(path, await weightsFile(bench, cell))
    return path
  }

  it.each(VARIANTS)('shows the gates and states that the lab shows: %s', async (variant) => {
    const bench = smallBench({ variant })
    await trained(bench, { steps: 20 })
    const path = await exported(bench, 'lstm')
    const found = await inspect(path, heldOut(bench.spec, 10).path)
    for (const command of ['gates', 'state'] as const) {
      const { lstm = {} } = await states.answer(bench, { sequence: 4 }, command)
      expect(Object.keys(lstm).length).toBeGreaterThan(0)
      for (const [name, plane] of Object.entries(lstm)) {
        const all = { c: found.cellState, h: found.hiddenState, ...found.gates }[name]
        expectSame(
          all?.map((step) => step[3]),
          plane,
        )
      }
    }
  })

  it.each(OPERATIONS)('does the surgery that was done: $name', async ({ operations }) => {
    const bench = smallBench({ variant: 'coupled' })
    await trained(bench, { steps: 20, cells: ['lstm'] })
    const { after } = await intervene(bench, 'clamp f 1', operations)
    const path = await exported(bench, 'lstm')
    const { path: input, given } = heldOut(bench.spec, 10)
    const found = await inspect(path, input)
    expect(found.operations).toEqual(operations)
    expect(relative(found.loss, after.loss ?? Number.NaN)).toBeLessThan(1e-5)
    for (const field of ['hidden', 'cell', 'belt', 'rest', 'input'] as const) {
      found.gradient?.log10[field]?.forEach((log, t) => {
        const expected = after.log10[field]?.[t] ?? null
        if (expected === null || log === null) expect(log).toBe(expected)
        else expect(Math.abs(log - expected)).toBeLessThan(1e-3)
      })
    }
    const expected = inFloat64(path, given, { ...bench.spec, cell: 'lstm', operations })
    expect(relative(found.loss, expected.loss)).toBeLessThan(1e-5)
    expectSame(found.cellState, expected.cell)
    for (const gate of ['i', 'f', 'g', 'o']) expectSame(found.gates?.[gate], expected.gates[gate])
  })

  it('does the surgery in float64, too, where the case has lengths', async () => {
    const bench = smallBench()
    await trained(bench, { steps: 20, cells: ['lstm'] })
    const { operations } = OPERATIONS.find(({ name }) => name === 'everything at once') ?? {
      operations: [],
    }
    await intervene(bench, 'clamp f 1', operations)
    const path = await exported(bench, 'lstm')
    const { given } = heldOut(bench.spec, 3)
    const whole = { ...given, lengths: [12, 5, 1], c0: Array(3).fill(Array(9).fill(0.5)) }
    const input = join(folder, 'lengths.json')
    writeFileSync(input, JSON.stringify(whole))
    const found = await inspect(path, input)
    const expected = inFloat64(path, whole, { ...bench.spec, cell: 'lstm', operations })
    expect(relative(found.loss, expected.loss)).toBeLessThan(1e-5)
    expectSame(found.hiddenState, expected.hidden)
    expectSame(found.cellState, expected.cell)
    for (const gate of ['i', 'f', 'g', 'o']) expectSame(found.gates?.[gate], expected.gates[gate])
  })

  it('of the RNN says nothing of the surgery on the LSTM beside it', async () => {
    const bench = smallBench()
    await trained(bench, { steps: 1 })
    await intervene(bench, 'plain output', [{ kind: 'plain-output' }])
    const found = await inspect(await exported(bench, 'rnn'), heldOut(bench.spec, 2).path)
    expect([found.cell, found.operations, found.nonlinearity]).toEqual(['rnn', [], 'tanh'])
  })
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
    const { path: input } = heldOut(raw, heldOutCount(task))
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
    const { given } = heldOut(spec, heldOutCount(task))
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
