/** Weights under other programs' names, next to PyTorch's: PyTorch's outputs come of them. */
import { expect, it } from 'vitest'
import { loadStack } from '../../../../src/engine/stack/load-stack.ts'
import { runStack } from '../../../../src/engine/stack/stack.ts'
import { safetensors } from '../../../../src/net-files/readers/safetensors/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { entry, file } from '../../../support/safetensors.ts'
import { answerOf, type TorchAnswer } from '../../../support/torch-fixtures.ts'

type State = TorchAnswer['state']
type Named = [string, State[string]]

const sum = (a: State[string], b: State[string]) => ({
  shape: a.shape,
  values: a.values.map((one, k) => one + b.values[k]),
})
const rows = ({ values }: State[string], from: number, to: number) => ({
  shape: [to - from],
  values: values.slice(from, to),
})

/** As equinox.nn.LSTMCell has it: one bias. */
const oneBias = (state: State): Named[] =>
  Object.entries(state).flatMap(([name, one]): Named[] => {
    if (name.endsWith('bias_hh')) return []
    const bias = name.endsWith('bias_ih')
    return bias ? [[name.slice(0, -3), sum(one, state[name.replace('_ih', '_hh')])]] : [[name, one]]
  })

/** As equinox.nn.GRUCell has it: the bias of n that r multiplies stands alone. */
function biasOfN(state: State): Named[] {
  const [input, recurrent] = [state['rnn.bias_ih_l0'], state['rnn.bias_hh_l0']]
  const H = recurrent.shape[0] / 3
  const n = recurrent.values.map((one, k) => (k < 2 * H ? one : 0))
  return [
    ...Object.entries(state).flatMap(([name, one]): Named[] =>
      name.includes('bias_') ? [] : [[name.replace('_l0', ''), one]],
    ),
    ['rnn.bias', sum(input, { shape: input.shape, values: n })],
    ['rnn.bias_n', rows(recurrent, 2 * H, 3 * H)],
  ]
}

const HIDDEN = 'rnn.weight_hh_l0'
const within = (name: string) => name.replace(/^rnn\./u, 'rnn.module.')

/** As fastai saves an AWD-LSTM: the raw matrix, and the one that the last step dropped it to. */
const rawBeside = (state: State): Named[] => [
  ...Object.entries(state).map(([name, one]): Named => {
    const values = one.values.map((value, k) => (name === HIDDEN && k % 2 ? 0 : 2 * value))
    return [within(name), name === HIDDEN ? { ...one, values } : one]
  }),
  [`${HIDDEN}_raw`, state[HIDDEN]],
]

/** As its authors' program saves it: the raw matrix alone. */
const rawAlone = (state: State): Named[] =>
  Object.entries(state).map(([name, one]) => [within(name) + (name === HIDDEN ? '_raw' : ''), one])

function bytesOf(named: readonly Named[]): Uint8Array {
  const header: Record<string, object> = {}
  const numbers = named.flatMap(([, { values }]) => values)
  let at = 0
  for (const [name, { shape, values }] of named) {
    header[name] = entry(shape, at, 'F64', 8)
    at += 8 * values.length
  }
  return file(header, new Uint8Array(Float64Array.from(numbers).buffer))
}

it.each<[string, string, (state: State) => Named[], string[]]>([
  ['one bias of an LSTM cell', 'cells', oneBias, ['chained']],
  ['one bias of a GRU cell, and one of n', 'weight-norm', biasOfN, []],
  ['a raw matrix beside the dropped one', 'weight-norm', rawBeside, ['undone']],
  ['a raw matrix alone', 'weight-norm', rawAlone, ['undone']],
])('%s', async (_, name, rename, said) => {
  const { input, output, state } = await answerOf(name)
  const net = await safetensors.read(memorySource('net', bytesOf(rename(state))), {})
  expect(net.remarks.map(({ is }) => is)).toEqual(said)
  const x = Float64Array.from(input.flat(2) as number[])
  const [T, B] = [input.length, input[0].length]
  const run = runStack(await loadStack(net.stacks[0]), { x, T, B, lengths: null, starts: [] })
  const expected = output.flat(2)
  expect(run.outputs.values.length).toBe(expected.length)
  for (const [k, value] of expected.entries())
    expect(Math.abs(run.outputs.values[k] - value), String(k)).toBeLessThan(1e-6)
})
