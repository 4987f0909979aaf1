/** Tensors by the modules that their names tell, whatever joins the parts. */
import type { TensorDirectory, TensorOfFile } from '../../tensors/tensor-directory.ts'

/** Parameters of a module, by the last part of their names: kernel, bias, embedding. */
type Parameters = ReadonlyMap<string, TensorOfFile>

/** By path, joined with dots, in the natural order of paths: layer 10 behind layer 2. */
export type Modules = ReadonlyMap<string, Parameters>

/**
 * Flax sorts what it saves by name. Where there are `params`, the rest (an optimiser's moments
 * under the same names, counters) is no net.
 */
export function modulesOf(directory: TensorDirectory): Modules {
  const all = [...directory].map(([name, tensor]) => ({ parts: partsOf(name), tensor }))
  const params = all.filter(({ parts }) => parts[0] === 'params')
  const modules = new Map<string, Map<string, TensorOfFile>>()
  for (const { parts, tensor } of params.length > 0 ? params : all) {
    const own = parts.slice(parts.findIndex((part) => part !== 'params'))
    const path = own.slice(0, -1).join('.')
    const module = modules.get(path) ?? new Map<string, TensorOfFile>()
    module.set(own.at(-1) ?? '', tensor)
    modules.set(path, module)
  }
  return new Map([...modules].sort(([a], [b]) => compareNatural(a, b)))
}

/** nnx wraps a parameter's numbers in a variable. */
const WRAPS = new Set(['value', 'raw_value'])

function partsOf(name: string): string[] {
  // TensorFlow's variables end with the number of their output.
  const parts = name.replace(/:0$/, '').split(/[./]/)
  return parts.length > 1 && WRAPS.has(parts[parts.length - 1]) ? parts.slice(0, -1) : parts
}

function compareNatural(a: string, b: string): number {
  const [one, other] = [a, b].map((text) => text.split(/(\d+)/))
  for (let k = 0; k < Math.min(one.length, other.length); k++) {
    if (one[k] === other[k]) continue
    if (k % 2 === 1) return Number(one[k]) - Number(other[k]) || (one[k] < other[k] ? -1 : 1)
    return one[k] < other[k] ? -1 : 1
  }
  return one.length - other.length
}

/** A path's parent and its own name. */
export function split(path: string): [parent: string, name: string] {
  const at = path.lastIndexOf('.')
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)]
}
