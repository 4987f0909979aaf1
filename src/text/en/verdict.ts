/** What paired runs show, and how sure that is. Numbers come in as they are to be printed, cells by their names. */

/** The figures of an appendix. */
export interface AppendixFacts {
  readonly pairs: number
  readonly task: string
  readonly length: number
  readonly metric: string
  /** "RNN with H = 32 (1153 weights)" */
  readonly cells: readonly string[]
  readonly onlyLstm: number
  readonly onlyRnn: number
  readonly solvedP: string
  readonly solvedTest: string
  readonly differences: number
  readonly metricP: string
  readonly metricTest: string
  /** Median, low and high; null where a run diverged in the middle, or there are too few. */
  readonly difference: readonly [string, string, string] | null
  readonly lstm: string
  readonly rnn: string
  readonly level: string
}

const seeds = (count: number) => `${count} ${count === 1 ? 'seed' : 'seeds'}`

export const verdict = {
  title: (pairs: number) => `Verdict on ${pairs} paired ${pairs === 1 ? 'seed' : 'seeds'}`,
  paired: 'Both cells of a seed saw the same data in the same order, so they are compared pair by pair.',
  onlyOne: 'No seed has both cells, so there is nothing to compare.',
  better: (cell: string) => `${cell} BETTER`,
  none: 'NO DIFFERENCE SHOWN',
  question: {
    solved: 'Did it solve the task?',
    metric: (metric: string) => `How far did it get (${metric} at the end)?`,
  },
  facts: {
    solved: 'solved',
    steps: 'steps',
    end: 'at the end',
    pairs: 'pairs',
    difference: 'difference',
    chance: 'chance alone',
    toDecide: 'to decide',
  },
  of: (cell: string, count: number, all: number) => `${cell} ${count} of ${all}`,
  value: (cell: string, value: string) => `${cell} ${value}`,
  range: (median: string, low: string, high: string) => `median ${median} (${low} to ${high})`,
  quartiles: (median: string, low: string, high: string) => `median ${median} (quartiles ${low} to ${high})`,
  diverged: (count: number) => `${count} diverged`,
  solvedPairs: (lstm: string, rnn: string, onlyLstm: number, onlyRnn: number, both: number, neither: number) =>
    `only the ${lstm} on ${onlyLstm}, only the ${rnn} on ${onlyRnn}, both on ${both}, neither on ${neither}`,
  metricPairs: (lstm: string, rnn: string, ahead: number, behind: number, level: number) =>
    `the ${lstm} ahead on ${ahead}, the ${rnn} on ${behind}, level on ${level}`,
  difference: (cell: string, median: string, low: string, high: string) =>
    `median ${median} (positive in favour of the ${cell}), 95 % bootstrap interval ${low} to ${high}`,
  differenceOnly: (cell: string, median: string) => `${median} (positive in favour of the ${cell})`,
  noMedian: 'without bounds: too many runs diverged',
  chance: (p: string, test: string) => `p ${p} (${test})`,
  tests: {
    mcnemar: 'exact McNemar test, two-sided',
    wilcoxon: 'exact Wilcoxon signed-rank test, two-sided',
    normal: 'Wilcoxon signed-rank test, two-sided, by the normal distribution',
  },
  needed: (count: number) => `${seeds(count)}, if things go on like this`,
  neededMany: (most: number) => `more than ${seeds(most)}, if things go on like this`,
  even: 'nothing points either way so far',
  tooFew: (least: number) =>
    `Too few seeds to decide: no outcome of fewer than ${least} could be sure, so ${least} are the least that would do.`,
  notEqual: 'No difference shown does not mean that there is none.',
  untilSolved: 'Runs ended when they were solved: two that both solved it count as level in how far they got.',
  level: (level: string) =>
    `A cell is called better where p is below ${level}: 0.05, halved since two questions are asked of the same seeds (Bonferroni).`,

  quoteTitle: 'To quote',
  quote: {
    solved: (pairs: number, task: string, length: number, first: string, second: string, answer: string) =>
      `On ${pairs} paired ${pairs === 1 ? 'seed' : 'seeds'} of ${task} (T = ${length}), ${first} and ${second}, ${answer}`,
    solves: (cell: string, count: number) => `the ${cell} solved ${count}`,
    metric: (first: string, second: string, answer: string) => `at the end ${first} and ${second}, ${answer}`,
    ahead: (cell: string, count: number) => `the ${cell} was ahead on ${count}`,
    better: (cell: string, p: string) => `so the ${cell} is better (p ${p})`,
    larger: (cell: string, p: string) => `but its leads were the larger ones, so the ${cell} is better (p ${p})`,
    none: (p: string) => `which shows no difference (p ${p})`,
    tooFew: (least: number) => `fewer than ${least} seeds decide nothing`,
  },
  appendixTitle: 'For an appendix',
  contestant: (cell: string, hidden: number, weights: number) => `${cell} with H = ${hidden} (${weights} weights)`,
  appendix: (facts: AppendixFacts) =>
    `${facts.cells.join(' against ')} on ${facts.task} (T = ${facts.length}), n = ${facts.pairs} paired seeds (same data in the same order): solved, ${facts.solvedTest}, ${facts.onlyLstm} pairs with only the ${facts.lstm} and ${facts.onlyRnn} with only the ${facts.rnn}, p ${facts.solvedP}; held-out ${facts.metric} at the end, ${facts.metricTest}, ${facts.differences} non-zero differences, p ${facts.metricP}${
      facts.difference
        ? `, median of the paired differences ${facts.difference[0]} (positive in favour of the ${facts.lstm}; 95 % percentile bootstrap interval ${facts.difference[1]} to ${facts.difference[2]})`
        : ''
    }; alpha = ${facts.level} for each of the two questions (0.05, Bonferroni).`,
  unexpected: (expected: string, open: 'unpaired' | { readonly fewerThan: number } | null) => {
    if (open === 'unpaired') return 'nothing was compared: no seed has both cells.'
    const few = open ? `: fewer than ${seeds(open.fewerThan)} decide nothing` : ''
    if (expected !== 'none') return `${expected.toUpperCase()} BETTER was expected, and was not shown${few}.`
    return few === '' ? 'a difference was shown where none was expected.' : `no difference cannot be shown here${few}.`
  },

  /** The strip of dots. */
  dots: {
    title: (metric: string, log: boolean) => `Every seed: ${metric} at the end${log ? ', on a log axis' : ''}`,
    solved: 'solved',
    unsolved: 'not solved',
    diverged: 'diverged',
    mixed: 'both in one place',
    threshold: {
      below: (threshold: string) => `solved below ${threshold}`,
      above: (threshold: string) => `solved from ${threshold}`,
    },
    counts: 'figures under a mark, read downwards: so many seeds',
    row: (name: string, runs: number, solved: number, spread: string) =>
      `${name}: ${solved} of ${runs} solved, ${spread}`,
    nothing: 'nothing finite at the end',
    seed: (seed: number, value: string, status: string) => `seed ${seed}: ${value}, ${status}`,
  },

  /** What was made equal. */
  sizes: {
    title: 'What was made equal',
    caption: (rnn: string, lstm: string) =>
      `${rnn} / ${lstm}, and which is better (– no difference shown); multiply-adds of one sequence's forward pass`,
    equal: 'equal in',
    fair: { hidden: 'units H', parameters: 'weights', compute: 'multiply-adds' },
    solved: 'solved?',
    metric: 'how far?',
    hidden: 'H',
    count: 'solved',
    weights: 'weights',
    multiplyAdds: 'multiply-adds',
    pair: (rnn: string, lstm: string) => `${rnn} / ${lstm}`,
    several:
      'Each row is a verdict of its own; they share the runs of the cell whose size stays, so they are not independent.',
    heading: (equal: string) => `Equal in ${equal}`,
  },
}
