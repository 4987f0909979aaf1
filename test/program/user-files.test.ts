/** Files of one's own, from the command line to the numbers, as a whole program. */
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/results/report.ts'
import { gatelab, type Outcome } from '../support/program.ts'
import { digestsOf, reportedIn } from '../support/reported.ts'
import { eventsOf, openSession } from '../support/sessions.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()
beforeAll(async () => {
  const put = (name: string, content: string) => writeFile(join(folder, name), content)
  await put('first.jsonl', LINES)
  await put('first.csv', ROWS)
  await put("it's mine.csv", ROWS)
  await put('ab.txt', 'ab'.repeat(500))
})

/**
 * The first of three to six inputs says the class; all others are noise, and so is how many there
 * are.
 */
const SEQUENCES = Array.from({ length: 60 }, (_, n) => {
  const first = n % 2 === 0 ? 1 : -1
  const x = Array.from({ length: 3 + (Math.floor(n / 2) % 4) }, (_, t) => [
    t === 0 ? first : Math.sin(n * 7 + t) / 2,
  ])
  return { x, y: first > 0 ? 'up' : 'down' }
})
const LINES = SEQUENCES.map((one) => `${JSON.stringify(one)}\n`).join('')
const ROWS = [
  'id,x,class',
  ...SEQUENCES.flatMap(({ x, y }, n) =>
    x.map(([one], t) => `${n},${one},${t === x.length - 1 ? y : ''}`),
  ),
].join('\r\n')

const inFolder = (...args: string[]): Promise<Outcome> => gatelab(args, {}, { cwd: folder })
const reported = (...args: string[]): Promise<Report> => reportedIn(folder, ...args)
const QUICK = ['--hidden', '8', '--steps', '40', '--eval-every', '20', '--seeds', '2'] as const
/** An error in one line, with exit code 2 and nothing else. */
async function complaint(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await inFolder(...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^gatelab: [^\n]+\n$/)
  return stderr
}

describe('compare', () => {
  it('learns sequences of different lengths, and says which file it was', async () => {
    const found = await reported(
      ...'--data first.jsonl --hidden 8 --steps 200 --seeds 2'.split(' '),
    )
    expect(found.task).toMatchObject({
      name: 'data',
      length: 6,
      inputSize: 1,
      outputSize: 2,
      metric: 'accuracy',
      baseline: 0.5,
      threshold: 0.95,
    })
    const digest = createHash('sha256').update(LINES).digest('hex')
    expect(found.settings.file).toEqual({ path: 'first.jsonl', digest: `sha256:${digest}` })
    for (const run of found.runs)
      expect(run).toMatchObject({ status: 'solved', final: { metric: 1 } })
    expect(found.command).toContain(
      `gatelab compare data --data first.jsonl --digest ${digest.slice(0, 12)} --hidden 8`,
    )
  })

  it('comes to the same bits in either form, with any thread count, by its own line', async () => {
    const lines = await reported('--data', 'first.jsonl', ...QUICK)
    const expected = digestsOf(lines)
    expect(new Set(expected).size).toBe(4)
    expect(
      digestsOf(await reported('data', '--data', 'first.csv', ...QUICK, '--workers', '1')),
    ).toEqual(expected)
    expect(digestsOf(await reported('--data', 'first.csv', ...QUICK, '--workers', '9'))).toEqual(
      expected,
    )
    const again = await reported(...lines.command.split(' ').slice(2))
    expect(digestsOf(again)).toEqual(expected)
    expect(again.settings).toEqual(lines.settings)
  })

  it('learns a text of period two', async () => {
    const found = await reported(
      ...'--text ab.txt --length 8 --hidden 8 --steps 300 --seeds 2'.split(' '),
    )
    expect(found.task).toMatchObject({
      name: 'text',
      inputSize: 2,
      metric: 'cross-entropy',
      threshold: 0.01,
    })
    expect(found.task.baseline).toBeCloseTo(Math.LN2, 10)
    for (const run of found.runs) {
      expect(run.status).toBe('solved')
      expect(run.final.metric).toBeLessThan(0.01)
    }
  })

  it('never trains on what is held out: characters only there are not learned', async () => {
    await writeFile(join(folder, 'other-end.txt'), 'ab'.repeat(450) + 'c'.repeat(100))
    const args = '--text other-end.txt --length 8 --hidden 8 --steps 300 --seed 1'.split(' ')
    for (const { final } of (await reported(...args)).runs) {
      expect(final.loss).toBeLessThan(0.1)
      expect(final.metric).toBeGreaterThan(2)
    }
  })

  it('is as text what it is for other tasks, in both languages', async () => {
    for (const [lang, word] of [
      ['en', /The same again/],
      ['zh-CN', /[\p{Script=Han}]/u],
    ] as const) {
      const { code, stdout } = await inFolder(
        'compare',
        '--data',
        "it's mine.csv",
        ...QUICK,
        '--lang',
        lang,
      )
      expect(code).toBe(0)
      expect(stdout).toMatch(word)
      expect(stdout.replaceAll('\\\n', '')).toContain(
        "gatelab compare data --data 'it'\\''s mine.csv' --digest ",
      )
    }
  })
})

