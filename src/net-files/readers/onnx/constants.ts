/** Values that are known without running the model. */
import type { Node } from './graph-types.ts'
import { FOLDS } from './operators.ts'
import { broken } from './refusals.ts'
import type { Value } from './scope.ts'
import { sizeOf, type Tensor, type TensorStore } from './tensor.ts'

/** Nodes between a stored tensor and its use. */
const DEEPEST = 64
/** Numbers that are read to know an axis, a shape, a bound. */
const FEW = 1024
/** Numbers of a tensor that stands nowhere in the file. */
const MADE = 1 << 16

export class Constants {
  readonly #store: TensorStore
  readonly #known = new Map<Value, Tensor | null>()

  constructor(store: TensorStore) {
    this.#store = store
  }

  /**
   * Null where the value depends on what the model is given, or is computed by an operator that
   * changes numbers.
   * @throws InputError net-file-…
   */
  async tensor(value: Value | null, depth = 0): Promise<Tensor | null> {
    if (!value || depth > DEEPEST) return null
    const known = this.#known.get(value)
    if (known !== undefined) return known
    // A value that depends on itself is met again while this stands.
    this.#known.set(value, null)
    const tensor = await this.#find(value, depth)
    if (tensor && !this.#fits(tensor)) throw broken('too-large', value.name)
    this.#known.set(value, tensor)
    return tensor
  }

  /** A known value as a short list. */
  async list(value: Value | null, depth = 0): Promise<readonly number[] | null> {
    const tensor = await this.tensor(value, depth)
    return tensor && sizeOf(tensor.dims) <= FEW ? [...(await tensor.numbers())] : null
  }

  #fits(tensor: Tensor): boolean {
    const { size } = this.#store
    return sizeOf(tensor.dims) <= size / 2 + MADE && tensor.cost <= 64 * size + 64 * MADE
  }

  async #find({ stored, node, scope, index, name }: Value, depth: number): Promise<Tensor | null> {
    if (stored) return this.#store.tensor(stored, name)
    if (node?.domain !== '') return null
    if (node.op === 'Constant') return this.#constant(node, name)
    const fold = FOLDS.get(node.op)
    if (!fold) return null
    const at = (k: number) => scope.input(node, k)
    return fold({
      ...{ node, scope, index },
      tensor: (k) => this.tensor(at(k), depth + 1),
      integers: async (k, attribute) => {
        const older = node.attributes.get(attribute)
        if (older) return older.integers
        return this.list(at(k), depth + 1)
      },
    })
  }

  async #constant(node: Node, name: string): Promise<Tensor | null> {
    const tensor = node.attributes.get('value')?.tensor
    if (tensor) return this.#store.tensor({ ...tensor, name: '' }, name)
    const of = (key: string) => node.attributes.get(key)
    const list = of('value_ints')?.integers ?? of('value_floats')?.floats
    const single = of('value_int')?.integer ?? of('value_float')?.float
    const all = list ?? (single === undefined ? null : [single])
    if (!all) return null
    const real = of('value_floats') !== undefined || of('value_float') !== undefined
    return {
      dims: list ? [list.length] : [],
      real,
      roots: [name],
      cost: all.length,
      numbers: async () => (real ? Float32Array.from(all) : Float64Array.from(all)),
    }
  }
}
