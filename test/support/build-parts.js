/**
 * What the sources cannot do without where tests run them as they are: the kernels, and a bundle
 * for each kind of thread, in build/. Made only where a source is newer.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const TOP = fileURLToPath(new URL('../../', import.meta.url))
const STAMP = 'build/threads-are-built'

const changed = (path) => statSync(TOP + path, { throwIfNoEntry: false })?.mtimeMs ?? 0
const lastChange = (folder) =>
  Math.max(
    ...readdirSync(TOP + folder, { recursive: true }).map((it) => changed(`${folder}/${it}`)),
  )

const KERNELS = ['kernels.wasm', 'kernels-wide.wasm']

function buildKernels() {
  const run = (...args) => execFileSync(process.execPath, args, { cwd: TOP, stdio: 'pipe' })
  const oldest = (folder) => Math.min(...KERNELS.map((name) => changed(`${folder}/${name}`)))
  const plan = ['src/engine/plan-fields.ts', 'bin/make-memory-plan.js'].map(changed)
  // Writes only what is not there as it should be.
  if (changed('src/engine/wasm/memory-plan.ts') === 0 || oldest('build') < Math.max(...plan))
    run('bin/make-memory-plan.js')
  const settings = ['asconfig.json', 'bin/build-kernels.js', 'bin/pair-halves.js'].map(changed)
  const sources = Math.max(lastChange('src/engine/wasm'), ...settings, ...plan)
  if (oldest('build') > sources) return
  if (oldest('dist') <= sources) return run('bin/build-kernels.js', 'build')
  for (const name of KERNELS) copyFileSync(`${TOP}dist/${name}`, `${TOP}build/${name}`)
}

async function buildThreads() {
  const sources = Math.max(
    lastChange('src'),
    changed('rolldown.config.js'),
    changed('package-lock.json'),
  )
  if (changed(STAMP) > sources) return
  const { rolldown } = await import('rolldown')
  const { input, platform, external, transform } = (await import('../../rolldown.config.js'))
    .default
  const { cli, bench, ...threads } = input
  const bundle = await rolldown({
    cwd: TOP,
    input: threads,
    platform,
    external,
    transform,
    logLevel: 'silent',
  })
  // Without hashes, so that no build leaves anything behind.
  const names = { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js' }
  await bundle.write({ dir: `${TOP}build`, format: 'esm', ...names })
  writeFileSync(TOP + STAMP, '')
}

export async function setup() {
  mkdirSync(`${TOP}build`, { recursive: true })
  buildKernels()
  await buildThreads()
}
