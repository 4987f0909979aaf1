import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { WEIGHT_NAMES } from '../../../src/engine/types.ts'
import { inspect } from '../../../src/inspection/given-net/inspect.ts'
import type { Inspection } from '../../../src/inspection/given-net/inspection-schema.ts'
import { netTensors } from '../../../src/io/safetensors/net-file.ts'
import { serialiseSafetensors } from '../../../src/io/safetensors/safetensors.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import { CASES, loadCase } from '../../support/reference.ts'
import { refused } from '../../support/refused.ts'
import { sharedFolder, writerTo } from '../../support/temporary-folder.ts'

const folder = sharedFolder()
const written = writerTo(folder)

/** The lengths of nested arrays, by the first of each level. */
const shapeOf = (nested: unknown): number[] =>
  Array.isArray(nested) ? [nested.length, ...shapeOf(nested[0])] : []
const flat = (nested: unknown): number[] => [nested].flat(Infinity as 1) as number[]

/** Same shape, and no entry further off than `tolerance` times the largest. */
function expectClose(found: unknown, expected: unknown, tolerance: number): void {
  expect(shapeOf(found)).toEqual(shapeOf(expected))
  const [a, b] = [flat(found), flat(expected)]
  expect(a.length).toBe(b.length)
  const largest = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const off = b.reduce((most, value, k) => Math.max(most, Math.abs(a[k] - value)), 0)
  expect(a.every(Number.isFinite)).toBe(true)
  expect(off).toBeLessThanOrEqual(tolerance * largest)
}

describe.each(CASES)('%s agrees with PyTorch', (name) => {
  const { json, sizes } = loadCase(name)
  let found: Inspection
  beforeAll(async () => {
    found = await inspect(fixturePath(`${name}.safetensors`), fixturePath(`${name}.json`))
  })

  it('in what it is', () => {
    const { schema, cell, hidden, length, batch } = found
    const expected = {
      cell: sizes.cell,
      hidden: sizes.hidden,
      length: json.length,
      batch: json.batch,
    }
    expect({ schema, cell, hidden, length, batch }).toEqual({
      schema: 'gatelab.inspection/1',
      ...expected,
    })
  })

  it('in loss, prediction, states and gates', () => {
    expectClose(found.loss, json.loss, 1e-5)
    expectClose(found.prediction, json.prediction, 1e-5)
    expectClose(found.hiddenState, json.hidden, 1e-5)
    if (json.gates === undefined) expect([found.cellState, found.gates]).toEqual([null, null])
    else {
      expectClose(found.cellState, json.cell_state, 1e-5)
      for (const gate of ['i', 'f', 'g', 'o'] as const)
        expectClose(found.gates?.[gate], json.gates[gate], 1e-5)
    }
  })

  it('in the gradient profile', () => {
    for (const field of ['hidden', 'cell', 'belt', 'rest', 'input'] as const) {
      const [logs, norms] = [found.gradient?.log10[field], json.grad[field]]
      expect(logs === null).toBe(norms === undefined)
      expect(logs?.length).toBe(norms?.length)
      norms?.forEach((norm, t) => {
        if (norm === 0) expect(logs?.[t]).toBeNull()
        else expect(Math.abs((logs?.[t] ?? NaN) - Math.log10(norm))).toBeLessThan(0.001)
      })
    }
  })

  it('in the gradients of the weights', () => {
    expect(Object.keys(found.gradient?.parameters ?? {})).toEqual([...WEIGHT_NAMES])
    for (const weight of WEIGHT_NAMES) {
      expectClose(found.gradient?.parameters[weight], json.grad.parameters[weight], 1e-4)
    }
  })
})

describe('refuses', () => {
  const weights = fixturePath('lstm-small.safetensors')
  const text = (x: unknown, y: unknown) => JSON.stringify({ x, y })

  it('files that are not there', async () => {
    const facts = { path: join(folder, 'none'), reason: 'ENOENT' }
    expect(await refused(() => inspect(facts.path, fixturePath('lstm-small.json')))).toEqual({
      code: 'cannot-read',
      details: facts,
    })
    expect(await refused(() => inspect(weights, facts.path))).toEqual({
      code: 'cannot-read',
      details: facts,
    })
  })

  it('a case for other sizes', async () => {
    const wide = written('wide.json', text([[[1, 2, 3, 4]]], [[1, 2]]))
    const facts = { key: 'x', found: 4, expected: 3 }
    expect(await refused(() => inspect(weights, wide))).toEqual({
      code: 'case-sizes',
      details: facts,
    })
    const narrow = written('narrow.json', text([[[1, 2, 3]]], [[1]]))
    expect(await refused(() => inspect(weights, narrow))).toMatchObject({
      details: { key: 'y', found: 1, expected: 2 },
    })
  })

  it('a case that is not UTF-8', async () => {
    const path = written('latin.json', Buffer.from([0x7b, 0xe9, 0x7d]))
    expect(await refused(() => inspect(weights, path))).toMatchObject({
      code: 'case-not-json',
      details: { problem: 'utf-8' },
    })
  })

  it('a net whose output is beyond float32', async () => {
    const { sizes, weights: small } = loadCase('rnn-small')
    const large = { ...small, 'readout.weight': small['readout.weight'].map(() => 3e38) }
    const path = written('large.safetensors', serialiseSafetensors(netTensors(sizes, large), {}))
    expect(await refused(() => inspect(path, fixturePath('rnn-small.json')))).toMatchObject({
      code: 'net-overflows',
    })
  })

  it('a net whose gradient is beyond float32, though its output is not', async () => {
    // h stays 0, where tanh has slope 1, so that ∂L/∂h_t is 100 times ∂L/∂h_{t+1}: the bias gets
    // some 1e58.
    const one = (value: number) => Float32Array.of(value)
    const sizes = { cell: 'rnn', input: 1, hidden: 1, output: 1 } as const
    const steep = {
      weight_ih_l0: one(1),
      weight_hh_l0: one(100),
      bias_ih_l0: one(0),
      bias_hh_l0: one(0),
      'readout.weight': one(1),
      'readout.bias': one(0),
    }
    const path = written('steep.safetensors', serialiseSafetensors(netTensors(sizes, steep), {}))
    const steps = (T: number) => written(`${T}.json`, text(Array(T).fill([[0]]), [[1]]))
    expect((await inspect(path, steps(10))).gradient?.log10.hidden[0]).toBeCloseTo(
      18 + Math.log10(2),
      3,
    )
    const facts = { what: 'gradient' }
    expect(await refused(() => inspect(path, steps(30)))).toEqual({
      code: 'net-overflows',
      details: facts,
    })
  })
})
