/** Presets of the built program. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { PRESET_NAMES } from '../../src/specs/preset-names.ts'
import reference from '../fixtures/gradient-at-start.json' with { type: 'json' }
import { gatelab, LAUNCHER, type Outcome } from '../support/program.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { until } from '../support/until.ts'

const folder = sharedFolder()

const ENDINGS = ['md', 'html', 'json', 'csv', 'svg']
const reports = (name: string) =>
  ENDINGS.flatMap((ending) => ['--report', join(folder, `${name}.${ending}`)])
const read = (name: string) =>
  Promise.all(ENDINGS.map((one) => readFile(join(folder, `${name}.${one}`), 'utf8')))

describe('the gradient at the start', () => {
  let outcome: Outcome
  const results = () => join(folder, 'start')
  beforeAll(async () => {
    const where = ['--results', results(), ...reports('live')]
    outcome = await gatelab([
      'compare',
      '--preset',
      'gradient-at-start',
      '--json',
      '--expect',
      'reproduces',
      ...where,
    ])
  }, 240_000)

  it('is what PyTorch computes, for every start', () => {
    const { code, stdout, stderr } = outcome
    expect([code, stderr]).toEqual([
      0,
      ENDINGS.map((one) => `Wrote ${join(folder, `live.${one}`)}.\n`).join(''),
    ])
    const preset = JSON.parse(stdout)
    expect(preset).toMatchObject({
      schema: 'gatelab.preset/1',
      name: 'gradient-at-start',
      against: 'reference',
    })
    expect(preset).toMatchObject({ partial: false, verdict: 'reproduces' })
    expect(preset.rows).toHaveLength(6)
    for (const { kind, paper, ours, verdict } of preset.rows) {
      expect([kind, verdict]).toEqual(['decades', 'reproduces'])
      expect(Math.abs(ours - paper)).toBeLessThanOrEqual(1)
    }
    expect(preset.studies.lstm.points).toHaveLength(4)
  })

  it('is what NumPy computes with the same biases; at bias 3 not what random ones give', () => {
    const { points } = JSON.parse(outcome.stdout).studies.lstm
    for (const { at, runs } of points) {
      const bias = String(at['forget-bias']) as keyof typeof reference.zero
      for (const cell of ['hidden', 'cell'] as const) {
        const falls: number[] = runs.map(
          ({ gradient: [{ log10 }] }: { gradient: { log10: Record<string, number[]> }[] }) => {
            const norms = log10[cell]
            return norms[0] - norms[norms.length - 1]
          },
        )
        const mean = falls.reduce((sum, one) => sum + one, 0) / falls.length
        const off = (biases: 'zero' | 'random') => {
          const { mean: other, deviation } = reference[biases][bias][cell]
          return (
            Math.abs(mean - other) / (deviation * Math.sqrt(1 / falls.length + 1 / reference.seeds))
          )
        }
        expect(off('zero'), `${bias} ${cell}`).toBeLessThan(4)
        if (bias === '3') expect(off('random')).toBeGreaterThan(4)
      }
    }
  })

  it('is reported the same from its folder in every form, each study with its line', async () => {
    const { code, stdout } = await gatelab(['report', results(), '--json', ...reports('again')])
    expect([code, stdout]).toEqual([0, outcome.stdout])
    const live = await read('live')
    expect(await read('again')).toEqual(live)
    expect(live[2]).toBe(outcome.stdout)
    const study = await gatelab(['report', join(results(), 'rnn')])
    expect(study.stdout.replaceAll(' \\\n  ', ' ')).toMatch(
      /^gatelab compare adding --length 100 .*--cells rnn --seeds 40 .*--init uniform,orthogonal$/m,
    )
    expect(study.stdout).not.toContain('--preset')
  })

  it('expected of a study, or a comparison of a preset, is refused', async () => {
    for (const [path, expected] of [
      [results(), 'lstm'],
      [join(results(), 'lstm'), 'reproduces'],
    ]) {
      const { code, stdout, stderr } = await gatelab(['report', path, '--expect', expected])
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(
        /--expect takes one of .* of a (preset|comparison), not "(lstm|reproduces)"/,
      )
    }
  })

  it('in one part of many is a part, which is neither a verdict nor the whole', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')]
    for (const [n, part] of [one, two].entries()) {
      const shard = ['--shard', `${n + 1}/40`, '--results', part]
      const { code, stdout } = await gatelab(['compare', '--preset', 'gradient-at-start', ...shard])
      expect(code).toBe(0)
      expect(stdout).toContain('Not all of it has been run: no verdict.')
    }
    const gap = await gatelab(['merge', one, two])
    expect([gap.code, gap.stdout]).toEqual([2, ''])
    expect(gap.stderr).toMatch(/^gatelab: 2\d\d runs are missing: rnn init uniform rnn seed \d+,/)
    expect((await gatelab(['merge', one, two, two])).stderr).toMatch(
      /is there twice: in .*two.* and in .*two/,
    )
    expect((await gatelab(['report', one, '--expect', 'right-order'])).code).toBe(1)
    const mixed = await gatelab(['merge', one, join(one, 'rnn')])
    expect(mixed.stderr).toMatch(/does not hold results of the preset of the others/)
  }, 120_000)
})

describe('trials of 1997', () => {
  const LINE = ['compare', '--preset', 'hochreiter1997-temporal-order']

  it('that are through are kept, whatever comes', async () => {
    const results = join(folder, 'order')
    const trials = async () =>
      (await readFile(join(results, 'order', 'trials.jsonl'), 'utf8').catch(() => ''))
        .split('\n')
        .filter(Boolean)
    const child = spawn(process.execPath, [LAUNCHER, ...LINE, '--results', results], {
      stdio: 'ignore',
    })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    await until(
      async () => child.exitCode !== null || (await trials()).length > 0,
      'a trial is through',
    )
    child.kill('SIGKILL')
    await ended
    const before = await trials()
    expect(before.length).toBeGreaterThan(0)
    const { code, stdout } = await gatelab(['report', results, '--json'])
    const preset = JSON.parse(stdout)
    expect([code, preset.partial, preset.verdict]).toEqual([0, true, null])
    expect(preset.trials.order.map(({ digest }: { digest: string }) => digest).toSorted()).toEqual(
      before.map((line) => JSON.parse(line).found.digest).toSorted(),
    )
    expect((await gatelab([...LINE, '--results', results])).stderr).toMatch(
      /holds results already; --resume goes on/,
    )
    expect(
      (await gatelab([...LINE, '--full', '--results', results, '--resume', '--report', 'x.svg']))
        .stderr,
    ).toMatch(/trains no cells that could be drawn, so x\.svg would be empty/)
  }, 240_000)

  it('interrupted say that there is no verdict', async () => {
    const results = join(folder, 'interrupted')
    const child = spawn(process.execPath, [LAUNCHER, ...LINE, '--json', '--results', results], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let said = ''
    child.stdout.on('data', (text) => {
      said += text
    })
    const closed = new Promise((resolve) => child.once('close', resolve))
    await until(() => existsSync(join(results, 'order', 'trials.jsonl')), 'trials have begun')
    child.kill('SIGINT')
    expect(await closed).toBe(130)
    expect(JSON.parse(said)).toMatchObject({ partial: true, verdict: null, rows: [] })
  })
})

describe('the presets', () => {
  it('are listed with source, what they report, and minutes', async () => {
    const { stdout, code } = await gatelab(['compare', '--preset', 'list', '--json'])
    expect(code).toBe(0)
    const rows = JSON.parse(stdout)
    expect(rows.map(({ name }: { name: string }) => name)).toEqual([...PRESET_NAMES])
    for (const row of rows)
      expect(Object.keys(row)).toEqual([
        'name',
        'source',
        'reports',
        'minutes',
        'same',
        'differs',
        'what',
      ])
  })

  it.each([
    [['--preset', 'pascanu'], /--preset takes one of .*pascanu2013-temporal-order/],
    [['--preset', 'list', '--steps', '3'], /Give --preset list or --steps, not both/],
    [['--preset', 'claims-adding', '--steps', '3'], /Give --preset or --steps, not both/],
    [['adding', '--preset', 'claims-adding'], /Give --preset or <task>, not both/],
    [['--full'], /--full needs --preset/],
  ])('%j is refused', async (options, said) => {
    const { code, stdout, stderr } = await gatelab(['compare', ...options])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
  })
})
