/**
 * The cells of brain.js 1.x (src/recurrent/{rnn,lstm,gru}.js). What it calls an LSTM makes c of
 * h_{t−1}; its RNN has relu; its GRU resets before the product, and z multiplies h_{t−1}.
 */
import {
  type CellForm,
  type LayerKind,
  type RecurrentLayer,
  USUAL_FORM,
} from '../../../engine/stack/types.ts'
import { directionOf, type GatePlaces } from '../../tensors/steps-of-tensors.ts'
import type { TensorOfFile } from '../../tensors/tensor-directory.ts'
import { brainBroken, FORMAT, matrixOf } from './matrices.ts'

interface BrainCell {
  readonly kind: LayerKind
  readonly form: CellForm
  /** Names of the input's matrix, the recurrent one and the bias of each gate, in our order. */
  readonly gates: readonly (readonly [input: string, recurrent: string, bias: string])[]
}

const lstmGate = (gate: string) => [`${gate}Matrix`, `${gate}Hidden`, `${gate}Bias`] as const
const gruGate = (gate: string) =>
  [`${gate}InputMatrix`, `${gate}HiddenMatrix`, `${gate}Bias`] as const

const CELLS: readonly BrainCell[] = [
  {
    kind: 'brain-lstm',
    form: USUAL_FORM,
    gates: ['input', 'forget', 'cellActivation', 'output'].map(lstmGate),
  },
  {
    kind: 'gru',
    form: { ...USUAL_FORM, reset: 'before' },
    gates: ['resetGate', 'updateGate', 'cellWrite'].map(gruGate),
  },
  {
    kind: 'rnn',
    form: { ...USUAL_FORM, candidate: { is: 'relu' } },
    gates: [['weight', 'transition', 'bias']],
  },
]

/**
 * A hidden layer: which cell it is, its fields' names say, since a minified program writes its own
 * name for the class.
 * @param input what the step before it makes; null where it is the first
 * @throws InputError net-file-broken
 */
export function layerOf(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  input: number | null,
): RecurrentLayer {
  const cell = CELLS.find(({ gates }) => Object.hasOwn(fields, gates[0][0]))
  if (!cell) throw brainBroken('bad-entry', name)
  const matrices = cell.gates.map((names) =>
    names.map((field) => matrixOf(fields[field], `${name}.${field}`)),
  )
  const [[first]] = matrices
  const [hidden, columns] = first.shape
  if (input !== null && columns !== input) throw brainBroken('bad-shape', first.name)
  const places = (part: number): GatePlaces => ({
    tensors: matrices.map((gate): TensorOfFile => gate[part]),
    order: [0],
    transposed: false,
  })
  const weights = { input: places(0), recurrent: places(1), inputBias: places(2) }
  const sizes = { kind: cell.kind, hidden, input: columns, output: hidden }
  return {
    ...{ is: 'recurrent', name, ...sizes, form: cell.form },
    forward: directionOf({ ...sizes, weights }, FORMAT),
    backward: null,
    merge: 'concat',
    returns: 'all',
  }
}
