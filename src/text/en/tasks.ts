/** What the tasks are, in words. */
import type { CarriedName, TaskName } from '../../tasks/names.ts'

interface TaskText {
  readonly title: string
  readonly what: string
  readonly source: string
  /** What the baseline is, with its formula. */
  readonly baseline: string
  readonly solvedWhen: (threshold: string) => string
}
export type TaskTexts = Readonly<Record<TaskName | CarriedName, TaskText>>

export const tasks: TaskTexts = {
  adding: {
    title: 'The adding problem',
    what: 'Each time step shows a number from [0, 1) and a marker. Two steps are marked, one in each half. The answer at the end is the sum of the two marked numbers.',
    source:
      'Hochreiter & Schmidhuber 1997 (Neural Computation 9:1735), experiment 4, in the form of Le, Jaitly & Hinton 2015 (arXiv:1504.00941)',
    baseline: 'always saying 1, whose error is the variance of the sum: 2·1/12 = 1/6',
    solvedWhen: (threshold) => `mean squared error below ${threshold}`,
  },
  'adding-1997': {
    title: 'The adding problem of 1997',
    what: 'Each time step shows a number from [−1, 1] and a marker. One of the first ten steps is marked and one more before T/2; the first and the last have a marker of their own. The answer at the end is 0.5 plus a quarter of the sum.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 4 (Neural Computation 9:1735)',
    baseline: 'always saying 0.5, which is near enough where the sum is within 0.16 of 0',
    solvedWhen: (threshold) => `accuracy ${threshold}: every answer within 0.04 of the target`,
  },
  multiplication: {
    title: 'The multiplication problem',
    what: 'As adding-1997, with numbers from [0, 1]. The answer at the end is the product of the two marked numbers.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 5 (Neural Computation 9:1735)',
    baseline: 'always saying 0.04, which is near enough where the product is below 0.08',
    solvedWhen: (threshold) =>
      `accuracy at least ${threshold}, with answers within 0.04 of the target counted as right`,
  },
  recall: {
    title: 'Recalling the first symbol',
    what: 'One of K symbols comes first, and then nothing but distractors. The answer at the end is that first symbol.',
    source:
      'after the latching problem of Bengio, Simard & Frasconi 1994 (IEEE Transactions on Neural Networks 5:157)',
    baseline: 'guessing among K symbols: 1/K',
    solvedWhen: (threshold) => `accuracy at least ${threshold}`,
  },
  'two-sequence': {
    title: 'The two-sequence problem',
    what: 'The first three numbers are all 1 or all −1, and then comes nothing but noise. The answer at the end is 1 for the one and 0 for the other.',
    source:
      'Hochreiter & Schmidhuber 1997, experiment 3a (Neural Computation 9:1735), after Bengio, Simard & Frasconi 1994',
    baseline: 'saying one of the two answers: 1/2',
    solvedWhen: (threshold) => `accuracy ${threshold}: every answer within 0.2 of the target`,
  },
  'two-sequence-noisy': {
    title: 'The two-sequence problem, noise on the signal',
    what: 'As two-sequence, with noise on the first three numbers, too.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 3b (Neural Computation 9:1735)',
    baseline: 'saying one of the two answers: 1/2',
    solvedWhen: (threshold) =>
      `accuracy at least ${threshold} (fewer than 6 wrong of 256), with answers within 0.2 of the target counted as right`,
  },
  'two-sequence-targets': {
    title: 'The two-sequence problem, noise on the target',
    what: 'As two-sequence, but the answer at the end is 0.2 or 0.8, and it is shown with noise, so that its mean must be learned.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 3c (Neural Computation 9:1735)',
    baseline: 'saying one of the two answers: 1/2',
    solvedWhen: (threshold) =>
      `accuracy ${threshold}: every answer within 0.1 of the target without its noise`,
  },
  'long-lag': {
    title: 'A long lag without noise',
    what: 'The first symbol is x or y, then come T − 1 others, always the same, and then the first again. At each step the answer is the next symbol.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 2a (Neural Computation 9:1735)',
    baseline: 'saying the others in their order, and guessing the last: 1/2',
    solvedWhen: (threshold) =>
      `accuracy ${threshold}: every output within 0.25 of the target at every step`,
  },
  'long-lag-random': {
    title: 'A long lag without regularities',
    what: 'The first symbol is x or y, then come T − 1 others, drawn from as many, and then the first again. At each step the answer is the next symbol; only the last can be known.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 2b (Neural Computation 9:1735)',
    baseline: 'guessing the last symbol: 1/2',
    solvedWhen: (threshold) =>
      `accuracy ${threshold}: every output within 0.25 of the target at the end`,
  },
  'long-lag-distractors': {
    title: 'Long lags among distractors',
    what: 'After a start symbol comes x or y, then T or more distractors, each one of K, and a trigger. The answer at the trigger is the x or y.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 2c (Neural Computation 9:1735)',
    baseline: 'saying one of the two answers: 1/2',
    solvedWhen: (threshold) => `accuracy ${threshold}: every output within 0.2 of the target`,
  },
  'temporal-order': {
    title: 'The order of two symbols',
    what: 'Among distractors, two steps hold X or Y each, one early and one shortly before the middle. The answer at the end is their order: XX, XY, YX or YY.',
    source:
      'Hochreiter & Schmidhuber 1997 (Neural Computation 9:1735), experiment 6a, in the six-symbol form of Pascanu, Mikolov & Bengio 2013 (arXiv:1211.5063)',
    baseline: 'guessing among four orders: 1/4',
    solvedWhen: (threshold) => `accuracy at least ${threshold}`,
  },
  'temporal-order-1997': {
    title: 'The order of two symbols, as in 1997',
    what: 'Between a start symbol and a trigger, among distractors, two steps hold X or Y each, one early and one behind the middle. The answer at the trigger is their order: XX, XY, YX or YY.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 6a (Neural Computation 9:1735)',
    baseline: 'guessing among four orders: 1/4',
    solvedWhen: (threshold) => `accuracy ${threshold}: every output within 0.3 of the target`,
  },
  'temporal-order-3': {
    title: 'The order of three symbols',
    what: 'As temporal-order-1997, with three steps that hold X or Y: early, after a third, and after two thirds. The answer at the trigger is their order, one of eight.',
    source: 'Hochreiter & Schmidhuber 1997, experiment 6b (Neural Computation 9:1735)',
    baseline: 'guessing among eight orders: 1/8',
    solvedWhen: (threshold) => `accuracy ${threshold}: every output within 0.3 of the target`,
  },
  copy: {
    title: 'Copying memory',
    what: 'Ten symbols, each one of K, come first, then T − 1 blanks and a delimiter. The answer is blank up to there, and then the ten symbols in their order.',
    source: 'Arjovsky, Shah & Bengio 2016 (arXiv:1511.06464)',
    baseline: 'saying blank, and then guessing among K symbols ten times: 10·ln K / (T + 20)',
    solvedWhen: (threshold) => `cross-entropy below ${threshold}, a tenth of the baseline`,
  },
  'memory-5-bit': {
    title: 'Remembering five bits',
    what: 'Five symbols, each one of two, come first, then T − 1 signs for waiting and a cue. The answer is the sign for waiting up to there, and then the five symbols in their order.',
    source:
      'Martens & Sutskever 2011 (ICML, 1033–1040), as in the code of Pascanu, Mikolov & Bengio 2013 (arXiv:1211.5063)',
    baseline: 'guessing among two symbols five times: 1/2⁵',
    solvedWhen: (threshold) =>
      `accuracy at least ${threshold}, with a sequence counted as right where every step is`,
  },
  'memory-20-bit': {
    title: 'Remembering twenty bits',
    what: 'Ten symbols, each one of five, come first, then T − 1 signs for waiting and a cue. The answer is the sign for waiting up to there, and then the ten symbols in their order.',
    source:
      'Martens & Sutskever 2011 (ICML, 1033–1040), as in the code of Pascanu, Mikolov & Bengio 2013 (arXiv:1211.5063)',
    baseline: 'guessing among five symbols ten times: 1/5¹⁰',
    solvedWhen: (threshold) =>
      `accuracy at least ${threshold}, with a sequence counted as right where every step is`,
  },
  reber: {
    title: 'The embedded Reber grammar',
    what: 'A string of up to T symbols: the second is T or P, a string of the Reber grammar follows, and then the same T or P again. At each step the answer is the next symbol.',
    source:
      'Hochreiter & Schmidhuber 1997, experiment 1 (Neural Computation 9:1735), after Cleeremans, Servan-Schreiber & McClelland 1989 (Neural Computation 1:372)',
    baseline:
      'the legal symbols of the shortest string: 1/16 of all strings, a little more where long ones are left out',
    solvedWhen: (threshold) =>
      `accuracy ${threshold}: in every string the legal symbols are the most active outputs at every step`,
  },
  'continual-reber': {
    title: 'The embedded Reber grammar without end',
    what: 'T symbols of a stream of embedded Reber strings, one after another, with nothing to say where one ends. At each step the answer is the next symbol.',
    source: 'Gers, Schmidhuber & Cummins 2000 (Neural Computation 12:2451), experiment 1',
    baseline: 'the legal symbols of the shortest strings: a halving for about every second step',
    solvedWhen: (threshold) =>
      `accuracy ${threshold}: in every stream the legal symbols are the most active outputs at every step`,
  },
  parity: {
    title: 'Parity, asked at the end',
    what: 'Each time step shows 1 or −1. The answer at the end is whether the number of ones is even or odd.',
    source: 'Bengio, Simard & Frasconi 1994 (IEEE Transactions on Neural Networks 5:157)',
    baseline: 'guessing: 1/2',
    solvedWhen: (threshold) => `accuracy at least ${threshold}`,
  },
  'parity-each-step': {
    title: 'Parity, asked at each step',
    what: 'Each time step shows 1 or −1. The answer at each step is whether the number of ones so far is even or odd.',
    source: 'after Bengio, Simard & Frasconi 1994 (IEEE Transactions on Neural Networks 5:157)',
    baseline: 'guessing: 1/2',
    solvedWhen: (threshold) => `accuracy at least ${threshold}`,
  },
  anbn: {
    title: 'The language aⁿbⁿ',
    what: 'A string of n times a and then n times b, between a start and an end; n is at most T in training. At each step the answer is which symbols may come next. Afterwards longer strings are tried.',
    source: 'Gers & Schmidhuber 2001 (IEEE Transactions on Neural Networks 12:1333)',
    baseline: 'right about one n of T: 1/T',
    solvedWhen: (threshold) =>
      `accuracy ${threshold}: every string accepted, that is, every step right`,
  },
  anbncn: {
    title: 'The language aⁿbⁿcⁿ',
    what: 'As anbn, with n times c after the b.',
    source: 'Gers & Schmidhuber 2001 (IEEE Transactions on Neural Networks 12:1333)',
    baseline: 'right about one n of T: 1/T',
    solvedWhen: (threshold) =>
      `accuracy ${threshold}: every string accepted, that is, every step right`,
  },
  sonnets: {
    title: "The next character of Shakespeare's sonnets",
    what: 'Each time step shows a character of the first sixty sonnets, in small letters; the answer is the next one. The last tenth is held out.',
    source:
      'Shakespeare 1609; after Elman 1990 (Cognitive Science 14:179) and Sutskever, Martens & Hinton 2011 (ICML); the table of pairs is smoothed after Witten & Bell 1991 (IEEE Transactions on Information Theory 37:1085)',
    baseline: 'the entropy of the characters that are held out, in nats a character',
    solvedWhen: (threshold) =>
      `cross-entropy below ${threshold}: nine tenths of that of a table of pairs of characters, so that more than the last one is used`,
  },
  analects: {
    title: 'The next character of the Analects',
    what: 'Each time step shows a character of the Analects, in simplified Chinese; the answer is the next one. The K most frequent are symbols of their own, all others are one together. The last tenth is held out.',
    source:
      'Confucius and his followers; after Elman 1990 (Cognitive Science 14:179) and Sutskever, Martens & Hinton 2011 (ICML); the table of pairs is smoothed after Witten & Bell 1991 (IEEE Transactions on Information Theory 37:1085)',
    baseline: 'the entropy of the characters that are held out, in nats a character',
    solvedWhen: (threshold) =>
      `cross-entropy below ${threshold}: nine tenths of that of a table of pairs of characters, so that more than the last one is used`,
  },
}
