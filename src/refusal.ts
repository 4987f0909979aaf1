/**
 * Bad input, as a value: a code and what it concerns. The text tables turn it into one clear line in the user's
 * language; the command line prints that line and exits with code 2.
 */

/** Every way in which input can be refused, with what its sentence needs to know. */
export interface Refusals {
  /** Not one of the names that exist; nearest is the closest of them, or null. */
  'unknown-task': { name: string; nearest: string | null; known: readonly string[] }
  'unknown-command': { name: string; nearest: string | null; known: readonly string[] }
  'unknown-option': { name: string; nearest: string | null; command: string }
  'repeated-option': { name: string }
  'missing-value': { name: string }
  'unexpected-argument': { argument: string; command: string }
  'missing-argument': { argument: string; command: string }
  /** A value that is not a number of the wanted kind, or out of its range. */
  'not-a-number': { name: string; value: string; wanted: 'integer' | 'number'; min: number; max: number }
  'not-a-choice': { name: string; value: string; nearest: string | null; choices: readonly string[] }
  'bad-seeds': { value: string }
  'bad-clip': { value: string }
  'bad-forget-bias': { value: string }
  /** The run would need more memory than there is. Bytes. */
  'too-much-memory': { needed: number; available: number }
  'cannot-read': { path: string; reason: string }
  'cannot-write': { path: string; reason: string }
}

export type RefusalCode = keyof Refusals

/** Thrown for bad input and nothing else. Its message is for logs; users see the text table's sentence. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  constructor(
    readonly code: C,
    readonly facts: Refusals[C],
  ) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.name = 'Refusal'
  }
}
