/** The names of all tasks, in the order in which they are listed: related ones stand together. */
export const TASK_NAMES = [
  'adding',
  'adding-1997',
  'multiplication',
  'recall',
  'two-sequence',
  'two-sequence-noisy',
  'two-sequence-targets',
  'long-lag',
  'long-lag-random',
  'long-lag-distractors',
  'temporal-order',
  'temporal-order-1997',
  'temporal-order-3',
  'copy',
  'memory-5-bit',
  'memory-20-bit',
  'reber',
  'continual-reber',
  'parity',
  'parity-each-step',
  'anbn',
  'anbncn',
] as const

/** Tasks on a text that the package carries (lessons/texts/), by the names of these. */
export const CARRIED_NAMES = ['sonnets', 'analects'] as const

export type CarriedName = (typeof CARRIED_NAMES)[number]
export type TaskName = (typeof TASK_NAMES)[number]
