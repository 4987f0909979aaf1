/** docs/scale/github-actions.yml, run as GitHub runs it, with a small plan in place of its own. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import {
  checker,
  type Machine,
  runJob,
  summaryOf,
  type Workflow,
} from '../../support/engines/github.ts'
import { CUT_SHORT } from '../../support/engines/tools.ts'
import {
  aPlace,
  changed,
  expectCutShort,
  expectGoneOn,
  LINE,
  lineOf,
  linesOf,
  saysItsLineOnce,
  scaleFile,
  shardFile,
} from '../../support/scale.ts'
import { timelessIn } from '../../support/timeless.ts'

const WORKFLOW = await scaleFile('github-actions.yml')
const place = aPlace()

saysItsLineOnce(WORKFLOW)

let check: (text: string) => Promise<string[]>
let bundle = ''
beforeAll(async () => {
  bundle = await mkdtemp(join(tmpdir(), 'gatelab-'))
  check = await checker(bundle)
})
afterAll(() => rm(bundle, { recursive: true }))

const small = () =>
  parse(
    changed(WORKFLOW, { [lineOf(WORKFLOW)]: LINE, '[1, 2, 3, 4, 5, 6, 7, 8]': '[1, 2, 3]' }),
  ) as Workflow & {
    jobs: { shard: { strategy: { matrix: { shard: number[] } } } }
  }
const machine = (
  name: string,
  attempt: number,
  shard: number,
  env: Record<string, string> = {},
): Machine => ({
  folder: join(place.folder, name),
  artifacts: join(place.folder, 'artifacts'),
  env: { PATH: place.path, ...env },
  contexts: {
    github: { run_attempt: attempt, token: 'token' },
    matrix: { shard },
    strategy: { 'job-total': small().jobs.shard.strategy.matrix.shard.length },
  },
})

it('is a workflow to GitHub', async () => {
  expect(await check(WORKFLOW)).toEqual([])
  const broken = [
    ['needs: shard', 'needs: shards'],
    ['fail-fast: false', 'fail-first: false'],
    ['matrix.shard }}/', 'matrix.part }}/'],
    ['overwrite: true', 'overwrites: true'],
    ['github.run_attempt > 1', 'github.run_attempt >'],
  ]
  for (const [from, to] of broken)
    expect(await check(changed(WORKFLOW, { [from]: to })), to).not.toEqual([])
})

it('comes to the report of one machine, though a shard is killed and run again', async () => {
  const workflow = small()
  const { shard } = workflow.jobs.shard.strategy.matrix
  await mkdir(join(place.folder, 'artifacts'))
  for (const k of shard) {
    const { state, said } = await runJob(
      workflow,
      'shard',
      machine(`first-${k}`, 1, k, k === 2 ? CUT_SHORT : {}),
    )
    expect(state, said).toBe(k === 2 ? 'failure' : 'success')
  }
  const before = await linesOf(place.folder, 'artifacts/results-2', shardFile(2))
  expectCutShort(before)

  const early = machine('early', 1, 0)
  expect((await runJob(workflow, 'merge', early)).state).toBe('failure')
  expect(await summaryOf(early)).toMatch(/^```text\ngatelab: 6 runs are missing: .*\n```\n$/)

  expect((await runJob(workflow, 'shard', machine('again-2', 2, 2))).state).toBe('success')
  expectGoneOn(await linesOf(place.folder, 'artifacts/results-2', shardFile(2)), before)
  const late = machine('late', 2, 0)
  const { state, said } = await runJob(workflow, 'merge', late)
  expect(state, said).toBe('success')
  expect(
    timelessIn(await readFile(join(place.folder, 'artifacts/report/report.json'), 'utf8')),
  ).toEqual(place.whole)
  expect(await summaryOf(late)).toMatch(
    /^```text\nWrote report\.json\.\nadding: a sweep over length, forget-bias\n[\s\S]*\n```\n$/,
  )
})
