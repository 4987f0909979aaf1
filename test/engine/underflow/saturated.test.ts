/**
 * Gates, units and answers so saturated that their slopes are below float32, all of them or some
 * beside others.
 */
import { describe, expect, it } from 'vitest'
import { textbook } from '../../../src/engine/reference/index.ts'
import {
  bias,
  both,
  clamp,
  edits,
  expectRight,
  expectSame,
  lowest,
  ODD,
  scale,
} from '../../support/underflow.ts'

describe('saturated gates', () => {
  it.each([
    ['f closed', bias('f', -200), -1000],
    ['f open', bias('f', 200), -20],
    ['i closed', bias('i', -200), -100],
    ['i open', bias('i', 200), -40],
    ['o closed', bias('o', -200), -150],
    ['o open', bias('o', 200), -40],
    ['g at its end', bias('g', 100), -40],
    ['i and f closed', edits(bias('i', -200), bias('f', -200)), -1000],
    ['f open, i closed', edits(bias('f', 200), bias('i', -200)), -80],
    ['f closed in some units', bias('f', -200, 3), -40],
    ['i closed in some units, f open in others', edits(bias('i', -200, 2), bias('f', 200, 3)), -40],
    [
      'everything closed in some units',
      edits(bias('i', -200, 2), bias('f', -200, 2), bias('o', -200, 2)),
      -40,
    ],
  ])('%s', (_, edit, least) => {
    expect(lowest(expectRight(9, { ...ODD, T: 40 }, [], edit))).toBeLessThan(least / 10)
    expectRight(
      10,
      { ...ODD, T: 40, H: 8, B: 4 },
      [clamp('i', 0, { units: [1] }), scale('f', 0.5, { from: 10 })],
      edit,
    )
  })

  it.each(['f', 'i'] as const)('GRU and coupled gates, %s (z, r) closed and open', (gate) => {
    for (const variant of ['gru', 'coupled'] as const) {
      for (const value of [-200, 200])
        expectRight(11, { ...ODD, variant, T: 40 }, [], bias(gate, value))
    }
  })

  it('RNN: all units, and every other one', () => {
    const rnn = { ...ODD, cell: 'rnn', T: 60 } as const
    expect(lowest(expectRight(12, rnn, [], bias('i', 60)))).toBeLessThan(-3000)
    expectRight(12, rnn, [], bias('i', 60, 2))
  })

  it('the readout: an answer that is sure and right', () => {
    const shape = { ...ODD, loss: 'cross-entropy', B: 1, O: 2 } as const
    for (const sure of [20, 45, 100, 300]) {
      const { net, exact } = both(13, shape, [], (weights) =>
        weights['readout.bias'].set([sure, 0]),
      )
      const y = Float32Array.of(1, 0)
      net.work.setBatch({ ...exact, y })
      expectSame(net.profile(), textbook({ ...exact, y }).profile)
    }
  })
})
