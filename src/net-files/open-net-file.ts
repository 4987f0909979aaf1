/** Opens a file of trained nets: the format is found by its content. */
import { InputError } from '../rules/input-error.ts'
import type { MappingTemplate } from './mapping/mapping-template.ts'
import type { GivenNet, NetReader, ReadChoices } from './net-file.ts'
import { partOf, partRemark, refusedPart } from './shards.ts'
import { openSource, type Source } from './source.ts'
import type { TensorDirectory } from './tensors/tensor-directory.ts'

const HEAD = 4096

/** In the order in which they are asked; each is loaded when it is asked. */
const READERS: readonly (() => Promise<NetReader>)[] = [
  async () => (await import('./readers/safetensors/reader.ts')).safetensors,
  async () => (await import('./readers/brain-js/reader.ts')).brainJs,
  async () => (await import('./readers/tensorflow-js/reader.ts')).tensorflowJs,
  async () => (await import('./readers/keras/reader.ts')).keras,
  async () => (await import('./readers/pytorch/reader.ts')).pytorch,
  async () => (await import('./readers/numpy/reader.ts')).numpy,
  async () => (await import('./readers/flax/reader.ts')).flax,
  async () => (await import('./readers/onnx/reader.ts')).onnx,
]

export interface OpenNet extends GivenNet {
  /** To be called when no more numbers are wanted: layers load theirs late. */
  close(): Promise<void>
}

/**
 * What is in a file. Numbers are read when a layer is loaded, so the file stays open.
 * @throws InputError cannot-read; net-file-… where the file is broken, of no known format, or holds
 * no net that can be read.
 */
export async function openNetFile(path: string, choices: ReadChoices = {}): Promise<OpenNet> {
  const source = await openSource(path)
  const part = partOf(path)
  try {
    const reader = await readerOf(source)
    const net =
      choices.map === undefined
        ? await reader.read(source, choices)
        : await mapped(reader, source, choices.map)
    const remarks = part ? [...net.remarks, partRemark(part)] : net.remarks
    return { ...net, remarks, close: () => source.close() }
  } catch (error) {
    await source.close()
    throw part ? refusedPart(error, part) : error
  }
}

/** What the user says of a file counts, whatever its names seem to say. */
async function mapped(reader: NetReader, source: Source, map: unknown): Promise<GivenNet> {
  const directory = await tensorsOf(reader, source)
  const { mappedNet } = await import('./mapping/apply-mapping.ts')
  const net = mappedNet(map, directory, reader.format)
  return { ...net, format: reader.format, convention: '--map', metadata: {} }
}

/**
 * A mapping to start from, for a file whose names say nothing.
 * @throws InputError as openNetFile does
 */
export async function templateOf(path: string): Promise<MappingTemplate> {
  const source = await openSource(path)
  try {
    const directory = await tensorsOf(await readerOf(source), source)
    return (await import('./mapping/mapping-template.ts')).mappingTemplate(directory)
  } finally {
    await source.close()
  }
}

async function tensorsOf(reader: NetReader, source: Source): Promise<TensorDirectory> {
  if (reader.tensors) return reader.tensors(source)
  throw new InputError('net-map', { place: '', problem: 'no-tensors', found: reader.format })
}

async function readerOf(source: Source): Promise<NetReader> {
  const head = await source.bytes(0, Math.min(HEAD, source.size))
  for (const load of READERS) {
    const reader = await load()
    if (await reader.recognises(head, source)) return reader
  }
  // What its name promises says best what is wrong with it.
  if (/\.safetensors$/iu.test(source.path))
    await (await import('./readers/safetensors/safetensors-tensors.ts')).readSafetensors(source)
  throw new InputError('net-file-unknown', { path: source.path, bytes: source.size })
}
