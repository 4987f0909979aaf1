/**
 * The only functions and classes whose meaning is known here: how PyTorch puts tensors and plain
 * containers together. Every other name stays a name.
 */
import { Dict, Global, Opaque, Quantised, Storage, Tensor, type Value } from './pickle-values.ts'

/** Makes a value of a call's arguments; null where they are impossible. */
type Make = (args: readonly Value[]) => Value | undefined

const first: Make = ([one]) => one

/** PyTorch's own limit. */
const MOST_SIDES = 64

const isCounts = (value: Value | undefined): value is number[] =>
  Array.isArray(value) &&
  value.length <= MOST_SIDES &&
  value.every((n) => Number.isSafeInteger(n) && (n as number) >= 0)

/** (storage, offset, size, strides, …); of version 3 the type stands behind. */
function tensor([storage, offset, shape, strides, , , dtype]: readonly Value[]): Value | undefined {
  const fits =
    storage instanceof Storage &&
    isCounts([offset]) &&
    isCounts(shape) &&
    isCounts(strides) &&
    shape.length === strides.length
  if (!fits) return undefined
  const type = dtype instanceof Global ? dtype.path.replace(/^torch\./u, '') : null
  return new Tensor(storage, offset as number, shape, strides, type)
}

/** One whose numbers do not stand in rows and columns, if anywhere: its type says so. */
const without =
  (type: string) =>
  (shape: Value | undefined): Value | undefined =>
    isCounts(shape)
      ? new Tensor(new Storage('', '', 0), 0, shape, new Array(shape.length).fill(0), type)
      : undefined

const TENSORS: Readonly<Record<string, Make>> = {
  'torch._utils._rebuild_tensor': (args) => tensor(args.slice(0, 4)),
  'torch._utils._rebuild_tensor_v2': (args) => tensor(args.slice(0, 4)),
  'torch._utils._rebuild_tensor_v3': tensor,
  'torch._utils._rebuild_meta_tensor_no_storage': ([, shape]) => without('meta')(shape),
  'torch._utils._rebuild_sparse_tensor': ([, parts]) =>
    without('sparse')(Array.isArray(parts) ? parts[2] : undefined),
  'torch._utils._rebuild_qtensor': () => new Quantised(),
}

/** OrderedDict() or OrderedDict([[key, value], …]), as Python 2 wrote it. */
function orderedDict([pairs]: readonly Value[]): Value | undefined {
  const dict = new Dict()
  if (pairs === undefined) return dict
  if (!Array.isArray(pairs)) return undefined
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2) return undefined
    dict.add(pair[0], pair[1])
  }
  return dict
}

const KNOWN: ReadonlyMap<string, Make> = new Map(
  Object.entries({
    ...TENSORS,
    'torch._utils._rebuild_parameter': first,
    'torch._utils._rebuild_parameter_with_state': first,
    'torch._tensor._rebuild_from_type_v2': ([make, , args]) =>
      make instanceof Global && Array.isArray(args) && Object.hasOwn(TENSORS, make.path)
        ? TENSORS[make.path](args)
        : new Opaque(make ?? null, args ?? null),
    'torch.Size': ([sides]) => sides ?? [],
    'torch.jit._pickle.restore_type_tag': first,
    'torch.jit._pickle.build_tensorlist': first,
    'torch.jit._pickle.build_intlist': first,
    'torch.jit._pickle.build_doublelist': first,
    'torch.jit._pickle.build_boollist': first,
    'collections.OrderedDict': orderedDict,
    'builtins.set': ([members]) => members ?? [],
    '__builtin__.set': ([members]) => members ?? [],
    'builtins.frozenset': ([members]) => members ?? [],
    '__builtin__.frozenset': ([members]) => members ?? [],
  } satisfies Record<string, Make>),
)

/** Names that say nothing about why a file cannot be read. */
export const isKnown = (path: string): boolean =>
  KNOWN.has(path) || /^torch\.(\w+\.)?\w+Storage$|^torch\.[a-z]+\d*$/u.test(path)

/**
 * What a call makes: an opaque object, unless it is one of those known here. Nothing is called.
 * Undefined where a known one has impossible arguments.
 */
export function made(of: Value, args: Value): Value | undefined {
  const make = of instanceof Global ? KNOWN.get(of.path) : undefined
  if (make === undefined) return new Opaque(of, args)
  return Array.isArray(args) ? make(args) : undefined
}

/** What a persistent id stands for: a storage, or a class with its source (before 1.6). */
export function persistent(id: Value): Storage | Global | null {
  if (!Array.isArray(id)) return null
  const [what, of, key, , count, view] = id
  if (!(of instanceof Global)) return null
  if (what === 'module') return of
  const fits = what === 'storage' && typeof key === 'string' && isCounts([count])
  // Until 0.3 a storage could be a view of another one.
  if (!fits || (view !== undefined && view !== null)) return null
  return new Storage(key, of.path.replace(/^.*\./su, ''), count as number)
}
