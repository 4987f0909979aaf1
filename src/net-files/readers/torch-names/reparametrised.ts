/**
 * Weights that a module computes from others at run time: weight_norm and spectral_norm of
 * torch.nn.utils (by hooks, and by parametrizations since 1.9 and 2.0), pruning, and the weight
 * drop of AWD-LSTMs. What the module computes in eval mode is put in their place.
 */
import type { Numbers } from '../../../engine/stack/types.ts'
import { broken, refused } from '../../refusals.ts'
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'
import { type Reading, tensorOf } from './reading.ts'
import { droppedWeight, maskedWeight, normedWeight, spectralWeight } from './reparametrisations.ts'

interface Way {
  readonly what: 'weight_norm' | 'spectral_norm' | 'pruning' | 'weight_drop'
  /** Names of what it is computed from; that of the weight's own shape first. */
  readonly parts: readonly string[]
  /** Sides of each of the parts; null for as many as it has. */
  readonly sides: readonly (number | null)[]
  /** Whether the parts' shapes go together. */
  readonly fits: (shapes: readonly (readonly number[])[]) => boolean
  readonly compute: (parts: readonly Numbers[], shapes: readonly (readonly number[])[]) => Numbers
}

/** The same tensors, with computed weights under their own names; each gets a remark. */
export function undoReparametrisations(reading: Reading): TensorDirectory {
  const { tensors } = reading
  const made = new Map<string, TensorOfFile>()
  const gone = new Set<string>()
  const inside = parametrised(tensors)
  for (const name of tensors.keys()) {
    const weight = weightOf(name)
    if (weight === null || made.has(weight)) continue
    // What stands beside a raw weight is what the last training step dropped it to.
    if (tensors.has(weight) && name !== `${weight}_raw`) continue
    const way = wayOf(weight, tensors, inside.get(weight) ?? [])
    if (way === null && inside.has(weight) && IS_RECURRENT.test(weight))
      throw refused(reading.format, 'parametrised', weight)
    if (way === null) continue
    made.set(weight, computed(weight, way, reading))
    for (const part of way.parts) gone.add(part)
    reading.remark({ is: 'undone', what: way.what, tensor: weight })
  }
  if (made.size === 0) return tensors
  return new Map([...[...tensors].filter(([name]) => !gone.has(name)), ...made])
}

const IS_RECURRENT = /(?:^|\.)weight_(?:ih|hh|hr)(?:_l\d+(?:_reverse)?)?$/u
const HOOKED = /^(.*weight(?:_(?:ih|hh|hr)(?:_l\d+(?:_reverse)?)?)?)_(?:v|orig|raw)$/su
const PARAMETRISED = /^(|.*\.)parametrizations\.([^.]+)\.(.+)$/su

function weightOf(name: string): string | null {
  const found = PARAMETRISED.exec(name)
  return found ? found[1] + found[2] : (HOOKED.exec(name)?.[1] ?? null)
}

/** What stands in a file for each parametrised weight. */
function parametrised(tensors: TensorDirectory): ReadonlyMap<string, readonly string[]> {
  const inside = new Map<string, string[]>()
  for (const name of tensors.keys()) {
    const found = PARAMETRISED.exec(name)
    if (!found) continue
    const weight = found[1] + found[2]
    const others = inside.get(weight)
    if (others) others.push(name)
    else inside.set(weight, [name])
  }
  return inside
}

/** How a weight is computed; null where the names are of something else. */
function wayOf(weight: string, tensors: TensorDirectory, inside: readonly string[]): Way | null {
  const dot = weight.lastIndexOf('.') + 1
  const within = `${weight.slice(0, dot)}parametrizations.${weight.slice(dot)}.`
  const find = (...ways: readonly (readonly string[])[]) =>
    ways.find(
      (parts) =>
        parts.every((part) => tensors.has(part)) && inside.every((name) => parts.includes(name)),
    )
  const normed = find([`${weight}_v`, `${weight}_g`], [`${within}original1`, `${within}original0`])
  if (normed) return { what: 'weight_norm', parts: normed, ...normedWeight }
  const spectral = find(
    [`${weight}_orig`, `${weight}_u`, `${weight}_v`],
    [`${within}original`, `${within}0._u`, `${within}0._v`],
  )
  if (spectral) return { what: 'spectral_norm', parts: spectral, ...spectralWeight }
  const pruned = find([`${weight}_orig`, `${weight}_mask`])
  if (pruned) return { what: 'pruning', parts: pruned, ...maskedWeight }
  const dropped = find([`${weight}_raw`])
  return dropped ? { what: 'weight_drop', parts: dropped, ...droppedWeight } : null
}

function computed(weight: string, way: Way, reading: Reading): TensorOfFile {
  const parts = way.parts.map((name, k) => {
    const sides = way.sides[k] ?? reading.tensors.get(name)?.shape.length ?? 0
    return tensorOf(reading, name, sides)
  })
  const shapes = parts.map(({ shape }) => shape)
  if (!way.fits(shapes)) throw broken(reading.format, 'bad-shape', weight)
  const load = async () => {
    const numbers: Numbers[] = []
    for (const part of parts) numbers.push(await part.load())
    return way.compute(numbers, shapes)
  }
  return { name: weight, shape: shapes[0], dtype: parts[0].dtype, load }
}
