/** One sequence of a task as it is shown: what comes in, where it is asked, what is wanted. */

export interface ExampleSequence {
  readonly task: string
  /** From 1 among the held-out ones of the seed. */
  readonly number: number
  readonly seed: number
  /** T of a batch; behind `end` a shorter sequence has nothing. */
  readonly length: number
  /** Its own last time step, from 1. */
  readonly end: number
  /** Cue steps, from 1. */
  readonly marks: readonly number[]
  /** Of one-hot inputs the symbol of each time step 1..end; null where inputs are numbers. */
  readonly symbols: readonly string[] | null
  /** Of inputs that are numbers x_t, [end][I]; null where they are one-hot. */
  readonly x: readonly (readonly number[])[] | null
  /** What the I channels are, where they have names. */
  readonly channels: readonly string[] | null
  /** What the O outputs stand for; null where they are numbers. */
  readonly outputs: readonly string[] | null
  /** `cross-entropy`: outputs are classes, of which one is wanted, and nets give probabilities. */
  readonly loss: 'mse' | 'cross-entropy'
  /** Time steps at which an answer is wanted, and the targets y there, [asked][O]. */
  readonly asked: readonly { readonly t: number; readonly wanted: readonly number[] }[]
}

/** What a net answers to it. */
export interface ExampleAnswer {
  /** At each time step that is asked: probabilities of the classes, or the readout; [asked][O]. */
  readonly outputs: readonly (readonly number[])[]
  /** Mean over these. */
  readonly loss: number
  /** By the rule of the task; null where it is scored by its loss. */
  readonly right: number | null
  readonly of: number | null
}
