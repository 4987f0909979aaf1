/** Refusals of files of nets that other programs wrote. Names are cleaned for print. */

/** What is wrong with a file of a known format. */
export type NetFileProblem =
  | 'not-json'
  | 'too-deep'
  | 'too-large'
  | 'bad-header'
  | 'bad-entry'
  | 'bad-shape'
  | 'bad-type'
  | 'repeated'
  | 'missing'
  | 'outside'
  | 'not-finite'
  | 'compressed'

/** What a file holds that cannot be read here. */
export type NotReadable =
  | 'no-recurrent-layer'
  | 'unknown-layer'
  | 'unknown-activation'
  | 'unknown-type'
  | 'global'
  | 'script-object'
  | 'quantised'
  /** A script whose weights became constants of its code. */
  | 'frozen'
  /** A weight that a module computes from others, in a way that is not known. */
  | 'parametrised'
  /** A module with the weights of a cell of PyTorch's, and more; `name` says what. */
  | 'other-cell'
  /** A part of a net in several files that is none of the format. */
  | 'shard'
  /** One part of a net in several files; `name` is what their index is called. */
  | 'part'
  | 'other-version'
  | 'weights-without-config'
  | 'branching'
  | 'graph-model'
  | 'no-recurrent-node'
  | 'weights-computed'
  | 'several-states'
  | 'two-forms'
  | 'projection-lost'
  /** No name says which tensor is what; `name` lists the first ones with their shapes. */
  | 'unnamed-tensors'

/** What is wrong with a user's own description of a file (--map). */
export type NetMapProblem =
  | 'not-json'
  | 'missing'
  | 'unknown-field'
  | 'value'
  /** There is no tensor of that name. */
  | 'no-tensor'
  /** Letters of gates that are not those of the kind. */
  | 'gates'
  /** `found` has the tensor and its shape. */
  | 'shape'
  /** `found` has how many numbers a step reads, and how many it is given. */
  | 'chain'
  /** Files of the format, `found`, describe their nets themselves. */
  | 'no-tensors'

export interface NetFileErrors {
  /** A mapping that will not do: `place` is a field of it, or ''. */
  'net-map': { place: string; problem: NetMapProblem; found: string }
  /** The file ends before what it promises; bytes that it has. */
  'net-file-cut': { path: string; bytes: number }
  /** No reader knows it; what can be read is said. */
  'net-file-unknown': { path: string; bytes: number }
  /** The file is broken: `place` is a tensor, a field, a file inside it, or ''. */
  'net-file-broken': { format: string; problem: NetFileProblem; place: string }
  /** The file is whole, but this in it cannot be read; `name` says which. */
  'net-file-refused': { format: string; what: NotReadable; name: string }
}
