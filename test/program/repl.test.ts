/** The lab as a whole program, off a terminal: its lines, as text and as JSON. */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { complaintOf } from '../support/complaint.ts'
import { fixturePath } from '../support/fixture-path.ts'
import { environment, gatelab, LAUNCHER } from '../support/program.ts'
import { answersIn, ESCAPE, repliesIn, SMALL } from '../support/repl-replies.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { timeless } from '../support/timeless.ts'

const folder = sharedFolder()
const { replies, lastOf } = answersIn(folder)

describe('lines', () => {
  const LINES = [SMALL, 'train 10', '', '# nothing', 'gradient; memory']

  it('come from a pipe, a file and the command line, and do the same', async () => {
    const file = join(folder, 'one.gatelab')
    await writeFile(file, `\ufeff${LINES.join('\r\n')}`)
    const piped = await gatelab(['repl', '--json'], {}, { input: LINES.join('\n') })
    expect(
      repliesIn(piped.stdout).map(({ number, line, command, ok }) => [number, line, command, ok]),
    ).toEqual([
      [1, SMALL, 'task', true],
      [2, 'train 10', 'train', true],
      [5, 'gradient', 'gradient', true],
      [5, 'memory', 'memory', true],
    ])
    for (const args of [[file], ['--execute', LINES.join('\n')]]) {
      const other = await gatelab(['repl', ...args, '--json'])
      expect(other).toMatchObject({ code: 0, stderr: '' })
      expect(timeless(repliesIn(other.stdout))).toEqual(timeless(repliesIn(piped.stdout)))
    }
  })

  it('nothing at all is fine', async () => {
    expect(await gatelab(['repl'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await gatelab(['repl', '--json', '--execute', '# a comment'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('are answered one by one, while the pipe stays open', async () => {
    const child = spawn(process.execPath, [LAUNCHER, 'repl', '--json'], {
      env: environment(),
      stdio: 'pipe',
    })
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    const closed = new Promise((resolve) => child.on('close', resolve))
    for (const [n, line] of [SMALL, 'show', 'quit'].entries()) {
      child.stdin.write(`${line}\n`)
      expect(JSON.parse((await answers.next()).value)).toMatchObject({
        number: n + 1,
        line,
        ok: true,
      })
    }
    // quit ends it, though nobody has closed the pipe.
    expect(await closed).toBe(0)
  })
})

describe('--json', () => {
  it('gradient has the profile of both, under the fields of inspect', async () => {
    const result = await lastOf(SMALL, 'train 10', 'gradient')
    for (const cell of ['rnn', 'lstm']) {
      const { log10 } = result[cell]
      expect(Object.keys(log10).sort()).toEqual(['belt', 'cell', 'hidden', 'input', 'rest'])
      expect(log10.hidden).toHaveLength(8)
      expect(log10.input).toHaveLength(8)
    }
    expect(result.rnn.log10.cell).toBeNull()
    expect(result.lstm.log10.belt).toHaveLength(8)
  })

  it('show has the spec and the digest, which says what the workbench is', async () => {
    const [, first, , second, , third] = await replies(
      SMALL,
      'show',
      'train 5',
      'show',
      'undo',
      'show',
    )
    expect(first.result.spec).toMatchObject({
      task: 'adding',
      length: 8,
      hidden: 3,
      batch: 2,
      seeds: [3],
    })
    expect(first.result.digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(second.result.digest).not.toBe(first.result.digest)
    expect(third.result.digest).toBe(first.result.digest)
  })

  it('compare, inspect, tasks, help and the version have their documents, too', async () => {
    const weights = fixturePath('lstm-small.safetensors')
    const found = await replies(
      `inspect '${weights}' --input '${weights.replace('safetensors', 'json')}'`,
      'tasks',
      'help clamp',
      '--version',
      SMALL,
      'compare --steps 5 --seeds 1',
      'compare --help',
    )
    expect(found.map(({ command }) => command)).toEqual([
      'inspect',
      'tasks',
      'help',
      'version',
      'task',
      'compare',
      'compare',
    ])
    expect(found[0].result.schema).toBe('gatelab.inspection/1')
    expect(found[1].result.schema).toBe('gatelab.tasks/1')
    expect(found[2].result).toEqual({ kind: 'help', command: 'clamp' })
    expect(found[3].result.version).toMatch(/^\d+\.\d+\.\d+/)
    // It compares what is on the bench.
    expect(found[5].result.settings).toMatchObject({ length: 8, hidden: 3, steps: 5 })
    expect(found[6].result).toEqual({ kind: 'help', command: 'compare' })
  })

  it('on a line of a text log is for that line', async () => {
    const { stdout } = await gatelab(['repl', '--execute', `${SMALL}; show --json; show`])
    const blocks = stdout.split(/^> .*\n/m).slice(1)
    expect(JSON.parse(blocks[1]).spec.hidden).toBe(3)
    expect(() => JSON.parse(blocks[2])).toThrow()
  })

  it('goes through scripts that run scripts: a line a command, one for the script', async () => {
    await writeFile(join(folder, 'inner.gatelab'), 'seed 5\nshow')
    const found = await replies(SMALL, 'repl inner.gatelab', 'show')
    expect(found.map(({ line, number }) => [number, line])).toEqual([
      [1, SMALL],
      [1, 'seed 5'],
      [2, 'show'],
      [2, 'repl inner.gatelab'],
      [3, 'show'],
    ])
    expect(found[3].result).toBeNull()
    expect(found[4].result.spec.seeds).toEqual([5])
  })
})

describe('a line that fails', () => {
  const BAD = [SMALL, '  clamp f 1; trian 5', 'show'].join('\n')

  it('ends it with exit code 1, and names file, line and column', async () => {
    const file = join(folder, 'bad.gatelab')
    await writeFile(file, BAD)
    for (const [args, input, place] of [
      [[file], undefined, `${file}:2:14`],
      [[], BAD, 'stdin:2:14'],
      [['--execute', BAD], undefined, '--execute:2:14'],
    ] as const) {
      const { code, stdout, stderr } = await gatelab(['repl', ...args], {}, { input })
      expect(code).toBe(1)
      expect(stderr.startsWith(`gatelab: ${place}: `), stderr).toBe(true)
      expect(stderr).toMatch(/"trian".*train/)
      expect(stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(stdout.match(/^> .*/gm)).toEqual([`> ${SMALL}`, '> clamp f 1', '> trian 5'])
    }
  })

  it('is told as JSON with its code, sentence and column', async () => {
    const { code, stdout } = await gatelab(['repl', '--json', '--execute', BAD])
    expect(code).toBe(1)
    const found = repliesIn(stdout)
    expect(found).toHaveLength(3)
    expect(found[2]).toEqual({
      line: 'trian 5',
      number: 2,
      command: null,
      ok: false,
      error: { code: 'unknown-command', message: expect.stringContaining('"trian"'), column: 14 },
    })
  })

  it('with --keep-going is one of many, and the exit code is 1 all the same', async () => {
    const { code, stdout, stderr } = await gatelab(
      ['repl', '--json', '--keep-going'],
      {},
      { input: `${BAD}\n'\nshow` },
    )
    expect(code).toBe(1)
    const found = repliesIn(stdout)
    expect(found.map(({ ok }) => ok)).toEqual([true, true, false, true, false, true])
    expect(found[4]).toMatchObject({
      line: "'",
      number: 4,
      command: null,
      error: { code: 'unclosed-quote', column: 1 },
    })
    expect(stderr.match(/^gatelab: stdin:\d+:\d+: /gm)).toEqual([
      'gatelab: stdin:2:14: ',
      'gatelab: stdin:4:1: ',
    ])
    expect(found[5].result.digest).toBe(found[3].result.digest)
  })

  it('in a script within names both', async () => {
    const inner = join(folder, 'fails.gatelab')
    await writeFile(inner, '\nundo')
    const { code, stderr } = await gatelab(['repl', '--execute', `repl '${inner}'`])
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`^gatelab: ${inner}:2: .*\ngatelab: --execute:1:6: .*\n$`))
  })

  it('shows no stack trace but with --debug, and no escape code of the line', async () => {
    const line = 'task a\u001b[2Jb'
    const { stdout, stderr } = await gatelab(['repl'], {}, { input: line })
    expect(stderr).toMatch(/stdin:1:7: .*U\+001B/)
    expect(stdout + stderr).not.toMatch(ESCAPE)
    expect(stderr).not.toMatch(/\bat .*\.js/)
    expect((await gatelab(['repl', '--debug'], {}, { input: line })).stderr).toMatch(/\bat /)
  })

  it.each([
    ['a file that is not there', ['nowhere.gatelab'], /Cannot read nowhere\.gatelab/],
    ['a directory', ['.'], /Cannot read \./],
    ['a binary file', ['binary.gatelab'], /binary\.gatelab/],
    ['a file that is too large', ['huge.gatelab'], /huge\.gatelab.*MiB/],
    [
      'a file and lines',
      ['inner.gatelab', '--execute', 'show'],
      /--execute.*<file>|<file>.*--execute/,
    ],
    ['an unknown option', ['--exceute', 'show'], /--execute/],
    ['a bad language', ['--lang', 'fr'], /zh-CN/],
  ])('%s: one clear line, exit code 2, and nothing is run', async (_, args, line) => {
    await writeFile(
      join(folder, 'binary.gatelab'),
      new Uint8Array([0x73, 0x68, 0x6f, 0x77, 0x0a, 0, 0xff]),
    )
    await writeFile(join(folder, 'huge.gatelab'), 'show\n'.repeat(300_000))
    expect(complaintOf(await gatelab(['repl', ...args], {}, { cwd: folder }))).toMatch(line)
  })
})
