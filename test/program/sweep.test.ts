/** Sweeps of the built program: killed, cut off, in parts, on a full disk. */
import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gatelab, LAUNCHER } from '../support/program.ts'
import { freshFolder } from '../support/temporary-folder.ts'
import { timelessIn } from '../support/timeless.ts'
import { until } from '../support/until.ts'

const LINE = (
  'compare adding --length 6,9 --forget-bias 0,chrono --hidden 5 --batch 6 --steps 60 ' +
  '--eval-every 20 --seeds 3'
).split(' ')
const RUNS = 2 * 2 * 3 * 2

const folder = freshFolder()

const results = async (name = 'results.jsonl') =>
  readFile(join(folder, name), 'utf8').catch(() => '')

/** Starts the sweep and kills it as soon as so many results are there. */
async function killedAfter(lines: number, more: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [LAUNCHER, ...LINE, '--results', folder, ...more], {
    stdio: 'ignore',
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const running = () => child.exitCode === null && child.signalCode === null
  await until(
    async () => !running() || (await results()).split('\n').length > lines,
    `${lines} results are there`,
  )
  child.kill('SIGKILL')
  await ended
}

describe('a sweep', () => {
  it('killed again and again and gone on with comes to the same report', async () => {
    const whole = await gatelab([...LINE, '--json'])
    expect(whole.code).toBe(0)
    for (const lines of [1, 4, 9, 15]) await killedAfter(lines, lines > 1 ? ['--resume'] : [])
    const before = (await results()).split('\n').length - 1
    expect(before).toBeGreaterThan(4)
    const rest = await gatelab([...LINE, '--results', folder, '--resume', '--json'])
    expect(rest.code).toBe(0)
    expect(timelessIn(rest.stdout)).toEqual(timelessIn(whole.stdout))
    expect((await results()).split('\n')).toHaveLength(RUNS + 1)
    const again = await gatelab(['report', folder, '--json'])
    expect(again.stdout).toBe(rest.stdout)
  })

  it('started twice at once is made once; the second names the first', async () => {
    const one = spawn(process.execPath, [LAUNCHER, ...LINE, '--results', folder, '--resume'], {
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => one.once('exit', resolve))
    await until(async () => (await results()) !== '', 'the first has begun')
    const two = await gatelab([...LINE, '--results', folder, '--resume'])
    expect([two.code, two.stdout]).toEqual([2, ''])
    expect(two.stderr).toMatch(
      /^gatelab: .*results\.jsonl is being written by another gatelab \(process \d+ on .*, since .* UTC\).*\n$/,
    )
    expect(two.stderr).toContain(`process ${one.pid} `)
    expect(await ended).toBe(0)
    expect((await gatelab(['merge', folder])).code).toBe(0)
    expect((await results()).split('\n')).toHaveLength(RUNS + 1)
  })

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
    'ended by %s goes on at once',
    async (signal) => {
      const line = [...LINE, '--steps', '100000', '--results', folder]
      line.splice(line.indexOf('60') - 1, 2)
      const child = spawn(process.execPath, [LAUNCHER, ...line], { stdio: 'ignore' })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      const lock = async () => (await readdir(folder)).includes('.results.jsonl.lock')
      await until(lock, 'it holds the lock')
      child.kill(signal)
      await ended
      // Nobody was there to take the lock away.
      expect(await lock()).toBe(signal === 'SIGKILL')
      const again = spawn(process.execPath, [LAUNCHER, ...line, '--resume'], {
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      again.stderr.on('data', (text) => {
        said += text
      })
      const its = async () => (await results('.results.jsonl.lock')).includes(`"pid":${again.pid}`)
      await until(async () => said !== '' || (await its()), 'the lock is its own')
      again.kill('SIGKILL')
      expect(said).toBe('')
    },
  )

  it('in two parts, merged, is the same as in one', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')]
    const whole = await gatelab([...LINE, '--json'])
    for (const [n, part] of [one, two].entries()) {
      expect((await gatelab([...LINE, '--results', part, '--shard', `${n + 1}/2`])).code).toBe(0)
    }
    const merged = await gatelab(['merge', one, two, '--json'])
    expect(timelessIn(merged.stdout)).toEqual(timelessIn(whole.stdout))
    const gap = await gatelab(['merge', one])
    expect([gap.code, gap.stdout]).toEqual([2, ''])
    expect(gap.stderr).toMatch(/12 runs are missing: length 6 forget-bias 0 rnn seed 2,/)
    expect((await gatelab(['merge', one, two, two])).stderr).toMatch(
      /is there twice: in .*two.* and in .*two/,
    )
  })

  it('on a full disk stops with one line, and what is written is intact', async () => {
    // 24 blocks of 512 bytes are the most that a file may have here.
    const shell = `trap '' XFSZ; ulimit -f 24; exec "$@"`
    const child = spawn(
      'sh',
      ['-c', shell, 'sh', process.execPath, LAUNCHER, ...LINE, '--results', folder],
      {
        env: { ...process.env, LANG: 'en_US.UTF-8' },
      },
    )
    let said = ''
    child.stderr.on('data', (text) => {
      said += text
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(code).toBe(1)
    expect(said.trim().split('\n').at(-1)).toMatch(
      /^gatelab: Cannot write to .*results\.jsonl: the file may not become that large here\.$/,
    )
    const lines = (await results()).split('\n')
    expect(lines.pop()).toBe('')
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) expect(JSON.parse(line).schema).toBe('gatelab.run/1')
    expect((await gatelab([...LINE, '--results', folder, '--resume'])).code).toBe(0)
    expect((await results()).split('\n')).toHaveLength(RUNS + 1)
  })
})

describe('what cannot be', () => {
  it.each([
    ['--shard 3/2 --results x', /--shard takes a part and their number, as in 3\/100, not "3\/2"/],
    ['--shard 1/2', /--shard needs --results/],
    ['--resume', /--resume needs --results/],
    ['--length 10,,20', /--length takes a value, a list/],
    ['--length 10,10', /different values, not "10,10"/],
    ['--length 5..1', /--length takes a value, a list/],
    ['--length 1..9:0', /--length takes a value, a list/],
    ['--length 2..2.5', /--length takes a value, a list/],
    ['--length 10,x', /--length takes a whole number from 1 to 1,000,000, not "x"/],
    [
      '--forget-bias 0,chrome',
      /--forget-bias takes a number from -1,000 to 1,000, or chrono, not "chrome"/,
    ],
    ['--symbols 2,3', /--symbols means nothing to the task adding/],
    ['--learning-rate 0.1..0.9', /--learning-rate takes a value, a list/],
    ['--fair weights', /--fair takes one of hidden, parameters, compute, all/],
    ['--tune 0', /--tune takes a whole number from 1/],
    ['--report out.pdf', /A report is written as .*, not as "out.pdf"/],
    ['--report /dev/null/x.md', /Cannot write to/],
    ['--seeds 10000 --steps 1..100 --length 2..100', /at most 1,000,000 are planned at once/],
  ])('%s', async (options, said) => {
    const { code, stdout, stderr } = await gatelab(['compare', 'adding', ...options.split(' ')])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it.each([['report', 'nowhere'], ['merge', 'nowhere'], ['report'], ['merge']])(
    '%s %s',
    async (...words) => {
      const { code, stdout, stderr } = await gatelab(words)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr.trim().split('\n')).toHaveLength(1)
    },
  )
})
