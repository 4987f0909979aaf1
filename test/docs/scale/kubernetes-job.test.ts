/** docs/scale/kubernetes-job.yaml, its pods run as Kubernetes runs them, with a small plan. */
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { type Manifest, runPod, typeErrors } from '../../support/engines/kubernetes.ts'
import { CUT_SHORT } from '../../support/engines/tools.ts'
import {
  aPlace,
  changed,
  expectCutShort,
  expectGoneOn,
  LINE,
  lineOf,
  linesOf,
  lockFile,
  SHARDS,
  saysItsLineOnce,
  scaleFile,
  shardFile,
  silent,
} from '../../support/scale.ts'
import { timelessIn } from '../../support/timeless.ts'
import { until } from '../../support/until.ts'

const MANIFEST = await scaleFile('kubernetes-job.yaml')
const manifestOf = (text: string) =>
  parseAllDocuments(text).map((one) => one.toJS()) as unknown as Manifest
const place = aPlace()

saysItsLineOnce(MANIFEST)

const objects = () =>
  manifestOf(changed(MANIFEST, { [lineOf(MANIFEST)]: LINE, "SHARDS: '20'": `SHARDS: '${SHARDS}'` }))
const pod = (job: 2 | 3, env: Record<string, string>) =>
  runPod(objects(), objects()[job], {
    claims: { 'gatelab-results': join(place.folder, 'volume') },
    env: { PATH: place.path, ...env },
  })
const shard = (index: number, env = {}) => pod(2, { JOB_COMPLETION_INDEX: String(index), ...env })

it('is what the types of Kubernetes say', async () => {
  const broken = [
    ['backoffLimitPerIndex: 4', 'backoffLimitPerShard: 4'],
    ["SHARDS: '20'", 'SHARDS: 20'],
    ['parallelism: 20', "parallelism: '20'"],
    ['            status: ', '            state: '],
  ].map(([from, to]) => manifestOf(changed(MANIFEST, { [from]: to })))
  const [errors, ...others] = await typeErrors([manifestOf(MANIFEST), ...broken], place.folder)
  expect(errors).toEqual([])
  for (const one of others) expect(one).toHaveLength(1)
})

it('has what an Indexed Job needs, and numbers, names and images that agree', async () => {
  const [{ data }, claim, { spec }, merging] = manifestOf(MANIFEST)
  expect(spec).toMatchObject({ completionMode: 'Indexed', completions: Number(data?.SHARDS) })
  // Retries by index and a policy for failures are for pods that are never restarted in place.
  expect(spec?.template.spec?.restartPolicy).toBe('Never')
  expect(merging.spec).toMatchObject({ suspend: true, backoffLimit: 0 })
  const { version } = JSON.parse(
    await readFile(new URL('../../../package.json', import.meta.url), 'utf8'),
  )
  for (const { spec } of [manifestOf(MANIFEST)[2], merging]) {
    const { containers, volumes } = spec?.template.spec ?? { containers: [] }
    expect(containers[0].image).toBe(`gatelab:${version}`)
    expect(volumes).toEqual([
      { name: 'results', persistentVolumeClaim: { claimName: claim.metadata?.name } },
    ])
  }
  expect(await scaleFile('Dockerfile')).toContain(`--tag gatelab:${version} `)
})

it('comes to the report of one machine, though a pod is killed and started again', async () => {
  const volume = join(place.folder, 'volume/adding')
  const killed = await shard(1, CUT_SHORT)
  expect([killed.code, killed.stdout]).toEqual([null, ''])
  const before = await linesOf(volume, shardFile(2))
  expectCutShort(before)
  await silent(join(volume, lockFile(2)))
  for (const index of [0, 1]) expect((await shard(index)).code).toBe(0)
  expectGoneOn(await linesOf(volume, shardFile(2)), before)
  const early = await pod(3, {})
  expect([early.code, early.stderr]).toEqual([
    2,
    expect.stringMatching(/^gatelab: 8 runs are missing: /),
  ])
  expect((await shard(2)).code).toBe(0)
  const merged = await pod(3, {})
  expect([merged.code, merged.stdout]).toEqual([
    0,
    expect.stringMatching(/^adding: a sweep over length, forget-bias/),
  ])
  expect(timelessIn(await readFile(join(volume, 'report.json'), 'utf8'))).toEqual(place.whole)
})

it('waits for another pod of the same index', async () => {
  const volume = join(place.folder, 'volume/adding')
  await mkdir(volume, { recursive: true })
  const lock = join(volume, lockFile(1))
  await writeFile(
    lock,
    '{"pid":1,"host":"gatelab-0","machine":"another","began":"","since":"2026-01-31T14:03:59.123Z"}',
  )
  // The pod's wait, which says that it has come to it, and is over sooner.
  const slept = join(place.folder, 'slept')
  await writeFile(join(place.folder, 'tools/sleep'), `#!/bin/sh\n: > '${slept}'\n`, { mode: 0o755 })
  const waiting = shard(0)
  await until(() => existsSync(slept), 'the pod waits')
  expect(existsSync(join(volume, shardFile(1)))).toBe(false)
  await rm(lock)
  expect((await waiting).code).toBe(0)
  expect(await readdir(volume)).toEqual(expect.not.arrayContaining([lockFile(1)]))
})

it('fails an index for good where the line is wrong', async () => {
  const codes = manifestOf(MANIFEST)[2].spec?.podFailurePolicy?.rules[1].onExitCodes?.values
  expect(codes).toContain((await shard(SHARDS)).code)
  expect(codes).toContain((await shard(0, { LINE: 'adding --length none' })).code)
})
