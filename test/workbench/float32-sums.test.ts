/** walk: what float32 would make of the sLSTM's sums as its paper writes them. */
import { expect, it } from 'vitest'
import { walk } from '../../src/workbench/probes/walk.ts'
import { smallBench } from '../support/small-bench.ts'

const LENGTH = 12
async function sums(inputBias: number, t: number) {
  const bench = smallBench({ variant: 's-lstm', cells: ['lstm'], length: LENGTH, inputBias })
  const { float32, hidden, now } = await walk.answer(bench, { t, sequence: 1 }, 'walk')
  if (!float32) throw new Error('no sums')
  return { ...float32, units: hidden[0].length, c: now.c }
}

it('below the end of float32 both forms are what float64 gives', async () => {
  const { plain, stabilised } = await sums(0, LENGTH)
  for (const { lost, off } of [plain, stabilised]) {
    expect(lost).toBe(0)
    expect(off).toBeLessThan(1e-5)
  }
})

it('e^z_i beyond 3.4e38 is infinite without the stabiliser, at the first step: ∞/∞', async () => {
  // Weights ±1/√H move z_i by less than 10, and ln 3.4e38 = 88.7.
  const { plain, stabilised, units, largest } = await sums(100, 1)
  expect(largest).toBeGreaterThan(90)
  expect(plain).toEqual({ lost: units, off: null })
  expect(stabilised.lost).toBe(0)
  expect(stabilised.off).toBeLessThan(1e-4)
})

it('e^z_i below 1.4e−45 is 0 without it: 0/0', async () => {
  const { plain, stabilised, units } = await sums(-120, 1)
  expect(plain).toEqual({ lost: units, off: null })
  expect(stabilised.lost).toBe(0)
})

it('a sum grows beyond the end though none of its terms does', async () => {
  // With f = 1 to the bit n_t is the sum of all e^z_i: 12 times e^86.5 and more.
  const bench = smallBench({
    ...{ variant: 's-lstm', cells: ['lstm'], length: LENGTH, inputBias: 87 },
    forgetBias: 100,
  })
  const at = async (t: number) => (await walk.answer(bench, { t, sequence: 1 }, 'walk')).float32
  const [first, last] = [await at(1), await at(LENGTH)]
  expect(first?.plain.lost).toBeLessThan(last?.plain.lost ?? 0)
  expect(last?.stabilised.lost).toBe(0)
})

it('the cell itself needs no stabiliser, and is blind to the input bias', async () => {
  const [calm, far, low] = [await sums(0, 7), await sums(100, 7), await sums(-120, 7)]
  expect(far.c).toBeCloseTo(calm.c, 3)
  expect(low.c).toBeCloseTo(calm.c, 3)
})
