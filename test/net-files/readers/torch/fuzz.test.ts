/** Broken copies of what PyTorch saved: each is read or refused in one line, and every run ends. */
import { expect, it } from 'vitest'
import { pickleIn } from '../../../../src/net-files/readers/pytorch/archive.ts'
import { configIn } from '../../../../src/net-files/readers/pytorch/exported.ts'
import { safetensors } from '../../../../src/net-files/readers/safetensors/reader.ts'
import { isSafetensors } from '../../../../src/net-files/readers/safetensors/safetensors-tensors.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { openZip } from '../../../../src/net-files/zip.ts'
import { archive } from '../../../support/pickles.ts'
import { survivors } from '../../../support/survivors.ts'
import { allNumbers, fixture, readWhole } from '../../../support/torch-fixtures.ts'
import { zipFile } from '../../../support/zip-files.ts'

it.each([
  ...['tagger.pt', 'tagger-module.pt', 'tagger-script.pt', 'tagger-legacy.pt'],
  'library-exported.pt2',
])('%s', async (name) => {
  const whole = await survivors(await fixture(name), 300, readWhole)
  expect(whole).toBeGreaterThan(0)
  expect(whole).toBeLessThan(300)
})

it.each(['tagger.pt', 'tagger-lightning.ckpt', 'spectral-norm-new.pt', 'quantised.pt'])(
  'the pickle within %s',
  async (name) => {
    const zip = await openZip(memorySource(name, await fixture(name)))
    const entry = zip.get(pickleIn(zip) ?? '')
    const storages: Record<string, Uint8Array> = {}
    for (const [path, one] of zip)
      if (/\/data\/\d+$/u.test(path)) storages[path.replace(/.*\//u, '')] = await one.bytes()
    const data = (await entry?.bytes()) ?? new Uint8Array(0)
    const read = (mutant: Uint8Array) => readWhole(archive(mutant, storages))
    expect(await survivors(data, 500, read)).toBeLessThan(500)
  },
)

it('the list of tensors within library-exported.pt2', async () => {
  const name = 'library-exported.pt2'
  const zip = await openZip(memorySource(name, await fixture(name)))
  const inside = configIn(zip) ?? ''
  const entries = await Promise.all(
    [...zip.values()].map(async (one) => [one.name, await one.bytes()] as const),
  )
  const list = new Map(entries).get(inside) ?? new Uint8Array(0)
  const read = (mutant: Uint8Array) =>
    readWhole(
      zipFile(
        entries.map(([path, data]) => ({ name: path, data: path === inside ? mutant : data })),
      ),
    )
  const whole = await survivors(list, 300, read)
  expect(whole).toBeGreaterThan(0)
  expect(whole).toBeLessThan(300)
})

it.each(['tagger.safetensors', 'gru-f64.safetensors', 'bf16.safetensors'])('%s', async (name) => {
  const read = async (mutant: Uint8Array) => {
    if (!isSafetensors(mutant)) return
    const net = await safetensors.read(memorySource('net', mutant), {})
    await allNumbers(net.stacks)
  }
  const whole = await survivors(await fixture(name), 400, read)
  expect(whole).toBeGreaterThan(0)
  expect(whole).toBeLessThan(400)
})
