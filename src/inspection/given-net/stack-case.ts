/** A case as a stack reads it: its x must fit the first step, its h0 and c0 the layers. */
import type { StartStates } from '../../engine/stack/direction.ts'
import type { StackInput } from '../../engine/stack/stack.ts'
import type { RecurrentLayer, Step } from '../../engine/stack/types.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Case } from './case-file.ts'
import { type Numbers, placeOf } from './case-numbers.ts'

/** @throws InputError case-… and run-… where the case does not fit. */
export function stackInput(steps: readonly Step[], given: Case): StackInput {
  const { x, T, B, I, lengths } = given
  const [first] = steps
  if (first.is === 'embedding') checkSymbols(first.symbols, given)
  else if (I !== first.input)
    throw new InputError('case-sizes', { key: 'x', found: I, expected: first.input })
  return { x, T, B, lengths, starts: startsOf(steps.filter(isRecurrent), given) }
}

export const isRecurrent = (step: Step): step is RecurrentLayer => step.is === 'recurrent'

function checkSymbols(symbols: number, { x, T, B, I }: Case): void {
  if (I !== 1) throw new InputError('case-sizes', { key: 'x', found: I, expected: 1 })
  const at = x.findIndex((one) => !(Number.isInteger(one) && one >= 0 && one < symbols))
  if (at < 0) return
  const place = placeOf('x', at, [T, B])
  throw new InputError('run-symbol', { place, found: x[at], most: symbols - 1 })
}

/** Of each layer and direction, from [layers·directions, B, n]; [B, n] or [n] of a lone one. */
function startsOf(layers: readonly RecurrentLayer[], { B, h0, c0 }: Case): StartStates[][] {
  const sides = layers.flatMap((layer) =>
    [layer.forward, layer.backward].filter((one) => one !== null).map(() => layer),
  )
  const [{ kind }] = layers
  if (c0 && layers.every((layer) => layer.kind !== 'lstm'))
    throw new InputError('case-no-cell-state', { cell: kind === 'gru' ? 'gru' : 'rnn' })
  const hs =
    h0 &&
    statesOf(
      'h0',
      h0,
      B,
      sides.map(({ output }) => output),
    )
  const cs =
    c0 &&
    statesOf(
      'c0',
      c0,
      B,
      sides.map(({ hidden }) => hidden),
    )
  const all = sides.map((_, n) => ({ h0: hs?.[n] ?? null, c0: cs?.[n] ?? null }))
  return layers.map((layer) => all.filter((_, n) => sides[n] === layer))
}

function statesOf(key: 'h0' | 'c0', given: Numbers, B: number, sizes: readonly number[]) {
  const [n] = sizes
  if (sizes.some((size) => size !== n)) throw new InputError('run-states-differ', { key })
  const { data, shape } = given
  const expected = [sizes.length, B, n]
  const full = sizes.length === 1 ? expected.slice(-shape.length) : expected
  if (full.length !== shape.length || full.some((size, side) => size !== shape[side]))
    throw new InputError('run-states', { key, found: shape, expected })
  return sizes.map((_, k) =>
    Float64Array.from({ length: B * n }, (_, m) => data[(k * B * n + m) % data.length]),
  )
}
