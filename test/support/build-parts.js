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

function buildKernels() {
  const run = (...args) => execFileSync(process.execPath, args, { cwd: TOP, stdio: 'pipe' })
  const kernels = 'build/kernels.wasm'
  const plan = ['src/engine/plan-fields.ts', 'bin/make-memory-plan.js'].map(changed)
  // Writes only what is not there as it should be.
  if (changed('src/engine/wasm/memory-plan.ts') === 0 || changed(kernels) < Math.max(...plan))
    run('bin/make-memory-plan.js')
  const sources = Math.max(lastChange('src/engine/wasm'), changed('asconfig.json'), ...plan)
  if (changed(kernels) > sources) return
  if (changed('dist/kernels.wasm') > sources)
    return copyFileSync(`${TOP}dist/kernels.wasm`, TOP + kernels)
  const asc = ['node_modules/assemblyscript/bin/asc.js', 'src/engine/wasm/index.ts']
  run(...asc, '--config', 'asconfig.json', '--outFile', kernels)
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
