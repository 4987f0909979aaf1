/**
 * What paired runs show, and how sure that is. Numbers come in as they are to be printed, cells by
 * their names.
 */

import { verdictPictures } from './verdict-pictures.ts'

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
  /** Whether each p is adjusted for both questions: of a file. */
  readonly adjusted: boolean
  /** Of a file: the units that were held out, and the test of them. */
  readonly heldOut: {
    readonly unit: Unit
    readonly units: number
    readonly p: string
    readonly widened: string
  } | null
}

/** What one counts that is held out. */
const UNITS = {
  sequence: 'sequences',
  block: 'blocks of text',
  windows: 'blocks of windows',
} as const
export type Unit = keyof typeof UNITS
const pairsOf = (count: number) => `${count} ${count === 1 ? 'pair' : 'pairs'}`

const seeds = (count: number) => `${count} ${count === 1 ? 'seed' : 'seeds'}`

export const verdict = {
  title: (pairs: number) => `Verdict on ${pairs} paired ${pairs === 1 ? 'seed' : 'seeds'}`,
  paired:
    'Both cells of a seed saw the same data in the same order, so they are compared pair by pair.',
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
    chance: 'test',
    toDecide: 'to decide',
    guessing: 'guessing',
    heldOut: 'held out',
    anew: 'on new ones',
  },
  of: (cell: string, count: number, all: number) => `${cell} ${count} of ${all}`,
  value: (cell: string, value: string) => `${cell} ${value}`,
  range: (median: string, low: string, high: string) => `median ${median} (${low} to ${high})`,
  quartiles: (median: string, low: string, high: string) =>
    `median ${median} (quartiles ${low} to ${high})`,
  diverged: (count: number) => `${count} diverged`,
  solvedPairs: (
    lstm: string,
    rnn: string,
    onlyLstm: number,
    onlyRnn: number,
    both: number,
    neither: number,
  ) =>
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
    counts: 'permutation test of the counts within parts of the file, two-sided, mid-p',
    ranks: 'permutation test of the ranks within parts of the file, two-sided, mid-p',
    adjusted: (test: string) => `${test}, adjusted for both questions`,
  },
  needed: (count: number) => `${seeds(count)}, if things go on like this`,
  neededMany: (most: number) => `more than ${seeds(most)}, if things go on like this`,
  even: 'nothing points either way so far',
  /** `p` is what all pairs one way would have. */
  tooFew: (pairs: number, p: string, least: number) =>
    `Too few seeds to decide: ${pairsOf(pairs)} can never be enough, even all one way (p ${p}). ${least} are the least that would do.`,
  tooFewUnits: (unit: Unit, units: number, least: number) =>
    `Too little was held out to decide: ${units} ${UNITS[unit]}, and no outcome of fewer than ${least} could be sure.`,
  notEqual: 'No difference shown does not mean that there is none.',
  leftOut: (count: number) =>
    `${count === 1 ? '1 run' : `${count} runs`} whose seed has not both cells ${count === 1 ? 'is' : 'are'} left out of this.`,
  guessing: (measured: string, theory: string) =>
    `the best constant answer has ${measured} on the same sequences (median over the seeds; ${theory} in theory)`,
  guessingFile: (measured: string, whole: string) =>
    `the best constant answer has ${measured} on the same held-out data (median over the seeds; ${whole} on all of the file)`,
  heldOut: (unit: Unit, units: number, parts: number, of: number, ahead: string) =>
    `${units} ${UNITS[unit]}${of > 1 ? `, from ${parts} of ${of} parts` : ''}: ${ahead}`,
  anew: (p: string, widened: string) =>
    `p ${p} (signed ranks of what was held out${widened === '1' ? '' : `, variance × ${widened}: each was trained on while others were held out`})`,
  neededUnits: (unit: Unit, count: number) =>
    `about ${count} ${UNITS[unit]} held out, if things go on like this`,
  withheld: {
    guessing: (cell: string) =>
      `Seed after seed the ${cell} came out ahead, but it does not beat the best constant answer on the same data: what knows no more than a guess is not called better.`,
    heldOut: (cell: string, unit: Unit, p: string) =>
      `Seed after seed the ${cell} came out ahead on this very file, but its held-out ${UNITS[unit]} do not show that it would on new ones (p ${p}).`,
  },
  /** The last words of a comparison; a command follows where there is one. */
  closing: {
    decided: (cell: string, target: string, p: string) =>
      `Decided: the ${cell} is better${target} (p ${p}).`,
    few: (pairs: number, p: string) =>
      `Nothing is decided: ${pairsOf(pairs)} can never be enough, even all one way (p ${p}).`,
    open: 'Nothing is decided.',
    wouldDo: (pairs: number) => `${pairsOf(pairs)} would decide if things go on like this:`,
    couldDo: (pairs: number) => `${pairsOf(pairs)} are the least that can decide:`,
    more: (seeds: number) => `${seeds} seeds would look at all parts of the file:`,
    longer:
      'Nothing points either way; longer training or another setting may tell more than more seeds.',
    moreData: 'More seeds of the same file will not decide it: it takes more data.',
    noBetterThanGuessing: 'Neither beats a guess yet: longer training or another setting may.',
  },
  untilSolved:
    'Runs ended when they were solved: two that both solved it count as level in how far they got.',
  level: (level: string, few: number, fewP: string, least: number, leastP: string) =>
    `A cell is called better where p is below ${level}: 0.05, halved since two questions are asked of the same seeds (Bonferroni). All of ${few} pairs one way are too few for that (p ${fewP}), all of ${least} are enough (p ${leastP}).`,

  levelOfFile: (level: string, few: number, fewP: string, least: number, leastP: string) =>
    `Of a file a cell is called better where p is below ${level}, for its seeds and for what was held out. The p of the seeds is adjusted for two questions being asked of them. All of ${few} pairs one way are too few for that (p ${fewP}), all of ${least} are enough (p ${leastP}).`,

  quoteTitle: 'To quote',
  quote: {
    solved: (
      pairs: number,
      task: string,
      length: number,
      data: string,
      first: string,
      second: string,
      answer: string,
    ) =>
      `On ${pairs} paired ${pairs === 1 ? 'seed' : 'seeds'} of ${task} (T = ${length}), ${data}, ${first} and ${second}, ${answer}`,
    /** What the seeds were tried on. */
    data: {
      draws: 'each with new sequences of the task',
      sequence: (units: number) => `which took turns with ${units} held-out sequences of a file`,
      block: (units: number) => `all with the same held-out end of a text in ${units} blocks`,
      windows: (units: number) =>
        `all with the same held-out end of a series in ${units} blocks of windows`,
    },
    /** What an answer is about. */
    target: {
      draws: '',
      sequence: ' on new sequences like these',
      block: ' on more text like the end of this one',
      windows: ' on more values like the end of this series',
    },
    solves: (cell: string, count: number) => `the ${cell} solved ${count}`,
    metric: (first: string, second: string, answer: string) =>
      `at the end ${first} and ${second}, ${answer}`,
    ahead: (cell: string, count: number) => `the ${cell} was ahead on ${count}`,
    better: (cell: string, target: string, p: string) =>
      `so the ${cell} is better${target} (p ${p})`,
    larger: (cell: string, target: string, p: string) =>
      `but its leads were the larger ones, so the ${cell} is better${target} (p ${p})`,
    none: (target: string, p: string) => `which does not show which is better${target} (p ${p})`,
    onlyHere: (cell: string, target: string, here: string, p: string) =>
      `which speaks for the ${cell} on this very data (p ${here}) and does not show it${target} (p ${p})`,
    noGuess: (p: string) =>
      `which is no better than the best constant answer, whatever the difference (p ${p})`,
    tooFew: (pairs: number, least: number) =>
      `${pairsOf(pairs)} can never decide, ${least} are the least`,
  },
  appendixTitle: 'For an appendix',
  model: (cell: string, hidden: number, weights: number) =>
    `${cell} with H = ${hidden} (${weights} weights)`,
  appendix: (facts: AppendixFacts) =>
    `${facts.cells.join(' against ')} on ${facts.task} (T = ${facts.length}), n = ${facts.pairs} paired seeds (same data in the same order): solved, ${facts.solvedTest}, ${facts.onlyLstm} pairs with only the ${facts.lstm} and ${facts.onlyRnn} with only the ${facts.rnn}, p ${facts.solvedP}; held-out ${facts.metric} at the end, ${facts.metricTest}, ${facts.differences} non-zero differences, p ${facts.metricP}${facts.heldOut ? `; of what was held out, n = ${facts.heldOut.units} ${UNITS[facts.heldOut.unit]}, signed ranks${facts.heldOut.widened === '1' ? '' : ` with a variance of ${facts.heldOut.widened} times`}, p ${facts.heldOut.p}` : ''}${
      facts.difference
        ? `, median of the paired differences ${facts.difference[0]} (positive in favour of the ${facts.lstm}; 95 % percentile bootstrap interval ${facts.difference[1]} to ${facts.difference[2]})`
        : ''
    }; ${
      facts.adjusted
        ? `alpha = ${facts.level} for both questions (p adjusted for both; Westfall & Young)`
        : `alpha = ${facts.level} for each of the two questions (0.05, Bonferroni)`
    }.`,
  unexpected: (
    expected: string,
    open: 'unpaired' | { readonly fewerThan: number; readonly heldOut?: Unit | null } | null,
  ) => {
    if (open === 'unpaired') return 'nothing was compared: no seed has both cells.'
    const few = !open
      ? ''
      : open.heldOut
        ? `: fewer than ${open.fewerThan} held-out ${UNITS[open.heldOut]} decide nothing`
        : `: fewer than ${seeds(open.fewerThan)} decide nothing`
    if (expected !== 'none')
      return `${expected.toUpperCase()} BETTER was expected, and was not shown${few}.`
    return few === ''
      ? 'a difference was shown where none was expected.'
      : `no difference cannot be shown here${few}.`
  },

  ...verdictPictures,
}
