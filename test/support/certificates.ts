/** Certificates of a task that nothing trivial solves, and of one that guessing does. */
import type { Certificate } from '../../src/results/difficulty-report.ts'

const how: Certificate['guessing']['how'] = {
  nets: [
    { cell: 'rnn', hidden: 1 },
    { cell: 'rnn', hidden: 5 },
    { cell: 'lstm', hidden: 2 },
  ],
  ranges: [1, 30],
  outputs: ['linear'],
  screened: 8,
}
export const hard: Certificate = {
  task: 'adding',
  length: 50,
  symbols: null,
  seed: 1,
  metric: 'mse',
  threshold: 0.01,
  fittedOn: 2048,
  heldOut: 512,
  constant: { metric: 1 / 6, solves: false },
  lastInput: { metric: 0.1666, solves: false },
  bagOfInputs: { metric: 0.16, solves: false },
  guessing: { asked: 10_000, guesses: 10_000, solved: 0, firstSolvedAt: null, first: null, how },
  solvedBy: [],
  showsMemory: true,
}
export const guessed: Certificate = {
  ...hard,
  task: 'recall',
  symbols: 2,
  metric: 'accuracy',
  threshold: 0.99,
  bagOfInputs: { metric: 1, solves: true },
  guessing: {
    ...hard.guessing,
    solved: 23,
    firstSolvedAt: 1101,
    first: { cell: 'rnn', hidden: 1, range: 10, output: 'linear' },
  },
  solvedBy: ['bagOfInputs', 'guessing'],
  showsMemory: false,
}
