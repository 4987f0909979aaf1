/** The files of docs/scale, run as their engines run them, with a small plan in place of theirs. */

import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { choicesOf } from '../../src/commands/compare.ts'
import { tokenise } from '../../src/commands/grammar/tokenise.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { compareValues } from '../support/compare-values.ts'
import {
  checker,
  type Machine,
  runJob,
  summaryOf,
  type Workflow,
} from '../support/engines/github.ts'
import { type Manifest, runPod, typeErrors } from '../support/engines/kubernetes.ts'
import { CUT_SHORT, checkoutIn, toolsIn } from '../support/engines/tools.ts'
import { gatelab, outcomeOf } from '../support/program.ts'
import { timelessIn } from '../support/timeless.ts'
import { until } from '../support/until.ts'

const read = (name: string) =>
  readFile(new URL(`../../docs/scale/${name}`, import.meta.url), 'utf8')
const FILES = ['github-actions.yml', 'kubernetes-job.yaml', 'slurm.sh']

/** 24 runs in 12 pairs: 8 runs for each of 3 shards. */
const LINE =
  'adding --length 6,9 --forget-bias 0,chrono --hidden 5 --batch 6 --steps 60 --eval-every 20 --seeds 3'
const SHARDS = 3

/** What the files say, whole and in the form that each of them says it. */
const [WORKFLOW, MANIFEST, SCRIPT] = await Promise.all(FILES.map(read))
const manifestOf = (text: string) =>
  parseAllDocuments(text).map((one) => one.toJS()) as unknown as Manifest
/** Puts other values in the place of a file's own, each of which stands there once. */
function changed(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((now, [from, to]) => {
    expect(now.split(from), from).toHaveLength(2)
    return now.replace(from, () => to)
  }, text)
}
const lineOf = (text: string): string => /^ *LINE(?:: |='?)(adding .*?)'?$/m.exec(text)?.[1] ?? ''

let whole: unknown
let folder = ''
let path = ''
beforeAll(async () => {
  const alone = await gatelab(['compare', ...LINE.split(' '), '--json'])
  expect(alone.code).toBe(0)
  whole = timelessIn(alone.stdout)
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelab scale-'))
  path = await toolsIn(join(folder, 'tools'))
})
afterEach(() => rm(folder, { recursive: true }))

const linesOf = async (...names: string[]) => (await readFile(join(...names), 'utf8')).split('\n')
const lockFile = (shard: number) => `.${shardFile(shard)}.lock`
/** As if whoever holds the lock had given no sign of life for long. */
const silent = (lock: string) => utimes(lock, Date.now() / 1000 - 300, Date.now() / 1000 - 300)
const shardFile = (shard: number) => `results-${shard}-of-${SHARDS}.jsonl`

/** Two results whole, and a third of which the rest is missing. */
function expectCutShort(lines: readonly string[]): void {
  expect(lines).toHaveLength(3)
  for (const line of lines.slice(0, 2)) expect(JSON.parse(line).schema).toBe('gatelab.run/1')
  expect(lines[2]).toMatch(/^\{"schema"/)
  expect(() => JSON.parse(lines[2])).toThrow()
}
/** Its eight results; the two that were there before are as they were, not made again. */
function expectGoneOn(lines: readonly string[], before: readonly string[]): void {
  expect(lines).toHaveLength(8 + 1)
  expect(lines.slice(0, 2)).toEqual(before.slice(0, 2))
}

describe.each(FILES)('%s', (name) => {
  it('says its line once, and the program takes it', async () => {
    const text = await read(name)
    const line = lineOf(text)
    expect(text.split(line)).toHaveLength(2)
    expect(text.split('compare $LINE ')).toHaveLength(2)
    const values = compareValues(tokenise(`compare ${line}`)[0].tokens.map((token) => token.text))
    expect(resolveSpec(choicesOf(values)).seeds).toHaveLength(10)
  })
})

describe('github-actions.yml', () => {
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
    folder: join(folder, name),
    artifacts: join(folder, 'artifacts'),
    env: { PATH: path, ...env },
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
    await mkdir(join(folder, 'artifacts'))
    for (const k of shard) {
      const { state, said } = await runJob(
        workflow,
        'shard',
        machine(`first-${k}`, 1, k, k === 2 ? CUT_SHORT : {}),
      )
      expect(state, said).toBe(k === 2 ? 'failure' : 'success')
    }
    const before = await linesOf(folder, 'artifacts/results-2', shardFile(2))
    expectCutShort(before)

    const early = machine('early', 1, 0)
    expect((await runJob(workflow, 'merge', early)).state).toBe('failure')
    expect(await summaryOf(early)).toMatch(/^```text\ngatelab: 6 runs are missing: .*\n```\n$/)

    expect((await runJob(workflow, 'shard', machine('again-2', 2, 2))).state).toBe('success')
    expectGoneOn(await linesOf(folder, 'artifacts/results-2', shardFile(2)), before)
    const late = machine('late', 2, 0)
    const { state, said } = await runJob(workflow, 'merge', late)
    expect(state, said).toBe('success')
    expect(
      timelessIn(await readFile(join(folder, 'artifacts/report/report.json'), 'utf8')),
    ).toEqual(whole)
    expect(await summaryOf(late)).toMatch(
      /^```text\nWrote report\.json\.\nadding: a sweep over length, forget-bias\n[\s\S]*\n```\n$/,
    )
  })
})

