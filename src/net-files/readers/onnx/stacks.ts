/** Layers that read one another, as stacks with their embedding and their readout. */
import type { DenseStep, RecurrentLayer, Stack, Step } from '../../../engine/stack/types.ts'
import type { NetRemark } from '../../net-file.ts'
import type { Constants } from './constants.ts'
import { denseAt, embeddingBefore, type FoundDense, onlyReader } from './dense.ts'
import type { Node } from './graph-types.ts'
import type { RecurrentNode } from './recurrent.ts'
import { directionsOf, type Traced, Tracer } from './trace.ts'
import type { Place, Walk } from './walk.ts'

export interface FoundStacks {
  readonly stacks: readonly Stack[]
  readonly remarks: readonly NetRemark[]
  /** Nodes that became steps. */
  readonly read: ReadonlySet<Node>
}

const outputOf = (layer: RecurrentNode): number => directionsOf(layer) * layer.hidden

export async function stacksOf(
  nodes: readonly RecurrentNode[],
  constants: Constants,
  walk: Walk,
): Promise<FoundStacks> {
  const tracer = new Tracer(nodes, constants, walk)
  await findPairs(tracer, walk)
  const layers = tracer.pairs.joined(nodes)
  const nexts = await nextsOf(layers, tracer)
  const branching = layers.filter((layer) => (nexts.get(layer)?.length ?? 0) > 1)
  const next = (layer: RecurrentNode) => {
    const all = nexts.get(layer) ?? []
    return all.length === 1 ? all[0] : null
  }
  const readouts = await readoutsOf(tracer, constants, walk)
  const names = namesOf(layers)
  const read = new Set<Node>(nodes.map((layer) => layer.place.node))
  const stacks: Stack[] = []
  for (const chain of chainsOf(layers, next)) {
    const first = chain[0]
    const { node, scope } = first.place
    const embedding = await embeddingBefore(scope.input(node, 0), constants)
    const fits = embedding?.step.output === first.input
    const ends = readouts.filter(({ of }) => of.layer === chain.at(-1))
    const end = ends.length === 1 ? ends[0] : null
    for (const one of [...(embedding && fits ? [embedding.node] : []), ...(end?.nodes ?? [])])
      read.add(one)
    const steps: Step[] = [
      ...(embedding && fits ? [embedding.step] : []),
      ...chain.map((layer) => layerOf(layer, names, layer === chain.at(-1) && end?.of.last)),
      ...(end?.steps ?? []),
    ]
    const others = readouts.filter((one) => one !== end && chain.includes(one.of.layer))
    stacks.push({
      name: names.get(first) ?? '',
      steps,
      readouts: others.flatMap((one) => one.steps.slice(0, 1)),
    })
  }
  const parting: NetRemark[] =
    branching.length > 0
      ? [{ is: 'branching', layers: branching.map((layer) => names.get(layer) ?? '') }]
      : []
  return { stacks, remarks: parting, read }
}

/** Follows whatever stands side by side: pairs of nodes are met there. */
async function findPairs(tracer: Tracer, { places }: Walk): Promise<void> {
  for (const { node, scope } of places)
    if (node.op === 'Concat' && node.inputs.length === 2)
      await tracer.trace(scope.value(node.outputs[0] ?? ''))
}

/** The nodes' own names, and their paths where several have the same. */
export function namesOf(layers: readonly RecurrentNode[]): Map<RecurrentNode, string> {
  const counts = new Map<string, number>()
  for (const { place } of layers)
    counts.set(place.node.name, (counts.get(place.node.name) ?? 0) + 1)
  return new Map(
    layers.map((layer) => {
      const { node, path } = layer.place
      return [layer, node.name !== '' && counts.get(node.name) === 1 ? node.name : path]
    }),
  )
}

