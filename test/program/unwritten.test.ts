/**
 * The built program where the outside takes nothing: full disks, closed or limited streams.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { report } from '../../src/results/report.ts'
import { gatelab, LAUNCHER, outcomeOf } from '../support/program.ts'
import { freshFolder } from '../support/temporary-folder.ts'

const SMALL =
  'compare adding --length 8 --hidden 4 --batch 8 --steps 20 --seeds 2 --eval-every 10'.split(' ')

const folder = freshFolder()

/** Runs the program by a shell line, in which "$@" is the program with its arguments. */
const shell = (line: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  outcomeOf('sh', ['-c', line, 'sh', process.execPath, LAUNCHER, ...args], env, { cwd: folder })

const oneLine = (text: string) => expect(text.trimEnd().split('\n').length, text).toBe(1)

describe('standard output that takes nothing', () => {
  it.each([
    ['--version'],
    ['--help'],
    ['tasks'],
    ['tasks --json'],
    ['learn'],
    ['learn --json'],
    ['review'],
    ['compare --preset list'],
    ["repl --execute 'show' --json"],
    [SMALL.join(' ')],
    [`${SMALL.join(' ')} --json`],
  ])('%s: one line and exit code 1', async (args) => {
    const { code, stderr } = await shell(`"$1" "$2" ${args} > /dev/full`, [], {
      XDG_STATE_HOME: folder,
    })
    expect(stderr).toBe('gatelab: Cannot write to standard output: the disk is full.\n')
    expect(code).toBe(1)
  })

  it('in Chinese', async () => {
    const { code, stderr } = await shell('"$@" > /dev/full', ['tasks', '--lang', 'zh-CN'])
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'gatelab: 无法写到标准输出：磁盘已满。\n' })
  })

  it('a file that may not grow: what is there is a true beginning, and it is said', async () => {
    const whole = (await gatelab(['tasks', '--json', '--lang', 'en'])).stdout
    const { code, stderr } = await shell('ulimit -f 1; "$@" > out.json', [
      'tasks',
      '--json',
      '--lang',
      'en',
    ])
    expect(code).toBe(1)
    oneLine(stderr)
    const there = await readFile(join(folder, 'out.json'), 'utf8')
    expect(there.length).toBeGreaterThan(0)
    expect(whole.startsWith(there)).toBe(true)
    const size = (n: number) => n.toLocaleString('en-US')
    const bytes = Buffer.byteLength(whole)
    expect(stderr).toContain(`${size(there.length)} of ${size(bytes)} bytes are there`)
  })

  it('says where what was finished is', async () => {
    const { code, stderr } = await shell('"$@" > /dev/full', [
      ...SMALL,
      '--results',
      'kept',
      '--json',
    ])
    expect(code).toBe(1)
    expect(stderr).toMatch(/the disk is full\. What was finished is in kept\.\n$/)
    expect((await gatelab(['report', join(folder, 'kept'), '--json'])).code).toBe(0)
  })

  it('a descriptor that is not open for writing', async () => {
    const { code, stderr } = await shell('"$@" 1< /dev/null', ['tasks'])
    expect(code).toBe(1)
    oneLine(stderr)
    expect(stderr).toMatch(
      /^gatelab: Cannot write to standard output: it is not open for writing\.$/m,
    )
  })

  it('a pipe whose reader takes its time, and gets all of it', async () => {
    const whole = (await gatelab(['tasks', '--json', '--lang', 'en'])).stdout
    // Seven bytes at a time, so that the pipe is full for most of the time.
    const { stdout, stderr } = await shell('"$@" | dd bs=7 2> dd', [
      'tasks',
      '--json',
      '--lang',
      'en',
    ])
    expect(stderr).toBe('')
    expect(stdout).toBe(whole)
  })
})

describe('standard error that takes nothing', () => {
  it('what could not be said is missed: exit code 1, and the document is whole', async () => {
    const { code, stdout } = await shell('"$@" 2> /dev/full', [
      ...SMALL,
      '--json',
      '--report',
      'x.md',
    ])
    expect(code).toBe(1)
    expect(v.parse(report, JSON.parse(stdout)).runs).toHaveLength(4)
  })

  it('bad input stays bad input', async () => {
    expect((await shell('"$@" 2> /dev/full', ['frobnicate'])).code).toBe(2)
  })

  it('both: silence, and exit code 1', async () => {
    expect(await shell('"$@" > /dev/full 2>&1', ['tasks'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: '',
    })
  })
})

describe('files for which there is no room', () => {
  /** Files of at most two blocks; the report goes to a pipe, for which that does not count. */
  const limited = (args: readonly string[]) =>
    shell('ulimit -f 2; "$@"', args, { LANG: 'en_US.UTF-8' })

  it.each(['html', 'json', 'svg'])(
    '--report x.%s: the report is told all the same, and nothing is left half',
    async (ending) => {
      const { code, stdout, stderr } = await limited([
        ...SMALL,
        '--json',
        '--report',
        `x.${ending}`,
        '--report',
        'x.csv',
      ])
      expect(code).toBe(1)
      expect(v.parse(report, JSON.parse(stdout)).partial).toBe(false)
      const lines = stderr.trimEnd().split('\n')
      expect(lines.at(-1)).toBe(
        `gatelab: Cannot write to x.${ending}: the file may not become that large here.`,
      )
      // The other one found room.
      expect(await readdir(folder)).toEqual(['x.csv'])
    },
  )

  it('--save-weights: what was finished before is told', async () => {
    const args = 'compare --length 6 --hidden 40 --steps 5 --seed 1 --json'.split(' ')
    const { code, stderr } = await limited([...args, '--save-weights', 'w'])
    expect(code).toBe(1)
    oneLine(stderr)
    expect(stderr).toMatch(
      /^gatelab: Cannot write to w\/\w+-seed1\.safetensors: the file may not become that large here\.$/m,
    )
    expect(await readdir(join(folder, 'w'))).toEqual([])
  })

  it.each(['save x', 'export weights x.safetensors --cells lstm', 'export data x.csv'])(
    'the lab: %s',
    async (line) => {
      const { code, stderr } = await limited([
        'repl',
        '--execute',
        `set hidden 60; train 2; gradient; ${line}`,
      ])
      expect(code).toBe(1)
      oneLine(stderr)
      expect(stderr).toMatch(/Cannot write to x.*: the file may not become that large here\./)
      expect(await readdir(folder)).toEqual([])
    },
  )
})
