/** An index of shards: what it names is read in its own folder alone. */
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openNetFile } from '../../../../src/net-files/open-net-file.ts'
import { partOf } from '../../../../src/net-files/shards.ts'
import { refused } from '../../../support/refused.ts'
import { freshFolder, sharedFolder } from '../../../support/temporary-folder.ts'
import { allNumbers, FOLDER } from '../../../support/torch-fixtures.ts'

const shared = sharedFolder()
const NAME = 'lstm.weight_ih_l0'

describe('an index', () => {
  const outer = freshFolder()
  const folder = join(outer, 'nets')
  beforeEach(async () => void (await mkdir(folder)))
  const open = async (index: unknown) => {
    const path = join(folder, 'net.json')
    const text = typeof index === 'string' ? index : JSON.stringify({ weight_map: index })
    await writeFile(path, text)
    const net = await openNetFile(path)
    try {
      return await allNumbers(net.stacks)
    } finally {
      await net.close()
    }
  }
  const why = async (index: unknown) => await refused(() => open(index))

  it('takes what it names from a file beside it', async () => {
    await copyFile(`${FOLDER}shard-1-of-2.safetensors`, join(folder, 'a.safetensors'))
    const numbers = await open({ [NAME]: 'a.safetensors', 'lstm.weight_hh_l0': 'a.safetensors' })
    expect([...numbers.keys()]).toEqual([NAME, 'lstm.weight_hh_l0'])
  })

  it.each<[string, unknown, object]>([
    ['a shard that is not there', { [NAME]: 'none.safetensors' }, { code: 'cannot-read' }],
    [
      'a shard elsewhere',
      { [NAME]: '../a.safetensors' },
      { code: 'cannot-read', details: { reason: 'outside' } },
    ],
    ['a shard at the root', { [NAME]: '/etc/passwd' }, { code: 'cannot-read' }],
    [
      'a shard in a folder below',
      { [NAME]: 'below/a.safetensors' },
      { code: 'cannot-read', details: { reason: 'outside' } },
    ],
    [
      'a link out of the folder',
      { [NAME]: 'link' },
      { code: 'cannot-read', details: { reason: 'outside' } },
    ],
    ['a folder', { [NAME]: 'below' }, { code: 'cannot-read' }],
    ['a name with a NUL', { [NAME]: 'a\0b' }, { code: 'cannot-read' }],
    ['no name', { [NAME]: '' }, { code: 'cannot-read' }],
    ['itself', { [NAME]: 'net.json' }, { details: { what: 'shard', name: 'net.json' } }],
    ['a number', { [NAME]: 3 }, { details: { problem: 'bad-entry', place: NAME } }],
    [
      'a tensor that is not in the shard',
      { x: 'a.safetensors' },
      { details: { problem: 'missing', place: 'x' } },
    ],
    [
      'a name twice',
      `{"weight_map": {"x": "a", "x": "b"}}`,
      { details: { problem: 'repeated', place: 'x' } },
    ],
    ['a list', [], { details: { problem: 'bad-entry', place: 'weight_map' } }],
    ['no JSON', '{"weight_map": ', { details: { problem: 'not-json' } }],
    ['nothing', {}, { details: { what: 'no-recurrent-layer' } }],
  ])('refuses %s', async (_, index, expected) => {
    const away = join(outer, 'a.safetensors')
    await mkdir(join(folder, 'below'), { recursive: true })
    for (const path of ['a.safetensors', 'below/a.safetensors'])
      await copyFile(`${FOLDER}shard-1-of-2.safetensors`, join(folder, path))
    await copyFile(`${FOLDER}shard-1-of-2.safetensors`, away)
    await symlink(away, join(folder, 'link')).catch(() => {})
    expect(await why(index)).toMatchObject(expected)
  })
})

describe('an index of pickles', () => {
  const folder = freshFolder()
  const SHARDS = ['pytorch_model-00001-of-00002.bin', 'pytorch_model-00002-of-00002.bin']
  const INDEX = 'pytorch_model.bin.index.json'
  const put = (names: readonly string[]) =>
    Promise.all(names.map((name) => copyFile(`${FOLDER}${name}`, join(folder, name))))
  const opened = async (name: string) => {
    const { format, convention, remarks, close } = await openNetFile(join(folder, name))
    await close()
    return { format, convention, remarks }
  }

  it('is PyTorch’s, and says that there are shards', async () => {
    await put([INDEX, ...SHARDS])
    expect(await opened(INDEX)).toEqual({
      ...{ format: 'pytorch', convention: 'state_dict, in shards', remarks: [] },
    })
  })

  it('is what it says whatever the shards are called, of any layout', async () => {
    await copyFile(`${FOLDER}tagger-legacy.pt`, join(folder, 'a'))
    await writeFile(
      join(folder, 'b.json'),
      JSON.stringify({ weight_map: { [NAME]: 'a', 'lstm.weight_hh_l0': 'a' } }),
    )
    expect(await opened('b.json')).toMatchObject({ format: 'pytorch' })
  })

  it.each([
    ['the first shard', [SHARDS[1]]],
    ['the second shard', [SHARDS[0]]],
  ])('refuses what is without %s', async (_, there) => {
    await put([INDEX, ...there])
    expect(await refused(() => opened(INDEX))).toMatchObject({ code: 'cannot-read' })
  })

  it('refuses a shard that is no pickle', async () => {
    await put([INDEX, SHARDS[0]])
    await writeFile(join(folder, SHARDS[1]), 'nothing of the kind')
    expect(await refused(() => opened(INDEX))).toMatchObject({ code: 'net-file-broken' })
  })

  it('is what a lone shard is to be opened by, where that lacks something', async () => {
    await put([SHARDS[1]])
    expect(await refused(() => opened(SHARDS[1]))).toMatchObject({
      code: 'net-file-refused',
      details: { format: 'PyTorch', what: 'part', name: INDEX },
    })
  })
})

describe('a lone shard', () => {
  it('that is whole in itself is read, with a remark', async () => {
    const { remarks, close } = await openNetFile(`${FOLDER}shard-1-of-2.safetensors`)
    await close()
    expect(remarks.filter(({ is }) => is === 'part')).toEqual([
      { is: 'part', names: ['shard.safetensors.index.json'], what: '1/2' },
    ])
  })

  it.each([
    ['model-00002-of-00003.safetensors', [2, 3, 'model.safetensors.index.json']],
    ['a/pytorch_model-00001-of-00009.bin', [1, 9, 'pytorch_model.bin.index.json']],
    ['model-00001-of-00001.safetensors', null],
    ['best-of-3.pt', null],
    ['net.safetensors', null],
  ])('%s', (path, expected) => {
    const found = partOf(path)
    expect(found && [found.part, found.of, found.index]).toEqual(expected)
  })

  it('is broken where a whole file would be', async () => {
    const path = join(shared, 'model-00001-of-00002.safetensors')
    await writeFile(path, '\xff\0\0\0\0\0\0\0{}')
    const found = await refused(() => openNetFile(path))
    expect(found?.code).toMatch(/^safetensors-/)
  })
})