it('reports name the file and its digest', async () => {
  const files = ['out.md', 'out.html', 'out.csv', 'out.svg']
  const args = ['--data', "it's mine.csv", ...QUICK, ...files.flatMap((file) => ['--report', file])]
  expect((await inFolder('compare', ...args)).code).toBe(0)
  const digest = createHash('sha256').update(ROWS).digest('hex').slice(0, 12)
  for (const file of files) {
    const content = await readFile(join(folder, file), 'utf8')
    expect(content).not.toContain('[object')
    if (/md|html/.test(file)) {
      expect(content).toMatch(
        new RegExp(`it(?:'|&#39;|&#x27;|’|&apos;)s mine\\.csv \\(${digest}\\)`),
      )
      expect(content).toContain('One sequence in five is held out')
    }
  }
})

describe('one line, exit code 2', () => {
  it.each([
    [['compare', 'text'], /--text FILE/],
    [['compare', 'data'], /--data FILE/],
    [['compare', '--text'], /--text needs a value/],
    [['compare', '--text', 'ab.txt', '--data', 'first.csv'], /--text or --data, not both/],
    [['compare', 'adding', '--data', 'first.csv'], /--data means nothing to the task adding/],
    [['compare', 'text', '--data', 'first.csv'], /--data means nothing to the task text/],
    [
      ['compare', '--data', 'first.csv', '--length', '9'],
      /--length means nothing to the task data/,
    ],
    [['compare', '--text', 'ab.txt', '--symbols', '5000'], /--symbols.* 2 to 4,?096/],
    [
      ['compare', '--data', 'first.csv', '--symbols', '3'],
      /--symbols means nothing to the task data/,
    ],
    [['compare', '--text', 'ab.txt', '--length', '100'], /1,000 characters.*at least 1,010/],
    [['compare', '--text', 'none.txt'], /none\.txt: there is no such file/],
    [['compare', '--data', 'ab.txt'], /ab\.txt, line 1: there is a column/],
    [['compare', '--data', 'first.csv', '--digest', 'abc'], /first 8 to 64 hexadecimal digits/],
    [
      ['compare', '--data', 'first.csv', '--digest', '0123456789ab'],
      /first\.csv is not the file that is meant/,
    ],
    [['compare', '--digest', '0123456789ab'], /goes with --text, --data or --series/],
    [['tasks', '--data', 'first.csv', '--guesses', '5'], /--guesses needs --certify/],
    [['tasks', '--length', '5'], /--length needs --certify/],
    [['tasks', '--classes'], /--classes needs --data/],
    [['compare', '--text', 'ab.txt', '--ignore', 'a'], /--ignore means nothing to the task text/],
    [
      ['compare', '--data', 'first.csv', '--classes', '--numbers'],
      /--classes or --numbers, not both/,
    ],
    [['compare', '--data', 'first.csv', '--ignore', 'a,,b'], /--ignore needs a value/],
    [
      ['compare', '--data', 'first.csv', '--ignore', 'clas'],
      /line 1: there is no column "clas" to leave out; there is "class"/,
    ],
    [['tasks', 'data', '--certify'], /--data FILE/],
    [
      ['tasks', 'recall', '--certify', '--text', 'ab.txt'],
      /--text means nothing to the task recall/,
    ],
  ])('%j', async (args, expected) => {
    expect(await complaint(...args)).toMatch(expected)
  })

  it.each([
    [
      'ragged.jsonl',
      `${LINES}{"x": [[1], [1, 2]], "y": "up"}`,
      /ragged\.jsonl, line 61: x\[1\] has 2 numbers where line 1 has 1\./,
    ],
    ['nan.jsonl', `${LINES}{"x": [[NaN]], "y": "up"}`, /nan\.jsonl, line 61: x\[0\]\[0\] is NaN/],
    [
      'mixed.jsonl',
      `${LINES}{"x": [[1]], "y": [1]}`,
      /mixed\.jsonl, line 61: y is numbers at the end, but at line 1 it is a class as a text/,
    ],
    [
      'label.jsonl',
      '{"x": [[1]], "y": {"\u001b[31m": "\u009b"}}',
      /label\.jsonl, line 1: y is \{…\}|not valid JSON/,
    ],
    ['cells.csv', `${ROWS}\r\n99,1,up,2`, /cells\.csv, line 268: 4 cells where the header has 3/],
    ['few.csv', 'id,x,y\n1,2,3', /few\.csv has 1 sequence; at least 10/],
  ])('%s', async (name, content, expected) => {
    await writeFile(join(folder, name), content)
    const line = await complaint('compare', '--data', name)
    expect(line).toMatch(expected)
    expect(line).not.toMatch(/(?!\n)\p{Cc}/u)
    expect(await complaint('compare', '--data', name, '--lang', 'zh-CN')).toMatch(/\p{Script=Han}/u)
  })
})

