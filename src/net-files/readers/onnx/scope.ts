/** Which value a name stands for: in a graph, in the graphs around it, in a function's caller. */
import type { Attribute, Graph, Node, StoredTensor } from './graph-types.ts'
import type { LocalFunction } from './model.ts'

/** A value of the model; the same object wherever it is named. */
export interface Value {
  readonly name: string
  readonly scope: Scope
  /** The node whose output number `index` it is; null for inputs and stored tensors. */
  readonly node: Node | null
  readonly index: number
  readonly stored: StoredTensor | null
}

type Made = Pick<Value, 'node' | 'index' | 'stored'>

export class Scope {
  readonly #made = new Map<string, Made>()
  readonly #values = new Map<string, Value>()
  /** Of a function's inputs: the values that its call gives them. */
  readonly #given = new Map<string, Value | null>()
  readonly #around: Scope | null
  /** Of the call, for attributes that a function's nodes take from it. */
  readonly #attributes: ReadonlyMap<string, Attribute>

  /** `around`: null for the model's graph and for functions, which see nothing around them. */
  constructor(
    nodes: readonly Node[],
    around: Scope | null,
    attributes: ReadonlyMap<string, Attribute> = new Map(),
  ) {
    this.#around = around
    this.#attributes = attributes
    for (const node of nodes)
      for (const [index, name] of node.outputs.entries())
        if (name !== '') this.#made.set(name, { node, index, stored: null })
  }

  static ofGraph(graph: Graph, around: Scope | null): Scope {
    const scope = new Scope(graph.nodes, around)
    // What a graph is given from outside hides what has the same name around it.
    for (const name of graph.inputs) scope.#made.set(name, { node: null, index: 0, stored: null })
    for (const stored of graph.tensors)
      scope.#made.set(stored.name, { node: null, index: 0, stored })
    return scope
  }

  /** Of one call of a function, in the scope of its caller. */
  static ofCall(called: LocalFunction, call: Node, caller: Scope): Scope {
    const scope = new Scope(called.nodes, null, call.attributes)
    for (const [k, name] of called.inputs.entries())
      scope.#given.set(name, caller.value(call.inputs[k] ?? ''))
    return scope
  }

  /** Null for '' and for a name that nothing has. */
  value(name: string): Value | null {
    if (name === '') return null
    const given = this.#given.get(name)
    if (given !== undefined) return given
    const known = this.#values.get(name)
    if (known) return known
    const made = this.#made.get(name)
    if (!made) return this.#around?.value(name) ?? null
    const value = { name, scope: this, ...made }
    this.#values.set(name, value)
    return value
  }

  input(node: Node, k: number): Value | null {
    return this.value(node.inputs[k] ?? '')
  }

  attribute(node: Node, name: string): Attribute | undefined {
    const own = node.attributes.get(name)
    return own && own.ref !== '' ? this.attributeOfCall(own.ref) : own
  }

  /** The attribute that a function's own nodes take from its call. */
  attributeOfCall(name: string): Attribute | undefined {
    return this.#attributes.get(name) ?? this.#around?.attributeOfCall(name)
  }
}
