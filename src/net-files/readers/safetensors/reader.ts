/** safetensors under PyTorch's names: one layer in one direction. */
import {
  type DenseStep,
  type DirectionWeights,
  type Numbers,
  type RecurrentLayer,
  TANH,
  USUAL_FORM,
} from '../../../engine/stack/types.ts'
import { DTYPES } from '../../../io/safetensors/dtypes.ts'
import { type Header, readHeader } from '../../../io/safetensors/safetensors-header.ts'
import { findReadout, findRecurrent } from '../../../io/safetensors/tensor-names.ts'
import { sanitizeName } from '../../../io/sanitize.ts'
import { InputError } from '../../../rules/input-error.ts'
import type { GivenNet, NetReader } from '../../net-file.ts'
import type { Source } from '../../source.ts'

const KINDS = { 1: 'rnn', 3: 'gru', 4: 'lstm' } as const

type Entry = Header['entries'][number]

export const safetensors: NetReader = { format: 'safetensors', recognises, read }

/** A length that the file can hold, and a JSON object behind it. */
function recognises(head: Uint8Array, { size }: Source): boolean {
  if (head.length < 9 || head[8] !== 0x7b) return false
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true)
  return length <= BigInt(size - 8)
}

async function read(source: Source): Promise<GivenNet> {
  const first = await source.bytes(0, 8)
  const length = Number(new DataView(first.buffer, first.byteOffset).getBigUint64(0, true))
  const header = readHeader(await source.bytes(8, length), source.size - 8 - length)
  const entries = new Map(header.entries.map((entry) => [entry.name, entry]))
  const shapes = new Map(
    header.entries.map(({ name, dtype, shape }) => [
      name,
      { dtype, shape, data: new Float32Array(0) },
    ]),
  )
  const names = findRecurrent(shapes)
  const numbers = async (name: string | null, expected: readonly (number | null)[]) => {
    if (name === null) return null
    const entry = entries.get(name)
    if (!entry || !fits(entry, expected)) throw badShape(name)
    return numbersOf(entry, source, 8 + length)
  }
  const weight = (name: string, expected: readonly (number | null)[]) =>
    numbers(name, expected) as Promise<Numbers>
  const hh = names.weight_hh_l0 ?? ''
  const [rows = 0, H = 0] = entries.get(hh)?.shape ?? []
  const kind = KINDS[(rows / H) as keyof typeof KINDS]
  if (kind === undefined) throw badShape(hh)
  const ih = names.weight_ih_l0 ?? ''
  const [, I = 0] = entries.get(ih)?.shape ?? []
  const load = async (): Promise<DirectionWeights> => ({
    input: await weight(ih, [rows, I]),
    recurrent: await weight(hh, [rows, H]),
    inputBias: await numbers(names.bias_ih_l0, [rows]),
    recurrentBias: await numbers(names.bias_hh_l0, [rows]),
    ...{ peepholes: null, projection: null, h0: null, c0: null },
  })
  const optional = (part: string, name: string | null) => (name === null ? {} : { [part]: name })
  const layer: RecurrentLayer = {
    ...{ is: 'recurrent', name: ih.replace(/\.?weight_ih(_l0)?$/, ''), kind },
    ...{ input: I, hidden: H, output: H, form: { ...USUAL_FORM, candidate: TANH } },
    forward: {
      tensors: {
        ...{ input: ih, recurrent: hh },
        ...optional('inputBias', names.bias_ih_l0),
        ...optional('recurrentBias', names.bias_hh_l0),
      },
      load,
    },
    ...{ backward: null, merge: 'concat', returns: 'all' },
  }
  const steps: (RecurrentLayer | DenseStep)[] = [layer]
  const taken = new Set(Object.values(names).filter((name) => name !== null))
  if (shapes.size > taken.size) {
    const found = findReadout(shapes, taken, H)
    const [O = 0] = entries.get(found.weight)?.shape ?? []
    steps.push({
      ...{ is: 'dense', name: found.weight.replace(/\.?weight$/, ''), input: H, output: O },
      ...{ activation: { is: 'identity' }, tensors: { weight: found.weight, bias: found.bias } },
      load: async () => ({
        weight: await weight(found.weight, [O, H]),
        bias: await numbers(found.bias, [O]),
      }),
    })
  }
  return {
    ...{ format: 'safetensors', convention: 'PyTorch', metadata: header.metadata },
    stacks: [{ name: '', steps, readouts: [] }],
    remarks: kind === 'rnn' ? [{ is: 'assumed-tanh', layer: layer.name }] : [],
  }
}

const fits = ({ shape }: Entry, expected: readonly (number | null)[]) =>
  shape.length === expected.length && shape.every((n, side) => n >= 1 && n === expected[side])

const badShape = (name: string) =>
  new InputError('net-file-broken', {
    ...{ format: 'safetensors', problem: 'bad-shape', place: sanitizeName(name) },
  })

async function numbersOf(
  { dtype, count, begin, end }: Entry,
  source: Source,
  start: number,
): Promise<Numbers> {
  const bytes = await source.bytes(start + begin, end - begin)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kind = DTYPES.get(dtype)
  const numbers = dtype === 'F64' ? new Float64Array(count) : new Float32Array(count)
  if (kind) for (let k = 0; k < count; k++) numbers[k] = kind.read(view, k * kind.bytes)
  return numbers
}
