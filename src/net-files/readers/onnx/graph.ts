/** Graphs, nodes and attributes of onnx.proto, which stand within one another. */
import type { Attribute, Graph, Node, StoredTensor } from './graph-types.ts'
import { broken } from './refusals.ts'
import { parseTensor } from './stored-tensor.ts'
import { DELIMITED, type Message, type Range, VARINT, type Wire } from './wire.ts'

/** Graphs within one another. */
const DEEPEST = 32

/** Throws InputError net-file-…. */
export async function parseGraph(wire: Wire, message: Message, depth: number): Promise<Graph> {
  if (depth > DEEPEST) throw broken('too-deep', '')
  wire.keep(16)
  const nodes: Node[] = []
  const tensors: StoredTensor[] = []
  const inputs: string[] = []
  const outputs: string[] = []
  let name = ''
  await wire.fields(message, async (field) => {
    if (field.wire !== DELIMITED) return
    if (field.number === 1) nodes.push(await parseNode(wire, [field], depth))
    else if (field.number === 2) name = await wire.text(field)
    else if (field.number === 5) tensors.push(await parseTensor(wire, [field]))
    else if (field.number === 11) inputs.push(await valueName(wire, [field]))
    else if (field.number === 12) outputs.push(await valueName(wire, [field]))
  })
  return { name, nodes, tensors, inputs, outputs }
}

async function valueName(wire: Wire, message: Message): Promise<string> {
  wire.keep(1)
  let name = ''
  await wire.fields(message, async (field) => {
    if (field.number === 1 && field.wire === DELIMITED) name = await wire.text(field)
  })
  return name
}

/** Most nodes have no attribute. */
const NONE = new Map<string, Attribute>()

export async function parseNode(wire: Wire, message: Message, depth: number): Promise<Node> {
  wire.keep(12)
  const inputs: string[] = []
  const outputs: string[] = []
  let attributes = NONE
  let op = ''
  let domain = ''
  let name = ''
  await wire.fields(message, async (field) => {
    if (field.wire !== DELIMITED) return
    if (field.number === 1) inputs.push(await text(wire, field))
    else if (field.number === 2) outputs.push(await text(wire, field))
    else if (field.number === 3) name = await wire.text(field)
    else if (field.number === 4) op = await wire.text(field)
    else if (field.number === 5) {
      if (attributes === NONE) attributes = new Map()
      const [key, value] = await parseAttribute(wire, [field], depth)
      attributes.set(key, value)
    } else if (field.number === 7) domain = await wire.text(field)
  })
  return { op, domain: domain === 'ai.onnx' ? '' : domain, name, inputs, outputs, attributes }
}

function text(wire: Wire, range: Range): Promise<string> {
  wire.keep(1)
  return wire.text(range)
}

async function parseAttribute(
  wire: Wire,
  message: Message,
  depth: number,
): Promise<[string, Attribute]> {
  wire.keep(16)
  const integers: number[] = []
  const floats: number[] = []
  const texts: string[] = []
  const tensor: Range[] = []
  const graph: Range[] = []
  let name = ''
  let ref = ''
  let integer = 0
  let float = 0
  let string: Range | null = null
  const keep = (list: number[]) => (value: number) => {
    wire.keep(1)
    list.push(value)
  }
  await wire.fields(message, async (field) => {
    const { number } = field
    if (number === 2) await wire.floats(field, (value) => (float = value))
    else if (number === 3 && field.wire === VARINT) integer = field.integer
    else if (number === 7) await wire.floats(field, keep(floats))
    else if (number === 8) await wire.integers(field, keep(integers))
    if (field.wire !== DELIMITED) return
    if (number === 1) name = await wire.text(field)
    else if (number === 4) string = field
    else if (number === 5) tensor.push(field)
    else if (number === 6) graph.push(field)
    else if (number === 9) texts.push(await text(wire, field))
    else if (number === 21) ref = await wire.text(field)
  })
  const attribute: Attribute = {
    ...{ ref, integer, float, integers, floats, texts },
    text: await shortText(wire, string),
    tensor: tensor.length > 0 ? await parseTensor(wire, tensor) : null,
    graph: graph.length > 0 ? await parseGraph(wire, graph, depth + 1) : null,
  }
  return [name, attribute]
}

/** Bytes of a string attribute that could be a word of a recurrent node's. */
const WORD = 64

const shortText = async (wire: Wire, range: Range | null): Promise<string> =>
  range && range.end - range.begin <= WORD ? wire.text(range) : ''
