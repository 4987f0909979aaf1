/**
 * What reports say around their verdicts: files that people keep, and the text of a sweep. Numbers
 * come in as they are to be printed.
 */
const runs = (count: number) => `${count} ${count === 1 ? 'run' : 'runs'}`
const points = (count: number) => `${count} ${count === 1 ? 'point' : 'points'}`

export const report = {
  /** As in `lang="…"`. */
  language: 'en',
  /** Between a name and what it is. */
  colon: ': ',
  at: (option: string, value: string) => `${option} ${value}`,
  size: (cell: string, hidden: number) => `${cell}, H = ${hidden}`,
  title: (task: string, length: number, cells: string) => `${cells} on ${task}, T = ${length}`,
  against: ' against ',
  madeBy: (version: string) => `Made by gatelab ${version}.`,
  sections: {
    verdict: 'Verdict',
    seeds: 'Every seed',
    curves: 'Learning curves',
    gradients: 'Gradient profiles',
    certificate: 'How difficult the task is',
    tuning: 'Search for settings',
    runs: 'Runs',
    task: 'Task',
    settings: 'Settings',
    again: 'The same again',
  },
  runsOf: (count: number) => runs(count),
  tooManyRuns: (count: number) =>
    `A table of ${runs(count)} is too long for this page; a report ending in .csv has a row for each.`,
  someCurves: (shown: number, all: number) => `The first ${shown} of ${all} seeds are drawn.`,
  withoutCurves:
    'Learning curves and gradient profiles are not in this report: it was made from results read without them.',
  curves: (metric: string) => `Held-out data: ${metric} by step, a line a seed`,
  digest: 'digest',
  digests:
    'Of the digests of the final weights the first twelve digits are shown; .json and .csv have them whole.',
  sameBits:
    'The same line gives the same numbers and digests on any machine, with any number of threads; only the seconds differ.',
  commandIs: 'The line that makes this report again',
  task: {
    what: 'what it is',
    source: 'source',
    solved: 'solved',
    blind: 'without looking at the input',
    sizes: 'sizes',
    sizesAre: (steps: number, input: number, output: number) =>
      `${steps} time steps, ${input} ${input === 1 ? 'input' : 'inputs'}, ${output} ${output === 1 ? 'output' : 'outputs'}`,
  },
  setting: 'setting',
  value: 'value',

  tuning: {
    caption: (trials: number, seeds: string) =>
      `Each cell tried ${trials} ${trials === 1 ? 'setting' : 'settings'} on other seeds (${seeds}); what is marked was then compared.`,
    onlyChosen: (trials: number, seeds: string) =>
      `What each cell chose among ${trials} ${trials === 1 ? 'setting' : 'settings'} that it tried on other seeds (${seeds}).`,
    chosen: 'chosen',
    mark: '✓',
    learningRate: 'learning rate',
    clip: 'clip',
    forgetBias: 'forget bias',
    solved: 'solved',
    steps: 'steps',
  },

  sweep: {
    title: (task: string, axes: string) => `${task}: a sweep over ${axes}`,
    leftOut: (there: number) =>
      `${there} more ${there === 1 ? 'point has' : 'points have'} no finished run: they are not listed, and nothing is drawn.`,
    counts: (there: number, seeds: number, all: number) =>
      `${points(there)} with ${seeds} ${seeds === 1 ? 'seed' : 'seeds'} each, ${runs(all)}.`,
    sections: {
      share: 'Solved share',
      curves: 'Curves',
      points: 'Every point',
      tuning: 'Settings found',
    },
    share: (where: string) => `${where}: solved, % of the seeds`,
    shares: (cell: string, all: number, some: number, none: number) =>
      `${cell}: all seeds solved at ${all} points, some at ${some}, none at ${none}`,
    shareAgainst: (option: string) => `Solved, % of the seeds, against ${option}`,
    stepsAgainst: (option: string) => `Median of the steps until solved, against ${option}`,
    where: (cell: string, at: string) => (at === '' ? cell : `${cell}, ${at}`),
    ramp: '· none  ░ up to a third  ▒ up to two thirds  ▓ more  █ all',
    left: (count: number) =>
      `${count} more of these ${count === 1 ? 'chart is' : 'charts are'} left out here.`,
    unsolved: 'No run was solved.',
    columns: {
      caption:
        'Seeds solved; the better cell in each question (– no difference shown); median of the steps until solved.',
      steps: (cell: string) => `${cell} steps`,
      solvedVerdict: 'solved?',
      metricVerdict: 'how far?',
      p: 'p',
    },
    verdicts: (
      question: string,
      lstm: string,
      rnn: string,
      better: number,
      worse: number,
      none: number,
      whole: string,
    ) =>
      `${question} ${lstm} better in ${better}, ${rnn} better in ${worse}, no difference shown in ${none} ${whole}.`,
    ofPoints: (there: number) => `of ${points(there)}`,
    ofVerdicts: (verdicts: number, there: number) => `of ${verdicts} verdicts at ${points(there)}`,
    many: (there: number, level: string) =>
      `Every point is judged by itself (p below ${level} for each question); of ${there} points without any difference, up to ${Math.ceil(there * 0.05)} or so would still show one by chance.`,
    appendix: (there: number, axes: string, seeds: number, level: string, adjusted: boolean) =>
      `${points(there)} over ${axes}, ${seeds} paired ${seeds === 1 ? 'seed' : 'seeds'} each (same data in the same order for both cells); at each point ${adjusted ? 'permutation tests within parts of the file, mid-p, (solved, and ranks of the held-out metric at the end)' : 'exact McNemar test (solved) and exact Wilcoxon signed-rank test (held-out metric at the end)'}, two-sided, ${adjusted ? `alpha = ${level} for both questions (p adjusted for both; Westfall & Young)` : `alpha = ${level} for each question (0.05, Bonferroni for two)`}, not corrected for the number of points.`,
    /** One cell alone: the values of an option against the first of them. */
    between: {
      solved: (option: string, first: string, pairs: string) =>
        `Did it solve the task? Each ${option} against ${first}, seed by seed (pairs: ${pairs}): on how many seeds only one of the two did.`,
      metric: (metric: string, option: string, first: string) =>
        `How far did it get (${metric} at the end)? Each ${option} against ${first}: on how many seeds it is ahead, and by how much (median, 95 % bootstrap interval; positive in its favour).`,
      columns: {
        only: (value: string) => `only ${value}`,
        onlyOther: 'only it',
        both: 'both',
        neither: 'neither',
        ahead: 'ahead',
        behind: 'behind',
        median: 'median',
        interval: '95 %',
        p: 'p',
        better: 'better',
      },
      range: (low: string, high: string) => `${low} to ${high}`,
      level: (level: string, comparisons: number, least: number) =>
        `A value is called better where p is below ${level}: 0.05, halved since two questions are asked of the same seeds.${comparisons > 1 ? ` Each p is adjusted for ${comparisons} comparisons (Holm 1979).` : ''} Fewer than ${least} pairs decide nothing. – is no difference shown, which is not “no difference”.`,
      levelOfFile: (level: string, comparisons: number) =>
        `A value is called better where p is below ${level}, for the seeds and for what was held out.${comparisons > 1 ? ` Each p is adjusted for ${comparisons} comparisons (Holm 1979).` : ''} – is no difference shown, which is not “no difference”.`,
      guessing:
        'What is ahead seed after seed and does not beat the best constant answer is not called better.',
    },
  },
}
