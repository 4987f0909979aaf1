/** The messages of onnx.proto that a net of one layer needs, with the numbers of their fields. */
import { bytes, type Field, float, integer, message, serialise, text } from './protobuf.ts'

/** Values of TensorProto.DataType. */
const [FLOAT, INT64] = [1, 7]
/** Values of AttributeProto.AttributeType. */
const TYPE = { float: 1, integer: 2, floats: 6, strings: 8 } as const

/** ModelProto: version 8 of the format is that of opset 17. */
export function model(
  graph: Field,
  opset: number,
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  return serialise([
    ...[integer(1, 8), text(2, 'gatelab'), graph],
    message(8, [text(1, ''), integer(2, opset)]),
    ...Object.entries(metadata).map(([name, value]) =>
      message(14, [text(1, name), text(2, value)]),
    ),
  ])
}

/** GraphProto, as ModelProto's field. */
export const graph = (
  name: string,
  parts: {
    readonly nodes: readonly Field[]
    readonly constants: readonly Field[]
    readonly inputs: readonly Field[]
    readonly outputs: readonly Field[]
  },
): Field =>
  message(7, [...parts.nodes, text(2, name), ...parts.constants, ...parts.inputs, ...parts.outputs])

/**
 * NodeProto. Each has a name of its own: onnxruntime takes no two nodes of one name, while the
 * checker of ONNX does.
 */
export const node = (
  name: string,
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly Field[] = [],
): Field =>
  message(1, [
    ...inputs.map((one) => text(1, one)),
    ...outputs.map((one) => text(2, one)),
    ...[text(3, name), text(4, op)],
    ...attributes,
  ])

export const integerAttribute = (name: string, value: number): Field =>
  message(5, [text(1, name), integer(3, value), integer(20, TYPE.integer)])

export const floatsAttribute = (name: string, values: readonly number[]): Field =>
  message(5, [text(1, name), ...values.map((value) => float(7, value)), integer(20, TYPE.floats)])

export const textsAttribute = (name: string, values: readonly string[]): Field =>
  message(5, [text(1, name), ...values.map((value) => text(9, value)), integer(20, TYPE.strings)])

/** A TensorProto of the graph's constants. */
export function floats(name: string, shape: readonly number[], values: Float32Array): Field {
  const raw = new Uint8Array(4 * values.length)
  const view = new DataView(raw.buffer)
  values.forEach((value, k) => {
    view.setFloat32(4 * k, value, true)
  })
  return tensor(name, shape, FLOAT, raw)
}

export function integers(name: string, values: readonly number[]): Field {
  const raw = new Uint8Array(8 * values.length)
  const view = new DataView(raw.buffer)
  values.forEach((value, k) => {
    view.setBigInt64(8 * k, BigInt(value), true)
  })
  return tensor(name, [values.length], INT64, raw)
}

const tensor = (name: string, shape: readonly number[], type: number, raw: Uint8Array): Field =>
  message(5, [
    ...shape.map((size) => integer(1, size)),
    integer(2, type),
    text(8, name),
    bytes(9, raw),
  ])

/** ValueInfoProto of float32; a side that the caller chooses is a name. */
const value = (field: number, name: string, shape: readonly (number | string)[]): Field => {
  const sides = shape.map((side) =>
    message(1, [typeof side === 'number' ? integer(1, side) : text(2, side)]),
  )
  return message(field, [
    text(1, name),
    message(2, [message(1, [integer(1, FLOAT), message(2, [...sides])])]),
  ])
}
export const input = (name: string, shape: readonly (number | string)[]) => value(11, name, shape)
export const output = (name: string, shape: readonly (number | string)[]) => value(12, name, shape)
