/** Series of one's own, from the command line to the numbers, as a whole program. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { programFolder } from '../support/program-folder.ts'
import { digestsOf } from '../support/reported.ts'
import { cycle, noise, trendAndSeason } from '../support/series.ts'

const yearly = (values: readonly number[]) =>
  ['year,value', ...values.map((one, n) => `${1700 + n},${one.toFixed(2)}`)].join('\n')
const FAR = Array.from({ length: 60 }, (_, n) =>
  JSON.stringify({ x: [[300 + n], [310 + n]], y: [320 + n] }),
)
const { put, inFolder, reported, complaint } = programFolder({
  'cycle.csv': yearly(cycle(200, 1)),
  'season.csv': yearly(trendAndSeason(144, 1)),
  'noise.csv': yearly(noise(200, 1)),
  'two.csv': 'high,low\n1,2\n3,1\n2,2\n',
  'far.jsonl': FAR.join('\n'),
})

describe('compare --series', () => {
  it.each(['cycle.csv', 'season.csv'])(
    'learns %s better than the last value and than a constant',
    async (file) => {
      const { task, runs } = await reported(
        '--series',
        file,
        '--hidden',
        '12',
        '--steps',
        '200',
        '--seeds',
        '2',
      )
      expect(task).toMatchObject({
        name: 'series',
        length: 24,
        inputSize: 1,
        outputSize: 1,
        metric: 'mse',
      })
      const { baseline, naive = 0, threshold } = task
      expect(threshold).toBeCloseTo(0.7 * Math.min(naive, baseline), 6)
      for (const run of runs) {
        expect(run).toMatchObject({
          status: 'solved',
          standardization: { mean: [0], fromLast: true },
        })
        expect(run.baseline).toBeCloseTo(Math.min(naive, baseline), 6)
      }
    },
  )

  it('calls no cell better on noise, where nothing can be forecast', async () => {
    const args = '--series noise.csv --hidden 8 --steps 60 --eval-every 20 --seeds 8'.split(' ')
    const { runs, summary } = await reported(...args)
    expect([summary.rnn?.solved, summary.lstm?.solved]).toEqual([0, 0])
    expect(runs).toHaveLength(16)
    const { stdout } = await inFolder('compare', ...args)
    expect(stdout).not.toMatch(/BETTER/)
  })

  it('comes to the same by its own line, and by another name of its length', async () => {
    const args = ['--series', 'cycle.csv', '--window', '9', '--horizon', '2', '--column', 'VALUE']
    const quick = ['--hidden', '4', '--steps', '10', '--seed', '1']
    const first = await reported(...args, ...quick)
    expect(first.command).toContain('--column VALUE')
    expect(first.command).toContain('--window 9 --horizon 2')
    expect(first.settings).toMatchObject({
      length: 9,
      horizon: 2,
      file: { reading: { column: 'VALUE' } },
    })
    const again = await reported(...first.command.split(' ').slice(2))
    expect(again.settings).toEqual(first.settings)
    expect(digestsOf(again)).toEqual(digestsOf(first))
    const other = await reported(
      'series',
      '--series',
      'cycle.csv',
      '--length',
      '9',
      '--horizon',
      '2',
      ...quick,
    )
    expect(digestsOf(other)).toEqual(digestsOf(first))
  })

  it('leaves weights of which inspect gives the same error on windows of the file', async () => {
    const [T, K] = [6, 2]
    const args = [
      '--window',
      String(T),
      '--horizon',
      String(K),
      '--hidden',
      '6',
      '--steps',
      '40',
      '--seed',
      '1',
    ]
    const { runs } = await reported('--series', 'cycle.csv', ...args, '--save-weights', 'weights')
    const values = cycle(200, 1).map((value) => Number(value.toFixed(2)))
    const starts = Array.from({ length: 40 }, (_, n) => 160 - K - T + 1 + n)
    const x = Array.from({ length: T }, (_, t) => starts.map((start) => [values[start + t]]))
    const y = starts.map((start) => [values[start + T - 1 + K]])
    await put('case.json', JSON.stringify({ x, y }))
    for (const { cell, final, standardization } of runs) {
      const file = join('weights', `${cell}-seed1.safetensors`)
      const { code, stdout } = await inFolder('inspect', file, '--input', 'case.json', '--json')
      expect(code).toBe(0)
      const scale = (standardization?.deviation[0] ?? 0) ** 2
      expect((JSON.parse(stdout).loss * scale) / (final.metric ?? 0)).toBeCloseTo(1, 3)
    }
  })

  it('is swept over windows, in parts that are joined', async () => {
    const sweep = '--series cycle.csv --window 4,8 --hidden 3 --steps 4 --eval-every 2'.split(' ')
    for (const part of ['1/2', '2/2']) {
      const made = ['--shard', part, '--results', `part-${part[0]}`, '--seeds', '2']
      expect((await inFolder('compare', ...sweep, ...made)).code).toBe(0)
    }
    const merged = await inFolder('merge', 'part-1', 'part-2', '--series', 'cycle.csv', '--json')
    expect(merged).toMatchObject({ code: 0, stderr: '' })
    const { points } = JSON.parse(merged.stdout)
    expect(points.map(({ at }: { at: object }) => at)).toEqual([{ window: 4 }, { window: 8 }])
  })

  it('says what was understood, in both languages', async () => {
    const { code, stdout } = await inFolder('tasks', '--series', 'season.csv', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      form: 'series',
      column: 'value',
      counters: ['year'],
      values: 144,
      window: 24,
      windows: { train: 92, heldOut: 28, leftOut: 0 },
    })
    expect((await inFolder('tasks', '--series', 'season.csv')).stdout).toMatch(
      /column "year" \(counts the rows\)/,
    )
    expect((await inFolder('tasks', '--series', 'season.csv', '--lang', 'zh-CN')).stdout).toMatch(
      /沿用最后一个值/,
    )
  })

  it('goes on the workbench', async () => {
    const lines =
      'task series --series cycle.csv --window 6 --hidden 3; train 5; set horizon 3; task adding; show'
    const { code, stdout } = await inFolder('repl', '--json', '--execute', lines)
    expect(code).toBe(0)
    const specs = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).result.spec)
    expect(specs[0]).toMatchObject({ task: 'series', length: 6, horizon: 1 })
    expect(specs[2]).toMatchObject({ length: 6, horizon: 3 })
    expect(specs[4]).toMatchObject({ task: 'adding', horizon: null, standardize: false })
  })
})

it('--standardize makes learnable what is far from 0, is told, and is in the line', async () => {
  const args = ['--data', 'far.jsonl', '--hidden', '8', '--steps', '150', '--seeds', '2']
  const plain = await reported(...args)
  const scaled = await reported(...args, '--standardize')
  expect(scaled.command).toContain('--standardize')
  expect(scaled.task).toEqual(plain.task)
  for (const run of plain.runs) expect(run).toMatchObject({ status: 'unsolved' })
  for (const run of scaled.runs) {
    expect(run.status).toBe('solved')
    expect(run.standardization?.mean[0]).toBeGreaterThan(300)
  }
  // Each seed trains on another part.
  expect(scaled.runs[0].standardization).not.toEqual(scaled.runs[2].standardization)
  expect(plain.runs.map(({ baseline }) => baseline?.toPrecision(5))).toEqual(
    scaled.runs.map(({ baseline }) => baseline?.toPrecision(5)),
  )
})

describe('one line, exit code 2', () => {
  it.each([
    [['compare', '--series', 'two.csv'], /several columns of numbers, "high", "low"/],
    [['compare', '--series', 'two.csv', '--column', 'hgh'], /Did you mean "high"/],
    [['compare', '--series', 'two.csv', '--column', 'high'], /has 3 values/],
    [['compare', '--series', 'cycle.csv', '--window', '500'], /--window 500/],
    [['compare', '--series', 'cycle.csv', '--horizon', '0'], /--horizon takes/],
    [
      ['compare', '--series', 'cycle.csv', '--window', '5', '--length', '5'],
      /--length or --window, not both/,
    ],
    [['compare', '--series', 'cycle.csv', '--data', 'far.jsonl'], /--data or --series, not both/],
    [
      ['compare', '--data', 'far.jsonl', '--column', 'x'],
      /--column means nothing to the task data/,
    ],
    [['compare', '--column', 'x'], /--column needs --series/],
    [['compare', 'adding', '--standardize'], /--standardize means nothing to the task adding/],
    [
      ['compare', '--text', 'two.csv', '--standardize'],
      /--standardize means nothing to the task text/,
    ],
    [
      ['compare', '--data', 'far.jsonl', '--window', '3'],
      /--window means nothing to the task data/,
    ],
    [['compare', 'adding', '--horizon', '3'], /--horizon means nothing to the task adding/],
    [['compare', 'series'], /--series FILE/],
  ])('%j', async (args, expected) => {
    expect(await complaint(...args)).toMatch(expected)
  })
})
