/**
 * What the sources cannot do without where tests run them as they are: the kernels, and a bundle
 * for each kind of thread, in build/. Made only where a source is newer.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const TOP = fileURLToPath(new URL('../../', import.meta.url))
const THREADS = ['worker', 'helper', 'thread', 'reckoning']

const changed = (path) => statSync(TOP + path, { throwIfNoEntry: false })?.mtimeMs ?? 0
const lastChange = (folder) =>
  Math.max(
    ...readdirSync(TOP + folder, { recursive: true }).map((it) => changed(`${folder}/${it}`)),
  )

function buildKernels() {
  const sources = Math.max(lastChange('src/engine/wasm'), changed('asconfig.json'))
  const kernels = 'build/kernels.wasm'
  if (changed(kernels) > sources) return
  if (changed('dist/kernels.wasm') > sources)
    return copyFileSync(`${TOP}dist/kernels.wasm`, TOP + kernels)
  const asc = ['node_modules/assemblyscript/bin/asc.js', 'src/engine/wasm/index.ts']
  const how = ['--config', 'asconfig.json', '--outFile', kernels]
  execFileSync(process.execPath, [...asc, ...how], { cwd: TOP, stdio: 'pipe' })
}

async function buildThreads() {
  const sources = Math.max(
    lastChange('src'),
    changed('rolldown.config.js'),
    changed('package-lock.json'),
  )
  if (THREADS.every((name) => changed(`build/${name}.js`) > sources)) return
  const { rolldown } = await import('rolldown')
  const { input, platform, external, transform } = (await import('../../rolldown.config.js'))
    .default
  const bundle = await rolldown({
    cwd: TOP,
    input: Object.fromEntries(THREADS.map((name) => [name, input[name]])),
    platform,
    external,
    transform,
    logLevel: 'silent',
  })
  await bundle.write({ dir: `${TOP}build`, format: 'esm', entryFileNames: '[name].js' })
}

export async function setup() {
  mkdirSync(`${TOP}build`, { recursive: true })
  buildKernels()
  await buildThreads()
}
