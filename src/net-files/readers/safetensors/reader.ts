/** safetensors under names of PyTorch, Flax or Keras, in one file or in shards. */
import { InputError } from '../../../rules/input-error.ts'
import type { GivenNet, NetReader } from '../../net-file.ts'
import { refused } from '../../refusals.ts'
import { isIndex, isIndexOfPickles, readShards } from '../../shards.ts'
import type { Source } from '../../source.ts'
import { netsByNames } from '../named-tensors.ts'
import { asDescribed } from './own-description.ts'
import { isSafetensors, readSafetensors } from './safetensors-tensors.ts'

export const safetensors: NetReader = {
  format: 'safetensors',
  recognises: async (head, source) =>
    isSafetensors(head) || (isIndex(head) && !(await isIndexOfPickles(head, source))),
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
  if (await isWhole(source)) return { whole: true, ...(await readSafetensors(source)) }
  const tensors = await readShards(source, 'safetensors', async (shard, name) => {
    if (!(await isWhole(shard))) throw refused('safetensors', 'shard', name)
    return (await readSafetensors(shard)).tensors
  })
  return { whole: false, tensors, metadata: {} }
}

const isWhole = async (source: Source) =>
  isSafetensors(await source.bytes(0, Math.min(9, source.size)))
