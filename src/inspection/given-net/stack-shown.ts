/** What a picture of a stack's run needs: no array of numbers is copied for it. */
import { log10Norm } from '../../engine/reference/scaled-vector.ts'
import type { DirectionGradients, DirectionRun } from '../../engine/stack/direction.ts'
import { lastOf } from '../../engine/stack/sequences.ts'
import { sanitizeName } from '../../io/sanitize.ts'
import { InputError } from '../../rules/input-error.ts'
import { inputAttribution, unitAttribution } from './attribution.ts'
import type { StackResult } from './inspect-stack.ts'
import type { NetInventory } from './net-schema.ts'
import { isRecurrent } from './stack-case.ts'
import type { ShownStack, StatesSeen } from './stack-schema.ts'

/** @throws InputError net-overflows, also for what is not shown */
export function shownStack(
  { chosen, given, standardize, run, gradients, of, loss }: StackResult,
  { format, convention, remarks }: Omit<NetInventory, 'nets'>,
  { name, steps }: NetInventory['nets'][number],
): ShownStack {
  const { B, lengths } = given
  const { outputs, layers } = run
  const all = outputs.values
  checkFinite('output', [all, Float64Array.of(of.value, loss ?? 0)])
  rounded(gradients.dx.map(log10Norm))
  for (const { weight, bias } of gradients.others.values())
    checkFinite('gradient', bias ? [weight, bias] : [weight])
  const isEmbedded = chosen.steps[0].is === 'embedding'
  const attributed = inputAttribution(run.read, gradients.dx, isEmbedded)
  checkFinite(
    'gradient',
    attributed.steps.map((one) => Float64Array.from(one)),
  )
  const recurrent = chosen.steps.filter(isRecurrent)
  return {
    ...{ format, convention, net: name, remarks, steps },
    readout: chosen.readout && sanitizeName(chosen.readout.name || chosen.readout.tensors.weight),
    ...(standardize && { standardize }),
    ignored: [...given.ignored],
    ...{ length: given.T, batch: B, lengths: lengths && [...lengths] },
    initial: { h0: given.h0 !== null, c0: given.c0 !== null },
    ...{ of, loss },
    prediction: Array.from({ length: B }, (_, b) => {
      const at = (lastOf(b, outputs) * B + b) * outputs.width
      return Array.from(all.subarray(at, at + outputs.width))
    }),
    layers: layers.map(({ directions }, n) => {
      const { name: given, kind, input, hidden, output } = recurrent[n]
      return {
        ...{ name: sanitizeName(given), kind, input, hidden, output },
        directions: directions.map((one, d) => directionOf(one, gradients.layers[n][d], B)),
      }
    }),
    attribution: attributed,
  }
}

function directionOf(
  run: DirectionRun,
  gradients: DirectionGradients,
  B: number,
): ShownStack['layers'][number]['directions'][number] {
  const { backwards, steps } = run
  const { profile, parameters } = gradients
  const attribution = unitAttribution(run, gradients, B)
  checkFinite('gradient', [Float64Array.from(attribution.units)])
  const seen = (steps: readonly Float64Array[]): StatesSeen => {
    checkFinite('state', steps)
    return { T: steps.length, B, steps }
  }
  if (parameters) {
    const { peepholes, ...arrays } = parameters
    const all = [...Object.values(arrays), ...Object.values(peepholes ?? {})]
    checkFinite(
      'gradient',
      all.filter((one) => one !== null),
    )
  }
  const gates = Object.keys(steps[0]?.gates ?? {})
  const cells = steps.flatMap(({ c }) => c ?? [])
  const { hidden, cell, belt, rest, input } = profile
  return {
    is: backwards ? 'backward' : 'forward',
    gates: Object.fromEntries(
      gates.map((gate) => {
        const values = steps.map((one) => one.gates[gate])
        return [gate, seen(values)]
      }),
    ),
    hiddenState: seen(steps.map(({ h }) => h)),
    cellState: cells.length === steps.length ? seen(cells) : null,
    log10: {
      hidden: rounded(hidden),
      cell: cell && rounded(cell),
      belt: belt && rounded(belt),
      rest: rest && rounded(rest),
      input: rounded(input),
    },
    attribution,
  }
}

function checkFinite(what: 'output' | 'state' | 'gradient', all: readonly Float64Array[]): void {
  if (!all.every((values) => values.every(Number.isFinite)))
    throw new InputError('net-overflows', { what })
}

/** To 6 decimals, as in the other inspection. */
export function rounded(values: readonly (number | null)[]): (number | null)[] {
  if (!values.every((value) => value === null || Number.isFinite(value)))
    throw new InputError('net-overflows', { what: 'gradient' })
  return values.map((value) => (value === null ? null : Math.round(value * 1e6) / 1e6 + 0))
}
