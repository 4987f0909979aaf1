/**
 * Which gates and which biases matter: Jozefowicz et al. 2015, Greff et al. 2015, Tallec & Ollivier
 * 2018.
 */
import { at, designOf, ofCell, pairs, runsOf, seeds, solved, when } from './measures.ts'
import type { Preset } from './preset.ts'

/** Forget bias 1 beside 0, where the first symbol of two is far away. */
export const jozefowicz2015: Preset = {
  name: 'jozefowicz2015-forget-bias',
  minutes: 4,
  parts: () => ({
    order: designOf(
      {
        task: 'temporal-order',
        length: 50,
        cells: ['lstm'],
        steps: 2000,
        seeds: seeds(10),
        untilSolved: true,
      },
      [{ option: 'forget-bias', values: [0, 1] }],
    ),
  }),
  rows({ order }) {
    const [zero, one] = [0, 1].map((bias) => at(order, { 'forget-bias': bias }).runs)
    return [
      {
        kind: 'claim',
        id: 'one-before-zero',
        paper: null,
        ours: pairs(one, zero, (a, b) => when(a) < when(b)),
      },
      { kind: 'note', id: 'solved-with-zero', paper: null, ours: solved(zero) },
      { kind: 'note', id: 'solved-with-one', paper: null, ours: solved(one) },
    ]
  },
}

const ABLATIONS = [
  'no-forget',
  'no-output-tanh',
  'no-input',
  'no-output',
  'no-candidate-tanh',
  'coupled',
] as const
/** A part counts as needed if solving without it takes so many times as long, or fails. */
const MISSED = 1.5

/** A part left out at a time. */
export const greff2015: Preset = {
  name: 'greff2015-ablations',
  minutes: 5,
  parts: () => ({
    adding: designOf(
      {
        task: 'adding',
        length: 50,
        cells: ['lstm'],
        steps: 2000,
        seeds: seeds(10),
        untilSolved: true,
      },
      [{ option: 'variant', values: ['standard', ...ABLATIONS] }],
    ),
  }),
  rows({ adding }) {
    const standard = at(adding, { variant: 'standard' }).runs
    const missed = (variant: string) =>
      pairs(at(adding, { variant }).runs, standard, (a, b) => !(when(a) <= MISSED * when(b)))
    const notMissed = (variant: string) => {
      const { count, of } = missed(variant)
      return { count: of - count, of }
    }
    return [
      { kind: 'claim', id: 'forget-gate-missed', paper: null, ours: missed('no-forget') },
      {
        kind: 'claim',
        id: 'output-activation-missed',
        paper: null,
        ours: missed('no-output-tanh'),
      },
      { kind: 'claim', id: 'coupled-not-missed', paper: null, ours: notMissed('coupled') },
      { kind: 'note', id: 'input-gate-missed', paper: null, ours: missed('no-input') },
      { kind: 'note', id: 'output-gate-missed', paper: null, ours: missed('no-output') },
      { kind: 'note', id: 'candidate-tanh-missed', paper: null, ours: missed('no-candidate-tanh') },
    ]
  },
}

/** Chrono initialisation beside forget bias 1 on adding. */
export const tallec2018: Preset = {
  name: 'tallec2018-chrono',
  minutes: 5,
  fullMinutes: 240,
  parts: (full) => ({
    adding: designOf(
      {
        task: 'adding',
        length: full ? 750 : 200,
        hidden: full ? 128 : 32,
        cells: ['lstm'],
        steps: full ? 20_000 : 1500,
        learningRate: full ? 0.001 : 0.01,
        seeds: seeds(full ? 3 : 5),
        untilSolved: true,
      },
      [{ option: 'forget-bias', values: [1, 'chrono'] }],
    ),
  }),
  rows({ adding }) {
    const [one, chrono] = [1, 'chrono'].map((bias) => at(adding, { 'forget-bias': bias }).runs)
    const all = ofCell(runsOf(adding), 'lstm')
    return [
      { kind: 'claim', id: 'chrono-solves', paper: null, ours: solved(chrono) },
      {
        kind: 'claim',
        id: 'chrono-first',
        paper: null,
        ours: pairs(chrono, one, (a, b) => when(a) < when(b)),
      },
      { kind: 'note', id: 'solved-with-one', paper: null, ours: solved(one) },
      { kind: 'note', id: 'runs', paper: null, ours: all.length },
    ]
  },
}
