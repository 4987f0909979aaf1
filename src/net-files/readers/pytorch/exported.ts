/**
 * What torch.export.save wrote since 2.8: a zip archive in which JSON lists the tensors, each with
 * its storage as an entry. The graph beside them is not read: names say what the tensors are.
 */
import { decodeUtf8, isObject } from '../../../io/json.ts'
import { field, parsedWithin } from '../../json-file.ts'
import { broken, refused } from '../../refusals.ts'
import type { Source } from '../../source.ts'
import type { TensorDirectory } from '../../tensors/tensor-directory.ts'
import { openZip, type Zip } from '../../zip.ts'
import { Storage, Tensor } from './pickle-values.ts'
import { FORMAT, type StoredNumbers, tensorOfFile } from './strided.ts'

/** In the archive's only folder; a package may have several models, each under its name. */
const CONFIG = /^((?:[^/]*\/)?data\/weights\/)[^/]*weights_config\.json$/su

/** Longest list of tensors, bytes. */
const CONFIG_LIMIT = 2 ** 24
const MOST_SIDES = 64

/** By torch._export.serde.schema.ScalarType; of other numbers the number is the name. */
const TYPES: ReadonlyMap<unknown, string> = new Map([
  ...([[5, 'int64'] as const, [6, 'float16'] as const, [7, 'float32'] as const] as const),
  ...([[8, 'float64'] as const, [12, 'bool'] as const, [13, 'bfloat16'] as const] as const),
])

export const configIn = (zip: Zip): string | null =>
  [...zip.keys()].find((name) => CONFIG.test(name)) ?? null

/** @throws InputError net-file-broken, net-file-refused, net-file-cut */
export async function readExported(source: Source): Promise<TensorDirectory> {
  const zip = await openZip(source, FORMAT)
  const name = configIn(zip)
  const entry = name === null ? undefined : zip.get(name)
  if (name === null || entry === undefined) throw broken(FORMAT, 'missing', 'weights_config.json')
  const text = decodeUtf8(await entry.bytes(Math.min(CONFIG_LIMIT, 2 * source.size + 2 ** 20)))
  if (text === null) throw broken(FORMAT, 'not-json', name)
  const root = parsedWithin(text, FORMAT, name)
  const config = isObject(root) ? field(root, 'config') : null
  if (!isObject(config)) throw broken(FORMAT, 'bad-entry', name)
  const [, folder = ''] = CONFIG.exec(name) ?? []
  const stored = storedNumbers(zip, folder, await littleEndian(zip, folder))
  return new Map(
    Object.entries(config).map(([key, one]) => [
      key,
      tensorOfFile(key, tensorOf(key, one, stored), stored),
    ]),
  )
}

async function littleEndian(zip: Zip, folder: string): Promise<boolean> {
  const order = await zip.get(`${folder.replace(/data\/weights\/$/u, '')}byteorder`)?.bytes(16)
  return order === undefined || new TextDecoder().decode(order) !== 'big'
}

const storedNumbers = (zip: Zip, folder: string, little: boolean): StoredNumbers => ({
  littleEndian: little,
  size: (key) => zip.get(folder + key)?.size ?? null,
  async bytes(key, begin, length) {
    const found = zip.get(folder + key)
    if (found === undefined) throw broken(FORMAT, 'missing', key)
    return found.range(begin, length)
  },
})

function tensorOf(key: string, given: unknown, stored: StoredNumbers): Tensor {
  const path = isObject(given) ? field(given, 'path_name') : null
  const meta = isObject(given) ? field(given, 'tensor_meta') : null
  if (!isObject(given) || typeof path !== 'string') throw broken(FORMAT, 'bad-entry', key)
  // A tensor of a class of its own is a pickle.
  if (field(given, 'use_pickle') === true) throw refused(FORMAT, 'unknown-type', key)
  if (!isObject(meta)) throw broken(FORMAT, 'bad-entry', key)
  const shape = countsOf(field(meta, 'sizes'), key)
  const strides = countsOf(field(meta, 'strides'), key)
  const [offset] = countsOf([field(meta, 'storage_offset')], key)
  if (shape.length !== strides.length) throw broken(FORMAT, 'bad-shape', key)
  const said = field(meta, 'dtype')
  const storage = new Storage(path, 'UntypedStorage', stored.size(path) ?? 0)
  return new Tensor(storage, offset, shape, strides, TYPES.get(said) ?? String(said))
}

/** Sizes that are known when the model is exported, as those of weights are. */
function countsOf(given: unknown, key: string): number[] {
  const counts = Array.isArray(given)
    ? given.map((one) => (isObject(one) ? field(one, 'as_int') : null))
    : []
  const fits = counts.every((one): one is number => Number.isSafeInteger(one) && Number(one) >= 0)
  if (!Array.isArray(given) || !fits || counts.length > MOST_SIDES)
    throw broken(FORMAT, 'bad-shape', key)
  return counts
}
