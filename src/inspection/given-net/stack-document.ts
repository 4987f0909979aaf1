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

/** A weight's gradient: its norm, and its numbers with their shape in a small net. */
interface Gradient {
  readonly log10: number | null
  readonly shape: readonly number[]
  readonly values: Float64Array | null
}
type Gradients = Readonly<Record<string, Gradient>>

/**
 * What the document has beside what is shown, without lists: plain data, which goes from thread to
 * thread.
 */
export interface StackNumbers {
  /** Numbers of states that the document would have. */
  readonly states: number
  /** [T, B, width] */
  readonly outputs: {
    readonly shape: readonly [number, number, number]
    readonly values: Float64Array
  }
  readonly input: StackInspection['input']
  /** By recurrent layer and direction. */
  readonly layers: readonly (readonly Gradients[])[]
  readonly others: readonly {
    readonly step: number
    readonly name: string
    readonly parameters: Gradients
  }[]
}

function statesIn(steps: readonly Step[], { T, B }: Pick<Case, 'T' | 'B'>): number {
  let numbers = 0
  let length = T
  for (const step of steps) {
    if (step.is !== 'recurrent') continue
    const sides = [step.forward, step.backward].filter((one) => one !== null).length
    numbers += length * B * step.hidden * STATES * sides
    if (step.returns === 'last') length = 1
  }
  return numbers + length * B * (steps.at(-1)?.output ?? 0)
}

function checkNumbers(numbers: number, most: number): void {
  if (numbers > most) throw new InputError('run-json', { numbers, most })
}

/**
 * Whether the states of a run can be written as JSON, before it is run.
 * @throws InputError run-json
 */
export const checkLength = (
  steps: readonly Step[],
  size: Pick<Case, 'T' | 'B'>,
  most = MOST_NUMBERS,
): void => checkNumbers(statesIn(steps, size), most)

export function stackNumbers({ chosen, given, run, gradients }: StackResult): StackNumbers {
  const { outputs, layers } = run
  const weights = layers.flatMap(({ layer }) =>
    [layer.forward, layer.backward].map((one) => (one ? weightsOf(layer) : 0)),
  )
  const isSmall = weights.reduce((sum, one) => sum + one, 0) <= MOST_WEIGHTS
  const recurrent = chosen.steps.filter(isRecurrent)
  return {
    states: statesIn(chosen.steps, given),
    outputs: { shape: [outputs.T, given.B, outputs.width], values: outputs.values },
    input: rounded(gradients.dx.map(log10Norm)),
    layers: gradients.layers.map((directions, n) =>
      directions.map((one) => directionGradients(recurrent[n], one, isSmall)),
    ),
    others: [...gradients.others]
      .sort(([a], [b]) => a - b)
      .map(([step, { weight, bias }]) => {
        const width = chosen.steps[step]
        const columns = width.is === 'embedding' ? width.output : width.input
        return {
          ...{ step, name: sanitizeName(width.name) },
          parameters: {
            weight: gradientOf(weight, columns, isSmall),
            ...(bias ? { bias: gradientOf(bias, null, isSmall) } : {}),
          },
        }
      }),
  }
}

/**
 * @param shown of the same result
 * @throws InputError run-json
 */
export function stackDocument(
  { states, outputs, input, layers, others }: StackNumbers,
  { prediction, layers: shown, ...facts }: ShownStack,
  most = MOST_NUMBERS,
): StackInspection {
  checkNumbers(states, most)
  return {
    schema: 'gatelab.inspection/2',
    ...facts,
    outputs: nest(outputs.values, outputs.shape),
    prediction,
    layers: shown.map(({ directions, ...layer }, n) => ({
      ...layer,
      directions: directions.map((one, d) => directionOf(one, layers[n][d])),
    })),
    input: [...input],
    others: others.map(({ parameters, ...one }) => ({ ...one, parameters: listedAll(parameters) })),
  }
}

const weightsOf = ({ input: I, hidden: H, output: R }: RecurrentLayer) => 4 * H * (I + R)

function directionGradients(
  { input: I, hidden: H, output: R }: RecurrentLayer,
  { parameters }: DirectionGradients,
  isSmall: boolean,
): Gradients {
  const found: Record<string, Gradient> = {}
  if (!parameters) return found
  const { input, recurrent, inputBias, recurrentBias, peepholes, projection } = parameters
  const add = (name: string, values: Float64Array | null | undefined, columns: number | null) => {
    if (values) found[name] = gradientOf(values, columns, isSmall)
  }
  add('input', input, I)
  add('recurrent', recurrent, R)
  add('inputBias', inputBias, null)
  add('recurrentBias', recurrentBias, null)
  for (const gate of ['i', 'f', 'o'] as const) add(`peepholes.${gate}`, peepholes?.[gate], null)
  add('projection', projection, H)
  return found
}

function directionOf(
  one: ShownStack['layers'][number]['directions'][number],
  gradients: Gradients,
): Direction {
  const { is, gates, hiddenState, cellState, log10, attribution } = one
  return {
    is,
    gates: Object.fromEntries(
      Object.entries(gates).map(([gate, states]) => [gate, listed(states)]),
    ),
    hiddenState: listed(hiddenState),
    cellState: cellState && listed(cellState),
    gradient: { log10, parameters: listedAll(gradients) },
    attribution,
  }
}

const listed = ({ B, steps }: StatesSeen): number[][][] =>
  steps.map((values) => nest(values, [B, values.length / B]))

const listedAll = (gradients: Gradients): Parameters =>
  Object.fromEntries(
    Object.entries(gradients).map(([name, { log10, shape, values }]) => [
      name,
      { log10, values: values && nest(values, shape) },
    ]),
  )

function gradientOf(values: Float64Array, columns: number | null, isSmall: boolean): Gradient {
  const shape = columns === null ? [values.length] : [values.length / columns, columns]
  const [log10] = rounded([log10Norm(scaled(values))])
  return { log10, shape, values: isSmall ? values : null }
}
