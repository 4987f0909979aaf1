/** Forgetting and counting: Gers, Schmidhuber & Cummins 2000, Gers & Schmidhuber 2001. */

import type { Run } from '../../results/report.ts'
import { largest } from '../../rules/extremes.ts'
import { at, designOf, ofCell, runsOf, seeds, share, solved } from './measures.ts'
import type { Preset } from './preset.ts'

/** A stream of embedded Reber strings without resets, with and without the forget gate. */
export const gers2000: Preset = {
  name: 'gers2000-continual-reber',
  minutes: 3,
  fullMinutes: 10,
  parts: (full) => ({
    reber: designOf(
      {
        task: 'continual-reber',
        length: 500,
        cells: ['lstm'],
        hidden: 12,
        steps: 800,
        forgetBias: 2,
        seeds: seeds(full ? 20 : 5),
        untilSolved: true,
      },
      [{ option: 'variant', values: ['standard', 'no-forget'] }],
    ),
  }),
  rows({ reber }) {
    const [standard, without] = ['standard', 'no-forget'].map(
      (variant) => at(reber, { variant }).runs,
    )
    return [
      { kind: 'claim', id: 'with', paper: null, ours: solved(standard) },
      {
        kind: 'claim',
        id: 'without',
        paper: null,
        ours: share(without, ({ solvedAt }) => solvedAt === null),
      },
    ]
  },
}

const reach = ({ reach }: Run): number => reach?.accepted ?? 0
const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]

/** aⁿbⁿ, trained to n = 10: how far beyond. */
export const gers2001: Preset = {
  name: 'gers2001-anbn',
  minutes: 3,
  parts: () => ({
    counting: designOf({ task: 'anbn', hidden: 16, steps: 2000, seeds: seeds(10) }),
  }),
  rows({ counting }) {
    const lstm = ofCell(runsOf(counting), 'lstm')
    const rnn = ofCell(runsOf(counting), 'rnn')
    const best = lstm.length === 0 ? null : largest(lstm.map(reach))
    return [
      { kind: 'claim', id: 'learned', paper: null, ours: share(lstm, (run) => reach(run) >= 10) },
      { kind: 'claim', id: 'beyond', paper: null, ours: share(lstm, (run) => reach(run) > 10) },
      { kind: 'number', id: 'best', paper: 1000, ours: best },
      { kind: 'note', id: 'lstm', paper: null, ours: median(lstm.map(reach)) },
      { kind: 'note', id: 'rnn', paper: null, ours: median(rnn.map(reach)) },
    ]
  },
}
