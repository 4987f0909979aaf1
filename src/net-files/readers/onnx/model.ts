/**
 * A model as its file has it: the messages of onnx.proto, of which only the fields are read that
 * recurrent layers need. Numbers of tensors stay in the file.
 */
import { parseEntry } from './entry.ts'
import { parseGraph, parseNode } from './graph.ts'
import type { Graph, Node } from './graph-types.ts'
import { broken } from './refusals.ts'
import { DELIMITED, type Message, type Range, VARINT, type Wire } from './wire.ts'

/** A function of the model's own, which its nodes call by name. */
export interface LocalFunction {
  readonly domain: string
  readonly name: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly nodes: readonly Node[]
}

export interface Model {
  readonly producer: string
  readonly producerVersion: string
  /** Version of the operators of domain '' (ai.onnx); 0 where the file does not say. */
  readonly opset: number
  readonly graph: Graph
  readonly functions: readonly LocalFunction[]
  readonly metadata: Readonly<Record<string, string>>
}

/** Fields of metadata_props that are kept. */
const METADATA = 100

/** Throws InputError net-file-…. */
export async function parseModel(wire: Wire): Promise<Model> {
  const graph: Range[] = []
  const functions: LocalFunction[] = []
  const metadata: [string, string][] = []
  let producer = ''
  let producerVersion = ''
  let opset = 0
  await wire.fields(wire.whole, async (field) => {
    if (field.wire !== DELIMITED) return
    if (field.number === 2) producer = await wire.text(field)
    else if (field.number === 3) producerVersion = await wire.text(field)
    else if (field.number === 7) graph.push(field)
    else if (field.number === 8) {
      const { domain, version } = await parseOpset(wire, [field])
      if (domain === '' || domain === 'ai.onnx') opset = version
    } else if (field.number === 14 && metadata.length < METADATA)
      metadata.push(await parseEntry(wire, [field]))
    else if (field.number === 25) functions.push(await parseFunction(wire, [field]))
  })
  if (graph.length === 0) throw broken('missing', 'graph')
  return {
    ...{ producer, producerVersion, opset, functions },
    graph: await parseGraph(wire, graph, 0),
    // Null prototype: a key may be called __proto__.
    metadata: Object.assign(Object.create(null), Object.fromEntries(metadata)),
  }
}

async function parseOpset(wire: Wire, message: Message) {
  let domain = ''
  let version = 0
  await wire.fields(message, async (field) => {
    if (field.number === 1 && field.wire === DELIMITED) domain = await wire.text(field)
    else if (field.number === 2 && field.wire === VARINT) version = field.integer
  })
  return { domain, version }
}

async function parseFunction(wire: Wire, message: Message): Promise<LocalFunction> {
  wire.keep(16)
  const inputs: string[] = []
  const outputs: string[] = []
  const nodes: Node[] = []
  let domain = ''
  let name = ''
  await wire.fields(message, async (field) => {
    if (field.wire !== DELIMITED) return
    if (field.number === 1) name = await wire.text(field)
    else if (field.number === 4) inputs.push(await wire.text(field))
    else if (field.number === 5) outputs.push(await wire.text(field))
    else if (field.number === 7) nodes.push(await parseNode(wire, [field], 0))
    else if (field.number === 10) domain = await wire.text(field)
  })
  return { domain, name, inputs, outputs, nodes }
}
