import fc from 'fast-check'
import { expect, it } from 'vitest'
import { allocate, instantiate } from '../../src/engine/kernels.ts'
import {
  FIRST_FREE,
  memoryOf,
  planParameters,
  planWorkspace,
  type Shape,
} from '../../src/engine/memory-plan.ts'
import { CACHE_LINE, PLAN_FIELDS } from '../../src/engine/plan-fields.ts'
import { kernelsModule } from '../support/kernels.ts'

const shapes: fc.Arbitrary<Shape> = fc.record({
  sizes: fc.record({
    cell: fc.constantFrom('rnn' as const, 'lstm' as const),
    variant: fc.constantFrom('standard' as const, 'gru' as const, 'coupled' as const),
    input: fc.integer({ min: 1, max: 18 }),
    hidden: fc.integer({ min: 1, max: 19 }),
    output: fc.integer({ min: 1, max: 11 }),
  }),
  T: fc.integer({ min: 1, max: 40 }),
  B: fc.integer({ min: 1, max: 21 }),
  L: fc.constant(1),
  loss: fc.constantFrom('mse' as const, 'cross-entropy' as const),
  record: fc.boolean(),
  keep: fc.boolean(),
  shared: fc.boolean(),
  operated: fc.boolean(),
})

/** Bytes of what every shape has, in f32 or f64, each matrix in panels of 8 columns. */
function expectedBytes({ sizes, T, L, keep }: Shape, R: number) {
  const U = Math.ceil(sizes.hidden / 8)
  const G = sizes.cell === 'rnn' ? 1 : 4
  const inputRows = Math.ceil((sizes.input + 1) / 4) * 4
  const X = Math.ceil(inputRows / 8)
  const Y = Math.ceil(sizes.output / 8)
  const weights = 32 * (G * U * (inputRows + 8 * U) + Y * (8 * U + 4))
  const panels = (count: number, rows: number) => count * rows * R * 32
  return {
    parameters: {
      weights,
      gradients: weights,
      moment1: weights,
      moment2: weights,
      backWeights: (U + X) * 8 * G * U * 32,
      backReadout: U * 8 * Y * 32,
      squares: 8 * (G * U + Y),
    },
    block: {
      x: panels(X, T),
      y: panels(Y, L),
      logits: panels(Y, L),
      dLogits: panels(Y, L),
      share: L * R * 4,
      lossSum: 8,
      firstStep: 4,
      unsure: 4,
      norms: keep ? 5 * T * 16 : 0,
      remeasured: keep ? 5 * T * 16 : 0,
    },
    planes: {
      h: panels(U, T + 1),
      z: panels(G * U, keep ? T : 1),
      hNow: (inputRows + 8 * U) * R * 4,
      zNow: panels(G * U, 1),
      c: panels(U, 1),
      dh: panels(U, 1),
      dc: panels(U, 1),
      belt: panels(U, 1),
      rest: panels(U, 1),
      lossGradient: panels(U, 1),
      dz: panels(G * U, 1),
      dx: panels(X, 1),
    },
  }
}

it('gives every field room of its own, at a cache line', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      const parameters = planParameters(shape.sizes, FIRST_FREE)
      const { plan, rowBlocks, end } = planWorkspace(shape, parameters, parameters.end)
      const { rows } = plan
      expect(rowBlocks * rows).toBeGreaterThanOrEqual(shape.B)
      const ends = {
        parameters: parameters.end,
        block: plan.blockBytes,
        planes: plan.planeBytes || end - plan.planes,
      }
      for (const [area, fields] of Object.entries(expectedBytes(shape, rows))) {
        const all = Object.entries(fields).filter(([, bytes]) => bytes > 0)
        const placed = all.map(([name, bytes]) => {
          const from = plan[name as keyof typeof plan]
          return { name, from, to: from + bytes }
        })
        placed.sort((a, b) => a.from - b.from)
        placed.push({ name: 'end', from: ends[area as keyof typeof ends], to: 0 })
        for (const [n, { name, from, to }] of placed.slice(0, -1).entries()) {
          expect([name, from % CACHE_LINE]).toEqual([name, 0])
          expect(to, `${name} reaches into ${placed[n + 1].name}`).toBeLessThanOrEqual(
            placed[n + 1].from,
          )
        }
      }
      expect(end).toBeGreaterThanOrEqual(plan.planes + rowBlocks * plan.planeBytes)
      expect(memoryOf(shape)).toBe(end)
    }),
  )
})

it('has as many fields as the kernels read', () => {
  expect(instantiate(kernelsModule, allocate(FIRST_FREE)).planBytes()).toBe(4 * PLAN_FIELDS.length)
})

it('grows with every size', () => {
  const base = {
    sizes: { cell: 'lstm', input: 2, hidden: 32, output: 1 },
    T: 50,
    B: 32,
    L: 1,
    loss: 'mse',
    record: false,
    keep: true,
    shared: false,
  } as const
  const bytes = memoryOf(base)
  for (const change of [
    { T: 51 },
    { B: 33 },
    { sizes: { ...base.sizes, hidden: 33 } },
    { record: true },
  ]) {
    expect(memoryOf({ ...base, ...change })).toBeGreaterThan(bytes)
  }
})
