/** A net made of named tensors as a mapping says. */
import type { RecurrentLayer, Stack, Step } from '../../engine/stack/types.ts'
import type { NetRemark } from '../net-file.ts'
import { denseOf, embeddingOf } from '../tensors/steps-of-tensors.ts'
import type { TensorDirectory, TensorOfFile } from '../tensors/tensor-directory.ts'
import {
  activationOf,
  cellOf,
  fitting,
  formOf,
  orderOf,
  type Tensors,
  wrong,
} from './mapped-cell.ts'
import { type MappedLayer, readMapping } from './mapping-schema.ts'

/** Names that a remark lists at most. */
const LISTED = 12

/**
 * The one net that a mapping describes.
 * @param map parsed JSON
 * @throws InputError net-map
 */
export function mappedNet(
  map: unknown,
  directory: TensorDirectory,
  format: string,
): { readonly stacks: readonly Stack[]; readonly remarks: readonly NetRemark[] } {
  const { embedding, layers, readout } = readMapping(map)
  const used = new Set<string>()
  const tensor = (name: string, place: string): TensorOfFile => {
    const found = directory.get(name)
    if (!found) throw wrong('no-tensor', place, name)
    used.add(name)
    return found
  }
  const steps: Step[] = []
  if (embedding !== undefined)
    steps.push(
      fitting('embedding', () => embeddingOf('embedding', tensor(embedding, 'embedding'), format)),
    )
  for (const [place, layer] of layers.entries())
    steps.push(layerOf(layer, `layers.${place}`, { tensor, format }))
  if (readout !== undefined) {
    const weight = {
      tensor: tensor(readout.tensor, 'readout'),
      transposed: readout.transposed === true,
    }
    const bias = readout.bias === undefined ? null : tensor(readout.bias, 'readout.bias')
    const activation = activationOf(readout.activation, { is: 'identity' })
    steps.push(fitting('readout', () => denseOf('readout', weight, bias, activation, format)))
  }
  checkChain(steps, embedding !== undefined)
  const unused = [...directory.keys()].filter((name) => !used.has(name))
  const remark = { is: 'unused', count: unused.length, names: unused.slice(0, LISTED) } as const
  const stack = { name: '', steps, readouts: [] }
  return { stacks: [stack], remarks: unused.length > 0 ? [remark] : [] }
}

function layerOf(layer: MappedLayer, place: string, given: Tensors): RecurrentLayer {
  const { kind, backward } = layer
  const order = orderOf(layer, place)
  const own = cellOf(layer, layer, order, place, given)
  const other = backward && cellOf(backward, layer, order, `${place}.backward`, given)
  if (other && (other.input !== own.input || other.hidden !== own.hidden))
    throw wrong('shape', `${place}.backward`, `${other.input} → ${other.hidden}`)
  if (other && layer.direction) throw wrong('value', `${place}.direction`, layer.direction)
  const reversed = layer.direction === 'backward'
  return {
    ...{ is: 'recurrent', name: layer.name ?? place, kind },
    ...{ input: own.input, hidden: own.hidden, output: own.output, form: formOf(layer) },
    forward: reversed ? null : own.direction,
    backward: reversed ? own.direction : (other?.direction ?? null),
    ...{ merge: layer.merge ?? 'concat', returns: layer.returns ?? 'all' },
  }
}

/** Each step must read as many numbers as the one before it makes. */
function checkChain(steps: readonly Step[], embedded: boolean): void {
  for (const [k, step] of steps.entries()) {
    const before = steps[k - 1]
    if (!before || step.is === 'embedding') continue
    const both = before.is === 'recurrent' && before.forward && before.backward
    const width = before.output * (both && before.merge === 'concat' ? 2 : 1)
    const place = step.is === 'dense' ? 'readout' : `layers.${k - (embedded ? 1 : 0)}`
    if (step.input !== width) throw wrong('chain', place, `${step.input}, ${width}`)
  }
}
