/** What is inside a file of nets, as data that may be printed: no numbers are read for it. */
import type { DenseStep, Direction, Stack, Step } from '../../engine/stack/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import type { GivenNet, NetRemark } from '../../net-files/net-file.ts'
import type { NetInventory } from './net-schema.ts'

/** The document without what the numbers say. Names are cleaned. */
export function inventory(net: GivenNet): NetInventory {
  return {
    schema: 'gatelab.net/1',
    format: net.format,
    convention: sanitizeName(net.convention),
    metadata: cleaned(net.metadata),
    nets: net.stacks.map(netOf),
    remarks: net.remarks.map(cleanRemark),
  }
}

const cleaned = (texts: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[sanitizeName(key), sanitizeName(text)]] : [],
    ),
  )

const netOf = ({ name, steps, readouts }: Stack): NetInventory['nets'][number] => ({
  name: sanitizeName(name),
  steps: steps.map(stepOf),
  readouts: readouts.map(denseOf),
})

const denseOf = ({ is, name, input, output, activation, tensors }: DenseStep) => ({
  ...{ is, name: sanitizeName(name), input, output },
  ...{ activation: { ...activation }, tensors: cleaned(tensors) },
})

function stepOf(step: Step): NetInventory['nets'][number]['steps'][number] {
  if (step.is === 'dense') return denseOf(step)
  if (step.is === 'embedding') {
    const { is, name, symbols, output, tensors } = step
    return { is, name: sanitizeName(name), symbols, output, tensors: cleaned(tensors) }
  }
  const { is, name, kind, input, hidden, output, form, merge, returns, forward, backward } = step
  const { gate, candidate, output: squash } = form
  const made = step.asMade === undefined ? {} : { asMade: step.asMade }
  return {
    ...{ is, name: sanitizeName(name), kind, input, hidden, output, merge, returns, ...made },
    form: { ...form, gate: { ...gate }, candidate: { ...candidate }, output: { ...squash } },
    directions: [
      ...(forward ? [directionOf('forward', forward)] : []),
      ...(backward ? [directionOf('backward', backward)] : []),
    ],
  }
}

const directionOf = (is: 'forward' | 'backward', { tensors }: Direction) => ({
  is,
  tensors: cleaned(tensors),
})

/** Every text and list of texts in it, whatever its kind has. */
function cleanRemark({ is, ...facts }: NetRemark): NetInventory['remarks'][number] {
  const clean = (fact: unknown): unknown =>
    typeof fact === 'string' ? sanitizeName(fact) : Array.isArray(fact) ? fact.map(clean) : fact
  return { is, ...Object.fromEntries(Object.entries(facts).map(([key, one]) => [key, clean(one)])) }
}
