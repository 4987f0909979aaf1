/** What a file of named tensors holds, whatever its format: a reader makes nets of it by names. */
import type { Numbers } from '../../engine/stack/types.ts'

/** A tensor of a file. Its numbers are read when they are asked for. */
export interface TensorOfFile {
  /** As the file has it: not cleaned for print. */
  readonly name: string
  readonly shape: readonly number[]
  /** The type of its numbers as the format calls it: F32, <f4, float32. */
  readonly dtype: string
  /**
   * All numbers, row-major. Throws InputError net-file-… where the file breaks off, or numbers of
   * this type cannot be read.
   */
  load(): Promise<Numbers>
}

/** By name, in the file's order. */
export type TensorDirectory = ReadonlyMap<string, TensorOfFile>
