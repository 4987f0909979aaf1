/** An index of shards: what it names is read in its own folder alone. */
import { copyFile, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { openNetFile } from '../../../../src/net-files/open-net-file.ts'
import { refused } from '../../../support/refused.ts'
import { freshFolder } from '../../../support/temporary-folder.ts'
import { allNumbers, FOLDER } from '../../../support/torch-fixtures.ts'

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
