/** What pictures and finished results say. Numbers come in as they are to be printed. */

import { roundTo } from '../../rules/significant.ts'
import { VARIANT_NAMES } from '../variant-names.ts'
import { certificate } from './difficulty.ts'
import { example } from './example.ts'
import { inspect } from './inspect.ts'
import { net } from './net.ts'
import { preset } from './preset-view.ts'
import { report } from './report.ts'
import { run } from './run.ts'
import { verdict } from './verdict.ts'

/** After "every": "3.1 steps", "step". */
const steps = (every: string) => (every === '1' ? 'step' : `${every} steps`)

/** The best answer that ignores the input, where it is one and the same number. */
const CONSTANTS: Readonly<Record<string, string>> = {
  adding: '1',
  'adding-1997': '0.5',
  multiplication: '0.04',
}

const blindly = (task: string): string =>
  task === 'series'
    ? 'the best constant answer'
    : Object.hasOwn(CONSTANTS, task)
      ? `always saying ${CONSTANTS[task]}`
      : 'answering blindly'

export const view = {
  none: '–',
  cell: { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' },
  /** What stands in the LSTM's place, by the variant. */
  variants: VARIANT_NAMES,
  status: { solved: 'solved', unsolved: 'unsolved', diverged: 'diverged' },
  metric: { mse: 'mean squared error', accuracy: 'accuracy', 'cross-entropy': 'cross-entropy' },
  /** The parts of a gradient profile. */
  quantity: { hidden: '∂L/∂h', cell: '∂L/∂c', belt: 'belt', rest: 'rest', input: '∂L/∂x' },
  /** Of pictures: what the vertical axis shows, and the levels on it that mean something. */
  axis: {
    log: 'log',
    logOf: (what: string) => `${what}, log`,
    millionth: 'a millionth',
    float32: 'float32 ends',
  },
  /** Joins the clauses of a sentence, and ends it. */
  join: '; ',
  list: ', ',
  end: (sentence: string) => `${sentence}.`,
  between: ' ',
  /** Between things of different kinds in one line, where `list` stands between those of one. */
  comma: ', ',
  /** A name and what it is, has or says. */
  labelled: (name: string, value: string) => `${name}: ${value}`,
  certificate,
  example,

  verdict,
  report,

  preset,

  /**
   * A clause about a gradient profile; `again` is true when the clause before it said the same
   * verb.
   */
  gradient: {
    clause: (cell: string, quantity: string, verb: string) => `${cell}: ${quantity} ${verb}`,
    falls: (every: string, again: boolean) =>
      again
        ? `×10 every ${every === '1' ? 'step' : every}`
        : `falls ×10 every ${steps(every)} going back`,
    grows: (every: string, again: boolean) =>
      again
        ? `×10 every ${every === '1' ? 'step' : every}`
        : `grows ×10 every ${steps(every)} going back`,
    flat: 'keeps its size going back',
    zero: 'is exactly zero',
    single: (size: string) => `is ${size} at the only time step`,
    /** Where all others are zero. */
    at: (size: string, t: number) => `is ${size} at t = ${t}`,
    nothing: 'No gradient was recorded',
    depth: {
      'exactly-zero': (cell: string, t: number) => `${cell}: exactly zero for t ≤ ${t}`,
      'float32-zero': (cell: string, t: number) =>
        `${cell}: for t ≤ ${t} float32 would call this zero`,
      'float32-subnormal': (cell: string, t: number) =>
        `${cell}: below 1e-38, the normal range of float32, for t ≤ ${t}`,
      millionth: (cell: string, t: number) => `${cell}: below a millionth for t ≤ ${t}`,
    },
  },

  /** Gradient norms by training step and time step, as colours. */
  waterfall: {
    title: (runs: string) => `Gradient norm by training step (down) and t (across), ${runs}`,
    norm: '‖∂L/∂h_t‖',
    reaches: (cell: string, first: number, firstStep: number, last: number, lastStep: number) =>
      `${cell}: above a thousandth of the peak back to t = ${first} at step ${firstStep}, t = ${last} at step ${lastStep}`,
    once: (cell: string, t: number, step: number) =>
      `${cell}: above a thousandth of the peak back to t = ${t} at step ${step}`,
    zero: (cell: string) => `${cell}: exactly zero everywhere`,
  },

  /** The gates while a net learns. */
  gates: {
    key: 'gates, mean over units (± spread)',
    shortKey: 'gates, mean',
    slopeKey: 'tanh’s slope 1 − h², mean ± spread',
    /** Below the bars: half-lives of so many units. */
    lives: (units: number, longest: string, shortest: string) =>
      `${units} units by half-life: ${longest} … ${shortest} steps`,
    shortLives: (_units: number, longest: string, shortest: string) =>
      `half-life ${longest} … ${shortest}`,
    open: (cell: string, gates: string, long: number, units: number, T: number) =>
      `${cell}: ${gates}; ${long} of ${units} units keep half for T = ${T} steps or more`,
    none: (cell: string, slope: string) =>
      `${cell}: no gates; a step back multiplies by tanh’s slope 1 − h², here ${slope}`,
    unmeasured: 'Gates are not measured here: there are over 64 runs, or the net is too large',
  },

  /** Clauses about learning curves. */
  curve: {
    below: (cell: string, threshold: string, step: number) =>
      `${cell} below ${threshold} at step ${step}`,
    above: (cell: string, threshold: string, step: number) =>
      `${cell} reaches ${threshold} at step ${step}`,
    lost: (clause: string, metric: string) => `${clause}, lost again: ${metric} at the end`,
    still: (cell: string, metric: string, relation: string) =>
      `${cell} still at ${metric}, ${relation}`,
    now: (cell: string, metric: string, step: number, relation: string) =>
      `${cell} at ${metric} after ${step} steps, ${relation}`,
    diverged: (cell: string, step: number) => `${cell} diverged at step ${step}`,
    solvedThenDiverged: (clause: string, step: number) => `${clause}, diverged at step ${step}`,
    unmeasured: (cell: string) => `${cell}: nothing measured`,
    about: (baseline: string) => `about the ${baseline}`,
    better: (baseline: string) => `better than the ${baseline}, not solved`,
    worse: (baseline: string) => `worse than the ${baseline}`,
    advised: (said: string) =>
      `${said} Try a smaller --learning-rate, --clip 1 or less, smaller inputs.`,
    nothing: 'No run was finished',
    /** The baseline on the same held-out data. */
    measured: (value: string) => `${value} of the best constant answer there`,
    /** Of a line in a picture; `several` runs on different data. */
    measuredName: (several: boolean) =>
      `best constant answer on the same held-out data${several ? ' (median)' : ''}`,
  },
  /** The best answer that ignores the input, after its number. */
  baseline: (task: string, value: string) => `${value} of ${blindly(task)}`,
  baselineName: (task: string): string => blindly(task),
  /** Of a series: the forecast that nothing changes. */
  naive: (value: string) => `${value} of the last value`,
  naiveName: 'the last value',

  compare: {
    diverged: (count: number, of: number, clip: number | null, rate: number, ownData: boolean) =>
      `${count} of ${of} ${of === 1 ? 'run' : 'runs'} diverged or are on the way: their errors left every bound. What helps: ${[
        clip === null ? 'clip the gradient (--clip 1)' : `clip it lower than at ${clip} (--clip)`,
        `a smaller step (--learning-rate ${roundTo(rate, 2)})`,
        `inputs between about −1 and 1${ownData ? ' (--standardize)' : ''}`,
      ].join(', ')}.`,
    title: (
      task: string,
      length: number,
      hidden: number,
      batch: number,
      steps: number,
      seeds: string,
    ) =>
      `${task}: T = ${length}, H = ${hidden}, B = ${batch}, ${steps} ${steps === 1 ? 'step' : 'steps'}, ${seeds}`,
    seeds: (count: number, list: string) => `${count === 1 ? 'seed' : 'seeds'} ${list}`,
    solvedWhen: (metric: string, better: 'below' | 'above', threshold: string, baseline: string) =>
      `Solved when the ${metric} on held-out data is ${better === 'below' ? `below ${threshold}` : threshold === '1' ? '1' : `${threshold} or more`} (${baseline}).`,
    partial: (finished: number, planned: number) =>
      `So far ${finished} of ${planned} runs are finished.`,
    noRuns: 'No run was finished.',
    columns: {
      cell: 'cell',
      seed: 'seed',
      status: 'status',
      solvedAt: 'solved at',
      best: 'best @ step',
      final: 'final',
      steps: 'steps',
      parameters: 'weights',
      rate: 'steps/s',
    },
    at: (metric: string, step: number) => `${metric} @ ${step}`,
    summary: (cell: string, solved: number, of: number) => `${cell}: ${solved} of ${of} solved`,
    medianSolvedAt: (step: string) => `median of the steps ${step}`,
    medianMetric: (metric: string) => `median of the final values ${metric}`,
    /** Strings for each n: how far each run goes, in the order of the seeds. */
    reach: (cell: string, accepted: string, trained: number): string =>
      `${cell}: accepts every string up to n = ${accepted}; trained up to ${trained}`,
    curveTitle: (metric: string, runs: string) => `Held-out data: ${metric} by step, ${runs}`,
    profileStart: (runs: string) => `Gradient norm at t, before training, ${runs}`,
    profileAt: (step: number, runs: string) =>
      `Gradient norm at t, after ${step} ${step === 1 ? 'step' : 'steps'}, ${runs}`,
    profileEnd: (runs: string) => `Gradient norm at t, at the end of training, ${runs}`,
    runName: (cell: string, seed: number) => `${cell} seed ${seed}`,
    seedName: (seed: number) => `seed ${seed}`,
    stepFirst: (step: number) => `step ${step}`,
    stepLast: (step: number) => `${step}`,
    timeFirst: (t: number) => `t = ${t}`,
    timeLast: (t: number) => `${t}`,
    digests: 'Digests of the final weights:',
    digest: (cell: string, seed: number, digest: string) => `${cell} ${seed} ${digest}`,
    again: 'The same again:',
  },

  inspect,
  net,
  run,

  tasks: {
    heading: (name: string, title: string) => `${name}: ${title}`,
    source: (source: string) => `Source: ${source}`,
    baseline: (value: string) => `Without looking at the input: ${value}`,
    solvedWhen: (rule: string) => `Solved when: ${rule}`,
    length: (length: number) => `Length T: ${length}`,
    lengthInFile: 'Length T: the longest sequence in the file',
    file: (option: string) => `Needs a file of your own: --${option} FILE`,
    symbols: (symbols: number) => `Symbols K: ${symbols}`,
    nGrams: (uniform: string, tables: readonly string[]) =>
      `By counting, in bits a character: ${uniform} if all were alike; ${tables.map((bits, known) => `${bits} ${known === 0 ? 'with nothing known' : `with ${known}`}`).join(', ')}.`,
  },
}
