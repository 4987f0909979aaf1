/** The weights files and cases of test/fixtures/own-weights, for the float64 forward pass. */
import { readFileSync } from 'node:fs'
import { parseSafetensors } from '../../src/io/safetensors/safetensors.ts'
import { fixturePath } from './fixture-path.ts'
import type { Case64, Net64 } from './float64.ts'

export const fixture = (file: string) => fixturePath(`own-weights/${file}`)
export const caseOf = (file: string): Case64 & Record<string, unknown> =>
  JSON.parse(readFileSync(fixture(file), 'utf8'))

/** The tensors of a file under PyTorch's own names for a layer, absent biases as zeros. */
function weightsOf(file: string, rows: number, O = 1): Net64['weights'] {
  const { tensors } = parseSafetensors(readFileSync(fixture(file)))
  const all = [...tensors].map(([name, { data }]) => [
    name
      .replace(/^(lstm|rnn|cell)\./, '')
      .replace(/^fc\./, 'readout.')
      .replace(/(ih|hh)$/, '$1_l0'),
    data,
  ])
  return {
    'readout.bias': new Float32Array(O),
    bias_ih_l0: new Float32Array(rows),
    ...Object.fromEntries(all),
  }
}
/** A net of two inputs and one output. */
export const net = (file: string, cell: Net64['cell'] = 'lstm', H = 5): Net64 => {
  const rows = { rnn: 1, gru: 3, lstm: 4 }[cell] * H
  return { cell, I: 2, H, O: 1, weights: weightsOf(file, rows) }
}