it('garbage is refused in one line or taken as data, and never more', async () => {
  const form = fc.constantFrom('text', 'data')
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 2000 }).map(Buffer.from),
  )
  const prefix = fc.constantFrom('', LINES, ROWS, `${LINES}{"x": `, `${ROWS}\r\n`)
  for (const [option, start, rest] of fc.sample(fc.tuple(form, prefix, bytes), {
    numRuns: 8,
    seed: 11,
  })) {
    await writeFile(join(folder, 'garbage'), Buffer.concat([Buffer.from(start), rest]))
    const args = [`--${option}`, 'garbage', '--steps', '1', '--hidden', '2', '--seed', '1']
    const { code, stderr } = await inFolder('compare', ...args)
    expect([0, 2]).toContain(code)
    expect(stderr).toMatch(code === 0 ? /^$/ : /^gatelab: (?:(?!\n)\P{Cc})+\n$/u)
  }
})

describe('results', () => {
  const SWEEP = ['--hidden', '3,4', '--steps', '4', '--eval-every', '2', '--seeds', '2'] as const

  it('of parts that were made from copies of a file are joined, by whoever names it', async () => {
    const whole = await inFolder('compare', '--data', 'first.csv', ...SWEEP, '--json')
    expect(whole.code).toBe(0)
    for (const [n, name] of ['first.csv', "it's mine.csv"].entries()) {
      const { code } = await inFolder(
        'compare',
        '--data',
        name,
        ...SWEEP,
        '--shard',
        `${n + 1}/2`,
        '--results',
        `part${n}`,
      )
      expect(code).toBe(0)
    }
    const merged = await inFolder('merge', 'part0', 'part1', '--data', 'first.csv', '--json')
    expect(merged).toMatchObject({ code: 0, stderr: '' })
    const sweeps = [whole, merged].map(({ stdout }) =>
      JSON.parse(stdout, (key, value) =>
        /^seconds|^stepsPerSecond/.test(key) ? undefined : value,
      ),
    )
    // What was understood of the file is said by the comparison that read it.
    const [{ understood, ...all }, joined] = sweeps
    expect(understood.file.path).toBe('first.csv')
    expect(joined).toEqual(all)
    expect(await complaint('merge', 'part0', 'part1')).toMatch(/name it: merge … --data FILE/)
    expect(await complaint('report', 'part0')).toMatch(
      /part0.* was trained on first\.csv; .*name it: report … --data FILE/,
    )
    expect(await complaint('report', 'part0', '--data', 'first.jsonl')).toMatch(
      /first\.jsonl is not the file that is meant/,
    )
    expect(await complaint('report', 'part0', '--text', 'ab.txt')).toMatch(
      /--text means nothing to the task data/,
    )
  })

  it('of different texts are not joined', async () => {
    await writeFile(join(folder, 'ba.txt'), 'ba'.repeat(500))
    for (const name of ['ab', 'ba']) {
      const args = ['--text', `${name}.txt`, '--length', '5', ...SWEEP, '--results', name]
      expect((await inFolder('compare', ...args)).code).toBe(0)
    }
    expect(await complaint('merge', 'ab', 'ba', '--text', 'ab.txt')).toMatch(/plan/)
  })
})

