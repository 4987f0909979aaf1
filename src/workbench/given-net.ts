/** A net from a file, with a case's sequences, as a state of the workbench. */
import { createHash } from 'node:crypto'
import { zeroWeights } from '../engine/parameters.ts'
import { random } from '../engine/random.ts'
import type { BenchNet } from '../inspection/given-net/bench-net.ts'
import type { GivenFacts } from '../results/lab-results.ts'
import { DEFAULTS, type Spec } from '../specs/spec.ts'
import { pin } from '../user-data/read-content.ts'
import type { BenchState, NetState } from './state.ts'

export interface Given {
  readonly facts: GivenFacts
  /** As the file has it. */
  readonly state: BenchState
  /** The options that name the files, as a shell reads them. */
  readonly words: string
}

/** Its sequences become those of the task `data`, all of them held out. */
export function givenNet(net: BenchNet, words: string): Given {
  const { cell, sizes, weights, operations, sequences, facts } = net
  const hash = createHash('sha256').update(`case ${sizes.output}`)
  for (const part of ['start', 'x', 'at', 'y'] as const)
    hash.update(Uint8Array.from(new Uint8Array(sequences[part].buffer)))
  const digest = `sha256:${hash.digest('hex')}`
  pin({ digest }, sequences)
  const spec: Spec = {
    ...DEFAULTS,
    ...{ task: 'data', length: sequences.timeSteps, symbols: null },
    file: { path: facts.input, digest },
    hidden: sizes.hidden,
    batch: sequences.start.length - 1,
    variant: sizes.variant ?? 'standard',
    cells: [cell],
    seeds: [1],
  }
  const zero = zeroWeights(sizes)
  const start: NetState = {
    step: 0,
    ...{ weights, moment1: zero, moment2: zero, random: random(1, 'train').state() },
    ...{ diverged: false, solvedAt: null, curve: { step: [], loss: [], metric: [] } },
  }
  return {
    ...{ facts, words },
    state: { spec, nets: { [cell]: start }, operations, replayLines: null },
  }
}
