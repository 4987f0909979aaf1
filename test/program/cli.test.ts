import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { inspection } from '../../src/inspection/given-net/inspection-schema.ts'
import { report } from '../../src/results/report.ts'
import { CARRIED_NAMES, TASK_NAMES } from '../../src/tasks/names.ts'
import { fixturePath } from '../support/fixture-path.ts'
import { gatelab, LAUNCHER } from '../support/program.ts'
import { CASES } from '../support/reference.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const QUICK = 'compare adding --length 10 --hidden 8 --steps 40 --eval-every 20 --seeds 2'.split(
  ' ',
)
// biome-ignore lint/suspicious/noControlCharactersInRegex: the very thing that is looked for
const ESCAPE = /\u001b/

const folder = sharedFolder()

describe('compare off a terminal', () => {
  it('--json is one document that follows the schema, and nothing else', async () => {
    const { code, stdout, stderr } = await gatelab([...QUICK, '--json'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const found = v.parse(report, JSON.parse(stdout))
    expect(found.runs.map(({ cell, seed }) => `${cell}${seed}`)).toEqual([
      'rnn1',
      'lstm1',
      'rnn2',
      'lstm2',
    ])
    expect(found.partial).toBe(false)
  })

  it('text is plain, in both languages', async () => {
    const english = await gatelab(QUICK)
    expect(english.code).toBe(0)
    expect(english.stdout).toContain('∂L/∂c')
    expect(english.stdout).not.toMatch(ESCAPE)
    const chinese = await gatelab(QUICK, { LANG: 'zh_CN.UTF-8' })
    expect(chinese.stdout).toMatch(/种子|步/)
    const again = await gatelab([...QUICK, '--lang', 'en'], { LANG: 'zh_CN.UTF-8' })
    // All but the speed is the same again.
    const timeless = (text: string) => text.replace(/ +[\d.]+$/gm, '')
    expect(timeless(again.stdout)).toBe(timeless(english.stdout))
  })

  it('the line in the report makes the same report again', async () => {
    const first = JSON.parse((await gatelab([...QUICK, '--json'])).stdout)
    const again = JSON.parse(
      (await gatelab([...first.command.split(' ').slice(1), '--json'])).stdout,
    )
    expect(again.runs.map((run: { digest: string }) => run.digest)).toEqual(
      first.runs.map((run: { digest: string }) => run.digest),
    )
    expect(again.settings).toEqual(first.settings)
  })

  it('exits with 1 when every run diverged', async () => {
    const wild = [
      ...QUICK,
      '--optimizer',
      'sgd',
      '--learning-rate',
      '1e6',
      '--clip',
      'none',
      '--init',
      'xavier',
    ]
    const { code, stdout } = await gatelab([...wild, '--json'])
    const found = v.parse(report, JSON.parse(stdout))
    expect(code).toBe(found.runs.every((run) => run.status === 'diverged') ? 1 : 0)
    expect(found.runs.some((run) => run.status === 'diverged')).toBe(true)
  })
})

describe('inspect', () => {
  it.each(CASES)('%s as JSON agrees with PyTorch, as text is plain', async (name) => {
    const args = [
      'inspect',
      fixturePath(`${name}.safetensors`),
      '--input',
      fixturePath(`${name}.json`),
    ]
    const { code, stdout } = await gatelab([...args, '--json'])
    expect(code).toBe(0)
    const found = v.parse(inspection, JSON.parse(stdout))
    const { default: expected } = await import(`../fixtures/${name}.json`)
    expect(Math.abs((found.loss ?? Number.NaN) / expected.loss - 1)).toBeLessThan(1e-5)
    expect(found.gradient?.log10.hidden).toHaveLength(expected.length)
    found.gradient?.log10.hidden.forEach((log, t) => {
      expect(Math.abs((log ?? Number.NaN) - Math.log10(expected.grad.hidden[t]))).toBeLessThan(
        0.001,
      )
    })
    const text = await gatelab(args)
    expect(text.code).toBe(0)
    expect(text.stdout).toContain('∂L/∂h')
    expect(text.stdout).not.toMatch(ESCAPE)
  })
})

describe('tasks', () => {
  it('lists what there is, as text and as JSON', async () => {
    const { tasks } = JSON.parse((await gatelab(['tasks', '--json'])).stdout)
    const named = (file: boolean) =>
      tasks
        .filter((task: { file: string | null }) => (task.file !== null) === file)
        .map(({ name }: { name: string }) => name)
    expect(named(false)).toEqual([...TASK_NAMES, ...CARRIED_NAMES])
    expect(named(true)).toEqual(['text', 'data', 'series'])
    expect(tasks.at(-1)).toMatchObject({ file: 'series', baseline: null, threshold: null })
    expect(tasks.at(-2)).toMatchObject({
      file: 'data',
      defaultLength: null,
      baseline: null,
      threshold: null,
    })
    expect(tasks[0].baseline).toBeCloseTo(1 / 6, 10)
    const text = (await gatelab(['tasks', '--lang', 'zh-CN'])).stdout
    for (const { name } of tasks) expect(text).toContain(name)
    expect(text).toContain('Bengio')
    for (const option of ['--text FILE', '--data FILE', '--series FILE'])
      expect(text).toContain(option)
  })
})

describe('signals and pipes', () => {
  it('a reader that goes away ends it quietly', async () => {
    const child = spawn(process.execPath, [LAUNCHER, ...QUICK], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (text) => {
      stderr += text
    })
    child.stdout.destroy()
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it with %i and the report of what is finished', async (signal, expected) => {
    const long = [
      'compare',
      '--length',
      '40',
      '--seeds',
      '40',
      '--steps',
      '20',
      '--workers',
      '1',
      '--json',
      '--save-weights',
      folder,
    ]
    const child = spawn(process.execPath, [LAUNCHER, ...long], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let stdout = ''
    child.stdout.on('data', (text) => {
      stdout += text
    })
    // The first weights file says that a run is finished.
    const watcher = watch(folder, (_, name) => {
      if (!name?.endsWith('.safetensors')) return
      watcher.close()
      child.kill(signal)
    })
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(expected)
    const found = v.parse(report, JSON.parse(stdout))
    expect(found.partial).toBe(true)
    expect(found.runs.length).toBeGreaterThan(0)
    expect(found.runs.length).toBeLessThan(80)
  })
})

describe('start-up', () => {
  it.each(['--version', '--help'])(
    '%s loads neither React nor Ink nor the kernels',
    async (flag) => {
      const { code, stderr } = await new Promise<{ code: number | null; stderr: string }>(
        (resolve) => {
          const child = spawn(process.execPath, [LAUNCHER, flag], {
            env: { ...process.env, NODE_DEBUG: 'esm,module' },
          })
          let stderr = ''
          child.stderr.on('data', (text) => {
            stderr += text
          })
          child.stdout.resume()
          child.on('close', (code) => resolve({ code, stderr }))
        },
      )
      expect(code).toBe(0)
      const { readdir, readFile } = await import('node:fs/promises')
      const dist = fileURLToPath(new URL('../../dist', import.meta.url))
      const loaded = (await readdir(dist)).filter(
        (name) => name.endsWith('.js') && stderr.includes(name),
      )
      expect(loaded).toContain('cli.js')
      for (const name of loaded) {
        const code = await readFile(join(dist, name), 'utf8')
        expect(code, name).not.toMatch(/react\.transitional\.element|kernels\.wasm/)
      }
    },
  )
})
