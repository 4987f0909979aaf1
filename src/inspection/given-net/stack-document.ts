/** What happened in a stack, as the document of stack-schema.ts. */
import { log10Norm, scaled } from '../../engine/reference/scaled-vector.ts'
import type { DirectionGradients, DirectionRun } from '../../engine/stack/direction.ts'
import { lastOf } from '../../engine/stack/sequences.ts'
import type { RecurrentLayer } from '../../engine/stack/types.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { nest } from '../../results/nested-arrays.ts'
import { InputError } from '../../rules/input-error.ts'
import type { StackResult } from './inspect-stack.ts'
import type { NetInventory } from './net-schema.ts'
import { isRecurrent } from './stack-case.ts'
import type { StackInspection } from './stack-schema.ts'

/** Gradients of weights are given one by one in nets of no more weights than this. */
const MOST_WEIGHTS = 1_000_000
/** Numbers of states that a document may have: JSON of more is no string of JavaScript. */
const MOST_NUMBERS = 20_000_000

type Direction = StackInspection['layers'][number]['directions'][number]
type Parameters = Direction['gradient']['parameters']

/** @throws InputError net-overflows, too-much-memory */
export function stackDocument(
  { chosen, given, run, gradients, of, loss }: StackResult,
  { format, convention, remarks }: Omit<NetInventory, 'nets'>,
  { name, steps }: NetInventory['nets'][number],
): StackInspection {
  const { B, lengths } = given
  const { outputs, layers } = run
  const weights = layers.flatMap(({ layer }) =>
    [layer.forward, layer.backward].map((one) => (one ? weightsOf(layer) : 0)),
  )
  const isSmall = weights.reduce((sum, one) => sum + one, 0) <= MOST_WEIGHTS
  const numbers = layers.reduce(
    (sum, { layer, directions, flow }) => sum + flow.T * B * layer.hidden * 6 * directions.length,
    outputs.values.length,
  )
  if (numbers > MOST_NUMBERS)
    throw new InputError('too-much-memory', {
      needed: 200 * numbers,
      available: 200 * MOST_NUMBERS,
    })
  const all = outputs.values
  checkFinite('output', [all, Float64Array.of(of.value, loss ?? 0)])
  const prediction = Array.from({ length: B }, (_, b) => {
    const at = (lastOf(b, outputs) * B + b) * outputs.width
    return Array.from(all.subarray(at, at + outputs.width))
  })
  const recurrent = chosen.steps.filter(isRecurrent)
  return {
    schema: 'gatelab.inspection/2',
    ...{ format, convention, net: name, remarks, steps },
    readout: chosen.readout && sanitizeName(chosen.readout.name || chosen.readout.tensors.weight),
    ignored: [...given.ignored],
    ...{ length: given.T, batch: B, lengths: lengths && [...lengths] },
    initial: { h0: given.h0 !== null, c0: given.c0 !== null },
    ...{ of, loss, outputs: nest(all, [outputs.T, B, outputs.width]), prediction },
    layers: layers.map(({ directions }, n) => {
      const { name: given, kind, input, hidden, output } = recurrent[n]
      return {
        ...{ name: sanitizeName(given), kind, input, hidden, output },
        directions: directions.map((one, d) =>
          directionOf(recurrent[n], one, gradients.layers[n][d], B, isSmall),
        ),
      }
    }),
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
  { backwards, steps }: DirectionRun,
  { profile, parameters }: DirectionGradients,
  B: number,
  isSmall: boolean,
): Direction {
  const listed = (values: readonly Float64Array[], n: number) => {
    checkFinite('state', values)
    return values.map((one) => nest(one, [B, n]))
  }
  const gates = Object.keys(steps[0]?.gates ?? {})
  const hasCell = steps.every(({ c }) => c !== null)
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
  const { hidden, cell, belt, rest, input } = profile
  return {
    is: backwards ? 'backward' : 'forward',
    gates: Object.fromEntries(
      gates.map((gate) => [
        gate,
        listed(
          steps.map((one) => one.gates[gate]),
          H,
        ),
      ]),
    ),
    hiddenState: listed(
      steps.map(({ h }) => h),
      R,
    ),
    cellState: hasCell
      ? listed(
          steps.map(({ c }) => c as Float64Array),
          H,
        )
      : null,
    gradient: {
      log10: {
        hidden: rounded(hidden),
        cell: cell && rounded(cell),
        belt: belt && rounded(belt),
        rest: rest && rounded(rest),
        input: rounded(input),
      },
      parameters: found,
    },
  }
}

function parameterOf(values: Float64Array, columns: number | null, isSmall: boolean) {
  checkFinite('gradient', [values])
  const shape = columns === null ? [values.length] : [values.length / columns, columns]
  const [log10] = rounded([log10Norm(scaled(values))])
  return { log10, values: isSmall ? nest(values, shape) : null }
}

function checkFinite(what: 'output' | 'state' | 'gradient', all: readonly Float64Array[]): void {
  if (!all.every((values) => values.every(Number.isFinite)))
    throw new InputError('net-overflows', { what })
}

/** To 6 decimals, as in the other inspection. */
function rounded(values: readonly (number | null)[]): (number | null)[] {
  if (!values.every((value) => value === null || Number.isFinite(value)))
    throw new InputError('net-overflows', { what: 'gradient' })
  return values.map((value) => (value === null ? null : Math.round(value * 1e6) / 1e6 + 0))
}
