/**
 * Batches that are no multiple of a block's rows, in turn in the same planes and beside each other.
 */
import { expect, it } from 'vitest'
import { initialWeights } from '../../src/engine/initialise.ts'
import { Net } from '../../src/engine/net.ts'
import { random } from '../../src/engine/random.ts'
import { textbook } from '../../src/engine/reference/index.ts'
import { kernelsModule } from '../support/kernels.ts'

const [T, I, O] = [4, 3, 2]

it.each(
  (['rnn', 'lstm'] as const).flatMap((cell) =>
    [1, 7, 8, 9, 10, 16, 17, 33].map((B) => [cell, B] as const),
  ),
)('%s, B = %i: every norm of the profile is the textbook’s', (cell, B) => {
  const numbers = random(5, 'train')
  const draw = (length: number) => Float32Array.from({ length }, () => 2 * numbers.uniform() - 1)
  const batch = { x: draw(T * B * I), y: draw(B * O) }
  for (const hidden of [1, 9]) {
    for (const threadGroup of [false, true]) {
      const sizes = { cell, input: I, hidden, output: O }
      const net = Net.create(kernelsModule, {
        sizes,
        T,
        B,
        L: 1,
        loss: 'mse',
        record: false,
        shared: threadGroup,
      })
      const start = { init: 'uniform', forgetBias: 1, timeSteps: T, log: net.kernels.log } as const
      const weights = initialWeights(sizes, start, random(5, 'weights'))
      net.load(weights)
      net.work.setBatch(batch)
      const { profile } = textbook({ sizes, weights, ...batch, T, B, L: 1, loss: 'mse' })
      const found = net.profile()
      for (const name of ['hidden', 'cell', 'belt', 'rest', 'input'] as const) {
        // 0 stands for a gradient that is exactly zero; no other comes near it.
        const [got, expected] = [found, profile].map((one) =>
          (one[name] ?? []).map((log) => log ?? 0),
        )
        expect(got.length, name).toBe(expected.length)
        for (const [t, log] of expected.entries())
          expect(got[t], `${name} ${t}`).toBeCloseTo(log, 4)
      }
    }
  }
})
