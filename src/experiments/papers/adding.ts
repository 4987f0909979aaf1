/**
 * The adding problem in its modern form: the claims of this project's own README, and of Le, Jaitly
 * & Hinton 2015.
 */
import { at, designOf, ofCell, seeds, share, solved } from './measures.ts'
import type { Preset } from './preset.ts'

const LENGTHS = [50, 100, 200]
/** An error above this is the baseline's, 1/6, give or take the sampling of 512 sequences. */
const NEAR_BASELINE = 0.13

/** The LSTM solves adding at every length, the RNN at none. */
export const claimsAdding: Preset = {
  name: 'claims-adding',
  against: 'readme',
  minutes: 5,
  fullMinutes: 15,
  parts: (full) => ({
    adding: designOf(
      {
        task: 'adding',
        forgetBias: 'chrono',
        steps: 1500,
        seeds: seeds(full ? 10 : 5),
        untilSolved: true,
      },
      [{ option: 'length', values: LENGTHS }],
    ),
  }),
  rows: ({ adding }) =>
    LENGTHS.flatMap((length) => {
      const { runs } = at(adding, { length })
      const unsolved = share(ofCell(runs, 'rnn'), ({ solvedAt }) => solvedAt === null)
      return [
        { kind: 'claim', id: `lstm-${length}`, paper: null, ours: solved(ofCell(runs, 'lstm')) },
        { kind: 'claim', id: `rnn-${length}`, paper: null, ours: unsolved },
      ] as const
    }),
}

/**
 * Figure 2 of Le, Jaitly & Hinton 2015: at T = 150 the LSTM solves, the tanh RNN stays at the
 * baseline.
 */
export const le2015Adding: Preset = {
  name: 'le2015-adding',
  minutes: 4,
  fullMinutes: 60,
  parts: (full) => ({
    adding: designOf({
      task: 'adding',
      length: 150,
      hidden: full ? 100 : 32,
      batch: full ? 16 : 32,
      steps: full ? 10_000 : 2000,
      learningRate: full ? 0.003 : 0.01,
      forgetBias: 4,
      seeds: seeds(5),
      untilSolved: true,
    }),
  }),
  rows({ adding }) {
    const [rnn, lstm] = (['rnn', 'lstm'] as const).map((cell) =>
      ofCell(adding.schema === 'gatelab.report/1' ? adding.runs : [], cell),
    )
    const stays = share(rnn, ({ final }) => final.metric !== null && final.metric > NEAR_BASELINE)
    return [
      { kind: 'claim', id: 'lstm', paper: null, ours: solved(lstm) },
      { kind: 'claim', id: 'rnn', paper: null, ours: stays },
    ]
  },
}
