/**
 * Experiments of Hochreiter & Schmidhuber 1997 with the paper's own cell and learning algorithm,
 * one sequence at a time.
 */

import type { TrialRun1997 } from '../../training/lstm1997/run-trial.ts'
import { EXPERIMENTS, type Experiment1997 } from '../../training/lstm1997/settings-of-1997.ts'
import { seeds } from './measures.ts'
import type { Preset, PresetRow } from './preset.ts'

/** The experiment of a name, and its most sequences where the short form has fewer. */
function experiment(name: string, mostSequences?: number): Experiment1997 {
  const found = EXPERIMENTS.find((one) => one.name === name)
  if (!found) throw new Error(`no experiment ${name}`)
  return { ...found, mostSequences: mostSequences ?? found.mostSequences }
}

/** Trials that met a criterion, and the mean number of sequences until they did. */
function milestone(runs: readonly TrialRun1997[], criterion: number) {
  const met = runs.flatMap(({ milestones }) => milestones[criterion].sequences ?? [])
  const mean = met.length > 0 ? met.reduce((sum, one) => sum + one, 0) / met.length : null
  return {
    share: { count: met.length, of: runs.length },
    mean: mean === null ? null : Math.round(mean),
  }
}

const all = (trials: number) => ({ count: trials, of: trials })

/** Mean of the wrong test sequences at the end, of the trials that stopped. */
function wrongOf(runs: readonly TrialRun1997[]): number | null {
  const stopped = runs.filter((run) => run.stopped)
  return stopped.length === 0
    ? null
    : stopped.reduce((sum, { test }) => sum + test.wrong, 0) / stopped.length
}

/** Experiment 6a: two symbols, table 8 of the paper. */
export const hochreiter1997Order: Preset = {
  name: 'hochreiter1997-temporal-order',
  minutes: 2,
  parts: () => ({ order: { experiment: experiment('6a'), seeds: seeds(20) } }),
  rows(_, { trials: { order } }) {
    const { share, mean } = milestone(order, 0)
    return [
      { kind: 'share', id: 'stopped', paper: all(20), ours: share },
      { kind: 'number', id: 'sequences', paper: 31_390, ours: mean },
      { kind: 'note', id: 'wrong', paper: 1, ours: wrongOf(order) },
    ]
  },
}

/** Experiment 4: the criterion of the paper, and beside it those that experiment 5 asks. */
export const hochreiter1997Adding: Preset = {
  name: 'hochreiter1997-adding',
  minutes: 5,
  fullMinutes: 15,
  parts: (full) => ({
    adding: { experiment: experiment('4', full ? undefined : 100_000), seeds: seeds(10) },
    linear: { experiment: experiment('4-linear', full ? undefined : 150_000), seeds: seeds(10) },
  }),
  rows(_, { trials: { adding, linear } }) {
    const [loose, closer, strict] = [0, 1, 2].map((n) => milestone(adding, n))
    const straight = milestone(linear, 2)
    return [
      { kind: 'share', id: 'stopped', paper: all(10), ours: strict.share },
      { kind: 'number', id: 'sequences', paper: 74_000, ours: strict.mean },
      { kind: 'note', id: 'relaxed', paper: null, ours: loose.share },
      { kind: 'note', id: 'relaxed-sequences', paper: 74_000, ours: loose.mean },
      { kind: 'note', id: 'closer', paper: null, ours: closer.share },
      { kind: 'note', id: 'closer-sequences', paper: 74_000, ours: closer.mean },
      { kind: 'note', id: 'linear', paper: null, ours: straight.share },
      { kind: 'note', id: 'linear-sequences', paper: 74_000, ours: straight.mean },
    ]
  },
}

/** Experiment 3a: two sequences, T = 100, N = 3. */
export const hochreiter1997Sequences: Preset = {
  name: 'hochreiter1997-two-sequence',
  minutes: 4,
  parts: () => ({ two: { experiment: experiment('3a', 100_000), seeds: seeds(10) } }),
  rows(_, { trials: { two } }) {
    const [first, second] = [0, 1].map((n) => milestone(two, n))
    return [
      { kind: 'share', id: 'first', paper: all(10), ours: first.share },
      { kind: 'number', id: 'first-sequences', paper: 27_380, ours: first.mean },
      { kind: 'share', id: 'second', paper: all(10), ours: second.share },
      { kind: 'number', id: 'second-sequences', paper: 39_850, ours: second.mean },
    ]
  },
}

/** Experiment 5: multiplication. The short form takes the first criterion and fewer trials. */
export const hochreiter1997Multiplication: Preset = {
  name: 'hochreiter1997-multiplication',
  minutes: 5,
  fullMinutes: 60,
  parts: (full) => ({
    product: {
      experiment: experiment('5', full ? undefined : 700_000),
      seeds: seeds(full ? 10 : 4),
    },
  }),
  rows(_, { trials: { product } }) {
    const [loose, closer] = [0, 1].map((n) => milestone(product, n))
    const rows: PresetRow[] = [
      { kind: 'share', id: 'loose', paper: all(10), ours: loose.share },
      { kind: 'number', id: 'loose-sequences', paper: 482_000, ours: loose.mean },
    ]
    // Within the short form's sequences nobody can meet the second.
    const long = product.some(({ sequences }) => sequences > 1_273_000)
    const second: PresetRow[] = [
      {
        kind: long ? 'share' : 'note',
        id: 'closer',
        paper: all(10),
        ours: closer.share,
      } as PresetRow,
      {
        kind: long ? 'number' : 'note',
        id: 'closer-sequences',
        paper: 1_273_000,
        ours: closer.mean,
      } as PresetRow,
    ]
    return [...rows, ...second]
  },
}
