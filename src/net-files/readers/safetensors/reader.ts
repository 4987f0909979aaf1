/** safetensors under PyTorch's names, in one file or in shards. */
import { InputError } from '../../../rules/input-error.ts'
import type { GivenNet, NetReader } from '../../net-file.ts'
import type { Source } from '../../source.ts'
import { torchStacks } from '../torch-names/torch-stacks.ts'
import { asDescribed } from './own-description.ts'
import { isSafetensors, readSafetensors } from './safetensors-tensors.ts'
import { isIndex, readShards } from './shards.ts'

export const safetensors: NetReader = {
  format: 'safetensors',
  recognises: (head) => isSafetensors(head) || isIndex(head),
  read,
}

async function read(source: Source): Promise<GivenNet> {
  const head = await source.bytes(0, Math.min(9, source.size))
  const whole = isSafetensors(head)
  const { tensors, metadata } = whole
    ? await readSafetensors(source)
    : { tensors: await readShards(source), metadata: {} }
  if (metadata.format?.startsWith('gatelab.workbench/'))
    throw new InputError('net-workbench', { path: source.path })
  const { stacks, remarks } = asDescribed(torchStacks(tensors, 'safetensors'), metadata)
  const convention = whole ? 'PyTorch' : 'PyTorch, in shards'
  return { format: 'safetensors', convention, stacks, remarks, metadata }
}
