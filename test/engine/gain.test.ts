/**
 * --gain: the recurrent weights at the start, and nothing else, times a number; and what becomes of
 * the gradient.
 */
import { describe, expect, it } from 'vitest'
import { type Initialisation, initialWeights } from '../../src/engine/initialise.ts'
import { random } from '../../src/engine/random.ts'
import { INITS, WEIGHT_NAMES } from '../../src/engine/types.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import { fingerprint } from '../../src/specs/spec.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { gradient } from '../../src/workbench/probes/gradient.ts'
import { smallBench } from '../support/small-bench.ts'

const weights = (cell: 'rnn' | 'lstm', choices: Partial<Initialisation>) => {
  const settings = {
    init: 'uniform',
    forgetBias: 'chrono',
    timeSteps: 20,
    log: Math.log,
    ...choices,
  } as const
  return initialWeights({ cell, input: 2, hidden: 7, output: 3 }, settings, random(3, 'weights'))
}

describe.each(['rnn', 'lstm'] as const)('%s', (cell) => {
  it.each(INITS)('%s: multiplies the recurrent weights and leaves all others', (init) => {
    const [plain, scaled] = [weights(cell, { init }), weights(cell, { init, gain: 2.5 })]
    for (const name of WEIGHT_NAMES) {
      const by = name === 'weight_hh_l0' ? 2.5 : 1
      expect(scaled[name]).toEqual(plain[name].map((weight) => weight * by))
    }
    expect(weights(cell, { init, gain: 1 })).toEqual(plain)
  })
})

describe('in a spec', () => {
  const design = (gain: number) => ({
    spec: resolveSpec({ task: 'adding', gain }),
    axes: [],
    fair: ['hidden'] as const,
    tune: 0,
  })

  it('counts, is told by the line that makes a report again, and is nothing where it is 1', () => {
    expect(reproduce(design(2.5))).toContain('--gain 2.5')
    expect(reproduce(design(1))).not.toContain('gain')
    expect(fingerprint(design(1).spec)).not.toHaveProperty('gain')
    expect(fingerprint(design(2.5).spec)).toHaveProperty('gain', 2.5)
  })

  it('of an RNN near to linear, the gradient grows by it at each step back', async () => {
    // Orthogonal weights keep a norm, the gain multiplies it; tanh and its slope only make it
    // smaller.
    const rise = async (gain: number) => {
      const bench = smallBench({ cells: ['rnn'], init: 'orthogonal', gain, length: 20 })
      const { rnn } = await gradient.answer(bench, { cells: ['rnn'] }, 'gradient')
      const { hidden = [] } = rnn?.log10 ?? {}
      return (hidden[0] ?? 0) - (hidden[19] ?? 0)
    }
    expect(await rise(0.5)).toBeLessThan(19 * Math.log10(0.5) + 1e-3)
    expect(await rise(1)).toBeLessThan(0)
    const grown = await rise(1.5)
    expect(grown).toBeGreaterThan(0.3)
    expect(grown).toBeLessThan(19 * Math.log10(1.5))
  })
})
