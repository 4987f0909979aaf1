/** What reading tensors under PyTorch's names goes by. */
import { sanitizeName } from '../../../io/sanitize.ts'
import type { NetFileProblem, NotReadable } from '../../../rules/errors/net-file-errors.ts'
import { InputError } from '../../../rules/input-error.ts'
import type { NetRemark } from '../../net-file.ts'
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'

/** What a reader knows of modules beside their tensors, by their path with a dot behind it. */
export interface Hints {
  /** The function of an RNN. */
  readonly nonlinearity?: ReadonlyMap<string, 'tanh' | 'relu'>
  /** Modules that are embeddings. */
  readonly embeddings?: ReadonlySet<string>
}

export interface Reading {
  /** In whose name a file is refused. */
  readonly format: string
  readonly tensors: TensorDirectory
  readonly hints: Hints
  remark(remark: NetRemark): void
}

export const broken = (format: string, problem: NetFileProblem, name: string): InputError =>
  new InputError('net-file-broken', { format, problem, place: sanitizeName(name) })

export const refused = (format: string, what: NotReadable, name: string): InputError =>
  new InputError('net-file-refused', { format, what, name: sanitizeName(name) })

/** The tensor of a name that must be there, with as many sides. */
export function tensorOf({ format, tensors }: Reading, name: string, sides: number): TensorOfFile {
  const tensor = tensors.get(name)
  if (tensor === undefined) throw broken(format, 'missing', name)
  if (tensor.shape.length !== sides || tensor.shape.includes(0))
    throw broken(format, 'bad-shape', name)
  return tensor
}

/** Words that wrappers put into names: torch.compile, DataParallel, FSDP, checkpointing. */
const WRAPPERS =
  /(?:^|(?<=\.))(?:_orig_mod|module|_fsdp_wrapped_module|_checkpoint_wrapped_module)\./gu

/** A name without the wrappers' words. */
export const withoutWrappers = (name: string): string => name.replace(WRAPPERS, '')

/** The same tensors under such names; as they were where two would have the same. */
export function unwrapped(tensors: TensorDirectory): TensorDirectory {
  const bare = new Map([...tensors].map(([name, one]) => [withoutWrappers(name), one]))
  return bare.size === tensors.size ? bare : tensors
}
