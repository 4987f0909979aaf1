/** Temporal order by length and clipping: Pascanu, Mikolov & Bengio 2013, figure 7. */
import { at, designOf, ofCell, seeds, solved } from './measures.ts'
import type { Preset, PresetRow, ShareOfRuns } from './preset.ts'

const LENGTHS = [10, 20, 30, 50]
const CLIPS = [null, 1]

const part = ({ count, of }: ShareOfRuns): number => (of > 0 ? count / of : 0)

export const pascanu2013: Preset = {
  name: 'pascanu2013-temporal-order',
  minutes: 2,
  fullMinutes: 600,
  parts: (full) => ({
    order: designOf(
      {
        task: 'temporal-order',
        cells: ['rnn'],
        hidden: 50,
        batch: 20,
        ...(full
          ? { optimizer: 'sgd', learningRate: 0.01, steps: 5_000_000, evalEvery: 5000 }
          : { optimizer: 'adam', learningRate: 0.003, steps: 3000 }),
        seeds: seeds(5),
        untilSolved: true,
      },
      [
        { option: 'length', values: LENGTHS },
        { option: 'clip', values: CLIPS },
      ],
    ),
  }),
  rows({ order }) {
    const found = (length: number, clip: number | null) =>
      solved(ofCell(at(order, { length, clip }).runs, 'rnn'))
    const notes = LENGTHS.flatMap((length): PresetRow[] =>
      CLIPS.map((clip) => ({
        kind: 'note',
        id: `${clip === null ? 'free' : 'clipped'}-${length}`,
        paper: null,
        ours: found(length, clip),
      })),
    )
    // Statements about the whole curve: they hold or do not.
    const falls = CLIPS.map(
      (clip) => part(found(LENGTHS[0], clip)) > part(found(LENGTHS[LENGTHS.length - 1], clip)),
    )
    const clipped = LENGTHS.map((length) => part(found(length, 1)) >= part(found(length, null)))
    return [
      { kind: 'claim', id: 'falls-with-length', paper: null, ours: counted(falls) },
      { kind: 'claim', id: 'clipping-helps', paper: null, ours: counted(clipped) },
      ...notes,
    ]
  },
}

const counted = (held: readonly boolean[]): ShareOfRuns => ({
  count: held.filter(Boolean).length,
  of: held.length,
})
