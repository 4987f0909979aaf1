/** What the lab saves, loads and exports as a whole program. */
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { parseMarkup } from '../support/markup.ts'
import { environment, gatelab, LAUNCHER } from '../support/program.ts'
import { answersIn, repliesIn, SMALL } from '../support/repl-replies.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()
const { replies, lastOf } = answersIn(folder)

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
      expect(parseMarkup(svg).name).toBe('svg')
    },
  )

  it('is refused where there is nothing, or under another ending', async () => {
    for (const [lines, code] of [
      ['export data x.csv', 'nothing-yet'],
      ['gradient; export data x.txt', 'export-ending'],
      ['export weights x.safetensors', 'one-cell-only'],
      ['train 1; export weights x.onnx --cells lstm --format keras', 'export-ending'],
      ['gradient; export data x.json --format onnx', 'export-format'],
      ['train 1; clamp f 1; export weights x.keras --cells lstm', 'export-surgery'],
      ['variant no-input; train 1; export weights x.onnx --cells lstm', 'export-variant'],
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
    expect((await readdir(folder)).filter((name) => /^x\.(onnx|keras|json)$/.test(name))).toEqual(
      [],
    )
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
