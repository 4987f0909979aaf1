/** The lab as a whole program, off a terminal. */
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { environment, gatelab, LAUNCHER, outcomeOf } from '../support/program.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const SMALL = 'task adding --length 8 --hidden 3 --batch 2 --eval-every 5 --seed 3'
// biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that is looked for
const ESCAPE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/
const CHINESE = /\p{Script=Han}/u

const folder = sharedFolder()

// biome-ignore lint/suspicious/noExplicitAny: JSON as it comes; each test says what it wants of it
type Json = any
interface Reply {
  readonly line: string
  readonly number: number
  readonly command: string | null
  readonly ok: boolean
  readonly result: Json
  readonly error: Json
}
const repliesIn = (stdout: string): Reply[] => {
  expect(stdout.endsWith('\n') || stdout === '').toBe(true)
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** The replies to lines that all go well. */
async function replies(...lines: string[]): Promise<Reply[]> {
  const { code, stdout, stderr } = await gatelab(
    ['repl', '--json'],
    {},
    { input: lines.join('\n'), cwd: folder },
  )
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return repliesIn(stdout)
}
const lastOf = async (...lines: string[]): Promise<Json> => (await replies(...lines)).at(-1)?.result

/** Without the speeds, which nobody promises. */
const timeless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (key === 'stepsPerSecond' ? undefined : inner)))

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
    const weights = fileURLToPath(new URL('../fixtures/lstm-small.safetensors', import.meta.url))
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
    const { code, stdout, stderr } = await gatelab(['repl', ...args], {}, { cwd: folder })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(line)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
})

