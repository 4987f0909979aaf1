/** What is differentiated, by its expression: its value, and where its gradient begins. */
import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/engine/reference/scaled-vector.ts'
import type { StackInput } from '../../../src/engine/stack/stack.ts'
import { joined } from '../../../src/engine/stack/vectors.ts'
import { askedOf, parseDifferentiated } from '../../../src/inspection/given-net/differentiated.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { centralDifferences, forwardOf, layerOf, seededNumbers } from '../../support/stacks.ts'

const numbers = seededNumbers(21)
const [T, B] = [5, 3]
const lengths = [5, 2, 4]
const steps = [
  layerOf({ kind: 'lstm', I: 2, H: 3, directions: 'both' }, numbers).layer,
  layerOf({ kind: 'gru', I: 6, H: 2, directions: 'both' }, numbers).layer,
]
const input: StackInput = { x: numbers(T * B * 2), T, B, lengths, starts: [] }
const y = numbers(B * 4)

const valueAt = async (of: string) =>
  askedOf(parseDifferentiated(of), of, await forwardOf(steps, input), y).value

describe.each([
  ...['loss', 'output', 'output.norm', 'output[2]', 'output[-4]'],
  ...['h[-1].norm', 'h[-1][3]', 'h[2].norm', 'h[-3][0]', 'layers[0].h[4][5]'],
  ...['layers[0].c[-1].norm', 'layers[-2].c[1][4]'],
])('%s', (of) => {
  it('is differentiated with respect to x', async () => {
    const run = await forwardOf(steps, input)
    const { asked } = askedOf(parseDifferentiated(of), of, run, y)
    const { dx } = run.back({ ...asked, parameters: false })
    const expected = await centralDifferences(input.x, () => valueAt(of))
    const found = joined(dx.map(plain))
    for (const [k, one] of expected.entries()) expect(found[k]).toBeCloseTo(one, 8)
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1e-3)
  })
})

it('takes the last of each direction where it says -1', async () => {
  const run = await forwardOf(steps, input)
  const [forward, backward] = run.layers[1].directions.map((one) => one.steps)
  // unit 3 is the second of the backward direction, whose own last step is the sequence's first
  const ends = [0, 1, 2].map((b) => backward[0].h[b * 2 + 1])
  expect(await valueAt('h[-1][3]')).toBeCloseTo(ends[0] + ends[1] + ends[2], 14)
  const last = lengths.map((length, b) => forward[length - 1].h[b * 2])
  expect(await valueAt('h[-1][0]')).toBeCloseTo(last[0] + last[1] + last[2], 14)
  // at index 2 the second sequence, of two steps, is over
  expect(await valueAt('h[2][0]')).toBeCloseTo(forward[2].h[0] + forward[2].h[4], 14)
})

it.each([
  ['h', 'run-of-unknown'],
  ['h[-1]', 'run-of-unknown'],
  ['output[1.5]', 'run-of-unknown'],
  ['h[1].sum', 'run-of-unknown'],
  ['\u001b[2J', 'run-of-unknown'],
  ['h[5].norm', 'run-of-beyond'],
  ['h[-6].norm', 'run-of-beyond'],
  ['h[0][4]', 'run-of-beyond'],
  ['output[4]', 'run-of-beyond'],
  ['layers[2].h[0].norm', 'run-of-beyond'],
  ['c[0].norm', 'run-of-missing'],
])('refuses %j', async (of, code) => {
  await expect(valueAt(of)).rejects.toMatchObject({ code })
  const error: unknown = await valueAt(of).catch((one) => one)
  expect(error).toBeInstanceOf(InputError)
  expect(JSON.stringify((error as InputError).details)).not.toContain('\\u001b')
})

it('refuses the loss of a case without answers', async () => {
  const run = await forwardOf(steps, input)
  expect(() => askedOf({ is: 'loss' }, 'loss', run, null)).toThrow('run-of-missing')
})
