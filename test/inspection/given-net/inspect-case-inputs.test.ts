/** What a case may hold for a net of any layers: symbols, one net of several, and what is refused. */
import { describe, expect, it } from 'vitest'
import { inspectCase } from '../../../src/inspection/given-net/inspect-case.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import type { Nested } from '../../support/float64-file.ts'
import { stack, written, writtenCase } from '../../support/inspected-stacks.ts'
import { seededNumbers } from '../../support/stacks.ts'

const numbers = seededNumbers(8)
const matrix = (rows: number, columns: number) =>
  Array.from({ length: rows }, () => Array.from(numbers(columns)))
const lstm = (prefix: string, I: number, H: number): Record<string, Nested> => ({
  [`${prefix}weight_ih_l0`]: matrix(4 * H, I),
  [`${prefix}weight_hh_l0`]: matrix(4 * H, H),
})

describe('an embedding before the layer', () => {
  const weights = written('symbols.safetensors', {
    'embedding.weight': matrix(7, 3),
    ...lstm('lstm.', 3, 4),
    'fc.weight': matrix(2, 4),
    'fc.bias': Array.from(numbers(2)),
  })

  it('reads whole numbers, with or without a last side', async () => {
    const flatX = await stack(
      weights,
      writtenCase('a.json', {
        x: [
          [0, 6],
          [3, 2],
          [1, 1],
        ],
      }),
    )
    const deepX = await stack(
      weights,
      writtenCase('b.json', {
        x: [
          [[0], [6]],
          [[3], [2]],
          [[1], [1]],
        ],
      }),
    )
    expect(flatX).toEqual(deepX)
    expect(flatX).toMatchObject({ length: 3, batch: 2, loss: null })
    expect(flatX.of).toMatchObject({ expression: 'h[-1].norm', asked: false })
    expect(flatX.prediction).toHaveLength(2)
    expect(flatX.prediction[0]).toHaveLength(2)
  })

  it.each([
    [[[0, 7]], { place: 'x[0][1]', found: 7, most: 6 }],
    [
      [
        [0, 1],
        [0.5, 0],
      ],
      { place: 'x[1][0]', found: 0.5, most: 6 },
    ],
    [[[-1, 1]], { place: 'x[0][0]', found: -1, most: 6 }],
  ])('refuses %j', async (x, details) => {
    const path = writtenCase('c.json', { x })
    await expect(inspectCase(weights, path, {})).rejects.toMatchObject({
      ...{ code: 'run-symbol', details },
    })
  })
})

describe('several nets in one file', () => {
  const weights = written('several.safetensors', {
    ...lstm('encoder.', 2, 3),
    ...lstm('decoder.', 2, 4),
  })
  const input = writtenCase('d.json', { x: [[[1, 2]], [[3, 4]]] })

  it('asks which, and takes it', async () => {
    const error = await inspectCase(weights, input, {}).catch((one) => one)
    expect(error).toMatchObject({ code: 'run-which-net', details: { asked: null } })
    const { found } = error.details
    expect(found).toHaveLength(2)
    const sizes = []
    for (const net of found) sizes.push((await stack(weights, input, { net })).layers[0].hidden)
    const second = await stack(weights, input, { net: '2' })
    expect(second.layers[0].hidden).toBe(sizes[1])
    expect(sizes.sort()).toEqual([3, 4])
    await expect(inspectCase(weights, input, { net: 'other' })).rejects.toMatchObject({
      ...{ code: 'run-which-net', details: { asked: 'other' } },
    })
  })
})

describe('what does not fit', () => {
  const weights = fixturePath('lstm-odd.safetensors')
  const x = [[[1], [2]]]
  it.each([
    [{ x: [[[1, 2]]] }, {}, 'case-sizes'],
    [{ x, h0: [[[1], [2]]] }, {}, 'run-states'],
    [
      {
        x,
        y: [
          [1, 2],
          [3, 4],
        ],
      },
      {},
      'case-sizes',
    ],
    [{ x }, { of: 'loss' }, 'run-of-missing'],
    [{ x }, { of: 'gradient' }, 'run-of-unknown'],
    [{ x }, { of: 'output', variant: 'peephole' }, 'run-option'],
    [{ x }, { of: 'output', nonlinearity: 'relu' }, 'run-option'],
    [{ x }, { of: 'output', readout: 'none' }, 'run-readout'],
  ])('%j with %j', async (given, choices, code) => {
    const path = writtenCase('e.json', given)
    const ofAll = { of: 'output', ...choices } as object
    await expect(inspectCase(weights, path, ofAll)).rejects.toMatchObject({ code })
  })

  it('is said where states overflow, and where a weight is no number', async () => {
    const input = writtenCase('f.json', { x: [[[1e30, 1]]] })
    const big = written('big.safetensors', {
      ...{ weight_ih_l0: [[1e300, 1]], weight_hh_l0: [[1]] },
      ...{ weight_ih_l1: [[1]], weight_hh_l1: [[1]] },
    })
    const relu = { nonlinearity: 'relu' } as const
    await expect(inspectCase(big, input, relu)).rejects.toMatchObject({ code: 'net-overflows' })
    const nan = written('nan.safetensors', {
      ...{ weight_ih_l0: [[Number.NaN, 1]], weight_hh_l0: [[1]] },
      ...{ weight_ih_l1: [[1]], weight_hh_l1: [[1]] },
    })
    await expect(inspectCase(nan, input, {})).rejects.toMatchObject({ code: 'run-not-finite' })
  })
})
