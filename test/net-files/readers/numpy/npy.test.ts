/** Arrays that NumPy itself wrote come out with NumPy's own numbers; others are refused. */
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readNpy } from '../../../../src/net-files/readers/numpy/npy.ts'
import { openNpz } from '../../../../src/net-files/readers/numpy/npz.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import { npyWith } from '../../../support/npy-files.ts'
import { survivors } from '../../../support/survivors.ts'
import { zipFile } from '../../../support/zip-files.ts'

const FOLDER = new URL('../../../fixtures/nets/numpy/', import.meta.url)
const file = async (name: string) => new Uint8Array(await readFile(new URL(name, FOLDER)))
const json = async (name: string) => JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'))

interface Expected {
  readonly shape: readonly number[]
  readonly numbers: readonly number[]
}

const bytes = async (name: string) => memorySource(name, await file(name))

describe('.npy and .npz', () => {
  it('holds the numbers that NumPy has, in every type, order of bytes and of indices', async () => {
    const expected: Record<string, Expected> = await json('arrays.json')
    const directory = await openNpz(await bytes('arrays.npz'))
    expect([...directory.keys()]).toEqual(Object.keys(expected))
    expect(directory.size).toBe(29)
    for (const [name, { shape, numbers }] of Object.entries(expected)) {
      const tensor = directory.get(name)
      expect(tensor?.shape, name).toEqual(shape)
      expect([...((await tensor?.load()) ?? [])], name).toEqual(numbers)
    }
  })

  it('reads deflated archives, and float64 as float64', async () => {
    const { nameless } = await json('nets.json')
    const directory = await openNpz(await bytes('nameless.npz'))
    const U = await directory.get('U')?.load()
    expect(U).toBeInstanceOf(Float64Array)
    expect([...(U ?? [])]).toEqual(nameless.U.numbers)
    expect(await directory.get('V')?.load()).toBeInstanceOf(Float32Array)
  })

  it('reads the literal as any Python writes it', () => {
    const data = new Uint8Array(new Float32Array([1, 2]).buffer)
    const read = (literal: string) => readNpy(npyWith(literal, data), 'a')
    const plain = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n"
    expect(read(plain)).toEqual({ shape: [2], numbers: new Float32Array([1, 2]) })
    expect(read('{"shape": (1L, 2L), "descr": "<f4", "fortran_order": True}').shape).toEqual([1, 2])
  })

  it.each([
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (2), }", 'bad-header'],
    ["{'descr': '<f4', 'fortran_order': False}", 'bad-header'],
    ["{'descr': '<f4', 'fortran_order': 0, 'shape': (2,)}", 'bad-header'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (-2,)}", 'bad-header'],
    ["{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,)}", 'bad-header'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} + f()", 'bad-header'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (3,)}", 'bad-shape'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", 'bad-shape'],
    ["{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999, 9)}", 'bad-shape'],
  ])('refuses %s', (literal, problem) => {
    const read = () => readNpy(npyWith(literal, new Uint8Array(8)), 'a')
    const details = { format: 'NumPy', problem, place: 'a' }
    expect(read).toThrow(expect.objectContaining({ code: 'net-file-broken', details }))
  })

  it('does not allocate what a header promises and the file does not hold', () => {
    const literal = "{'descr': '<f8', 'fortran_order': True, 'shape': (99999999, 99999), }"
    expect(() => readNpy(npyWith(literal, new Uint8Array(8)), 'a')).toThrow('net-file-broken')
  })

  it.each([
    ['object.npy', '|O'],
    ['complex.npy', '<c8'],
    ['record.npy', 'record'],
  ])('refuses the numbers of %s', async (name, type) => {
    const given = await file(name)
    const details = { format: 'NumPy', what: 'unknown-type', name: type }
    expect(() => readNpy(given, 'a')).toThrow(
      expect.objectContaining({ code: 'net-file-refused', details }),
    )
  })

  it('refuses or reads 600 broken archives and arrays', async () => {
    const load = async (given: Uint8Array) => {
      for (const tensor of (await openNpz(memorySource('a', given))).values()) await tensor.load()
    }
    const literal = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }"
    const array = npyWith(literal, new Uint8Array(24))
    // A checksum finds what is changed in an archive; so arrays are broken and then archived.
    const archived = (data: Uint8Array) => load(zipFile([{ name: 'a.npy', data }]))
    const counts = [
      await survivors(await file('nameless.npz'), 300, load),
      await survivors(array, 150, (given) => readNpy(given, 'a')),
      await survivors(array, 150, archived),
    ]
    expect(counts[0]).toBeLessThan(300)
    for (const whole of counts.slice(1)) {
      expect(whole).toBeGreaterThan(0)
      expect(whole).toBeLessThan(150)
    }
  })
})
