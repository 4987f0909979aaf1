/** Nets in a directory of tensors whose format says nothing but names: each way of naming is tried. */
import { sanitizeName } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import type { GivenNet } from '../net-file.ts'
import { refused } from '../refusals.ts'
import type { TensorDirectory } from '../tensors/tensor-directory.ts'
import { moduleStacks } from './module-names/module-stacks.ts'
import { isTorchName, torchStacks } from './torch-names/torch-stacks.ts'

/** Tensors that a refusal lists at most. */
const LISTED = 12

/**
 * Names of PyTorch first, then those of Flax and Keras.
 * @throws InputError net-file-refused `unnamed-tensors` with the first tensors where none fits
 */
export function netsByNames(
  directory: TensorDirectory,
  format: string,
): Pick<GivenNet, 'stacks' | 'remarks' | 'convention'> {
  if ([...directory.keys()].some(isTorchName))
    return { ...torchStacks(directory, format), convention: 'PyTorch' }
  const found = moduleStacks(directory, format)
  if (found) return { ...found, convention: 'names of modules' }
  throw unnamedTensors(directory, format)
}

/** Says which tensors there are, so that a mapping can say what they are. */
export function unnamedTensors(directory: TensorDirectory, format: string): InputError {
  if (directory.size === 0) return refused(format, 'no-recurrent-layer')
  const listed = [...directory.values()]
    .slice(0, LISTED)
    .map(({ name, shape }) => `"${sanitizeName(name)}" [${shape.join(', ')}]`)
  const name = [...listed, ...(directory.size > LISTED ? ['…'] : [])].join(', ')
  return new InputError('net-file-refused', { format, what: 'unnamed-tensors', name })
}
