/** What is found in a file that somebody's program wrote: nets, whatever its format. */
import type { Stack } from '../engine/stack/types.ts'
import type { Source } from './source.ts'
import type { TensorDirectory } from './tensors/tensor-directory.ts'

const NET_FORMATS = [
  'safetensors',
  'pytorch',
  'keras',
  'onnx',
  'flax',
  'numpy',
  'tensorflow.js',
  'brain.js',
] as const
export type NetFormat = (typeof NET_FORMATS)[number]

/** What should be said about a file, as a value; the text tables have the sentences. */
export type NetRemark =
  /** Tensors that belong to no net that can be read here: their number, and the first few. */
  | { readonly is: 'unused'; readonly count: number; readonly names: readonly string[] }
  /** Which function the RNN has is not said in the file; tanh is assumed. */
  | { readonly is: 'assumed-tanh'; readonly layer: string }
  /** gatelab's own file, of a version that did not write which LSTM it holds, nor any surgery. */
  | { readonly is: 'assumed-variant' }
  /** Modules of one list are taken for layers one above the other, since their sizes chain. */
  | { readonly is: 'chained'; readonly layers: readonly string[] }
  /** gatelab's own file of a net under surgery: its weights are here without it; operations. */
  | { readonly is: 'surgery'; readonly count: number }
  /** A reparametrisation was undone: weight_norm, spectral_norm, pruning, weight_drop. */
  | { readonly is: 'undone'; readonly what: string; readonly tensor: string }
  /** Layers of the model that are there and not read: their kinds. */
  | { readonly is: 'skipped'; readonly layers: readonly string[] }
  /** The file has weights without a description of the cells: the usual functions are assumed. */
  | { readonly is: 'assumed-form'; readonly layers: readonly string[] }
  /** In its maker's program the layer leaves out padded steps; here every step is run. */
  | { readonly is: 'masking'; readonly layer: string }
  /** Layers where the graph parts or meets: each begins or ends a stack. */
  | { readonly is: 'branching'; readonly layers: readonly string[] }
  /** The layer's first state comes from another layer; here it is what the file holds, or zeros. */
  | { readonly is: 'initial-state'; readonly layer: string }
  /** The recurrent node is known to be exported wrongly by its maker's program. */
  | { readonly is: 'wrong-export'; readonly layer: string; readonly what: 'projection' }

  /** The file says how long the layer's sequences are; here a case does. */
  | { readonly is: 'own-lengths'; readonly layer: string }
  /** The file is one part of a net in several: `names` has what their index is called, `what` "2/3". */
  | { readonly is: 'part'; readonly names: readonly string[]; readonly what: string }

export interface GivenNet {
  readonly format: NetFormat
  /** In words of the format, short: "Keras 3.15 weights", "opset 20"; not cleaned for print. */
  readonly convention: string
  /** At least one, in the file's order. */
  readonly stacks: readonly Stack[]
  readonly remarks: readonly NetRemark[]
  /** Text that the file says of itself (safetensors' metadata, ONNX's producer). */
  readonly metadata: Readonly<Record<string, string>>
}

export interface ReadChoices {
  /** The user's own description of the file, as parsed JSON; see mapping. */
  readonly map?: unknown
}

/** One format. A reader is loaded when a file may be its own, and not before. */
export interface NetReader {
  readonly format: NetFormat
  /**
   * Whether the file is of this format, by its content and never by its name's ending. `head` are
   * its first bytes, 4,096 at most.
   */
  recognises(head: Uint8Array, source: Source): boolean | Promise<boolean>
  /** Throws InputError net-file-… where the file is broken, or holds no net that can be read. */
  read(source: Source, choices: ReadChoices): Promise<GivenNet>
  /**
   * The file's named tensors, for a net that only its user can describe; absent where the format
   * describes its nets itself.
   */
  tensors?(source: Source): Promise<TensorDirectory>
}
