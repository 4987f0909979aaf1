/** Arrays that numpy.savez wrote, whose names may say which net they are. */
import type { GivenNet, NetReader } from '../../net-file.ts'
import type { Source } from '../../source.ts'
import type { TensorDirectory } from '../../tensors/tensor-directory.ts'
import { isZip, openZip } from '../../zip.ts'
import { netsByNames } from '../named-tensors.ts'
import { isNpy, numpyRefused } from './npy-header.ts'
import { holdsArrays, openNpz } from './npz.ts'

export const numpy: NetReader = { format: 'numpy', recognises, read, tensors }

async function recognises(head: Uint8Array, source: Source): Promise<boolean> {
  if (isNpy(head)) return true
  if (!isZip(head)) return false
  try {
    return holdsArrays(await openZip(source, 'NumPy'))
  } catch {
    // A broken archive is still NumPy's where its first file is an array.
    const length = (head[26] ?? 0) + 256 * (head[27] ?? 0)
    return new TextDecoder('latin1').decode(head.subarray(30, 30 + length)).endsWith('.npy')
  }
}

async function read(source: Source): Promise<GivenNet> {
  return { format: 'numpy', ...netsByNames(await tensors(source), 'NumPy'), metadata: {} }
}

async function tensors(source: Source): Promise<TensorDirectory> {
  // One array has no name, and is no net.
  if (isNpy(await source.bytes(0, Math.min(8, source.size))))
    throw numpyRefused('no-recurrent-layer')
  return openNpz(source)
}
