/** The built program where something has gone that it needs: folders, and WebAssembly. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { environment, LAUNCHER, outcomeOf } from '../support/program.ts'
import { freshFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const SMALL =
  'compare adding --length 8 --hidden 4 --batch 8 --steps 20 --seeds 2 --eval-every 10'.split(' ')

const folder = freshFolder()

/** Runs the program by a shell line, in which "$@" is the program with its arguments. */
const shell = (line: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  outcomeOf('sh', ['-c', line, 'sh', process.execPath, LAUNCHER, ...args], env, { cwd: folder })

const oneLine = (text: string) => expect(text.trimEnd().split('\n').length, text).toBe(1)
const noStack = (text: string) => expect(text).not.toMatch(/\bat .*\.js|Error:|node:internal/)

const closed = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('close', resolve))

describe('folders that go away', () => {
  it('results: it ends by itself within seconds, says what is lost, reports the rest', async () => {
    const results = join(folder, 'results')
    const long =
      'compare adding --length 8 --hidden 4 --batch 8 --cells rnn --steps 100000000 --seeds 1 --workers 1'
    const out = openSync(join(folder, 'out'), 'w')
    const child = spawn(
      process.execPath,
      [LAUNCHER, ...long.split(' '), '--json', '--results', results],
      {
        env: environment(),
        stdio: ['ignore', out, 'pipe'],
      },
    )
    let stderr = ''
    child.stderr?.on('data', (text) => {
      stderr += text
    })
    const ended = closed(child)
    await until(() => existsSync(join(results, 'results.jsonl')), 'there are results')
    await rm(results, { recursive: true })
    expect(await ended).toBe(1)
    closeSync(out)
    expect(stderr).toBe(
      `gatelab: ${results} was removed while it was in use, and 0 finished runs in it with it. ` +
        'Training was ended; no run had finished.\n',
    )
  })

  it.each([['tasks'], [SMALL.join(' ')], ["repl --execute 'gradient'"], ['check'], ['learn']])(
    'the working folder, %s: one line',
    async (args) => {
      await mkdir(join(folder, 'gone'))
      const line = `cd gone; rmdir ../gone; "$1" "$2" ${args}`
      const { code, stdout, stderr } = await shell(line, [], { LANG: 'en_US.UTF-8' })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      oneLine(stderr)
      expect(stderr).toMatch(/^gatelab: The folder that this shell is in has been removed/)
    },
  )

  it('the working folder: --version and --help need none', async () => {
    for (const args of [['--version'], ['--help'], ['compare', '--help']]) {
      await mkdir(join(folder, 'gone'), { recursive: true })
      expect(await shell('cd gone; rmdir ../gone; "$@"', args)).toMatchObject({
        code: 0,
        stderr: '',
      })
    }
  })
})

describe('a Node without WebAssembly', () => {
  it.each([
    [SMALL],
    [['repl', '--execute', 'gradient']],
    [['tasks', '--certify', 'adding']],
    [['check', 'variant-of-rnn']],
    [['check']],
    [['learn', 'forget-gate']],
  ])('%j: one sentence', async (args) => {
    const env = { LANG: 'en_US.UTF-8' }
    const { code, stderr } = await outcomeOf(
      process.execPath,
      ['--jitless', LAUNCHER, ...args],
      env,
    )
    const ours = stderr.split('\n').filter((line) => line.startsWith('gatelab'))
    expect(ours.at(-1)).toMatch(/This Node has no WebAssembly/)
    noStack(stderr)
    // It is no fault of a lesson's.
    expect(stderr).not.toContain('lesson.yaml')
    expect([1, 2]).toContain(code)
  })

  it('what computes nothing works', async () => {
    expect((await outcomeOf(process.execPath, ['--jitless', LAUNCHER, 'tasks'])).code).toBe(0)
  })
})
