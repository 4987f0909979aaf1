/** The presets of papers up to 2001. */
import type { PresetText } from './preset-text.ts'

export const earlyPresets = {
  'hochreiter1996-guessing': {
    title: 'Guessing weights at random',
    source: 'Hochreiter & Schmidhuber 1996 (NIPS 9:473), and experiment 3a of their paper of 1997',
    reports:
      'Guessing all weights at random solves the two-sequence (latch) problem faster than any learning; the 1997 paper therefore goes on to tasks that guessing does not solve.',
    same: [
      'two sequences at T = 100 to 110, all weights drawn anew for every guess',
      'the adding and temporal-order tasks of 1997, T = 100 to 110',
    ],
    differs: [
      '50,000 guesses on each of five seeds, nets and ranges in turn, rather than until one is right',
    ],
    rows: {
      latch: 'Guessing solves two sequences',
      adding: 'Guessing does not solve adding',
      order: 'Guessing does not solve temporal order',
      first: 'Guesses until the first that solves two sequences (median)',
    },
  },

  'hochreiter1997-two-sequence': {
    title: 'Experiment 3a, two sequences',
    source: 'Hochreiter & Schmidhuber 1997 (Neural Computation 9:1735), table 4, T = 100, N = 3',
    reports:
      'All of 10 trials meet the first criterion after 27,380 sequences on the mean, the second after 39,850.',
    same: [
      'the cell of 1997: no forget gate, truncated gradient, squashing functions of their own, one sequence at a time; 102 weights',
      'learning rate 1, gate biases −1, −3, −5 and −2, −4, −6, test set of 256',
    ],
    differs: [
      'the test set is looked at every 1,000 sequences (the paper does not say); a trial is given up after 100,000',
    ],
    rows: {
      first: 'Trials that meet the first criterion (none of 256 wrong)',
      'first-sequences': 'Sequences until then, on the mean',
      second: 'Trials that meet the second (mean error below 0.01, too)',
      'second-sequences': 'Sequences until then, on the mean',
    },
  },

  'hochreiter1997-adding': {
    title: 'Experiment 4, adding at T = 100',
    source: 'Hochreiter & Schmidhuber 1997 (Neural Computation 9:1735), table 7',
    reports:
      'All of 10 trials stop, after 74,000 sequences on the mean: 2,000 in a row right within 0.04, mean error below 0.01.',
    same: [
      'the cell of 1997, 93 weights, learning rate 0.5, input-gate biases −3 and −6, one sequence at a time',
    ],
    differs: [
      'short form: a trial is given up after 100,000 sequences (with the linear readout 150,000); --full after 400,000',
      'beside the criterion of the paper those of its experiment 5: fewer than 140, fewer than 13 of the last 2,000 wrong',
    ],
    rows: {
      stopped: 'Trials that stop',
      sequences: 'Sequences until then, on the mean',
      relaxed: 'Trials with fewer than 140 of 2,000 wrong',
      'relaxed-sequences': 'Sequences until then, on the mean',
      closer: 'Trials with fewer than 13 of 2,000 wrong',
      'closer-sequences': 'Sequences until then, on the mean',
      linear: 'Trials that stop with a linear readout, which is not the net of the paper',
      'linear-sequences': 'Sequences until then, on the mean',
    },
  },

  'hochreiter1997-multiplication': {
    title: 'Experiment 5, multiplication at T = 100',
    source: 'Hochreiter & Schmidhuber 1997 (Neural Computation 9:1735), table 8',
    reports:
      'All of 10 trials have fewer than 140 of the last 2,000 wrong after 482,000 sequences on the mean, fewer than 13 after 1,273,000.',
    same: [
      'the cell of 1997, 93 weights, learning rate 0.1, one sequence at a time; right within 0.04',
    ],
    differs: [
      'short form: 4 trials of up to 700,000 sequences, so the second criterion is not judged; --full: 10 of up to 2.5 million',
    ],
    rows: {
      loose: 'Trials with fewer than 140 of 2,000 wrong',
      'loose-sequences': 'Sequences until then, on the mean',
      closer: 'Trials with fewer than 13 of 2,000 wrong',
      'closer-sequences': 'Sequences until then, on the mean',
    },
  },

  'hochreiter1997-temporal-order': {
    title: 'Experiment 6a, temporal order of two symbols',
    source: 'Hochreiter & Schmidhuber 1997 (Neural Computation 9:1735), table 9',
    reports:
      'All of 20 trials stop, after 31,390 sequences on the mean; 1 of 2,560 test sequences is wrong.',
    same: [
      'the cell of 1997: no forget gate, truncated gradient, squashing functions of their own, one sequence at a time; 156 weights',
      'learning rate 0.5, input-gate biases −2 and −4; stop at 2,000 in a row right within 0.3 and a mean error below 0.1',
    ],
    differs: ['other random numbers'],
    rows: {
      stopped: 'Trials that stop',
      sequences: 'Sequences until then, on the mean',
      wrong: 'Wrong of 2,560 test sequences, on the mean',
    },
  },

  'gers2000-continual-reber': {
    title: 'A stream without resets, with and without the forget gate',
    source: 'Gers, Schmidhuber & Cummins 2000 (Neural Computation 12:2451)',
    reports:
      'On a continual stream of embedded Reber strings the LSTM without a forget gate fails; with one, 18 % of the nets are perfect on a million symbols (62 % with a decaying learning rate).',
    same: [
      'the stream, next symbol predicted at every step, no reset within a sequence; the same net with and without the forget gate',
    ],
    differs: [
      'the modern cell, Adam, batches of 32 streams of 500 symbols; 12 units; perfect on 512 held-out streams counts as solved',
      'the paper was known from notes on it only',
    ],
    rows: {
      with: 'With the forget gate it is solved',
      without: 'Without the forget gate it is not solved',
    },
  },

  'gers2001-anbn': {
    title: 'Counting: aⁿbⁿ trained to n = 10',
    source: 'Gers & Schmidhuber 2001 (IEEE Transactions on Neural Networks 12:1333)',
    reports: 'Trained on n ≤ 10, the best LSTM with peepholes accepts every n up to 1,000.',
    same: [
      'strings with n = 1 to 10, every step predicts the legal next symbols; a string is accepted where all are',
    ],
    differs: [
      'the standard LSTM without peepholes, Adam, 16 units, 2,000 updates of 32 strings',
      'the paper was not at hand; its figure is told after others who cite it',
    ],
    rows: {
      learned: 'The LSTM accepts every n up to 10',
      beyond: 'It accepts more than it was trained on',
      best: 'The best LSTM accepts every n up to',
      lstm: 'LSTM, median of the seeds',
      rnn: 'RNN, median of the seeds',
    },
  },
} as const satisfies Readonly<Record<string, PresetText>>
