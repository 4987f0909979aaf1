/** Results of a dial. */
import type { LabResults } from '../../../src/workbench/result-kinds.ts'
import { DIGEST, falling, lstmProfile, rnnProfile } from './facts.ts'

const dialedAt = (value: number | null, f: number): LabResults['dial']['now'] => ({
  value,
  line: value === null ? null : `clamp f ${value}`,
  restarted: false,
  length: 50,
  digest: DIGEST,
  cells: {
    lstm: {
      metric: 0.17 * (1 - f),
      loss: 0.2 * (1 - f),
      log10: { ...lstmProfile, cell: falling(40 * f), hidden: falling(20 * f) },
      stepsPerDecade: 20 * f,
      halfLife: { median: f === 1 ? null : 9.6 * f, longest: 41, longEnough: 3 },
    },
  },
})

export const dialOne: LabResults['dial'] = {
  kind: 'dial',
  what: 'f',
  metric: 'mse',
  range: { low: 0, high: 1, step: 0.01, coarse: 0.1 },
  now: dialedAt(null, 0.9),
  positions: [dialedAt(0.93, 0.93)],
}

const rnnDialed: LabResults['dial']['now']['cells']['rnn'] = {
  metric: null,
  loss: 0.3,
  log10: rnnProfile,
  stepsPerDecade: 1,
}

/** Three positions of the forget bias, at which both nets start anew. */
const biasAt = (value: number, f: number, line: string | null): LabResults['dial']['now'] => {
  const { cells, ...others } = dialedAt(value, f)
  return { ...others, line, restarted: line !== null, cells: { rnn: rnnDialed, ...cells } }
}
export const dial: LabResults['dial'] = {
  ...dialOne,
  what: 'forget-bias',
  range: { low: -10, high: 10, step: 0.1, coarse: 1 },
  now: biasAt(1, 0.5, null),
  positions: [0, 2.5, 5].map((value, n) => biasAt(value, (n + 1) / 3, `set forget-bias ${value}`)),
}