it('a difficulty report says what they take without memory, on a held-out part', async () => {
  await writeFile(join(folder, 'two-parts.txt'), 'ab'.repeat(450) + 'c'.repeat(100))
  const certified = async (...args: string[]) => {
    const { code, stdout } = await inFolder(
      'tasks',
      '--certify',
      '--guesses',
      '20',
      ...args,
      '--json',
    )
    expect(code).toBe(0)
    return JSON.parse(stdout).certificates[0]
  }
  expect(await certified('--data', 'first.jsonl')).toMatchObject({
    task: 'data',
    length: 6,
    constant: { solves: false },
    lastInput: { solves: false },
  })
  expect((await certified('--text', 'ab.txt', '--length', '5')).lastInput).toMatchObject({
    solves: true,
  })
  expect(
    (await certified('--text', 'two-parts.txt', '--length', '5')).lastInput.metric,
  ).toBeGreaterThan(2)
})

describe('the lab', () => {
  const lab = (...lines: string[]) => inFolder('repl', '--json', '--execute', lines.join('; '))
  const results = async (...lines: string[]) => {
    const { code, stdout, stderr } = await lab(...lines)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).result)
  }
  const TASK = 'task data --data first.csv --hidden 6 --steps 30 --eval-every 10 --seed 4'

  it('trains, shows and explains on them, and a receipt comes out the same', async () => {
    const found = await results(
      TASK,
      'train 20',
      'walk 2',
      'gates',
      'attribution',
      'memory',
      'verify gradient',
      'receipt --check',
    )
    expect(found[0]).toMatchObject({
      task: { name: 'data', timeSteps: 6 },
      spec: { file: { path: 'first.csv' } },
    })
    expect(found.at(-1)).toMatchObject({ check: { same: true } })
    expect(found.at(-1).again).toContain('task data --data first.csv --digest ')
    for (const { tensors } of Object.values(found[6].cells) as {
      tensors: { engine: number }[]
    }[]) {
      for (const { engine } of tensors) expect(engine).toBeLessThan(1e-4)
    }
  })

  it('shows held-out sequences, and answers where they are asked for', async () => {
    await writeFile(
      join(folder, 'classes.jsonl'),
      Array.from({ length: 40 }, (_, n) =>
        JSON.stringify({ x: Array(1 + (n % 7)).fill([n]), y: n % 4 }),
      ).join('\n'),
    )
    const walks = await results(
      'task data --data classes.jsonl --hidden 3',
      ...Array.from({ length: 8 }, (_, n) => `walk 1 --sequence ${n + 1}`),
    )
    const shown = walks.slice(1).map(({ x, sequence }) => ({ n: x[0], target: sequence.target }))
    // A fifth of 40, each once, and classes count from 1.
    expect(new Set(shown.map(({ n }) => n)).size).toBe(8)
    for (const { n, target } of shown) expect(target).toBe(1 + (n % 4))
  })

  it('keeps nets where the same data moved, and begins anew with other data', async () => {
    const [, , same, other] = await results(
      TASK,
      'train 10',
      `task data --data "it's mine.csv"`,
      'task data --data first.jsonl',
    )
    expect(same).toMatchObject({ restarted: false, spec: { file: { path: "it's mine.csv" } } })
    expect(other).toMatchObject({ restarted: true, spec: { length: 6 } })
  })

  it('compare goes on from them', async () => {
    const found = await results(
      TASK,
      'compare --seed 1 --steps 10',
      'compare --text ab.txt --length 5 --seed 1 --steps 10',
    )
    expect(found[1].settings).toMatchObject({
      task: 'data',
      hidden: 6,
      file: { path: 'first.csv' },
    })
    expect(found[2].settings).toMatchObject({
      task: 'text',
      hidden: 6,
      length: 5,
      file: { path: 'ab.txt' },
    })
  })

  it('a saved workbench reads no file that nobody has named here', async () => {
    const [, , , before] = await results(TASK, 'train 20', 'save bench.safetensors', 'show')
    const refusedBy = async (line: string) => {
      const { code, stdout } = await lab(line)
      expect(code).toBe(1)
      return JSON.parse(stdout).error
    }
    expect(await refusedBy('load bench.safetensors')).toMatchObject({
      code: 'names-a-file',
      message: expect.stringContaining('--data FILE'),
    })
    expect(await refusedBy('load bench.safetensors --data first.jsonl')).toMatchObject({
      code: 'file-changed',
    })
    expect(await refusedBy('load bench.safetensors --text ab.txt')).toMatchObject({
      code: 'not-for-task',
    })
    const [loaded, , trained] = await results(
      `load bench.safetensors --data "it's mine.csv"`,
      'train 20',
      'show',
    )
    expect(loaded.digest).toBe(before.digest)
    const [, , straight] = await results(TASK, 'train 40', 'show')
    expect(trained.nets.lstm.digest).toBe(straight.nets.lstm.digest)
    // Named in this session already.
    const [, again] = await results('task data --data first.csv', 'load bench.safetensors')
    expect(again.digest).toBe(before.digest)
  })

  it('nor one that it names for a task of another kind', async () => {
    const bytes = await readFile(join(folder, 'bench.safetensors'))
    const turned = bytes
      .toString('latin1')
      .replace('\\"task\\":\\"data\\"', '\\"task\\":\\"text\\"')
    expect(turned).not.toBe(bytes.toString('latin1'))
    await writeFile(join(folder, 'turned.safetensors'), Buffer.from(turned, 'latin1'))
    const { code, stdout } = await lab('load turned.safetensors')
    expect(code).toBe(1)
    expect(JSON.parse(stdout).error.code).toBe('names-a-file')
  })

  it('goes on when the file goes', async () => {
    const session = openSession()
    const here = process.cwd()
    try {
      process.chdir(folder)
      for (const name of ['gone.csv', 'copy.csv']) await writeFile(join(folder, name), ROWS)
      const say = async (line: string) =>
        (await eventsOf(session, line)).findLast(({ type }) => type === 'lab')
      await say('task data --data gone.csv --hidden 4 --steps 4 --eval-every 2')
      await say('task data --data copy.csv')
      for (const name of ['gone.csv', 'copy.csv']) await rm(join(folder, name))
      await say('undo')
      for (const line of ['seed 5', 'train 4', 'set hidden 5', 'train 4', 'gates'])
        expect(await say(line)).toBeDefined()
      await expect(say('task data --data gone.csv')).rejects.toMatchObject({ code: 'cannot-read' })
    } finally {
      process.chdir(here)
      await (await session.workbench()).close()
    }
  })

  it('set changes no file', async () => {
    for (const option of ['data', 'text', 'digest']) {
      const { code, stdout } = await lab(`set ${option} first.csv`)
      expect(code).toBe(1)
      expect(JSON.parse(stdout).error.code).toBe('not-a-choice')
    }
  })
})
