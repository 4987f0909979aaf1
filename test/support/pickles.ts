/** Pickles and torch.save's archives made by hand, so that they can lie. */
import { zipFile } from './zip-files.ts'

type Part = string | number | readonly number[]

const u32 = (n: number) => [n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >>> 24) & 255]

/** Opcodes as text (latin1) and numbers; PROTO 2 before and STOP behind them. */
export const pickle = (...parts: readonly Part[]): Uint8Array =>
  Uint8Array.from([0x80, 2, ...parts.flatMap(bytes), 0x2e])

const bytes = (part: Part): number[] =>
  typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [part].flat()

/** BINUNICODE */
export const text = (words: string): number[] => {
  const raw = [...Buffer.from(words)]
  return [0x58, ...u32(raw.length), ...raw]
}

/** A whole number from 0 to 2^31 − 1: BININT. */
export const int = (n: number): number[] => [0x4a, ...u32(n)]
export const tuple = (...parts: readonly Part[]): number[] => [0x28, ...parts.flatMap(bytes), 0x74]
export const name = (module: string, what: string): number[] => bytes(`c${module}\n${what}\n`)
export const call = (of: Part, ...args: readonly Part[]): number[] => [
  ...bytes(of),
  ...tuple(...args),
  0x52,
]
/** An empty dict with entries. */
export const dict = (entries: Readonly<Record<string, Part>>): number[] => [
  ...[0x7d, 0x28],
  ...Object.entries(entries).flatMap(([key, value]) => [...text(key), ...bytes(value)]),
  0x75,
]

interface View {
  readonly type?: string
  readonly key?: string
  /** Numbers in the storage. */
  readonly count?: number
  readonly offset?: number
  readonly strides?: readonly number[]
  readonly rebuild?: string
}

/** A tensor as torch.save writes it; contiguous and in storage 0, unless said otherwise. */
export function tensor(shape: readonly number[], view: View = {}): number[] {
  const count = shape.reduce((product, n) => product * n, 1)
  const contiguous = shape.map((_, k) => shape.slice(k + 1).reduce((a, b) => a * b, 1))
  const { type = 'FloatStorage', key = '0', rebuild = '_rebuild_tensor_v2' } = view
  const storage = tuple(
    ...[text('storage'), name('torch', type), text(key), text('cpu'), int(view.count ?? count)],
  )
  return call(
    ...[name('torch._utils', rebuild), [...storage, 0x51], int(view.offset ?? 0)],
    ...[tuple(...shape.map(int)), tuple(...(view.strides ?? contiguous).map(int))],
    ...[0x89, call(name('collections', 'OrderedDict'))],
  )
}

/** An archive of a pickle and storages. */
export const archive = (
  data: Uint8Array,
  storages: Readonly<Record<string, Uint8Array>> = { 0: new Uint8Array(4096) },
  others: Readonly<Record<string, Uint8Array>> = {},
): Uint8Array =>
  zipFile(
    [
      { name: 'net/data.pkl', data },
      ...Object.entries(storages).map(([key, one]) => ({ name: `net/data/${key}`, data: one })),
      ...Object.entries(others).map(([key, one]) => ({ name: `net/${key}`, data: one })),
    ],
    { wide: true },
  )

/** An RNN's two matrices, I = 2 and H = 3, the rest of the dict beside them. */
export const rnn = (others: Readonly<Record<string, Part>> = {}): Uint8Array =>
  pickle(dict({ 'a.weight_ih_l0': tensor([3, 2]), 'a.weight_hh_l0': tensor([3, 3]), ...others }))
