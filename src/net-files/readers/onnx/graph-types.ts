/** What a graph consists of, as read from its file. */
import type { Message, Range } from './wire.ts'

/** A tensor that stands in the file; its numbers are still there. */
export interface StoredTensor {
  readonly name: string
  readonly dims: readonly number[]
  /** TensorProto.DataType: 1 is float32. */
  readonly type: number
  /** The message, for numbers in typed fields. */
  readonly message: Message
  readonly raw: Range | null
  /** Where its bytes stand beside the model; null where they stand in it. */
  readonly external: ReadonlyMap<string, string> | null
}

export interface Attribute {
  /** Name of the calling node's attribute that stands for this one; '' for its own value. */
  readonly ref: string
  readonly integer: number
  readonly float: number
  readonly text: string
  readonly integers: readonly number[]
  readonly floats: readonly number[]
  readonly texts: readonly string[]
  readonly tensor: StoredTensor | null
  readonly graph: Graph | null
}

export interface Node {
  readonly op: string
  readonly domain: string
  readonly name: string
  /** Names of values; '' for an optional one that is not there. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: ReadonlyMap<string, Attribute>
}

export interface Graph {
  readonly name: string
  readonly nodes: readonly Node[]
  readonly tensors: readonly StoredTensor[]
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
}
