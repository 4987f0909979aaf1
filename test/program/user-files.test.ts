/** Files of one's own, from the command line to the numbers, as a whole program. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programFolder } from '../support/program-folder.ts'
import type { Json } from '../support/repl-replies.ts'
import { digestsOf } from '../support/reported.ts'
import { timelessIn } from '../support/timeless.ts'
import { LINES, ROWS, USER_FILES } from '../support/user-sequences.ts'

const { folder, put, inFolder, reported, complaint } = programFolder(USER_FILES)
const QUICK = ['--hidden', '8', '--steps', '40', '--eval-every', '20', '--seeds', '2'] as const

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
    await put('other-end.txt', 'ab'.repeat(450) + 'c'.repeat(100))
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
    const sweeps = [whole, merged].map(({ stdout }) => timelessIn(stdout) as Json)
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
    await put('ba.txt', 'ba'.repeat(500))
    for (const name of ['ab', 'ba']) {
      const args = ['--text', `${name}.txt`, '--length', '5', ...SWEEP, '--results', name]
      expect((await inFolder('compare', ...args)).code).toBe(0)
    }
    expect(await complaint('merge', 'ab', 'ba', '--text', 'ab.txt')).toMatch(/plan/)
  })
})

it('a difficulty report says what they take without memory, on a held-out part', async () => {
  await put('two-parts.txt', 'ab'.repeat(450) + 'c'.repeat(100))
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
