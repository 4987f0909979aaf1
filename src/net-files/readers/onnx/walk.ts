/** Every node that a model has: in its graph, in graphs within nodes, in the functions it calls. */
import type { Graph, Node } from './graph-types.ts'
import type { LocalFunction, Model } from './model.ts'
import { broken } from './refusals.ts'
import { Scope, type Value } from './scope.ts'

/** A node where it stands. */
export class Place {
  readonly node: Node
  readonly scope: Scope
  readonly #around: string
  readonly #nth: number

  constructor(node: Node, scope: Scope, around: string, nth: number) {
    this.node = node
    this.scope = scope
    this.#around = around
    this.#nth = nth
  }

  /** Names of the nodes and branches around it, and its own: If_0/then_branch/LSTM_3. */
  get path(): string {
    const own = this.node.name || `${this.node.op}_${this.#nth}`
    return `${this.#around}${own}`.slice(0, LONGEST)
  }
}

/** A value's reader. */
interface Reader {
  readonly place: Place
  /** Which input. */
  readonly input: number
}

export interface Walk {
  readonly places: readonly Place[]
  /** Null where several nodes read the value, or none. */
  onlyReader(value: Value): Reader | null
  /** Of a function's call: the value inside that is its output. Else the value itself. */
  origin(value: Value): Value
}

/** Calls of functions within one another. */
const DEEPEST = 32
/** Nodes, where functions count at each call. */
const NODES = 1 << 16
/** Characters of a path. */
const LONGEST = 512

/** Throws InputError net-file-broken for functions that call themselves, or too many nodes. */
export function walk(model: Model): Walk {
  const functions = new Map(model.functions.map((one) => [keyOf(one.domain, one.name), one]))
  const places: Place[] = []
  const readers = new Map<Value, Reader | null>()
  const origins = new Map<Value, Value>()

  const visit = (nodes: readonly Node[], scope: Scope, around: string, calls: number) => {
    for (const [k, node] of nodes.entries()) {
      const place = new Place(node, scope, around, k)
      if (places.push(place) > NODES) throw broken('too-large', place.path)
      for (const input of node.inputs.keys()) {
        const value = scope.input(node, input)
        if (value) readers.set(value, readers.has(value) ? null : { place, input })
      }
      const called = functions.get(keyOf(node.domain, node.op))
      if (called) call(called, place, calls + 1)
      for (const [name, { graph }] of node.attributes)
        if (graph) within(graph, scope, `${place.path}/${name}/`, calls)
    }
  }
  const within = (graph: Graph, around: Scope | null, path: string, calls: number) => {
    visit(graph.nodes, Scope.ofGraph(graph, around), path, calls)
  }
  const call = (called: LocalFunction, place: Place, calls: number) => {
    const { node, scope, path } = place
    if (calls > DEEPEST) throw broken('too-deep', path)
    const inner = Scope.ofCall(called, node, scope)
    visit(called.nodes, inner, `${path}/`, calls)
    for (const [k, name] of called.outputs.entries()) {
      const [outside, inside] = [scope.value(node.outputs[k] ?? ''), inner.value(name)]
      if (outside && inside) origins.set(outside, inside)
    }
  }
  within(model.graph, null, '', 0)
  return {
    places,
    onlyReader: (value) => readers.get(value) ?? null,
    origin: (value) => {
      let from = value
      for (let calls = 0; calls <= DEEPEST; calls++) from = origins.get(from) ?? from
      return from
    },
  }
}

const keyOf = (domain: string, name: string): string => `${domain}\n${name}`
