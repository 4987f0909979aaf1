/**
 * What npm would publish: packed, unpacked far from the sources, and run with nothing else around
 * it.
 */
import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { report } from '../../src/results/report.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

const folder = sharedFolder()
let files: string[] = []
let installed = ''
let elsewhere = ''

beforeAll(async () => {
  // Built already: the scripts would build it once more under the feet of the other tests.
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const [packed] = JSON.parse((await run('npm', args, { cwd: ROOT })).stdout)
  files = packed.files.map((file: { path: string }) => file.path)
  installed = join(folder, 'a folder, 门控')
  elsewhere = join(folder, 'elsewhere')
  await Promise.all([installed, elsewhere].map((path) => mkdir(path)))
  await run('tar', ['-xzf', join(folder, packed.filename), '-C', installed])
})

/** Runs the unpacked program in another folder, with an environment that leads nowhere else. */
function gatelab(...args: string[]) {
  const launcher = join(installed, 'package/bin/gatelab.js')
  return run(process.execPath, [launcher, ...args], {
    cwd: elsewhere,
    env: { PATH: '', HOME: elsewhere, LANG: 'en_US.UTF-8' },
  })
}

describe('the package', () => {
  it('holds the program and its papers', () => {
    for (const path of [
      'bin/gatelab.js',
      'dist/cli.js',
      'dist/run-worker.js',
      'dist/group-thread.js',
      'dist/kernels.wasm',
      'dist/kernels-wide.wasm',
      'bin/simd.js',
      'lessons/texts/sonnets.txt',
      'lessons/texts/analects.txt',
    ]) {
      expect(files).toContain(path)
    }
    for (const path of ['package.json', 'LICENSE', 'README.md']) expect(files).toContain(path)
  })

  it('holds nothing else', () => {
    const expected =
      /^(bin\/|dist\/|lessons\/|texts\/|package\.json$|LICENSE$|README(\.zh-CN)?\.md$|CHANGELOG\.md$)/
    expect(files.filter((path) => !expected.test(path))).toEqual([])
    expect(
      files.filter((path) =>
        /(^|\/)(src|test|bench|node_modules)\/|\.tsx?$|\.map$|\/(bench\.js$|devtools|make-)/.test(
          path,
        ),
      ),
    ).toEqual([])
  })

  it('needs no other package, and runs nothing when it is installed', async () => {
    const manifest = JSON.parse(await readFile(join(installed, 'package/package.json'), 'utf8'))
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      bundleDependencies = [],
    } = manifest
    expect({ dependencies, optionalDependencies, peerDependencies, bundleDependencies }).toEqual({
      dependencies: {},
      optionalDependencies: {},
      peerDependencies: {},
      bundleDependencies: [],
    })
    const atInstall = [
      'preinstall',
      'install',
      'postinstall',
      'preprepare',
      'prepare',
      'postprepare',
    ]
    expect(Object.keys(manifest.scripts).filter((name) => atInstall.includes(name))).toEqual([])
    // npm would compile whatever has a binding.gyp.
    expect(files).not.toContain('binding.gyp')
    expect(manifest.bin).toEqual({ gatelab: 'bin/gatelab.js' })
  })
})

describe('licences', () => {
  it('of every package in the bundles and in the kernels, with its words', async () => {
    const text = await readFile(join(installed, 'package/dist/licences.txt'), 'utf8')
    const sections = text.split(`\n\n${'-'.repeat(78)}\n\n`)
    const names = sections.map((section) => section.split(' ')[0])
    expect(new Set(sections).size).toBe(sections.length)
    for (const section of sections) expect(section.length, section).toBeGreaterThan(500)
    // The runtime and the library of the kernels' compiler; the layout's WebAssembly; what the
    // bundler adds.
    for (const name of ['assemblyscript', 'yoga-layout', 'rolldown', 'react', 'ink', 'yaml'])
      expect(names).toContain(name)
    for (const file of ['LICENSE', 'NOTICE']) {
      expect(text).toContain(
        (await readFile(join(ROOT, 'node_modules/assemblyscript', file), 'utf8')).trim(),
      )
    }
  })
})

describe('installed by npm', () => {
  it('says nothing of scripts, and runs', async () => {
    const project = join(folder, 'project')
    await mkdir(project)
    const [archive] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
    const args = [
      'install',
      '--offline',
      '--no-audit',
      '--no-fund',
      '--prefix',
      project,
      join(folder, archive),
    ]
    const { stdout, stderr } = await run('npm', args, { cwd: project })
    expect(stdout + stderr).not.toMatch(/warn|script/i)
    expect((await run(join(project, 'node_modules/.bin/gatelab'), ['--version'])).stdout).toMatch(
      /^\d/,
    )
  })
})

describe('unpacked under a name with a space and Chinese characters', () => {
  it('says its version', async () => {
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
    expect(await gatelab('--version')).toEqual({ stdout: `${version}\n`, stderr: '' })
  })

  it('lists the tasks', async () => {
    const { stdout, stderr } = await gatelab('tasks')
    expect(stdout).toContain('temporal-order')
    expect(stderr).toBe('')
  })

  it('trains, on threads', async () => {
    const small = '--length 10 --hidden 8 --steps 20 --seeds 2 --workers 2'.split(' ')
    const { stdout, stderr } = await gatelab('compare', 'adding', ...small, '--json')
    const { runs } = v.parse(report, JSON.parse(stdout))
    expect(runs.map(({ cell, seed }) => `${cell}${seed}`)).toEqual([
      'rnn1',
      'lstm1',
      'rnn2',
      'lstm2',
    ])
    expect(stderr).toBe('')
  })

  it('shares one run among threads', async () => {
    const wide = '--length 6 --hidden 8 --batch 64 --steps 5 --seed 1 --cells lstm'.split(' ')
    const [alone, shared] = await Promise.all(
      ['1', '2'].map((workers) =>
        gatelab('compare', 'adding', ...wide, '--workers', workers, '--json'),
      ),
    )
    expect(JSON.parse(shared.stdout).runs[0].digest).toBe(JSON.parse(alone.stdout).runs[0].digest)
  })
})
