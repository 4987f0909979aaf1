/** Files of tensors that are refused, each for its reason. */
import { expect, it } from 'vitest'
import { parseSafetensors } from '../../../src/io/safetensors/safetensors.ts'
import { refused } from '../../support/refused.ts'
import { entry, file, fixture } from '../../support/safetensors.ts'

const bytes = (n: number) => new Uint8Array(n)
const pair = (a: object, b: object) => ({ a, b })
const f32 = (shape: unknown, offsets: unknown, dtype: unknown = 'F32') => ({
  a: { dtype, shape, data_offsets: offsets },
})
const named = (name: string) => `{"${name}":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`

const hostile: [string, Uint8Array, string, object][] = [
  ['an empty file', bytes(0), 'safetensors-too-short', { bytes: 0 }],
  ['seven bytes', bytes(7), 'safetensors-too-short', { bytes: 7 }],
  [
    'a header longer than the file',
    file('{}', bytes(0), 3n),
    'safetensors-header-length',
    { claimed: '3', limit: 2 },
  ],
  [
    'a 1 GB header claim',
    file('{}', bytes(0), 2n ** 30n),
    'safetensors-header-length',
    { claimed: '1073741824' },
  ],
  [
    'the greatest claim',
    file('{}', bytes(0), 2n ** 64n - 1n),
    'safetensors-header-length',
    { limit: 2 },
  ],
  ['no header', file(''), 'safetensors-header', { problem: 'not-an-object' }],
  [
    'a header that is not UTF-8',
    file(Buffer.from([0x7b, 0xff, 0x7d])),
    'safetensors-header',
    { problem: 'utf-8' },
  ],
  ['a header that is not JSON', file('{"a":'), 'safetensors-header', { problem: 'syntax' }],
  ['a header that is an array', file('[]'), 'safetensors-header', { problem: 'not-an-object' }],
  [
    'a header of brackets',
    file(`{"a":${'['.repeat(2e6)}`),
    'safetensors-header',
    { problem: 'too-deep' },
  ],
  [
    'a header of names',
    file(`{${'"":0,'.repeat(2e6)}`),
    'safetensors-header',
    { problem: 'too-many-parts' },
  ],
  ['a repeated name', file('{"a":1,"\\u0061":2}'), 'safetensors-repeated-name', { name: 'a' }],
  [
    'a repeated field',
    file('{"a":{"dtype":"F32","dtype":"F64"}}'),
    'safetensors-repeated-name',
    { name: 'dtype' },
  ],
  ['__proto__', file(named('__proto__'), bytes(4)), 'safetensors-name', { name: '__proto__' }],
  [
    '__proto__ in metadata',
    file('{"__metadata__":{"__proto__":"x"}}'),
    'safetensors-name',
    { name: '__proto__' },
  ],
  ['metadata of numbers', file({ __metadata__: { k: 1 } }), 'safetensors-metadata', { key: 'k' }],
  ['metadata in a list', file({ __metadata__: [] }), 'safetensors-metadata', { key: null }],
  [
    'an entry that is no object',
    file({ a: null }),
    'safetensors-entry',
    { tensor: 'a', field: 'entry' },
  ],
  [
    'a dtype that is a number',
    file(f32([1], [0, 4], 7), bytes(4)),
    'safetensors-entry',
    { field: 'dtype' },
  ],
  [
    'an unknown dtype',
    file(f32([1], [0, 4], 'I32'), bytes(4)),
    'safetensors-dtype',
    { tensor: 'a', dtype: 'I32' },
  ],
  ['no shape', file(f32(undefined, [0, 4]), bytes(4)), 'safetensors-entry', { field: 'shape' }],
  [
    'a negative dimension',
    file(f32([-1], [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    'half a dimension',
    file(f32([0.5, 2], [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    'a dimension of 1e300',
    file(f32([1e300], [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    '65 dimensions',
    file(f32(Array(65).fill(1), [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    'a product beyond 2^53',
    file(f32([2 ** 40, 2 ** 40], [0, 4]), bytes(4)),
    'safetensors-entry',
    { field: 'shape' },
  ],
  [
    'a shape of 4 TB',
    file(f32([2 ** 40], [0, 4]), bytes(4)),
    'safetensors-size',
    { needed: 2 ** 42, bytes: 4 },
  ],
  [
    '4 TB in both',
    file(f32([2 ** 40], [0, 2 ** 42]), bytes(4)),
    'safetensors-offsets',
    { end: 2 ** 42, bytes: 4 },
  ],
  ['one offset', file(f32([1], [0]), bytes(4)), 'safetensors-entry', { field: 'data_offsets' }],
  [
    'a negative offset',
    file(f32([1], [-4, 0]), bytes(4)),
    'safetensors-entry',
    { field: 'data_offsets' },
  ],
  [
    'offsets the wrong way round',
    file(f32([1], [4, 0]), bytes(4)),
    'safetensors-offsets',
    { begin: 4, end: 0 },
  ],
  [
    'offsets beyond the file',
    file(f32([2], [0, 8]), bytes(4)),
    'safetensors-offsets',
    { end: 8, bytes: 4 },
  ],
  [
    'a truncated file',
    fixture('lstm-small').subarray(0, -1),
    'safetensors-offsets',
    { tensor: 'readout.bias' },
  ],
  [
    'too small a tensor',
    file(f32([3], [0, 8]), bytes(8)),
    'safetensors-size',
    { tensor: 'a', needed: 12, bytes: 8 },
  ],
  [
    'an overlap',
    file(pair(entry([2], 0), entry([2], 4)), bytes(12)),
    'safetensors-overlap',
    { tensor: 'b', other: 'a' },
  ],
  [
    'the same place twice',
    file(pair(entry([2], 0), entry([2], 0)), bytes(8)),
    'safetensors-overlap',
    {},
  ],
  [
    'a hole',
    file(pair(entry([1], 0), entry([1], 8)), bytes(12)),
    'safetensors-hole',
    { tensor: 'b', count: 4 },
  ],
  [
    'a hole at the start',
    file({ a: entry([1], 4) }, bytes(8)),
    'safetensors-hole',
    { tensor: 'a', count: 4 },
  ],
  ['trailing bytes', file({ a: entry([1], 0) }, bytes(5)), 'safetensors-trailing', { count: 1 }],
  ['nothing but data', file({}, bytes(5)), 'safetensors-trailing', { count: 5 }],
]

it.each(hostile)('refuses %s', async (_, given, code, facts) => {
  expect(await refused(() => parseSafetensors(given))).toMatchObject({ code, details: facts })
})

it('cleans names for print', async () => {
  const name = `\u001b[31m${'x'.repeat(500)}`
  const { details: facts } = (await refused(() => parseSafetensors(file({ [name]: 0 })))) as {
    details: { tensor: string }
  }
  expect(facts.tensor).toBe(`\uFFFD[31m${'x'.repeat(54)}…`)
})
