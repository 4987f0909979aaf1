/** docs/scale/slurm.sh, queued as Slurm queues it, with a small plan in place of its own. */
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, it } from 'vitest'
import { CUT_SHORT, checkoutIn } from '../../support/engines/tools.ts'
import { outcomeOf } from '../../support/program.ts'
import {
  aPlace,
  changed,
  expectCutShort,
  expectGoneOn,
  LINE,
  lineOf,
  linesOf,
  SHARDS,
  saysItsLineOnce,
  scaleFile,
  shardFile,
} from '../../support/scale.ts'
import { timelessIn } from '../../support/timeless.ts'

const SCRIPT = await scaleFile('slurm.sh')
const place = aPlace()

saysItsLineOnce(SCRIPT)

const small = () => changed(SCRIPT, { [lineOf(SCRIPT)]: LINE, 'SHARDS=20': `SHARDS=${SHARDS}` })
const submit = (env = {}) =>
  outcomeOf(
    'sh',
    ['slurm.sh'],
    { PATH: place.path, ...env },
    { cwd: join(place.folder, 'checkout') },
  )
beforeEach(async () => {
  await checkoutIn(join(place.folder, 'checkout'))
  await writeFile(join(place.folder, 'checkout/slurm.sh'), small())
})

it('is a script to sh and to bash', async () => {
  for (const shell of ['sh', 'bash']) {
    await promisify(execFile)(shell, ['-n', join(place.folder, 'checkout/slurm.sh')])
    const broken = changed(small(), { esac: '' })
    await writeFile(join(place.folder, 'broken.sh'), broken)
    await expect(
      promisify(execFile)(shell, ['-n', join(place.folder, 'broken.sh')]),
    ).rejects.toThrow()
  }
})

it('comes to the report of one machine, though a task is killed and queued again', async () => {
  const { code, stdout, stderr } = await submit({ CUT_SHORT: CUT_SHORT.NODE_OPTIONS })
  expect([code, stdout, stderr]).toEqual([0, 'Submitted batch job 41\n', ''])
  const results = join(place.folder, 'checkout/results/adding')
  expect(await linesOf(place.folder, 'checkout', 'slurm-41.out')).toContainEqual(
    expect.stringMatching(/^adding: a sweep over length, forget-bias/),
  )
  expect(timelessIn(await readFile(join(results, 'report.json'), 'utf8'))).toEqual(place.whole)
  // Once more, and nothing is made again.
  const before = await Promise.all([1, 2, 3].map((k) => linesOf(results, shardFile(k))))
  for (const lines of before) expect(lines).toHaveLength(8 + 1)
  expect((await submit()).code).toBe(0)
  expect(await Promise.all([1, 2, 3].map((k) => linesOf(results, shardFile(k))))).toEqual(before)
})

it('says which runs are missing where a task was not put into the queue again', async () => {
  await writeFile(
    join(place.folder, 'checkout/slurm.sh'),
    changed(small(), { '#SBATCH --requeue\n': '' }),
  )
  expect((await submit({ CUT_SHORT: CUT_SHORT.NODE_OPTIONS })).code).toBe(0)
  const before = await linesOf(place.folder, 'checkout/results/adding', shardFile(2))
  expectCutShort(before)
  expect(await linesOf(place.folder, 'checkout', 'slurm-41.out')).toContainEqual(
    expect.stringMatching(/^gatelab: 6 runs are missing: /),
  )
  expect((await submit()).code).toBe(0)
  expectGoneOn(await linesOf(place.folder, 'checkout/results/adding', shardFile(2)), before)
  expect(
    timelessIn(await readFile(join(place.folder, 'checkout/results/adding/report.json'), 'utf8')),
  ).toEqual(place.whole)
})
