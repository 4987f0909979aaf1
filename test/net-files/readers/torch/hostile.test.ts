/** Pickles that call, and checkpoints that lie: nothing runs, and each is refused in one line. */
import { describe, expect, it } from 'vitest'
import { pytorch } from '../../../../src/net-files/readers/pytorch/reader.ts'
import { memorySource } from '../../../../src/net-files/source.ts'
import {
  archive,
  call,
  dict,
  int,
  name,
  pickle,
  rnn,
  tensor,
  text,
  tuple,
} from '../../../support/pickles.ts'
import { refused } from '../../../support/refused.ts'
import { allNumbers, readWhole } from '../../../support/torch-fixtures.ts'

const why = async (data: Uint8Array, storages?: Record<string, Uint8Array>) =>
  (await refused(() => readWhole(archive(data, storages))))?.details
const raw = async (bytes: Uint8Array) => (await refused(() => readWhole(bytes)))?.details

const os = name('posix', 'system')

describe('a pickle that calls runs nothing, and is refused by the name', () => {
  it.each<[string, Uint8Array, string]>([
    ['a call', pickle(call(os, text('touch /tmp/x'))), 'posix.system'],
    ['eval', pickle(call(name('builtins', 'eval'), text('1+1'))), 'builtins.eval'],
    ['a protocol 0 call', pickle("cos\nsystem\n(S'id'\ntR"), 'os.system'],
    ['INST', pickle("(S'id'\nios\nsystem\n"), 'os.system'],
    ['OBJ', pickle('(', os, text('id'), 'o'), 'posix.system'],
    ['NEWOBJ', pickle(os, tuple(text('id')), 0x81), 'posix.system'],
    ['NEWOBJ_EX', pickle(os, tuple(text('id')), '}', 0x92), 'posix.system'],
    [
      'a name from the stack',
      pickle(text('posix'), text('system'), 0x93, ')', 'R'),
      'posix.system',
    ],
    [
      'a state for __setstate__',
      pickle(name('m', 'C'), ')', 0x81, dict({ f: os }), 'b'),
      'm.C, posix.system',
    ],
    [
      'what a call returns',
      pickle(call(call(name('builtins', 'getattr'), os, text('x')), text('y'))),
      'builtins.getattr, posix.system',
    ],
    [
      'a name with dots',
      pickle(call(name('torch', '_utils._rebuild_x'))),
      'torch._utils._rebuild_x',
    ],
    [
      'arrays of NumPy',
      pickle(call(name('numpy.core.multiarray', '_reconstruct'), name('numpy', 'ndarray'))),
      'numpy.core.multiarray._reconstruct, numpy.ndarray',
    ],
  ])('%s', async (_, data, expected) => {
    const details = { format: 'PyTorch', what: 'global', name: expected }
    expect(await why(data)).toEqual(details)
    expect(await raw(data)).toEqual(details)
  })

  it('and beside a net it is a value like any other', async () => {
    const bytes = archive(rnn({ evil: call(os, text('touch /tmp/x')) }))
    const { stacks } = await readWhole(bytes)
    expect(stacks.map((stack) => stack.name)).toEqual(['a'])
  })
})

describe('a broken pickle is refused', () => {
  it.each<[string, Uint8Array, string]>([
    ['numbers of an extension', pickle(0x82, 1), 'bad-entry'],
    ['a persistent id that is none', pickle(text('storage'), 'Q'), 'bad-entry'],
    ['a persistent id of a text', pickle('Pstorage\n'), 'bad-entry'],
    [
      'a storage without a class',
      pickle(tuple(text('storage'), text('x'), text('0'), text('cpu'), int(1)), 'Q'),
      'bad-entry',
    ],
    [
      'a storage of −1 numbers',
      pickle(
        tuple(text('storage'), name('torch', 'FloatStorage'), text('0'), text('cpu'), int(-1)),
        'Q',
      ),
      'bad-entry',
    ],
    [
      'a tensor of no storage',
      pickle(call(name('torch._utils', '_rebuild_tensor_v2'), 'N')),
      'bad-entry',
    ],
    ['a buffer outside of it', pickle(0x97), 'bad-entry'],
    ['an empty stack', pickle(), 'bad-entry'],
    ['less than a tuple needs', pickle('N', 0x87), 'bad-entry'],
    ['a mark that is not there', pickle('N', 't'), 'bad-entry'],
    ['a value below the mark', pickle('N(a'), 'bad-entry'],
    ['half an entry', pickle('}(N', 'u'), 'bad-entry'],
    ['entries in a number', pickle('K', 1, 'NN', 's'), 'bad-entry'],
    ['a memo that is not there', pickle('h', 9), 'missing'],
    ['no end', pickle('N').slice(0, -1), 'bad-entry'],
    ['a text longer than all', pickle('X', [0xff, 0xff, 0xff, 0x7f]), 'bad-entry'],
    ['a text of 2^63 bytes', pickle(0x8d, [0, 0, 0, 0, 0, 0, 0, 0x80]), 'bad-entry'],
    ['a module of a long name', pickle(`c${'m'.repeat(3000)}\nx\n`), 'bad-entry'],
  ])('%s', async (_, data, problem) => {
    expect(await why(data)).toMatchObject({ format: 'PyTorch', problem })
  })

  it('of more opcodes than any checkpoint has', async () => {
    expect(await why(pickle('N0'.repeat(600_000)))).toMatchObject({ problem: 'too-large' })
  })
})

