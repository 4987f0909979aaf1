/** Which net of a file is run, and as what: its name, its readout, the function of an RNN. */
import type { DenseStep, RecurrentLayer, Stack, Step } from '../../engine/stack/types.ts'
import type { Nonlinearity } from '../../engine/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import type { GivenNet, NetRemark } from '../../net-files/net-file.ts'
import { InputError } from '../../rules/input-error.ts'

export interface StackChoices {
  /** Its name, or its number as the X-ray prints it, from 1; a name goes before a number. */
  readonly net?: string
  /** A layer of `readouts`, by its name or its weight's, with or without `.weight`. */
  readonly readout?: string
  readonly nonlinearity?: Nonlinearity
}

export interface ChosenStack {
  readonly name: string
  readonly steps: readonly Step[]
  readonly readout: DenseStep | null
}

/**
 * A file as it is looked into without an input: all of its nets or the one that is asked for, its
 * RNNs with the function that is asked for.
 * @throws InputError run-which-net, run-option
 */
export function asAsked<T extends GivenNet>(
  file: T,
  { net, nonlinearity }: Pick<StackChoices, 'net' | 'nonlinearity'>,
): T {
  const chosen = net === undefined ? file.stacks : [named(file.stacks, net)]
  if (nonlinearity !== undefined && !chosen.some(({ steps }) => steps.some(isRnn)))
    throw new InputError('run-option', { option: 'nonlinearity' })
  const stacks = chosen.map((one) => ({
    ...one,
    steps: one.steps.map((step) => withFunction(step, nonlinearity)),
  }))
  return { ...file, stacks, remarks: unassumed(file.remarks, nonlinearity) }
}

/** What is said of a file, where a function that it leaves open is given by the user. */
export const unassumed = (
  remarks: readonly NetRemark[],
  nonlinearity: Nonlinearity | undefined,
): readonly NetRemark[] =>
  nonlinearity === undefined ? remarks : remarks.filter(({ is }) => is !== 'assumed-tanh')

/** @throws InputError run-which-net, run-readout, run-option */
export function chooseStack(
  stacks: readonly Stack[],
  { net, readout, nonlinearity }: StackChoices,
): ChosenStack {
  const stack = named(stacks, net)
  const found = readout === undefined ? null : readoutOf(stack, readout)
  const steps = found ? [...stack.steps, found] : stack.steps
  return { name: stack.name, steps: withNonlinearity(steps, nonlinearity), readout: found }
}

function named(stacks: readonly Stack[], net: string | undefined): Stack {
  if (net === undefined && stacks.length === 1) return stacks[0]
  const stack =
    stacks.find(({ name }) => name === net || sanitizeName(name) === net) ??
    (/^[1-9]\d{0,8}$/.test(net ?? '') ? stacks[Number(net) - 1] : undefined)
  if (stack) return stack
  throw new InputError('run-which-net', {
    asked: net === undefined ? null : sanitizeName(net),
    found: stacks.map(({ name }) => sanitizeName(name)),
  })
}

function readoutOf({ readouts }: Stack, asked: string): DenseStep {
  const found = readouts.find(({ name, tensors: { weight } }) =>
    [name, weight, weight.replace(/\.weight$/, '')].includes(asked),
  )
  if (found) return found
  throw new InputError('run-readout', {
    asked: sanitizeName(asked),
    found: readouts.map(({ name, tensors }) => sanitizeName(name === '' ? tensors.weight : name)),
  })
}

function withNonlinearity(steps: readonly Step[], is: Nonlinearity | undefined): readonly Step[] {
  if (is !== undefined && !steps.some(isRnn))
    throw new InputError('run-option', { option: 'nonlinearity' })
  return steps.map((step) => withFunction(step, is))
}

const isRnn = (step: Step): step is RecurrentLayer => step.is === 'recurrent' && step.kind === 'rnn'

const withFunction = (step: Step, is: Nonlinearity | undefined): Step =>
  is !== undefined && isRnn(step) ? { ...step, form: { ...step.form, candidate: { is } } } : step
