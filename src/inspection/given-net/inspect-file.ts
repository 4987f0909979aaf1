/** What is inside a file of nets that another program wrote, without an input. */
import type { MatrixProducts } from '../../engine/stack/matrix-products.ts'
import type { DenseStep, EmbeddingStep, RecurrentLayer, Step } from '../../engine/stack/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import type { MappingTemplate } from '../../net-files/mapping/mapping-template.ts'
import type { GivenNet, NetFormat } from '../../net-files/net-file.ts'
import { openNetFile, templateOf } from '../../net-files/open-net-file.ts'
import { asAsked, type StackChoices } from './choose-stack.ts'
import { readMappingFile } from './mapping.ts'
import { inventory } from './net-inventory.ts'
import { counting, type OnProgress } from './net-progress.ts'
import type { MeasuredLayer, NetDocument, NetInventory } from './net-schema.ts'
import { stackProducts } from './stack-products.ts'
import { measuredBlocks } from './x-ray/gate-blocks.ts'
import { type MeasuredBefore, measureDirection } from './x-ray/measure-direction.ts'
import { oddNumbers } from './x-ray/odd-numbers.ts'

/** Told as soon as it is known: what there is, each recurrent layer, and all of it. */
export type NetEvent =
  | { readonly type: 'net-head'; readonly head: NetInventory }
  /** `net` and `step` count from 1; `net` is null where there is one alone. */
  | {
      readonly type: 'net-layer'
      readonly layer: MeasuredLayer
      readonly net: number | null
      readonly step: number
    }
  | { readonly type: 'net'; readonly net: NetDocument }

type Listed = NetInventory['nets'][number]['steps'][number]
type Known = NetDocument['nets'][number]['steps'][number]

/** A mapping to start from. @throws InputError as inspectFile */
export const mappingFor = (path: string): Promise<MappingTemplate> => templateOf(path)

export interface FileChoices extends Pick<StackChoices, 'net' | 'nonlinearity'> {
  /** The path of JSON that says which tensor is what. */
  readonly map?: string
}

/**
 * @throws InputError cannot-read, net-file-…, net-map, run-which-net, run-option, and what else
 * reading a file throws.
 */
export async function* inspectFile(
  path: string,
  choices: FileChoices = {},
  onProgress?: OnProgress,
): AsyncIterable<NetEvent> {
  const map = choices.map === undefined ? undefined : await readMappingFile(choices.map)
  const file = await openNetFile(path, { map })
  try {
    yield* netEvents(asAsked(file, choices), onProgress)
  } finally {
    await file.close()
  }
}

/** Numbers are loaded one direction at a time, and the inventory is told before any of them. */
export async function* netEvents(file: GivenNet, onProgress?: OnProgress): AsyncIterable<NetEvent> {
  const head = inventory(file)
  const blocks = file.stacks.flatMap(({ steps }) => steps.map(blocksOf)).reduce((a, b) => a + b, 0)
  const onBlock = counting('measure', blocks, onProgress)
  yield { type: 'net-head', head }
  const alone = head.nets.length === 1
  const nets: NetDocument['nets'] = []
  const seen = new Map<string, { net: number; step: number }>()
  const products = await stackProducts()
  const how: Measuring = { format: file.format, before: new Map(), products, onBlock }
  for (const [n, stack] of file.stacks.entries()) {
    const steps: Known[] = []
    for (const [s, step] of stack.steps.entries()) {
      const known = await measured(step, head.nets[n].steps[s], how)
      if (known.is === 'recurrent') {
        const key = keyOf(known)
        const layer = { ...known, sameAs: seen.get(key) ?? null }
        if (!layer.sameAs) seen.set(key, { net: n + 1, step: s + 1 })
        yield { type: 'net-layer', layer, net: alone ? null : n + 1, step: s + 1 }
        steps.push(layer)
      } else steps.push(known)
    }
    nets.push({ ...head.nets[n], steps })
  }
  yield { type: 'net', net: { ...head, nets } }
}

/** Equal for layers that compute the same with the same numbers. */
const keyOf = ({ kind, form, directions }: MeasuredLayer): string =>
  JSON.stringify([kind, form, directions.map(({ is, measured }) => [is, measured.digest])])

interface Measuring {
  readonly format: NetFormat
  readonly before: MeasuredBefore
  readonly products: MatrixProducts
  readonly onBlock: () => void
}

/** Blocks of recurrent matrices that are measured in a step. */
function blocksOf(step: Step): number {
  if (step.is !== 'recurrent') return 0
  const sides = [step.forward, step.backward].filter((one) => one !== null).length
  return sides * measuredBlocks(step).length
}

async function measured(step: Step, listed: Listed, how: Measuring): Promise<Known> {
  if (step.is === 'recurrent' && listed.is === 'recurrent') return layerOf(step, listed, how)
  if (step.is !== 'recurrent' && listed.is !== 'recurrent')
    return { ...listed, odd: await oddOf(step) }
  throw new Error('an inventory has the steps of its net')
}

async function layerOf(
  layer: RecurrentLayer,
  listed: Extract<Listed, { is: 'recurrent' }>,
  { format, ...how }: Measuring,
): Promise<MeasuredLayer> {
  const directions: MeasuredLayer['directions'] = []
  for (const one of listed.directions) {
    const direction = layer[one.is]
    if (direction === null) continue
    const measured = await measureDirection(layer, direction, format, how)
    directions.push({ ...one, measured })
  }
  return { ...listed, sameAs: null, directions }
}

async function oddOf(step: DenseStep | EmbeddingStep) {
  const { weight, bias = null } = (await step.load()) as Awaited<ReturnType<DenseStep['load']>>
  const columns = step.is === 'dense' ? step.input : step.output
  const tensor = sanitizeName(step.tensors.weight)
  const odd = oddNumbers({ tensor, numbers: weight, columns, isMatrix: true })
  if (bias === null || step.is !== 'dense') return odd
  const named = sanitizeName(step.tensors.bias ?? '')
  return [...odd, ...oddNumbers({ tensor: named, numbers: bias, columns: 1, isMatrix: false })]
}
