/** Words of a study that the command table needs, and nothing that takes time to load. */
import type { Spec } from './spec.ts'

/**
 * Which quantity is made equal for both cells: units H, trained weights, or multiply-adds per
 * sequence. The LSTM has the H that was asked for, the RNN the H that comes nearest to it.
 */
export const FAIRS = ['hidden', 'parameters', 'compute'] as const
export type Fair = (typeof FAIRS)[number]

/** The options that may have several values at once, and what they are called in a Spec. */
export const SWEPT = {
  length: 'length',
  window: 'length',
  horizon: 'horizon',
  symbols: 'symbols',
  hidden: 'hidden',
  batch: 'batch',
  steps: 'steps',
  'learning-rate': 'learningRate',
  optimizer: 'optimizer',
  clip: 'clip',
  init: 'init',
  gain: 'gain',
  'forget-bias': 'forgetBias',
  'input-bias': 'inputBias',
  variant: 'variant',
  readout: 'readout',
  'eval-every': 'evalEvery',
} as const satisfies Readonly<Record<string, keyof Spec>>
export type Swept = keyof typeof SWEPT

/** What somebody may expect of a comparison. */
export const EXPECTATIONS = ['lstm', 'rnn', 'none'] as const
export type Expectation = (typeof EXPECTATIONS)[number]
