/** Where a weights file that gatelab wrote says what its net is; see src/training. */

/** The key in a safetensors file's metadata. */
export const WEIGHTS_KEY = 'gatelab'
/** Of the JSON that stands there. */
export const FORMAT = 1

/**
 * Earlier versions wrote which cell, task and length, and nothing of variants: such a file may hold
 * any of them.
 */
export const isEarlier = (metadata: Readonly<Record<string, string>>): boolean =>
  ['cell', 'task', 'length'].every((key) => Object.hasOwn(metadata, key)) &&
  /^\d{1,9}$/.test(metadata.length)
