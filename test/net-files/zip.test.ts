import { describe, expect, it } from 'vitest'
import { memorySource } from '../../src/net-files/source.ts'
import { entrySource, openZip } from '../../src/net-files/zip.ts'
import { mutations } from '../support/mutations.ts'
import { refused } from '../support/refused.ts'
import { type ZipPart, zipFile } from '../support/zip-files.ts'

const text = (words: string) => new TextEncoder().encode(words)
const LONG = text('the same words again and again; '.repeat(40))
const PARTS: readonly ZipPart[] = [
  { name: 'net/data.pkl', data: text('a stored one') },
  { name: '../net/données', data: LONG, deflated: true },
  { name: 'net/nothing', data: text('') },
]
const archive = (parts: readonly ZipPart[], options = {}) =>
  memorySource('net.zip', zipFile(parts, options))
const opened = (parts: readonly ZipPart[], options = {}) =>
  openZip(archive(parts, options), 'keras')

describe.each([
  ['plain', {}],
  ['zip64, as PyTorch writes it', { wide: true }],
  ['with a comment that looks like an end', { comment: 'PK\u0005\u0006 and more words than 22' }],
])('an archive %s', (_, options) => {
  it('gives every entry back, whatever it is called', async () => {
    const zip = await opened(PARTS, options)
    expect([...zip.keys()]).toEqual(PARTS.map(({ name }) => name))
    for (const { name, data } of PARTS) {
      const entry = zip.get(name)
      expect(entry?.size).toBe(data.length)
      expect(await entry?.bytes()).toEqual(data)
      expect(await entry?.head(6)).toEqual(data.subarray(0, 6))
      expect(await entry?.head(1e9)).toEqual(data)
    }
    expect(await zip.get('net/data.pkl')?.range(2, 6)).toEqual(text('stored'))
    expect(await zip.get('../net/données')?.range(4, 4)).toEqual(text('same'))
  })

  it('makes a file of its own of an entry', async () => {
    const source = archive(PARTS, options)
    const zip = await openZip(source)
    for (const { name, data } of PARTS) {
      const entry = zip.get(name)
      if (!entry) throw new Error(name)
      const inner = await entrySource(entry, source)
      expect(inner.size).toBe(data.length)
      expect(await inner.bytes(0, data.length)).toEqual(data)
      expect(await refused(() => inner.bytes(1, data.length))).toMatchObject({
        code: 'net-file-cut',
      })
    }
  })
})

it('cleans names for print where it refuses', async () => {
  const source = archive([{ name: 'a\u001b[2Jb', data: text('three') }])
  const entry = (await openZip(source)).get('a\u001b[2Jb')
  const cut = await refused(() => entry?.range(4, 2))
  expect(cut).toMatchObject({ details: { path: 'net.zip/a\ufffd[2Jb' } })
})

/** What opening an archive and reading all of it is refused with. */
const problem = async (bytes: Uint8Array, limit?: number) => {
  const found = await refused(async () => {
    for (const entry of (await openZip(memorySource('net.zip', bytes), 'keras')).values())
      await entry.bytes(limit)
  })
  return found && ((found.details as { problem?: string }).problem ?? found.code)
}
const lying = (lies: ZipPart['lies'], deflated = true) =>
  zipFile([PARTS[0], { name: 'x', data: LONG, deflated, lies }, PARTS[2]])

describe('an archive is refused', () => {
  it.each<[string, Uint8Array, string]>([
    ['with a name twice', zipFile([PARTS[0], PARTS[0]]), 'repeated'],
    ['without an end', zipFile(PARTS).slice(0, -1), 'bad-header'],
    [
      'with another name in the local header',
      zipFile([{ ...PARTS[0], localName: 'net/data.pk1' }]),
      'bad-header',
    ],
    ['that is encrypted', lying({ flags: 1 }), 'compressed'],
    ['compressed in another way', lying({ method: 14 }), 'compressed'],
    ['with another checksum', lying({ crc: 1 }), 'compressed'],
    ['that unpacks to less than it says', lying({ size: LONG.length + 1 }), 'compressed'],
    ['that unpacks to more than it says', lying({ size: LONG.length - 1 }), 'compressed'],
    ['that says it unpacks to 3 GB', lying({ size: 3e9 }), 'too-large'],
    ['with an entry that reaches into the next', lying({ packed: LONG.length }), 'too-large'],
    ['with two entries at one place', lying({ at: 0 }), 'too-large'],
    ['with an entry beyond its end', lying({ at: 1e6 }), 'too-large'],
    ['whose stored entry has two sizes', lying({ size: 3 }, false), 'bad-entry'],
  ])('%s', async (_, bytes, expected) => {
    expect(await problem(bytes)).toBe(expected)
  })

  it('when an entry is larger than the reader takes', async () => {
    expect(await problem(zipFile(PARTS), LONG.length - 1)).toBe('too-large')
    expect(await problem(zipFile(PARTS), LONG.length)).toBe(null)
  })

  it('when it would unpack to more than twice itself and 32 MiB', async () => {
    const zeros = new Uint8Array(2 ** 25 + 2 ** 18)
    const bomb = zipFile([{ name: 'zeros', data: zeros, deflated: true }])
    expect(bomb.length).toBeLessThan(2 ** 16)
    expect(await problem(bomb)).toBe('too-large')
  })
})

it('refuses or reads any mutated archive', async () => {
  let whole = 0
  for (const wide of [false, true])
    for (const bytes of mutations(zipFile(PARTS, { wide }), 300))
      if ((await problem(bytes)) === null) whole++
  // Bytes of the stored entry and of dates change nothing that is checked.
  expect(whole).toBeGreaterThan(0)
  expect(whole).toBeLessThan(300)
})

it("unpacks no more of an entry than its beginning's packed bytes", async () => {
  // Numbers that do not pack, so that the place of a byte is known.
  let state = 1
  const data = Uint8Array.from({ length: 20_000 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return state >>> 24
  })
  const bytes = zipFile([{ name: 'a', data, deflated: true }])
  const intact = (await openZip(memorySource('net.zip', bytes.slice()))).get('a')
  bytes.fill(0xff, 10_000, 12_000)
  const broken = (await openZip(memorySource('net.zip', bytes))).get('a')
  expect(await intact?.bytes()).toEqual(data)
  expect(await broken?.head(1000)).toEqual(data.subarray(0, 1000))
  expect(await refused(() => broken?.bytes())).toMatchObject({
    details: { problem: 'compressed' },
  })
})
