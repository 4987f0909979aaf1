/** Cases of every format: the same arrays make the same case, and broken files are refused. */
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspectCase } from '../../../src/inspection/given-net/inspect-case.ts'
import { caseOfBytes, readCase } from '../../../src/inspection/given-net/read-case.ts'
import { fixturePath } from '../../support/fixture-path.ts'
import { refused } from '../../support/refused.ts'
import { survivors } from '../../support/survivors.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'

const folder = sharedFolder()
const fixture = (name: string) => fixturePath(`cases/${name}`)
const net = fixturePath('lstm-small.safetensors')

const SAME = [
  ['whole.npz', 'whole.json', false],
  ['packed.npz', 'whole.json', false],
  ['whole.safetensors', 'whole.json', false],
  ['batch-first.npz', 'batch-first.json', true],
  ['one.npy', 'one.json', false],
  ['one.csv', 'one.json', false],
  ['one-tabs.txt', 'one.json', false],
] as const

async function written(path: string, choices: object): Promise<string> {
  const event = await inspectCase(net, path, choices)
  return JSON.stringify(event.type === 'inspection' ? event.inspection : event.document())
}

describe('the same case in another format', () => {
  it.each(SAME)('%s gives the documents of %s, byte by byte', async (name, json, batchFirst) => {
    const short = await written(fixture(name), { batchFirst })
    expect(short).toBe(await written(fixture(json), { batchFirst }))
    const of = 'h[-1].norm'
    const long = await written(fixture(name), { batchFirst, of })
    expect(long).toBe(await written(fixture(json), { batchFirst, of }))
    expect([short, long].map((text) => JSON.parse(text).schema)).toEqual([
      'gatelab.inspection/1',
      'gatelab.inspection/2',
    ])
  })

  it('is told by content, whatever the name', async () => {
    const path = join(folder, 'case.json')
    await writeFile(path, await readFile(fixture('packed.npz')))
    const found = await readCase(path)
    expect(found).toEqual(await readCase(fixture('whole.json')))
    expect(found).toMatchObject({ lengths: [5, 3], ignored: ['hO'], T: 5, B: 2, I: 3, O: 2 })
    // Padding is not read.
    expect(found.x.slice(-3)).toEqual(new Float64Array(3))
  })

  it('may be of symbols, [T][B]', async () => {
    const given = await readCase(fixture('symbols.json'), false, true)
    expect(given).toMatchObject({ T: 4, B: 2, I: 1 })
    for (const name of ['symbols.npy', 'symbols.safetensors'])
      expect(await readCase(fixture(name), false, true)).toEqual(given)
    expect(await refused(() => readCase(fixture('symbols.npy')))).toMatchObject(
      (await refused(() => readCase(fixture('symbols.json')))) ?? {},
    )
  })

  it('of a table is one sequence, also with --batch-first and of one column', async () => {
    const json = await readCase(fixture('one.json'))
    expect(await readCase(fixture('one.csv'), true)).toEqual(json)
    const column = await caseOfBytes('a', Buffer.from('n\n1\n0\n2\n'), false, true)
    expect(column).toMatchObject({ T: 3, B: 1, I: 1, x: Float64Array.of(1, 0, 2) })
  })
})

/** A .npy file of format 1.0. */
function npy(descr: string, shape: string, data: Uint8Array): Uint8Array {
  const literal = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }\n`
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, literal.length, 0])
  return Buffer.concat([head, Buffer.from(literal), data])
}
const floats = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer)

describe('what is no case', () => {
  it.each<[string, string | Uint8Array, string, object]>([
    ['two sides', npy('<f8', '(2, 1)', floats(1, 2)), 'case-not-an-array', { place: 'x[0][0]' }],
    ['no side', npy('<f8', '()', floats(1)), 'case-not-an-array', { place: 'x', found: '1' }],
    [
      'four sides',
      npy('<f8', '(1, 1, 1, 1)', floats(1)),
      'case-not-a-number',
      { place: 'x[0][0][0]', found: '[…]' },
    ],
    ['nothing', npy('<f8', '(2, 0, 3)', floats()), 'case-empty', { place: 'x[0]' }],
    ['a lying shape', npy('<f8', '(9, 9, 9)', floats(1)), 'case-broken', { format: 'NumPy' }],
    [
      'NaN',
      npy('<f8', '(2, 1, 1)', floats(1, Number.NaN)),
      'case-not-finite',
      { place: 'x[1][0][0]', found: 'NaN' },
    ],
    [
      'beyond float32',
      npy('<f8', '(1, 1, 2)', floats(1, -1e39)),
      'case-not-finite',
      { place: 'x[0][0][1]', found: '-1e+39' },
    ],
    ['a ragged row', '1,2\n3,4\n5', 'case-ragged', { place: 'x[2][0]', found: 1, expected: 2 }],
    ['a word', 'a,b\n1,2\n3,four', 'case-not-a-number', { place: 'x[1][0][1]', found: '"four"' }],
    ['a gap', '1,2\n3,', 'case-not-a-number', { place: 'x[1][0][1]', found: '""' }],
    ['half a header', '1,b\n2,3', 'case-not-a-number', { place: 'x[0][0][1]', found: '"b"' }],
    ['decimal commas', 'a;b\n1,5;2', 'case-not-a-number', { place: 'x[0][0][0]' }],
    ['nan', 'a;b\n1;2\n3;nan', 'case-not-finite', { place: 'x[1][0][1]', found: 'NaN' }],
    ['1e39', '1\n1e39', 'case-not-finite', { place: 'x[1][0][0]', found: '1e+39' }],
    ['a header alone', 'a,b\n', 'case-empty', { place: 'x' }],
    ['an open quote', '1,2\n"3,4\n', 'data-quote', {}],
    ['nothing at all', '', 'case-not-json', { problem: 'syntax' }],
    ['a word of JSON', 'null', 'case-not-json', { problem: 'not-an-object' }],
    ['no text', Buffer.from([0xff, 0xfe, 1]), 'case-not-json', { problem: 'utf-8' }],
  ])('%s', async (_, content, code, details) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    expect(await refused(() => caseOfBytes('case', bytes))).toMatchObject({ code, details })
  })

  it.each([
    ['objects.npz', 'case-type', { key: 'x', type: '|O' }],
    ['complex.npz', 'case-type', { key: 'x', type: '<c8' }],
    ['no-x.npz', 'case-missing', { key: 'x', found: ['X'] }],
  ])('%s', async (name, code, details) => {
    expect(await refused(() => readCase(fixture(name)))).toEqual({ code, details })
  })

  it('is refused as JSON is, where sizes do not fit', async () => {
    const wrong = { batchFirst: true }
    for (const name of ['whole.npz', 'whole.safetensors'])
      expect(await refused(() => inspectCase(net, fixture(name), wrong))).toEqual(
        await refused(() => inspectCase(net, fixture('whole.json'), wrong)),
      )
  })
})

describe.each([...SAME.map(([name]) => name), 'symbols.npy', 'symbols.safetensors'])(
  'broken copies of %s',
  (path) => {
    it('are read or refused', async () => {
      const bytes = new Uint8Array(await readFile(fixture(path)))
      const symbols = basename(path).startsWith('symbols')
      const read = (mutant: Uint8Array) => caseOfBytes('case', mutant, false, symbols)
      expect(await survivors(bytes, 300, read)).toBeLessThan(300)
    })
  },
)
