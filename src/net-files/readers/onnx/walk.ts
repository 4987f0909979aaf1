/** Every node that a model has: in its graph, in graphs within nodes, in the functions it calls. */
import type { Graph, Node } from './graph-types.ts'
import type { LocalFunction, Model } from './model.ts'
import { broken } from './refusals.ts'
import { Scope, type Value } from './scope.ts'

/** A node where it stands. */
export interface Place {
  readonly node: Node
  readonly scope: Scope
  /** Names of the nodes and branches around it, and its own: If_0/then_branch/LSTM_3. */
  readonly path: string
}

/** A value's readers. */
interface Reader {
  readonly place: Place
  /** Which input. */
  readonly input: number
}

export interface Walk {
  readonly places: readonly Place[]
  readers(value: Value): readonly Reader[]
  /** Of a function's call: the value inside that is its output. Else the value itself. */
  origin(value: Value): Value
}

/** Calls of functions within one another. */
const DEEPEST = 32
/** Nodes, where functions count at each call. */
const NODES = 1 << 18
/** Characters of a path. */
const LONGEST = 512

/** Throws InputError net-file-broken for functions that call themselves, or too many nodes. */
export function walk(model: Model): Walk {
  const functions = new Map(model.functions.map((one) => [keyOf(one.domain, one.name), one]))
  const places: Place[] = []
  const readers = new Map<Value, Reader[]>()
  const origins = new Map<Value, Value>()

  const add = (value: Value, reader: Reader) => {
    const known = readers.get(value)
    if (known) known.push(reader)
    else readers.set(value, [reader])
  }
  const visit = (nodes: readonly Node[], scope: Scope, path: string, calls: number) => {
    for (const [k, node] of nodes.entries()) {
      const own = node.name || `${node.op}_${k}`
      const here = `${path}${own}`.slice(0, LONGEST)
      const place = { node, scope, path: here }
      if (places.push(place) > NODES) throw broken('too-large', here)
      for (const input of node.inputs.keys()) {
        const value = scope.input(node, input)
        if (value) add(value, { place, input })
      }
      const called = functions.get(keyOf(node.domain, node.op))
      if (called) call(called, place, calls + 1)
      for (const [name, { graph }] of node.attributes)
        if (graph) within(graph, scope, `${here}/${name}/`, calls)
    }
  }
  const within = (graph: Graph, around: Scope | null, path: string, calls: number) => {
    visit(graph.nodes, Scope.ofGraph(graph, around), path, calls)
  }
  const call = (called: LocalFunction, { node, scope, path }: Place, calls: number) => {
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
    readers: (value) => readers.get(value) ?? [],
    origin: (value) => {
      let from = value
      for (let calls = 0; calls <= DEEPEST; calls++) from = origins.get(from) ?? from
      return from
    },
  }
}

const keyOf = (domain: string, name: string): string => `${domain}\n${name}`
