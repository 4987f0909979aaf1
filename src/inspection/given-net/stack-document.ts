/** What happened in a stack, as the document of stack-schema.ts. */
import { log10Norm, scaled } from '../../engine/reference/scaled-vector.ts'
import type { DirectionGradients } from '../../engine/stack/direction.ts'
import type { RecurrentLayer, Step } from '../../engine/stack/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { nest } from '../../results/nested-arrays.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Case } from './case-file.ts'
import type { StackResult } from './inspect-stack.ts'
import { isRecurrent } from './stack-case.ts'
import type { ShownStack, StackInspection, StatesSeen } from './stack-schema.ts'
import { rounded } from './stack-shown.ts'

/** Gradients of weights are given one by one in nets of no more weights than this. */
const MOST_WEIGHTS = 1_000_000
/** Numbers of states that a document may have: JSON of more is no string of JavaScript. */
const MOST_NUMBERS = 20_000_000
/** Of a unit at a time step, at most: four gates, h and c. */
const STATES = 6

type Direction = StackInspection['layers'][number]['directions'][number]
type Parameters = Direction['gradient']['parameters']

/**
 * Whether the states of a run can be written as JSON, before it is run.
 * @throws InputError run-json
 */
export function checkLength(
  steps: readonly Step[],
  { T, B }: Pick<Case, 'T' | 'B'>,
  most = MOST_NUMBERS,
): void {
  let numbers = 0
  let length = T
  for (const step of steps) {
    if (step.is !== 'recurrent') continue
    const sides = [step.forward, step.backward].filter((one) => one !== null).length
    numbers += length * B * step.hidden * STATES * sides
    if (step.returns === 'last') length = 1
  }
  numbers += length * B * (steps.at(-1)?.output ?? 0)
  if (numbers > most) throw new InputError('run-json', { numbers, most })
}

/**
 * @param shown of the same result, which was checked for it
 * @throws InputError run-json
 */
export function stackDocument(
  { chosen, given, run, gradients }: StackResult,
  { prediction, layers: shown, ...facts }: ShownStack,
  most = MOST_NUMBERS,
): StackInspection {
  const { B } = given
  const { outputs, layers } = run
  const weights = layers.flatMap(({ layer }) =>
    [layer.forward, layer.backward].map((one) => (one ? weightsOf(layer) : 0)),
  )
  const isSmall = weights.reduce((sum, one) => sum + one, 0) <= MOST_WEIGHTS
  checkLength(chosen.steps, given, most)
  const recurrent = chosen.steps.filter(isRecurrent)
  return {
    schema: 'gatelab.inspection/2',
    ...facts,
    outputs: nest(outputs.values, [outputs.T, B, outputs.width]),
    prediction,
    layers: shown.map(({ directions, ...layer }, n) => ({
      ...layer,
      directions: directions.map((one, d) =>
        directionOf(recurrent[n], one, gradients.layers[n][d], isSmall),
      ),
    })),
    input: rounded(gradients.dx.map(log10Norm)),
    others: [...gradients.others]
      .sort(([a], [b]) => a - b)
      .map(([step, { weight, bias }]) => {
        const width = chosen.steps[step]
        const columns = width.is === 'embedding' ? width.output : width.input
        return {
          ...{ step, name: sanitizeName(width.name) },
          parameters: {
            weight: parameterOf(weight, columns, isSmall),
            ...(bias ? { bias: parameterOf(bias, null, isSmall) } : {}),
          },
        }
      }),
  }
}

const weightsOf = ({ input: I, hidden: H, output: R }: RecurrentLayer) => 4 * H * (I + R)

function directionOf(
  { input: I, hidden: H, output: R }: RecurrentLayer,
  { is, gates, hiddenState, cellState, log10 }: ShownStack['layers'][number]['directions'][number],
  { parameters }: DirectionGradients,
  isSmall: boolean,
): Direction {
  const found: Parameters = {}
  if (parameters) {
    const { input, recurrent, inputBias, recurrentBias, peepholes, projection } = parameters
    const add = (name: string, values: Float64Array | null | undefined, columns: number | null) => {
      if (values) found[name] = parameterOf(values, columns, isSmall)
    }
    add('input', input, I)
    add('recurrent', recurrent, R)
    add('inputBias', inputBias, null)
    add('recurrentBias', recurrentBias, null)
    for (const gate of ['i', 'f', 'o'] as const) add(`peepholes.${gate}`, peepholes?.[gate], null)
    add('projection', projection, H)
  }
  return {
    is,
    gates: Object.fromEntries(
      Object.entries(gates).map(([gate, states]) => [gate, listed(states)]),
    ),
    hiddenState: listed(hiddenState),
    cellState: cellState && listed(cellState),
    gradient: { log10, parameters: found },
  }
}

const listed = ({ T, B, at }: StatesSeen): number[][][] =>
  Array.from({ length: T }, (_, t) => Array.from({ length: B }, (_, b) => Array.from(at(t, b))))

function parameterOf(values: Float64Array, columns: number | null, isSmall: boolean) {
  const shape = columns === null ? [values.length] : [values.length / columns, columns]
  const [log10] = rounded([log10Norm(scaled(values))])
  return { log10, values: isSmall ? nest(values, shape) : null }
}
