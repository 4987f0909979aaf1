/** How the sequences of a task are written down: a name for each channel of inputs and outputs. */

export interface Notation {
  /**
   * Of one-hot inputs the symbol of each channel. Absent where inputs are numbers; their channels
   * may have names of their own.
   */
  readonly symbols?: readonly string[]
  /** Of inputs that are numbers, what each channel is: `value`, `marker`. */
  readonly channels?: readonly ('value' | 'marker')[]
  /** What each output stands for; absent where outputs are numbers. `even`, `odd` are words. */
  readonly outputs?: readonly string[]
}

/** Stands for a step of waiting, and for the sign that ends the wait. */
export const [BLANK_SIGN, CUE_SIGN] = ['·', '|']

/** 1 to K, as symbols without a name of their own are called. */
export const numbered = (K: number): string[] => Array.from({ length: K }, (_, k) => `${k + 1}`)

/** a1 to aK, as Hochreiter & Schmidhuber 1997 call their distractors. */
export const distractors = (K: number): string[] => numbered(K).map((k) => `a${k}`)

/** X…X to Y…Y: all orders of so many, the last one fastest. */
export const orders = (count: number): string[] =>
  Array.from({ length: 2 ** count }, (_, order) =>
    order.toString(2).padStart(count, '0').replaceAll('0', 'X').replaceAll('1', 'Y'),
  )
