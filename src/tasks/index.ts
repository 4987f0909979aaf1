/** All tasks, and how to find one by its name. */
import { InputError } from '../rules/input-error.ts'
import { nearest } from '../rules/nearest.ts'
import { adding } from './adding.ts'
import { adding1997 } from './adding-1997.ts'
import { analects } from './analects.ts'
import { anbn } from './anbn.ts'
import { anbncn } from './anbncn.ts'
import { continualReber } from './continual-reber.ts'
import { copy } from './copy.ts'
import { data } from './from-files/data.ts'
import { series } from './from-files/series.ts'
import { text } from './from-files/text.ts'
import { longLag } from './long-lag.ts'
import { longLagDistractors } from './long-lag-distractors.ts'
import { longLagRandom } from './long-lag-random.ts'
import { memory5Bit } from './memory-5-bit.ts'
import { memory20Bit } from './memory-20-bit.ts'
import { multiplication } from './multiplication.ts'
import { CARRIED_NAMES, type CarriedName, TASK_NAMES, type TaskName } from './names.ts'
import { parity } from './parity.ts'
import { parityEachStep } from './parity-each-step.ts'
import { reber } from './reber.ts'
import { recall } from './recall.ts'
import type { TaskKind } from './shared/task.ts'
import { sonnets } from './sonnets.ts'
import { temporalOrder } from './temporal-order.ts'
import { temporalOrder3 } from './temporal-order-3.ts'
import { temporalOrder1997 } from './temporal-order-1997.ts'
import { twoSequence } from './two-sequence.ts'
import { twoSequenceNoisy } from './two-sequence-noisy.ts'
import { twoSequenceTargets } from './two-sequence-targets.ts'

const KINDS: Readonly<Record<TaskName, TaskKind>> = {
  adding,
  'adding-1997': adding1997,
  multiplication,
  recall,
  'two-sequence': twoSequence,
  'two-sequence-noisy': twoSequenceNoisy,
  'two-sequence-targets': twoSequenceTargets,
  'long-lag': longLag,
  'long-lag-random': longLagRandom,
  'long-lag-distractors': longLagDistractors,
  'temporal-order': temporalOrder,
  'temporal-order-1997': temporalOrder1997,
  'temporal-order-3': temporalOrder3,
  copy,
  'memory-5-bit': memory5Bit,
  'memory-20-bit': memory20Bit,
  reber,
  'continual-reber': continualReber,
  parity,
  'parity-each-step': parityEachStep,
  anbn,
  anbncn,
}

export const TASKS: readonly TaskKind[] = TASK_NAMES.map((name) => KINDS[name])

const CARRIED: Readonly<Record<CarriedName, TaskKind>> = { sonnets, analects }

/** Those on a text that the package carries. */
export const CARRIED_TASKS: readonly TaskKind[] = CARRIED_NAMES.map((name) => CARRIED[name])

/** Those whose sequences come from a file of one's own. */
export const FILE_TASKS: readonly TaskKind[] = [text, data, series]

export const ALL_TASKS: readonly TaskKind[] = [...TASKS, ...CARRIED_TASKS, ...FILE_TASKS]
const known = ALL_TASKS.map((kind) => kind.name)

/**
 * The kind of task with this name. Throws InputError 'unknown-task', naming the nearest if it is
 * near.
 */
export function findTask(name: string): TaskKind {
  const found = ALL_TASKS.find((kind) => kind.name === name)
  if (found) return found
  const file = /[./\\]/.test(name)
  throw new InputError('unknown-task', {
    name,
    nearest: file ? null : nearest(name, known),
    known,
    file,
  })
}