describe('kubernetes-job.yaml', () => {
  const objects = () =>
    manifestOf(
      changed(MANIFEST, { [lineOf(MANIFEST)]: LINE, "SHARDS: '20'": `SHARDS: '${SHARDS}'` }),
    )
  const pod = (job: 2 | 3, env: Record<string, string>) =>
    runPod(objects(), objects()[job], {
      claims: { 'gatelab-results': join(folder, 'volume') },
      env: { PATH: path, ...env },
    })
  const shard = (index: number, env = {}) => pod(2, { JOB_COMPLETION_INDEX: String(index), ...env })

  it('is what the types of Kubernetes say', async () => {
    const broken = [
      ['backoffLimitPerIndex: 4', 'backoffLimitPerShard: 4'],
      ["SHARDS: '20'", 'SHARDS: 20'],
      ['parallelism: 20', "parallelism: '20'"],
      ['            status: ', '            state: '],
    ].map(([from, to]) => manifestOf(changed(MANIFEST, { [from]: to })))
    const [errors, ...others] = await typeErrors([manifestOf(MANIFEST), ...broken], folder)
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
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    )
    for (const { spec } of [manifestOf(MANIFEST)[2], merging]) {
      const { containers, volumes } = spec?.template.spec ?? { containers: [] }
      expect(containers[0].image).toBe(`gatelab:${version}`)
      expect(volumes).toEqual([
        { name: 'results', persistentVolumeClaim: { claimName: claim.metadata?.name } },
      ])
    }
    expect(await read('Dockerfile')).toContain(`--tag gatelab:${version} `)
  })

  it('comes to the report of one machine, though a pod is killed and started again', async () => {
    const volume = join(folder, 'volume/adding')
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
    expect(timelessIn(await readFile(join(volume, 'report.json'), 'utf8'))).toEqual(whole)
  })

  it('waits for another pod of the same index', async () => {
    const volume = join(folder, 'volume/adding')
    await mkdir(volume, { recursive: true })
    const lock = join(volume, lockFile(1))
    await writeFile(
      lock,
      '{"pid":1,"host":"gatelab-0","machine":"another","began":"","since":"2026-01-31T14:03:59.123Z"}',
    )
    // The pod's wait, which says that it has come to it, and is over sooner.
    const slept = join(folder, 'slept')
    await writeFile(join(folder, 'tools/sleep'), `#!/bin/sh\n: > '${slept}'\n`, { mode: 0o755 })
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
})

describe('slurm.sh', () => {
  const small = () => changed(SCRIPT, { [lineOf(SCRIPT)]: LINE, 'SHARDS=20': `SHARDS=${SHARDS}` })
  const submit = (env = {}) =>
    outcomeOf('sh', ['slurm.sh'], { PATH: path, ...env }, { cwd: join(folder, 'checkout') })
  beforeEach(async () => {
    await checkoutIn(join(folder, 'checkout'))
    await writeFile(join(folder, 'checkout/slurm.sh'), small())
  })

  it('is a script to sh and to bash', async () => {
    for (const shell of ['sh', 'bash']) {
      await promisify(execFile)(shell, ['-n', join(folder, 'checkout/slurm.sh')])
      const broken = changed(small(), { esac: '' })
      await writeFile(join(folder, 'broken.sh'), broken)
      await expect(promisify(execFile)(shell, ['-n', join(folder, 'broken.sh')])).rejects.toThrow()
    }
  })

  it('comes to the report of one machine, though a task is killed and queued again', async () => {
    const { code, stdout, stderr } = await submit({ CUT_SHORT: CUT_SHORT.NODE_OPTIONS })
    expect([code, stdout, stderr]).toEqual([0, 'Submitted batch job 41\n', ''])
    const results = join(folder, 'checkout/results/adding')
    expect(await linesOf(folder, 'checkout', 'slurm-41.out')).toContainEqual(
      expect.stringMatching(/^adding: a sweep over length, forget-bias/),
    )
    expect(timelessIn(await readFile(join(results, 'report.json'), 'utf8'))).toEqual(whole)
    // Once more, and nothing is made again.
    const before = await Promise.all([1, 2, 3].map((k) => linesOf(results, shardFile(k))))
    for (const lines of before) expect(lines).toHaveLength(8 + 1)
    expect((await submit()).code).toBe(0)
    expect(await Promise.all([1, 2, 3].map((k) => linesOf(results, shardFile(k))))).toEqual(before)
  })

  it('says which runs are missing where a task was not put into the queue again', async () => {
    await writeFile(
      join(folder, 'checkout/slurm.sh'),
      changed(small(), { '#SBATCH --requeue\n': '' }),
    )
    expect((await submit({ CUT_SHORT: CUT_SHORT.NODE_OPTIONS })).code).toBe(0)
    const before = await linesOf(folder, 'checkout/results/adding', shardFile(2))
    expectCutShort(before)
    expect(await linesOf(folder, 'checkout', 'slurm-41.out')).toContainEqual(
      expect.stringMatching(/^gatelab: 6 runs are missing: /),
    )
    expect((await submit()).code).toBe(0)
    expectGoneOn(await linesOf(folder, 'checkout/results/adding', shardFile(2)), before)
    expect(
      timelessIn(await readFile(join(folder, 'checkout/results/adding/report.json'), 'utf8')),
    ).toEqual(whole)
  })
})