function layerOf(
  layer: RecurrentNode,
  names: ReadonlyMap<RecurrentNode, string>,
  last: boolean | undefined,
): RecurrentLayer {
  const { kind, input, hidden, form, forward, backward } = layer
  return {
    ...{ is: 'recurrent', name: names.get(layer) ?? '', kind, input, hidden, output: hidden },
    ...{ form, forward, backward, merge: 'concat', returns: last === true ? 'last' : 'all' },
  }
}

/** Which layers read all h_t of which. */
async function nextsOf(layers: readonly RecurrentNode[], tracer: Tracer) {
  const nexts = new Map<RecurrentNode, RecurrentNode[]>()
  for (const layer of layers) {
    const { node, scope } = layer.place
    const from = await tracer.trace(scope.input(node, 0))
    if (!from || !isInput(from, layer)) continue
    nexts.set(from.layer, [...(nexts.get(from.layer) ?? []), layer])
  }
  return nexts
}

function isInput({ layer, axes, last, direction }: Traced, next: RecurrentNode): boolean {
  const features = directionsOf(layer) === 2 ? 'DH' : 'H'
  const expected = next.batchFirst ? ['B', 'T', features] : ['T', 'B', features]
  const all = !last && direction === null && outputOf(layer) === next.input
  return all && axes.join() === expected.join()
}

/** Each layer in one chain, also where they read one another in a circle. */
function chainsOf(
  layers: readonly RecurrentNode[],
  next: (layer: RecurrentNode) => RecurrentNode | null,
): RecurrentNode[][] {
  const behind = new Set(layers.map(next))
  const placed = new Set<RecurrentNode>()
  const chains: RecurrentNode[][] = []
  for (const start of [...layers.filter((layer) => !behind.has(layer)), ...layers]) {
    const chain: RecurrentNode[] = []
    for (let at: RecurrentNode | null = start; at && !placed.has(at); at = next(at)) {
      placed.add(at)
      chain.push(at)
    }
    if (chain.length > 0) chains.push(chain)
  }
  return chains
}

/** Linear layers one after the other, behind a recurrent one. */
interface Readout {
  readonly of: Traced
  readonly steps: readonly DenseStep[]
  readonly nodes: readonly Node[]
}

/** Linear layers of one readout. */
const DENSE = 16

async function readoutsOf(tracer: Tracer, constants: Constants, walk: Walk): Promise<Readout[]> {
  const readouts: Readout[] = []
  for (const place of walk.places) {
    const { node, scope } = place
    if (node.op !== 'MatMul' && node.op !== 'Gemm') continue
    const of = await tracer.trace(scope.input(node, 0))
    if (!of || !isReadable(of)) continue
    const first = await denseAt(place, of.axes.length, constants, walk)
    if (first?.step.input !== outputOf(of.layer)) continue
    const found = [first]
    for (let more: FoundDense | null = first; more && found.length < DENSE; ) {
      const behind = denseBehind(more, walk)
      more = behind && (await denseAt(behind, of.axes.length, constants, walk))
      if (more) found.push(more)
    }
    const steps = found.map(({ step }) => step)
    readouts.push({ of, steps, nodes: found.flatMap(({ nodes }) => nodes) })
  }
  return readouts
}

/** Its last axis has all units, and it is all h_t, those at T or the last one. */
function isReadable({ layer, axes, last, atEnd, direction }: Traced): boolean {
  const features = directionsOf(layer) === 2 ? 'DH' : 'H'
  const before = axes.slice(0, -1).join()
  const ways = last || atEnd ? ['B', 't,B', 'B,t'] : ['T,B', 'B,T', 'TB']
  return direction === null && axes.at(-1) === features && ways.includes(before)
}

/** The next linear layer, where nothing else reads what is between. */
function denseBehind({ to }: FoundDense, walk: Walk): Place | null {
  const reader = onlyReader(to, walk)
  const op = reader?.place.node.op
  if (reader?.input !== 0) return null
  if (op === 'Identity' || op === 'Dropout')
    return denseBehind({ to: reader.to } as FoundDense, walk)
  return op === 'MatMul' || op === 'Gemm' ? reader.place : null
}
