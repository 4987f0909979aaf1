/** Where a weights file that gatelab wrote says what its net is; see src/training. */

/** The key in a safetensors file's metadata. */
export const WEIGHTS_KEY = 'gatelab'
/** Of the JSON that stands there. */
export const FORMAT = 1
