/**
 * Flax's cells by the names of their parts (flax/linen/recurrent.py, flax/nnx/nn/recurrent.py):
 * kernels act from the right, the LSTM's bias stands at the recurrent kernels and the GRU's at
 * those of the input, but for hn, whose bias is within the product with r. nnx writes if_ for if;
 * its OptimizedLSTMCell, GRUCell and SimpleCell have the gates side by side in dense_i and dense_h.
 */
import { LAYER_BLOCKS, type LayerKind, USUAL_FORM } from '../../../engine/stack/types.ts'
import type { GatePlaces } from '../../tensors/steps-of-tensors.ts'
import type { TensorOfFile } from '../../tensors/tensor-directory.ts'
import type { FoundCell } from './found-cell.ts'
import { type Modules, split } from './modules.ts'

const GATES: readonly (readonly [LayerKind, readonly string[]])[] = [
  ['lstm', ['i', 'f', 'g', 'o']],
  ['gru', ['r', 'z', 'n']],
  ['rnn', ['']],
]

/** In the order of paths. */
export function findFlaxCells(modules: Modules): FoundCell[] {
  const parents = new Set([...modules.keys()].map((path) => split(path)[0]))
  return [...parents].flatMap((path) => {
    const found = separate(path, modules) ?? joined(path, modules)
    return found ? [found] : []
  })
}

const inside = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

/** A cell whose gates are modules of their own. */
function separate(path: string, modules: Modules): FoundCell | null {
  const child = (name: string) => modules.get(inside(path, name))
  for (const [kind, gates] of GATES) {
    const inputs = gates.map((gate) => child(`i${gate}`) ?? child(`i${gate}_`))
    const states = gates.map((gate) => child(`h${gate}`))
    const part = (side: typeof inputs, name: string): GatePlaces => ({
      tensors: side.map((module) => module?.get(name) ?? null),
      ...{ order: [0], transposed: true },
    })
    const [input, recurrent] = [part(inputs, 'kernel'), part(states, 'kernel')]
    if ([...input.tensors, ...recurrent.tensors].some((tensor) => tensor === null)) continue
    const biases = [part(inputs, 'bias'), part(states, 'bias')]
    const [first] = input.tensors
    const hidden = first?.shape[1] ?? 0
    return cellOf(path, kind, first?.shape[0] ?? 0, hidden, input, recurrent, biases)
  }
  return null
}

/** A cell of nnx with all gates in two layers. */
function joined(path: string, modules: Modules): FoundCell | null {
  const [given, state] = ['dense_i', 'dense_h'].map((name) => modules.get(inside(path, name)))
  const [input, recurrent] = [given?.get('kernel'), state?.get('kernel')]
  if (!input || !recurrent) return null
  const [hidden = 0, columns = 0] = recurrent.shape
  const kind = GATES.map(([each]) => each).find((each) => LAYER_BLOCKS[each] * hidden === columns)
  if (kind === undefined) return null
  const order = Array.from({ length: LAYER_BLOCKS[kind] }, (_, block) => block)
  const part = (tensor: TensorOfFile | undefined): GatePlaces => ({
    ...{ tensors: [tensor ?? null], order, transposed: true },
  })
  const biases = [part(given?.get('bias')), part(state?.get('bias'))]
  return cellOf(path, kind, input.shape[0] ?? 0, hidden, part(input), part(recurrent), biases)
}

function cellOf(
  path: string,
  kind: LayerKind,
  input: number,
  hidden: number,
  inputKernel: GatePlaces,
  recurrentKernel: GatePlaces,
  biases: readonly GatePlaces[],
): FoundCell {
  const [inputBias, recurrentBias] = biases.map((bias) =>
    bias.tensors.some((tensor) => tensor !== null) ? bias : null,
  )
  const weights = { input: inputKernel, recurrent: recurrentKernel, inputBias, recurrentBias }
  const places = { kind, input, hidden, output: hidden, weights }
  return { path, places, form: USUAL_FORM }
}
