/** Runs a net of any layers on a case, and tells everything that happens inside. */
import { MAX_MEMORY } from '../../engine/kernels.ts'
import { loadStack } from '../../engine/stack/load-stack.ts'
import { runStack, type StackGradients, type StackRun } from '../../engine/stack/stack.ts'
import type { Step } from '../../engine/stack/types.ts'
import type { Variant } from '../../engine/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import type { GivenNet } from '../../net-files/net-file.ts'
import { openNetFile } from '../../net-files/open-net-file.ts'
import { asVariant } from '../../net-files/readers/safetensors/own-description.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Standardization } from '../../tasks/shared/task.ts'
import type { Case } from './case-file.ts'
import { checkWeights } from './check-weights.ts'
import { type ChosenStack, chooseStack, type StackChoices, unassumed } from './choose-stack.ts'
import { askedOf, parseDifferentiated } from './differentiated.ts'
import { readMappingFile } from './mapping.ts'
import { inventory } from './net-inventory.ts'
import { counting, type OnProgress } from './net-progress.ts'
import { standardized } from './own-words.ts'
import { isRecurrent, stackInput } from './stack-case.ts'
import { checkLength, type StackNumbers, stackNumbers } from './stack-document.ts'
import { stackProducts } from './stack-products.ts'
import type { ShownStack } from './stack-schema.ts'
import { shownStack } from './stack-shown.ts'

export interface InspectStackChoices extends StackChoices {
  /** What is differentiated; the loss where the case has y, else the norm of the last h. */
  readonly of?: string
  /** The path of a mapping. */
  readonly map?: string
  readonly variant?: Variant
  /** All of it is to be written as JSON. */
  readonly json?: boolean
}

/** What a run has come to, for whoever makes a document or a picture of it. */
export interface StackResult {
  readonly chosen: ChosenStack
  /** As the net read it. */
  readonly given: Case
  readonly standardize: Standardization | null
  readonly run: StackRun
  readonly gradients: StackGradients
  readonly of: { readonly expression: string; readonly asked: boolean; readonly value: number }
  readonly loss: number | null
}

/** Plain data, of which a document is made when it is asked for (stackDocument). */
export interface InspectedStack {
  readonly shown: ShownStack
  readonly numbers: StackNumbers
}

/**
 * What a net of a file makes of the sequences of a case, and the gradients of what `of` says.
 * @param readCase called when it is known whether x are symbols
 * @throws InputError cannot-read, net-file-…, run-…, case-…, net-overflows, too-much-memory.
 */
export async function inspectStack(
  path: string,
  readCase: (symbols: boolean) => Promise<Case>,
  choices: InspectStackChoices = {},
  onProgress?: OnProgress,
): Promise<InspectedStack> {
  const expression = choices.of === undefined ? null : parseDifferentiated(choices.of)
  const map = choices.map === undefined ? undefined : await readMappingFile(choices.map)
  const opened = await openNetFile(path, { map })
  try {
    const file = ofVariant(opened, choices.variant)
    const chosen = chooseStack(file.stacks, choices)
    if (file.remarks.some(({ is }) => is === 'surgery'))
      throw new InputError('run-own-file', { what: 'surgery' })
    const { steps } = chosen
    const read = await readCase(steps[0].is === 'embedding')
    const { given, standardize } = standardized(file, steps, read)
    const input = stackInput(steps, given)
    checkMemory(steps, given)
    if (choices.json) checkLength(steps, given)
    const stack = await loadStack({ steps }, await stackProducts())
    checkWeights(stack, steps)
    const timeSteps = timeStepsOf(steps, given.T)
    let onStep = counting('forward', timeSteps, onProgress)
    const run = runStack(stack, { ...input, onStep: () => onStep() })
    onStep = counting('back', timeSteps, onProgress)
    const { outputs } = run
    if (given.O !== null && given.O !== outputs.width)
      throw new InputError('case-sizes', { key: 'y', found: given.O, expected: outputs.width })
    const loss = given.y ? askedOf({ is: 'loss' }, 'loss', run, given.y).value : null
    const of = choices.of ?? (given.y ? 'loss' : 'h[-1].norm')
    const { value, asked } = askedOf(expression ?? parseDifferentiated(of), of, run, given.y)
    const gradients = run.back({ ...asked, parameters: true })
    const what = { expression: sanitizeName(of), asked: choices.of !== undefined, value }
    const remarks = unassumed(file.remarks, choices.nonlinearity)
    const stacks = [{ ...chosen, readouts: [] }]
    const { nets, ...head } = inventory({ ...file, stacks, remarks })
    const result = { chosen, given, standardize, run, gradients, of: what, loss }
    const shown = shownStack(result, head, nets[0])
    return { shown, numbers: stackNumbers(result) }
  } finally {
    await opened.close()
  }
}

/** The variant can be said of a file that leaves it open. */
function ofVariant<T extends GivenNet>(file: T, variant: Variant | undefined): T {
  if (variant === undefined) return file
  if (variant === 'gru' || !file.remarks.some(({ is }) => is === 'assumed-variant'))
    throw new InputError('run-option', { option: 'variant' })
  return { ...file, ...asVariant(file, variant) }
}

/** Of all directions of all layers. */
function timeStepsOf(steps: readonly Step[], T: number): number {
  let all = 0
  let length = T
  for (const step of steps.filter(isRecurrent)) {
    all += length * [step.forward, step.backward].filter((one) => one !== null).length
    if (step.returns === 'last') length = 1
  }
  return all
}

/** Numbers that a direction keeps of each time step and unit, and of each input. */
const KEPT_OF_UNIT = 40
const KEPT_OF_INPUT = 4

/** Before anything is allocated. */
export function checkMemory(steps: readonly Step[], { T, B }: Case): void {
  const numbers = steps.map((step) => {
    if (step.is !== 'recurrent') return 6 * step.output
    const sides = [step.forward, step.backward].filter((one) => one !== null).length
    return sides * (KEPT_OF_UNIT * step.hidden + KEPT_OF_INPUT * step.input)
  })
  const needed = 8 * T * B * numbers.reduce((sum, one) => sum + one, 0)
  if (needed > MAX_MEMORY)
    throw new InputError('too-much-memory', { needed, available: MAX_MEMORY })
}
