/** Archives of Keras' fixtures, with another configuration. */
import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import { keras } from '../../src/net-files/readers/keras/reader.ts'
import { memorySource } from '../../src/net-files/source.ts'
import { entrySource, openZip } from '../../src/net-files/zip.ts'
import { zipFile } from './zip-files.ts'

const FOLDER = new URL('../fixtures/nets/keras/', import.meta.url)

export const bytesOf = async (name: string) => new Uint8Array(await readFile(new URL(name, FOLDER)))

/** An entry of a fixture, unpacked. */
export async function entryOf(name: string, entry: string): Promise<Uint8Array> {
  const source = memorySource(name, await bytesOf(name))
  const found = (await openZip(source)).get(entry)
  if (found === undefined) throw new Error(entry)
  const inner = await entrySource(found, source)
  return inner.bytes(0, inner.size)
}

const text = new TextDecoder()
const bytes = new TextEncoder()

/** Reads the archive with its configuration changed. */
export async function readWith(name: string, change: (config: string) => string) {
  const [metadata, config, weights] = await Promise.all(
    ['metadata.json', 'config.json', 'model.weights.h5'].map((entry) => entryOf(name, entry)),
  )
  const changed = bytes.encode(change(text.decode(config)))
  const archive = zipFile([
    { name: 'metadata.json', data: metadata },
    { name: 'config.json', data: changed, deflated: true },
    { name: 'model.weights.h5', data: weights, deflated: true },
  ])
  return keras.read(memorySource(name, archive), {})
}

/** Put in for the first place where the text stands, which it must. */
export const put = (from: string, to: string) => (config: string) => {
  expect(config).toContain(from)
  return config.replace(from, to)
}
