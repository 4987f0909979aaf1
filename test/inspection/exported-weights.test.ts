/** What the lab's `export weights` writes, `inspect` reads back as the very net that ran. */
import { expect, it } from 'vitest'
import { type Cell, VARIANTS } from '../../src/engine/types.ts'
import { inspect } from '../../src/inspection/given-net/inspect.ts'
import { weightsFile } from '../../src/workbench/export.ts'
import { states } from '../../src/workbench/probes/states.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { heldOut, inFloat64 } from '../support/held-out-cases.ts'
import { expectNear, relative } from '../support/near.ts'
import { OPERATIONS } from '../support/operations.ts'
import { smallBench, trained } from '../support/small-bench.ts'
import { sharedFolder, writerTo } from '../support/temporary-folder.ts'

const folder = sharedFolder()
const written = writerTo(folder)
const exported = async (bench: ReturnType<typeof smallBench>, cell: Cell) =>
  written('exported.safetensors', await weightsFile(bench, cell))

it.each(VARIANTS)('shows the gates and states that the lab shows: %s', async (variant) => {
  const bench = smallBench({ variant })
  await trained(bench, { steps: 20 })
  const path = await exported(bench, 'lstm')
  const found = await inspect(path, heldOut(bench.spec, 10, folder).path)
  for (const command of ['gates', 'state'] as const) {
    const { lstm = {} } = await states.answer(bench, { sequence: 4 }, command)
    expect(Object.keys(lstm).length).toBeGreaterThan(0)
    for (const [name, plane] of Object.entries(lstm)) {
      const all = { c: found.cellState, h: found.hiddenState, ...found.gates }[name]
      expectNear(
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
  const { path: input, given } = heldOut(bench.spec, 10, folder)
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
  expectNear(found.cellState, expected.cell)
  for (const gate of ['i', 'f', 'g', 'o']) expectNear(found.gates?.[gate], expected.gates[gate])
})

it('does the surgery in float64, too, where the case has lengths', async () => {
  const bench = smallBench()
  await trained(bench, { steps: 20, cells: ['lstm'] })
  const { operations } = OPERATIONS.find(({ name }) => name === 'everything at once') ?? {
    operations: [],
  }
  await intervene(bench, 'clamp f 1', operations)
  const path = await exported(bench, 'lstm')
  const { given } = heldOut(bench.spec, 3, folder)
  const whole = { ...given, lengths: [12, 5, 1], c0: Array(3).fill(Array(9).fill(0.5)) }
  const found = await inspect(path, written('lengths.json', JSON.stringify(whole)))
  const expected = inFloat64(path, whole, { ...bench.spec, cell: 'lstm', operations })
  expect(relative(found.loss, expected.loss)).toBeLessThan(1e-5)
  expectNear(found.hiddenState, expected.hidden)
  expectNear(found.cellState, expected.cell)
  for (const gate of ['i', 'f', 'g', 'o']) expectNear(found.gates?.[gate], expected.gates[gate])
})

it('of the RNN says nothing of the surgery on the LSTM beside it', async () => {
  const bench = smallBench()
  await trained(bench, { steps: 1 })
  await intervene(bench, 'plain output', [{ kind: 'plain-output' }])
  const found = await inspect(await exported(bench, 'rnn'), heldOut(bench.spec, 2, folder).path)
  expect([found.cell, found.operations, found.nonlinearity]).toEqual(['rnn', [], 'tanh'])
})
