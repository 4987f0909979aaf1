/** HDF5 files of ours are what our reader, which was held against h5py's files, makes of them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openHdf5 } from '../../../src/net-files/hdf5/open-hdf5.ts'
import { memorySource } from '../../../src/net-files/source.ts'
import {
  hdf5File,
  type StoredArray,
  type Tree,
} from '../../../src/net-files/writers/keras/hdf5-file.ts'

const name = fc.stringMatching(/^[a-z0-9_]{1,20}$/)
const stored: fc.Arbitrary<StoredArray> = fc
  .array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 })
  .chain((shape) => {
    const count = shape.reduce((product, size) => product * size, 1)
    const sized = { minLength: count, maxLength: count }
    return fc.float32Array(sized).map((data) => ({ shape, data }))
  })
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.dictionary(name, fc.oneof({ depthSize: 'small' }, stored, tie('tree')), { maxKeys: 8 }),
}))

/** Paths with their arrays; a group's is null. */
function listed(of: Tree, path = ''): [string, StoredArray | null][] {
  return Object.entries(of).flatMap(([key, value]) => {
    const own = path === '' ? key : `${path}/${key}`
    if (ArrayBuffer.isView(value.data)) return [[own, value as StoredArray]]
    return [[own, null], ...listed(value as Tree, own)]
  })
}

describe('HDF5 files', () => {
  it('hold the groups and numbers that were given', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async (given) => {
        const file = await openHdf5(memorySource('x.h5', hdf5File(given)))
        const expected = new Map(listed(given))
        expect([...file.keys()].sort()).toEqual(['', ...expected.keys()].sort())
        for (const [path, array] of expected) {
          const dataset = file.get(path)?.dataset ?? null
          expect(dataset?.shape).toEqual(array?.shape)
          if (array === null) continue
          expect(dataset?.type).toEqual({ is: 'float', size: 4, brain: false, little: true })
          const bytes = await dataset?.bytes()
          expect(bytes).toEqual(new Uint8Array(array.data.buffer as ArrayBuffer))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('have groups of eight entries at most', () => {
    const group = (count: number): Tree =>
      Object.fromEntries(Array.from({ length: count }, (_, k) => [`g${k}`, {}]))
    expect(hdf5File(group(8)).length % 8).toBe(0)
    expect(() => hdf5File(group(9))).toThrow(RangeError)
  })
})
