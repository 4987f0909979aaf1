/** What the tasks are, in words. */
export interface TaskText {
  readonly title: string
  readonly what: string
  readonly source: string
  /** What the baseline is, with its formula. */
  readonly baseline: string
  readonly solvedWhen: (threshold: string) => string
}
export type TaskTexts = Readonly<Record<'adding' | 'recall' | 'temporal-order' | 'copy', TaskText>>

export const tasks: TaskTexts = {
  adding: {
    title: 'The adding problem',
    what: 'Each time step shows a number from [0, 1) and a marker. Two steps are marked, one in each half. The answer at the end is the sum of the two marked numbers.',
    source:
      'Hochreiter & Schmidhuber 1997 (Neural Computation 9:1735), experiment 4, in the form of Le, Jaitly & Hinton 2015 (arXiv:1504.00941)',
    baseline: 'always saying 1, whose error is the variance of the sum: 2·1/12 = 1/6',
    solvedWhen: (threshold) => `mean squared error below ${threshold}`,
  },
  recall: {
    title: 'Recalling the first symbol',
    what: 'One of K symbols comes first, and then nothing but distractors. The answer at the end is that first symbol.',
    source: 'after the latching problem of Bengio, Simard & Frasconi 1994 (IEEE Transactions on Neural Networks 5:157)',
    baseline: 'guessing among K symbols: 1/K',
    solvedWhen: (threshold) => `accuracy at least ${threshold}`,
  },
  'temporal-order': {
    title: 'The order of two symbols',
    what: 'Among distractors, two steps hold X or Y each, one early and one shortly before the middle. The answer at the end is their order: XX, XY, YX or YY.',
    source:
      'Hochreiter & Schmidhuber 1997 (Neural Computation 9:1735), experiment 6a, in the six-symbol form of Pascanu, Mikolov & Bengio 2013 (arXiv:1211.5063)',
    baseline: 'guessing among four orders: 1/4',
    solvedWhen: (threshold) => `accuracy at least ${threshold}`,
  },
  copy: {
    title: 'Copying memory',
    what: 'Ten symbols, each one of K, come first, then T − 1 blanks and a delimiter. The answer is blank up to there, and then the ten symbols in their order.',
    source: 'Arjovsky, Shah & Bengio 2016 (arXiv:1511.06464)',
    baseline: 'saying blank, and then guessing among K symbols ten times: 10·ln K / (T + 20)',
    solvedWhen: (threshold) => `cross-entropy below ${threshold}, a tenth of the baseline`,
  },
}
