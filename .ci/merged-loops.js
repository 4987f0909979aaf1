// Counts, through V8's own trace, what it merges of the kernels' hot loops, and exits with 1 where
// one of them is no longer merged:
//   node .ci/merged-loops.js PATH_OF_A_NODE
import { spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/**
 * Pairs of operations that Node 24.22 and 26.12 merge in each: loops, and what stands around them.
 * Half of a loop can be merged, too; so they are counted.
 */
const MERGED = {
  'matrix-product/multiplyPackedPair': 73,
  'matrix-product/multiplyPair': 89,
  'matrix-product/accumulatePair': 88,
  'float64-product/float64Pair': 88,
  'forward/writeCell': 254,
  'forward/exposeCell': 176,
  'forward/activateRnn': 97,
  'gru/activateGru': 272,
  'gru/gatesGru': 58,
  'backward-gates/gatesLstm': 160,
  'backward-gates/gatesRnn': 38,
  'optimiser/adam': 77,
}

/** Names of a module's functions by index: subsection 1 of its section "name". */
function functionNames(module) {
  const bytes = new Uint8Array(WebAssembly.Module.customSections(module, 'name')[0])
  let at = 0
  const number = () => {
    let [value, shift] = [0, 0]
    for (;;) {
      const byte = bytes[at++]
      value |= (byte & 127) << shift
      if (byte < 128) return value
      shift += 7
    }
  }
  const names = new Map()
  while (at < bytes.length) {
    const [kind, size] = [number(), number()]
    const end = at + size
    if (kind !== 1) at = end
    for (let left = kind === 1 ? number() : 0; left > 0; left--) {
      const [index, length] = [number(), number()]
      names.set(index, new TextDecoder().decode(bytes.subarray(at, at + length)))
      at += length
    }
  }
  return names
}

/** What is done in a folder that is gone afterwards. */
function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Names of the kernels in dist/, from a build with names. */
const namesOfKernels = () =>
  inFolder((folder) => {
    const build = [here('bin/build-kernels.js'), folder, '--debug']
    const { status, stderr } = spawnSync(process.execPath, build, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    const named = readFileSync(join(folder, 'kernels-wide.wasm'))
    const plain = readFileSync(here('dist/kernels-wide.wasm'))
    if (!named.subarray(0, plain.length).equals(plain)) throw new Error('dist/ is of other sources')
    return functionNames(new WebAssembly.Module(named))
  })

/** Pairs merged in each function, by index, while a comparison runs. */
function mergedIn(node, ...more) {
  // With one thread that compiles, what is said of one function stands together.
  const flags = ['--v8-pool-size=1', '--trace-wasm-revectorize']
  const compare = 'compare adding --length 20 --steps 100 --seeds 1 --workers 1 --simd 256 --plain'
  const args = [...flags, here('bin/gatelab.js'), ...compare.split(' '), ...more]
  // To a file: V8 loses what a pipe does not take at once.
  const stdout = inFolder((folder) => {
    const file = openSync(join(folder, 'trace'), 'w')
    const { status, stderr } = spawnSync(node, args, { stdio: ['ignore', file, 'pipe'] })
    if (status !== 0) throw new Error(stderr.toString())
    return readFileSync(join(folder, 'trace'), 'latin1')
  })
  const merged = new Map()
  let current = null
  for (const line of stdout.split('\n')) {
    const [, begun] = /Begin revec function wasm-function#(\d+)/.exec(line) ?? []
    if (begun) current = Number(begun)
    const [, count] = /Decided? to vectorize, (\d+) revectorizable nodes/.exec(line) ?? []
    if (count) merged.set(current, Number(count))
  }
  return merged
}

const node = process.argv[2] ?? process.execPath
const names = namesOfKernels()
const found = new Map()
for (const more of [[], ['--variant', 'gru']])
  for (const [index, count] of mergedIn(node, ...more)) {
    const name = names.get(index)?.replace(/^.*?\/?([\w-]+\/\w+)$/, '$1')
    found.set(name, count)
  }
let failed = 0
for (const [name, count] of Object.entries(MERGED)) {
  const merged = found.get(name) ?? 0
  const enough = merged >= count
  if (!enough) failed++
  console.log(`${enough ? 'merged' : 'NOT MERGED'}  ${name}: ${merged} pairs of ${count}`)
}
process.exitCode = failed ? 1 : 0