describe('tensors that lie', () => {
  const two = (hh: number[]) => pickle(dict({ weight_ih_l0: tensor([3, 2]), weight_hh_l0: hh }))
  it.each<[string, number[], string]>([
    ['more numbers than the storage', tensor([300, 300]), 'bad-shape'],
    [
      'a storage that says more than it has',
      tensor([3, 3], { count: 1e9, offset: 1e8 }),
      'bad-shape',
    ],
    ['a view beyond the end', tensor([3, 3], { strides: [500, 1] }), 'bad-shape'],
    ['one number 10^12 times', tensor([1e6, 1e6], { strides: [0, 0], count: 9 }), 'bad-shape'],
    ['a view within the file and beyond its storage', tensor([3, 3], { offset: 1 }), 'bad-shape'],
    ['a storage that is not there', tensor([3, 3], { key: '7' }), 'missing'],
    ['a storage of another folder', tensor([3, 3], { key: '../data.pkl' }), 'missing'],
    ['a side of −1', tensor([3, -1]), 'bad-entry'],
    ['more strides than sides', tensor([3, 3], { strides: [3, 3, 1] }), 'bad-entry'],
    ['65 sides', tensor(Array(65).fill(1)), 'bad-entry'],
    ['no cell', tensor([6, 3]), 'bad-shape'],
    ['one side', tensor([9]), 'bad-shape'],
    ['nothing', tensor([0, 3]), 'bad-shape'],
  ])('%s', async (_, hh, problem) => {
    expect(await why(two(hh))).toMatchObject({ format: 'PyTorch', problem })
  })

  it('whole numbers and quantised ones are refused by their type', async () => {
    for (const [type, dtype] of [
      ['LongStorage', 'long'],
      ['QInt8Storage', 'qint8'],
      ['ComplexFloatStorage', 'complexfloat'],
    ])
      expect(await why(two(tensor([3, 3], { type })))).toMatchObject({
        what: 'unknown-type',
        name: dtype,
      })
  })
})

describe('shared references', () => {
  /** A list of twice the one before it, n times: 2^n if it were written out. */
  const laughs = (n: number) => [
    ...Buffer.from(']q\0'),
    ...Array.from({ length: n }, (_, k) => [
      0x5d,
      0x28,
      0x68,
      k,
      0x68,
      k,
      0x65,
      0x71,
      k + 1,
    ]).flat(),
  ]

  it('are not written out', async () => {
    const { stacks } = await readWhole(archive(rnn({ laughs: laughs(200) })))
    expect(stacks).toHaveLength(1)
  })

  it('in a circle end', async () => {
    const circle = [...Buffer.from('}q\0'), ...text('me'), ...Buffer.from('h\0s')]
    expect((await readWhole(archive(rnn({ circle })))).stacks).toHaveLength(1)
  })

  it('nested beyond any net are passed over', async () => {
    const deep = [...Buffer.from(']'.repeat(5000)), ...Buffer.from('a'.repeat(4999))]
    expect((await readWhole(archive(rnn({ deep })))).stacks).toHaveLength(1)
  })

  it('give two weights the same numbers', async () => {
    const net = await readWhole(archive(rnn({ copy: tensor([3, 3]) })))
    const numbers = await allNumbers(net.stacks)
    expect(numbers.get('a.weight_hh_l0')?.length).toBe(9)
    expect(net.remarks).toContainEqual({ is: 'unused', count: 1, names: ['copy'] })
  })
})

it('names the tensors of a net written by hand, for a mapping to say what they are', async () => {
  const bytes = archive(pickle(dict({ state: dict({ W: tensor([3, 3]), b: tensor([3]) }) })))
  expect((await refused(() => readWhole(bytes)))?.details).toEqual({
    ...{ format: 'PyTorch', what: 'unnamed-tensors', name: '"state.W" [3, 3], "state.b" [3]' },
  })
  const directory = await pytorch.tensors?.(memorySource('net.pt', bytes))
  expect(await directory?.get('state.b')?.load()).toEqual(new Float32Array(3))
})

it('reads numbers whose bytes stand the other way round', async () => {
  const storage = new Uint8Array(36)
  const view = new DataView(storage.buffer)
  for (let k = 0; k < 9; k++) view.setFloat32(4 * k, k + 0.5, false)
  const others = { byteorder: new TextEncoder().encode('big') }
  const net = await readWhole(archive(rnn(), { 0: storage }, others))
  const numbers = await allNumbers(net.stacks)
  expect([...(numbers.get('a.weight_hh_l0') ?? [])]).toEqual(
    Array.from({ length: 9 }, (_, k) => k + 0.5),
  )
})
