/** A layers model of TensorFlow.js: model.json, and its weights in files beside it. */
import type { Stack, Step } from '../../../engine/stack/types.ts'
import { isObject } from '../../../io/json.ts'
import { field, hasKeys, readJsonObject } from '../../json-file.ts'
import type { GivenNet, NetReader, NetRemark } from '../../net-file.ts'
import type { Source } from '../../source.ts'
import type { TensorDirectory } from '../../tensors/tensor-directory.ts'
import { chainsOf } from './chains.ts'
import { type LayerConfig, stepsOf } from './layers.ts'
import { FORMAT, modelBroken, modelRefused, openWeights } from './weights.ts'

export const tensorflowJs: NetReader = {
  format: FORMAT,
  recognises: (head, source) => hasKeys(head, source, ['modelTopology', 'weightsManifest']),
  read,
  tensors: async (source) =>
    openWeights(field(await readJsonObject(source, FORMAT), 'weightsManifest'), source),
}

async function read(source: Source): Promise<GivenNet> {
  const json = await readJsonObject(source, FORMAT)
  const topology = field(json, 'modelTopology')
  if (field(json, 'format') === 'graph-model' || (isObject(topology) && 'node' in topology))
    throw modelRefused('graph-model')
  // Python's Keras wraps what JavaScript writes bare.
  const model = isObject(topology) ? (field(topology, 'model_config') ?? topology) : null
  if (!isObject(model)) throw modelBroken('missing', 'modelTopology')
  const { chains, parted } = chainsOf(model)
  const directory = await openWeights(field(json, 'weightsManifest'), source)
  const skipped: LayerConfig[] = []
  const stacks = chains.flatMap((chain) => stacksOf(chain, directory, skipped))
  if (stacks.length === 0) throw modelRefused('no-recurrent-layer')
  const remarks: NetRemark[] = []
  if (skipped.length > 0)
    remarks.push({ is: 'skipped', layers: skipped.map(({ className }) => className) })
  if (parted.length > 0) remarks.push({ is: 'branching', layers: parted })
  for (const { className, name, config } of chains.flat())
    if (className === 'Masking' || config.mask_zero === true)
      remarks.push({ is: 'masking', layer: name })
  const by = field(json, 'generatedBy')
  const convention = typeof by === 'string' ? by : 'TensorFlow.js'
  const named = stacks.length > 1 ? stacks.map(nameOf) : stacks
  return { format: FORMAT, convention, stacks: named, remarks, metadata: {} }
}

/** Of several nets in a file each is called by its first recurrent layer. */
function nameOf(stack: Stack): Stack {
  const first = stack.steps.find((step) => step.is === 'recurrent')
  return { ...stack, name: first?.name ?? '' }
}

/** A chain's stacks: one ends where a layer cannot be read, or does not fit the one before. */
function stacksOf(
  chain: readonly LayerConfig[],
  directory: TensorDirectory,
  skipped: LayerConfig[],
): Stack[] {
  const stacks: Step[][] = [[]]
  const read: LayerConfig[][] = [[]]
  for (const layer of chain) {
    const steps = stepsOf(layer, directory)
    if (steps === null) {
      skipped.push(layer)
      stacks.push([])
      read.push([])
      continue
    }
    for (const step of steps) {
      const before = stacks.at(-1)?.at(-1)
      if (step.is !== 'embedding' && before && step.input !== widthOf(before))
        throw modelBroken('bad-shape', layer.name)
      stacks.at(-1)?.push(step)
    }
    if (steps.length > 0) read.at(-1)?.push(layer)
  }
  return stacks.flatMap((steps, place) => {
    if (steps.some((step) => step.is === 'recurrent')) return [{ name: '', steps, readouts: [] }]
    for (const layer of read[place]) skipped.push(layer)
    return []
  })
}

/** How many numbers a step makes at each time step. */
const widthOf = (step: Step): number =>
  step.is === 'recurrent' && step.merge === 'concat' && step.forward && step.backward
    ? 2 * step.output
    : step.output
