/** Bytes of a pickle to values. Nothing that a pickle says is run, imported or looked up. */
import type { NetFileProblem } from '../../../rules/errors/net-file-errors.ts'
import { OPCODES } from './opcodes.ts'
import { Machine, PickleError } from './pickle-machine.ts'
import type { Storage, Value } from './pickle-values.ts'

export interface Unpickled {
  readonly value: Value
  /** Bytes that it took. */
  readonly end: number
  readonly storages: ReadonlyMap<string, Storage>
  /** Names of classes and functions that mean nothing here. */
  readonly foreign: readonly string[]
}

const STOP = '.'.charCodeAt(0)

/**
 * @param most opcodes that are taken, each of which makes a few dozen bytes at most
 * @returns the problem where it is broken; null where the bytes end before it does
 */
export function unpickle(
  bytes: Uint8Array,
  most: number,
): Unpickled | { readonly problem: NetFileProblem } | null {
  const machine = new Machine(bytes)
  try {
    for (let done = 0; done < most; done++) {
      const opcode = machine.u8()
      if (opcode === STOP) {
        const value = machine.pop()
        const { at: end, storages, foreign } = machine
        return { value, end, storages, foreign: [...foreign] }
      }
      const step = OPCODES.get(opcode)
      if (step === undefined) return { problem: 'bad-entry' }
      step(machine)
    }
    return { problem: 'too-large' }
  } catch (error) {
    if (!(error instanceof PickleError)) throw error
    return error.problem === null ? null : { problem: error.problem }
  }
}
