/** Chains of layers become stacks, and what is to be said of them. */
import type { DenseStep, RecurrentLayer, Stack, Step } from '../../../engine/stack/types.ts'
import type { NetRemark } from '../../net-file.ts'
import { knownActivation } from './activations.ts'
import type { Chain } from './chains.ts'
import { broken } from './json.ts'
import { stepsOf } from './steps.ts'

export interface Stacks {
  readonly stacks: readonly Stack[]
  readonly remarks: readonly NetRemark[]
}

/**
 * A chain is cut where a layer cannot be read; parts without a recurrent layer are left out.
 * @param model its name
 * @throws InputError net-file-…
 */
export function stacksOf(chains: readonly Chain[], model: string, version: string): Stacks {
  const read = chains.map((chain) => readChain(chain, version))
  const parts = read.flatMap(({ parts }) => parts).filter((steps) => steps.some(isRecurrent))
  const names = parts.map((steps) => steps.find(isRecurrent)?.name ?? '')
  const stacks = parts.map((steps, k): Stack => {
    return { name: (parts.length === 1 ? model : names[k]) ?? '', steps, readouts: [] }
  })
  const within = new Set(parts.flat().map(({ name }) => name))
  const skipped = [...new Set(read.flatMap((chain) => chain.skipped))]
  const branching = read.flatMap((chain) => chain.branching).filter((name) => within.has(name))
  return {
    stacks,
    remarks: [
      ...(skipped.length > 0 ? [{ is: 'skipped' as const, layers: skipped }] : []),
      ...(branching.length > 0 ? [{ is: 'branching' as const, layers: branching }] : []),
      ...read.flatMap((chain) => chain.masked).map((layer) => ({ is: 'masking' as const, layer })),
      ...read
        .flatMap((chain) => chain.started)
        .map((layer) => ({ is: 'initial-state' as const, layer })),
    ],
  }
}

const isRecurrent = (step: Step): step is RecurrentLayer => step.is === 'recurrent'

/** Behind it there is no time left to be flattened. */
const isLast = (step: Step) => isRecurrent(step) && step.returns === 'last'

function readChain(chain: Chain, version: string) {
  const parts: Step[][] = [[]]
  const [skipped, branching, masked, started]: string[][] = [[], [], [], []]
  let masks = false
  for (const node of chain) {
    const { name, kind, config } = node.layer
    const part = parts.at(-1) ?? []
    if (node.branching) branching?.push(name)
    if (kind === 'Activation' && fold(part, config.activation, version)) continue
    if (kind === 'Flatten' && part.some(isLast)) continue
    const read = stepsOf(node, version)
    if (read === null) {
      skipped?.push(kind)
      parts.push([])
      continue
    }
    masks ||= read.masks
    for (const step of read.steps) {
      const last = parts.at(-1) ?? []
      if (!follows(last.at(-1), step)) throw broken('bad-shape', step.name)
      if (step.is !== 'recurrent') last.push(step)
      else {
        last.push(step)
        if (masks) masked?.push(step.name)
        if (node.furtherInputs) started?.push(step.name)
      }
    }
    if (read.ends) parts.push([])
  }
  return {
    ...{ parts, skipped: skipped ?? [], branching: branching ?? [] },
    ...{ masked: masked ?? [], started: started ?? [] },
  }
}

/** A function behind a dense layer without one belongs to it. */
function fold(steps: Step[], given: unknown, version: string): boolean {
  const last = steps.at(-1)
  const activation = knownActivation(given, version)
  if (last?.is !== 'dense' || last.activation.is !== 'identity' || activation === null) return false
  const folded: DenseStep = { ...last, activation }
  steps.splice(-1, 1, folded)
  return true
}

/** Whether a step can read what the one before it makes. */
function follows(before: Step | undefined, step: Step): boolean {
  if (before === undefined) return true
  if (step.is === 'embedding') return false
  if (step.is === 'recurrent' && isRecurrent(before) && before.returns === 'last') return false
  return step.input === widthOf(before)
}

/** The size of what a step makes. */
export const widthOf = (step: Step): number =>
  isRecurrent(step) && step.forward && step.backward && step.merge === 'concat'
    ? 2 * step.output
    : step.output
