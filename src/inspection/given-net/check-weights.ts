/** Whether a stack can be run at all: its steps fit each other, and its numbers are numbers. */
import type { CellWeights } from '../../engine/stack/cells/cell.ts'
import type { LoadedStack } from '../../engine/stack/load-stack.ts'
import type { Numbers, Step } from '../../engine/stack/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'

/** @throws InputError run-sizes, run-not-finite */
export function checkWeights({ steps: loaded }: LoadedStack, steps: readonly Step[]): void {
  for (const [n, step] of steps.entries()) {
    if (n > 0 && step.is !== 'embedding' && widthOf(steps[n - 1]) !== step.input) {
      const given = widthOf(steps[n - 1])
      throw new InputError('run-sizes', { layer: nameOf(step), given, reads: step.input })
    }
    const check = (tensor: string, values: Numbers | null | undefined) => {
      if (values?.some((one) => !Number.isFinite(one)))
        throw new InputError('run-not-finite', { layer: nameOf(step), tensor })
    }
    const one = loaded[n]
    if (one.is === 'embedding') check('weight', one.weight)
    else if (one.is === 'dense') {
      check('weight', one.weightValues)
      check('bias', one.bias)
    } else {
      for (const { weights, h0, c0 } of one.directions) {
        for (const [name, values] of numbersOf(weights)) check(name, values)
        check('h0', h0)
        check('c0', c0)
      }
    }
  }
}

const numbersOf = (weights: CellWeights): [string, Numbers | null | undefined][] => [
  ['input', weights.inputValues],
  ['recurrent', weights.recurrentValues],
  ['inputBias', weights.inputBias],
  ['recurrentBias', weights.recurrentBias],
  ['projection', weights.projectionValues],
  ['peephole i', weights.peepholes?.i],
  ['peephole f', weights.peepholes?.f],
  ['peephole o', weights.peepholes?.o],
]

const nameOf = ({ name }: Step) => sanitizeName(name)

function widthOf(step: Step): number {
  if (step.is !== 'recurrent') return step.output
  const both = step.forward && step.backward && step.merge === 'concat'
  return both ? 2 * step.output : step.output
}
