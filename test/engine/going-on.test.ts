/** What is stored and loaded again goes on as if nothing had been in between. */
import { describe, expect, it } from 'vitest'
import { random, resumeRandom } from '../../src/engine/random.ts'
import { Trainer } from '../../src/engine/trainer.ts'
import type { Variant } from '../../src/engine/types.ts'
import { both, SHAPES } from '../support/variant-nets.ts'

describe('going on', () => {
  const settings = { optimizer: 'adam', learningRate: 0.02, clip: 1 } as const
  it.each(['standard', 'gru'] as const satisfies Variant[])(
    '%s: weights, moments and step are all that training goes on from',
    (variant) => {
      const shape = { ...SHAPES[1], variant }
      const whole = both(12, shape).net
      const one = new Trainer(whole, settings)
      for (let n = 0; n < 9; n++) one.train()
      const part = both(12, shape).net
      const two = new Trainer(part, settings)
      for (let n = 0; n < 4; n++) two.train()
      const { net, exact } = both(13, shape)
      net.work.setBatch({ x: both(12, shape).exact.x, y: both(12, shape).exact.y })
      expect(exact.x).not.toEqual(both(12, shape).exact.x)
      net.load(part.weights())
      const { moment1, moment2 } = part.moments()
      net.loadMoments(moment1, moment2)
      const three = new Trainer(net, settings)
      three.resume(4)
      for (let n = 0; n < 5; n++) three.train()
      expect(net.weights()).toEqual(whole.weights())
      expect(net.moments()).toEqual(whole.moments())
    },
  )

  it('a stream of random numbers goes on where it was', () => {
    const stream = random(5, 'train')
    for (let n = 0; n < 1000; n++) stream.uniform()
    const again = resumeRandom(stream.state())
    expect(Array.from({ length: 50 }, again.uniform)).toEqual(
      Array.from({ length: 50 }, stream.uniform),
    )
    for (const bad of [[], [1, 2, 3], [0, 0, 0, 0], [1, 2, 3, 0.5], [1, 2, 3, Number.NaN]])
      expect(() => resumeRandom(bad)).toThrow(RangeError)
  })
})
