/**
 * Copying memory: Arjovsky, Shah & Bengio 2016, figure 1, and Bai, Kolter & Koltun 2018 after them.
 */
import { designOf, runsOf, seeds } from './measures.ts'
import type { Preset, ShareOfRuns } from './preset.ts'

/**
 * An error within this share of the baseline means that the net has learned to output blanks, and
 * nothing else.
 */
const NEAR = 0.05

export const arjovsky2016: Preset = {
  name: 'arjovsky2016-copy',
  minutes: 5,
  fullMinutes: 120,
  parts: (full) => ({
    copy: designOf({
      task: 'copy',
      length: 100,
      hidden: full ? 128 : 40,
      batch: 20,
      learningRate: full ? 0.001 : 0.003,
      steps: full ? 10_000 : 1200,
      evalEvery: 200,
      seeds: seeds(3),
    }),
  }),
  rows({ copy }) {
    const baseline = copy.schema === 'gatelab.report/1' ? copy.task.baseline : Number.NaN
    const at = (cell: 'rnn' | 'lstm'): ShareOfRuns => {
      const runs = runsOf(copy).filter((run) => run.cell === cell)
      const there = runs.filter(
        ({ final }) => Math.abs((final.metric ?? Number.NaN) - baseline) <= NEAR * baseline,
      )
      return { count: there.length, of: runs.length }
    }
    const median =
      copy.schema === 'gatelab.report/1' ? (copy.summary.lstm?.medianMetric ?? null) : null
    return [
      { kind: 'number', id: 'baseline', paper: 0.173, ours: median },
      { kind: 'claim', id: 'lstm-at-baseline', paper: null, ours: at('lstm') },
      { kind: 'claim', id: 'rnn-at-baseline', paper: null, ours: at('rnn') },
    ]
  },
}
