/** What papers report, and what came out here. */
export const preset = {
  verdicts: {
    reproduces: 'REPRODUCES',
    'right-order': 'RIGHT ORDER',
    'does-not-reproduce': 'DOES NOT REPRODUCE',
  },
  columns: {
    what: 'what',
    paper: 'paper',
    reference: 'reference',
    readme: 'README',
    ours: 'here',
    verdict: 'verdict',
  },
  /** In the paper's column: a statement, which has no number. */
  saysSo: 'says so',
  which: (name: string, form: string) => `${name}, ${form}.`,
  sections: {
    same: 'The same',
    differs: 'What had to differ',
    trials: 'Trials with the cell of 1997',
  },
  trials: {
    caption: (experiment: string, weights: number, of: number) =>
      `Experiment ${experiment}, ${weights} weights: sequences until each criterion (– never met), sequences in all, wrong of ${of} fresh ones at the end.`,
    sequences: 'sequences',
    wrong: 'wrong',
  },
  unexpected: (expected: string) =>
    `${expected} was expected, or better, and it did not come to that.`,
  share: (count: number, of: number) => `${count} of ${of}`,
  source: (source: string) => `Source: ${source}`,
  reports: (words: string) => `It reports: ${words}`,
  same: 'The same:',
  differs: 'What had to differ:',
  partial: 'Not all of it has been run: no verdict.',
  form: { short: 'short form', full: 'full form' },
  minutes: (minutes: number) => `about ${minutes} min on two cores`,
  rule: 'By the rule fixed beforehand: numbers within a factor of 1.25, shares within 0.15, sizes within one decade, statements in nine of ten trials reproduce; within a factor of three, 0.35, three decades, and in more than half they are of the right order. The worst line counts.',
}