describe('the text', () => {
  const TOUR = [
    SMALL,
    'train 10',
    'show',
    'gradient',
    'verify gradient',
    'walk 3 --unit 2',
    'show math',
    'gates',
  ]
  const REST = [
    'state',
    'memory',
    'attribution',
    'sever belt',
    'diff',
    'undo',
    'history',
    'receipt --check',
    'help',
  ]
  const ALL = [...TOUR, ...REST].join('\n')

  it('is plain and of one language, in both', async () => {
    const english = await gatelab(
      ['repl'],
      { LANG: 'en_GB.UTF-8', FORCE_COLOR: '3' },
      { input: ALL },
    )
    expect(english).toMatchObject({ code: 0, stderr: '' })
    expect(english.stdout).not.toMatch(ESCAPE)
    expect(english.stdout).not.toMatch(CHINESE)
    const chinese = await gatelab(['repl'], { LANG: 'zh_CN.UTF-8' }, { input: ALL })
    expect(chinese).toMatchObject({ code: 0, stderr: '' })
    expect(chinese.stdout).not.toMatch(ESCAPE)
    expect(chinese.stdout).not.toMatch(/undefined|NaN|\[object/)
    expect(english.stdout).not.toMatch(/undefined|NaN|\[object/)
    for (const block of chinese.stdout.split(/^> .*\n/m).slice(1)) expect(block).toMatch(CHINESE)
    const asked = await gatelab(
      ['repl', '--lang', 'zh-CN'],
      { LANG: 'en_GB.UTF-8' },
      { input: ALL },
    )
    const speedless = (text: string) => text.replace(/[\d,.]+ (步\/秒)/g, '$1')
    expect(speedless(asked.stdout)).toBe(speedless(chinese.stdout))
  })

  it('follows lang from the next line on, and --lang on its own line', async () => {
    const lines = [
      SMALL,
      'show --lang zh-CN',
      'show',
      'lang zh-CN',
      'show',
      'show --lang en',
      'undo --lang en; show',
    ]
    const { stdout } = await gatelab(
      ['repl', '--keep-going'],
      {},
      { input: [...lines, 'sow'].join('\n') },
    )
    const blocks = stdout.split(/^> .*\n/m).slice(1)
    const languages = blocks.map((block) =>
      block.trim() === '' ? '' : CHINESE.test(block) ? 'zh' : 'en',
    )
    expect(languages).toEqual(['en', 'zh', 'en', 'zh', 'zh', 'en', 'en', 'zh', ''])
  })

  it('complains in the language of the line', async () => {
    const lines = ['sow', 'sow --lang zh-CN', 'lang zh-CN', 'sow', "'"].join('\n')
    const { stderr } = await gatelab(['repl', '--keep-going'], {}, { input: lines })
    const complaints = stderr.trimEnd().split('\n')
    expect(complaints.map((line) => CHINESE.test(line))).toEqual([false, true, true, true])
  })

  it('draws pictures for files in the language that is spoken', async () => {
    await replies(SMALL, 'gradient', 'export picture en.svg', 'export picture zh.svg --lang zh-CN')
    await replies(SMALL, 'gradient', 'lang zh-CN', 'export picture zh.txt')
    expect(await readFile(join(folder, 'en.svg'), 'utf8')).not.toMatch(CHINESE)
    expect(await readFile(join(folder, 'zh.svg'), 'utf8')).toMatch(CHINESE)
    expect(await readFile(join(folder, 'zh.txt'), 'utf8')).toMatch(CHINESE)
  })
})

describe('the history of what is typed', () => {
  it('is neither read nor written off a terminal', async () => {
    const state = join(folder, 'state')
    const kept = join(state, 'gatelab', 'history')
    await mkdir(join(state, 'gatelab'), { recursive: true })
    await writeFile(kept, 'typed yesterday\n')
    const env = { XDG_STATE_HOME: state, NODE_DEBUG: 'esm,module' }
    const { code, stderr } = await gatelab(['repl'], env, { input: 'seed 4\nshow', cwd: folder })
    expect(code).toBe(0)
    expect(await readFile(kept, 'utf8')).toBe('typed yesterday\n')
    expect(await readdir(join(state, 'gatelab'))).toEqual(['history'])
    // The code that would read it was not even loaded.
    const dist = fileURLToPath(new URL('../../dist', import.meta.url))
    const chunks = (await readdir(dist)).filter((name) => /^history-.*\.js$/.test(name))
    expect(chunks).toHaveLength(1)
    expect(stderr).toContain('session-')
    expect(stderr).not.toContain(chunks[0])
  })
})

describe('a GRU in the place of the LSTM', () => {
  it('is called so in everything that the lab says of it', async () => {
    const questions = [
      'train 3',
      'gradient',
      'verify gradient',
      'walk',
      'gates',
      'state',
      'memory',
      'attribution',
    ]
    const lines = [
      'task adding --length 6 --hidden 3',
      'variant gru',
      ...questions,
      'diff',
      'undo',
      'redo',
      'show',
    ]
    const { code, stdout } = await gatelab(['repl', '--execute', lines.join('\n'), '--lang', 'en'])
    expect(code).toBe(0)
    const of = stdout.split('\n> ').filter((said) => !/^(> )?task/.test(said))
    expect(of).toHaveLength(lines.length - 1)
    for (const said of of) expect(said).not.toMatch(/LSTM|lstm\./)
    for (const said of of.filter((one) => !/^(walk|memory|undo|gates)/.test(one)))
      expect(said).toMatch(/GRU|gru/)
  })
})

describe('a receipt', () => {
  let bin = ''
  beforeAll(async () => {
    bin = join(folder, 'bin')
    await mkdir(bin)
    await writeFile(
      join(bin, 'gatelab'),
      `#!/bin/sh\nexec '${process.execPath}' '${LAUNCHER}' "$@"\n`,
      { mode: 0o755 },
    )
  })

  it.each([
    ['gradient', ['train 10', 'gradient']],
    ['training', ['train 7', 'train 5 --cells lstm']],
    ['verification', ['train 3', 'verify gradient --cells rnn']],
    ['walk', ['train 3', 'walk 4 --unit 2 --sequence random']],
    ['states', ['variant gru', 'train 3', 'gates --sequence random']],
    ['memory', ['set forget-bias chrono', 'clamp f 0.9 --unit 1..2', 'memory']],
    ['attribution', ['task recall --length 5 --hidden 4', 'attribution --cells lstm --sequence 9']],
    ['surgery', ['train 5', 'scale i -5e-1 --from 2 --to 4', 'sever gates', 'release i']],
    [
      'a cut backwards',
      ['train 5', 'sever belt --backward --unit 1..2 --from 2', 'sever gates --backward --to 4'],
    ],
    ['what is off the bench', ['train 6', 'clamp f 1', 'set cells rnn', 'train 2', 'gradient']],
    [
      'what came onto it',
      ['set cells lstm', 'train 6', 'set cells rnn,lstm', 'train 2', 'gradient'],
    ],
    [
      'training beyond what solves it',
      ['set until-solved on', 'set eval-every 1', 'train 9', 'clamp o 1 --unit 3'],
    ],
    [
      'what has diverged',
      ['set optimizer sgd', 'set clip none', 'set learning-rate 1e6', 'train 30', 'gradient'],
    ],
  ])('of %s says what makes it again: a real shell agrees', async (_, lines) => {
    const found = await replies(SMALL, ...lines, 'receipt --check', 'show')
    const [shown, receipt, state] = found.slice(-3)
    expect(receipt.result.check).toEqual({ same: true, differences: [] })
    expect(receipt.result.digest).toBe(state.result.digest)
    const again = await outcomeOf('sh', ['-c', `${receipt.result.again} --json`], {
      PATH: `${bin}:${process.env.PATH}`,
    })
    expect(again).toMatchObject({ code: 0, stderr: '' })
    const last = repliesIn(again.stdout).at(-1)
    if (shown.result.kind === 'training') {
      // How the curve came about in several trainings is told by the sum of them.
      expect(last?.result.digest).toBe(shown.result.digest)
    } else expect(timeless(last?.result)).toEqual(timeless(shown.result))
  })

  it('of nets that were trained on once solved does not stop where they were', async () => {
    const quick =
      'task adding --length 2 --hidden 8 --batch 32 --eval-every 10 --learning-rate 0.02 --seed 1'
    const [, solved, , , receipt] = await replies(
      quick,
      'train 900',
      'set until-solved on',
      'gradient',
      'receipt --check',
    )
    expect(solved.result.cells.lstm.solvedAt).toBeLessThan(900)
    expect(receipt.result.check).toEqual({ same: true, differences: [] })
  })
})

describe('save and load', () => {
  it('go on in another process as if nothing had been', async () => {
    const unbroken = await lastOf(SMALL, 'train 12', 'clamp o 0.5 --unit 2', 'train 9', 'show')
    await replies(SMALL, 'train 12', 'clamp o 0.5 --unit 2', 'save bench.safetensors')
    const [, , after, receipt] = await replies(
      'load bench.safetensors',
      'train 9',
      'show',
      'receipt --check',
    )
    expect(after.result.digest).toBe(unbroken.digest)
    expect(receipt.result.check.same).toBe(true)
  })

  it('never take the place of a file that is no workbench', async () => {
    const thesis = join(folder, 'thesis.txt')
    await writeFile(thesis, 'years of work')
    const { code, stderr } = await gatelab(['repl', '--execute', `save '${thesis}'`])
    expect(code).toBe(1)
    expect(stderr).toMatch(/--execute:1:6: .*thesis\.txt/)
    expect(await readFile(thesis, 'utf8')).toBe('years of work')
  })

  it('a kill -9 in the middle of a save leaves a whole file, old or new', async () => {
    const large = 'task adding --length 2 --hidden 256 --batch 2 --seed 3'
    const trainings = Array.from({ length: 10 }, () => 'train 1')
    const digests = (await replies(large, ...trainings)).slice(1).map(({ result }) => result.digest)
    for (const rounds of [2, 5, 8]) {
      const place = await mkdtemp(join(folder, 'killed-'))
      const lines = [large, ...trainings.flatMap((line) => [line, 'save bench.safetensors'])].join(
        '\n',
      )
      const child = spawn(process.execPath, [LAUNCHER, 'repl', '--json', '--execute', lines], {
        cwd: place,
        env: environment(),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let saves = 0
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (JSON.parse(line).command === 'save') saves++
      })
      const begun = new Set<string>()
      const watcher = watch(place, (_, name) => {
        // A save writes to a new file first.
        if (name?.endsWith('.tmp')) begun.add(name)
        if (begun.size === rounds) child.kill('SIGKILL')
      })
      await new Promise((resolve) => child.on('close', resolve))
      watcher.close()
      expect(child.signalCode).toBe('SIGKILL')
      const [loaded] = repliesIn(
        (
          await gatelab(
            ['repl', '--json', '--execute', 'load bench.safetensors'],
            {},
            { cwd: place },
          )
        ).stdout,
      )
      expect(loaded.ok).toBe(true)
      const at = digests.indexOf(loaded.result.digest)
      // What was said to be saved is saved; nothing is there that was not on its way.
      expect(at).toBeGreaterThanOrEqual(saves - 1)
      expect(at).toBeLessThan(trainings.length)
    }
  })
})

describe('export', () => {
  it('weights go into inspect, and do there what they do here', async () => {
    const steps = Array.from({ length: 8 }, (_, n) => `walk ${n + 1} --sequence 2`)
    const found = await replies(
      SMALL,
      'train 15',
      'state --sequence 2',
      'gates --sequence 2',
      'export weights lstm.safetensors --cells lstm',
      'export weights rnn.safetensors --cells rnn',
      ...steps,
    )
    const [, , state, gates, , , ...walks] = found.map(({ result }) => result)
    const sequence = { x: walks.map(({ x }) => [x]), y: [[state.sequence.target]] }
    await writeFile(join(folder, 'case.json'), JSON.stringify(sequence))
    for (const cell of ['lstm', 'rnn']) {
      const { stdout } = await gatelab(
        ['inspect', `${cell}.safetensors`, '--input', 'case.json', '--json'],
        {},
        {
          cwd: folder,
        },
      )
      const inside = JSON.parse(stdout)
      expect(inside).toMatchObject({ cell, hidden: 3, length: 8, batch: 1 })
      expectClose(inside.hiddenState, nested(state[cell].h))
      if (cell === 'rnn') continue
      expectClose(inside.cellState, nested(state.lstm.c))
      for (const gate of ['i', 'f', 'g', 'o'])
        expectClose(inside.gates[gate], nested(gates.lstm[gate]))
      expect(inside.prediction[0][0]).toBeCloseTo(state.sequence.answer, 6)
    }
  })

  it('data has every number, as CSV and as JSON', async () => {
    const gradient = await lastOf(
      SMALL,
      'train 5',
      'export data none.csv',
      'export data data.json',
      'gradient',
      'export data data.csv',
      'export data data.json',
      'gradient',
    )
    expect(JSON.parse(await readFile(join(folder, 'data.json'), 'utf8'))).toEqual(gradient)
    const [head, ...rows] = (await readFile(join(folder, 'data.csv'), 'utf8')).trimEnd().split('\n')
    expect(head).toBe('what,index,value')
    const numbers = numbersIn(gradient)
    expect(numbers.length).toBeGreaterThan(50)
    const values = rows
      .map((row) => row.split(',')[2])
      .filter((value) => value !== '' && !Number.isNaN(Number(value)))
    expect(values.map(Number)).toEqual(numbers)
  })

  it.each(['gradient', 'memory', 'walk 3', 'gates', 'attribution', 'train 3', 'sever belt'])(
    'the picture of %s is a well-formed SVG',
    async (line) => {
      const { result } = (await replies(SMALL, line, 'export picture picture.svg'))[2]
      const svg = await readFile(join(folder, 'picture.svg'), 'utf8')
      expect(result).toMatchObject({ kind: 'file', bytes: Buffer.byteLength(svg) })
      expect(svg).toMatch(/^(<\?xml[^>]*\?>\n)?<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
      expectWellFormed(svg)
    },
  )

  it('is refused where there is nothing, or under another ending', async () => {
    for (const [lines, code] of [
      ['export data x.csv', 'nothing-yet'],
      ['gradient; export data x.txt', 'export-ending'],
      ['export weights x.safetensors', 'one-cell-only'],
      ['verify gradient; export picture x.svg', 'no-picture'],
      ['gradient; export picture nowhere/x.svg', 'cannot-write'],
    ]) {
      const { stdout } = await gatelab(
        [
          'repl',
          '--json',
          '--execute',
          lines === 'export data x.csv' ? lines : `${SMALL}; ${lines}`,
        ],
        {},
        { cwd: folder },
      )
      expect(repliesIn(stdout).at(-1)?.error).toMatchObject({ code })
    }
    expect(await readdir(folder)).not.toContain('x.csv')
  })
})

/** [T][H] as inspect has it for a batch of one. */
const nested = (plane: readonly number[][]) => plane.map((row) => [row])

const numbersIn = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(numbersIn)
      : []

/** The same shape, and the same numbers to a few bits of float32. */
function expectClose(found: unknown, expected: unknown): void {
  const [a, b] = [numbersIn(found), numbersIn(expected)]
  expect(a.length).toBe(b.length)
  a.forEach((value, n) => {
    expect(Math.abs(value - b[n])).toBeLessThan(1e-6)
  })
}

/** Tags that open are closed in order, and what stands between them is text. */
function expectWellFormed(xml: string): void {
  const open: string[] = []
  for (const [, text, tag] of xml.replace(/^<\?xml[^>]*\?>/, '').matchAll(/([^<]*)(<[^>]*>)/g)) {
    expect(text).not.toMatch(/>|&(?!(#\d+|lt|gt|amp|quot|apos);)/)
    const match = /^<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>$/.exec(tag)
    expect(match, tag).not.toBeNull()
    if (!match) continue
    if (match[1]) expect(open.pop()).toBe(match[2])
    else if (!match[4]) open.push(match[2])
  }
  expect(open).toEqual([])
  expect(xml.trimEnd().endsWith('</svg>')).toBe(true)
}
