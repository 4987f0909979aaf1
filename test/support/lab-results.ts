/** A small result of every kind, made by hand. */
import type { Kind, LabResult, LabResults } from '../../src/workbench/result-kinds.ts'
import { bench, diff, file, history, receipt, surgery, training } from './lab-results/bench.ts'
import { dial, dialOne } from './lab-results/dial.ts'
import {
  attribution,
  byLag,
  byLoss,
  context,
  example,
  gradient,
  memory,
  verification,
} from './lab-results/gradients.ts'
import { code, gru, jacobian, math, states, walk, walkBack, weighed } from './lab-results/steps.ts'

export { bench, diff, history, receipt, surgery, training } from './lab-results/bench.ts'
export { dialOne } from './lab-results/dial.ts'
export { falling, lstmProfile, SHORT, spec, task, wave } from './lab-results/facts.ts'
export { attribution, gradient, memory, verification } from './lab-results/gradients.ts'
export { gru, states, walk } from './lab-results/steps.ts'

/** Of these there is no more than their kind. */
type Wordless = 'help' | 'quit'

/** One of each kind at least: what goes over all of them leaves none out. */
export const RESULTS = {
  'by-loss': byLoss,
  'by-lag': byLag,
  example,
  bench,
  training,
  gradient,
  verification,
  walk,
  gru,
  weighed,
  math,
  code,
  states,
  'walk-back': walkBack,
  jacobian,
  memory,
  context,
  attribution,
  dial,
  'dial at one position': dialOne,
  surgery,
  history,
  diff,
  receipt,
  file,
  language: { kind: 'language', language: 'zh-CN' },
} as const satisfies { readonly [K in Exclude<Kind, Wordless>]: LabResults[K] } & Readonly<
  Record<string, LabResult>
>
