/** What reading tensors under PyTorch's names goes by. */
import type { NetRemark } from '../../net-file.ts'
import { broken } from '../../refusals.ts'
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
