/** safetensors under names of PyTorch, Flax or Keras, in one file or in shards. */
import { InputError } from '../../../rules/input-error.ts'
import type { GivenNet, NetReader } from '../../net-file.ts'
import type { Source } from '../../source.ts'
import { netsByNames } from '../named-tensors.ts'
import { asDescribed } from './own-description.ts'
import { isSafetensors, readSafetensors } from './safetensors-tensors.ts'
import { isIndex, readShards } from './shards.ts'

export const safetensors: NetReader = {
  format: 'safetensors',
  recognises: (head) => isSafetensors(head) || isIndex(head),
  read,
  tensors: async (source) => (await tensorsOf(source)).tensors,
}

async function read(source: Source): Promise<GivenNet> {
  const { whole, tensors, metadata } = await tensorsOf(source)
  if (metadata.format?.startsWith('gatelab.workbench/'))
    throw new InputError('net-workbench', { path: source.path })
  const { convention: names, ...found } = netsByNames(tensors, 'safetensors')
  const { stacks, remarks } = asDescribed(found, metadata)
  const convention = whole ? names : `${names}, in shards`
  return { format: 'safetensors', convention, stacks, remarks, metadata }
}

async function tensorsOf(source: Source) {
  const head = await source.bytes(0, Math.min(9, source.size))
  return isSafetensors(head)
    ? { whole: true, ...(await readSafetensors(source)) }
    : { whole: false, tensors: await readShards(source), metadata: {} }
}
