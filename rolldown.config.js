import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'
import { defineConfig } from 'rolldown'
import { chunkNames } from './bin/chunks.js'
import { leanPackages } from './bin/lean-packages.js'
import { quickBuiltins } from './bin/quick-builtins.js'

const stand = (path) => fileURLToPath(new URL(path, import.meta.url))

/**
 * The files of AssemblyScript's own library (~lib/…) of which something is in the kernels, as a
 * source map of them says.
 */
async function libraryOfKernels() {
  let map = null
  const { error } = await asc.main(
    ['src/engine/wasm/index.ts', '--config', 'asconfig.json', '--target', 'narrow', '--sourceMap'],
    {
      // Nothing is written: the kernels themselves are built without a map.
      writeFile(name, contents) {
        if (name.endsWith('.map')) map = JSON.parse(contents)
      },
    },
  )
  if (error) throw error
  return map.sources.filter((source) => source.startsWith('~lib/'))
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

/** A package without a file of its licence (yoga-layout) says in its source whose it is. */
function wordsOf(name, license, source) {
  const [owner] = source.match(/Copyright \(c\) .*/) ?? []
  if (license !== 'MIT' || !owner) throw new Error(`${name} comes without the words of its licence`)
  return `MIT License\n\n${owner.trim()}\n\n${MIT}`
}

/** The words of a package's licence and of what it wants to be noticed beside. */
function noticeOf(folder, name) {
  const { version, license, main } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))
  const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying|notice)/i.test(entry))
  const words = files.sort().map((file) => readFileSync(folder + file, 'utf8').trim())
  if (words.length === 0) words.push(wordsOf(name, license, readFileSync(folder + main, 'utf8')))
  return [`${name} ${version} (${license})`, ...words].join('\n\n')
}

/**
 * Writes dist/licences.txt: the licence of every package of which something went into a bundle or
 * into the kernels. Fails where a package has none.
 */
function licences() {
  const nameOf = (id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)
  return {
    name: 'licences',
    async generateBundle(_, bundle) {
      const used = new Map()
      const take = (name) => used.set(stand(`./node_modules/${name}/`), name)
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.moduleIds ?? []) {
          const found = nameOf(id)
          // By its folder: there may be two versions of a package.
          if (found) used.set(found[0], found[1])
          // What the bundler itself adds, to put modules together.
          if (id.includes('rolldown/runtime')) take('rolldown')
        }
      }
      if ((await libraryOfKernels()).length > 0) take('assemblyscript')
      // The same version may stand in several folders.
      const notices = new Set([...used].map(([folder, name]) => noticeOf(folder, name)))
      const source = `${[...notices].sort().join(`\n\n${'-'.repeat(78)}\n\n`)}\n`
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source })
    },
  }
}

// What is published: the program with the screens in a chunk that only a terminal loads, and a
// bundle for each kind of thread.
export default defineConfig({
  input: {
    cli: 'src/cli/main.ts',
    'run-worker': 'src/experiments/workers/worker.ts',
    'group-thread': 'src/threads/group/group-thread.ts',
    'workbench-worker': 'src/workbench/workers/worker.ts',
    'expression-worker': 'src/lessons/run/expression-worker.ts',
    'inspection-worker': 'src/inspection/workers/worker.ts',
    bench: 'src/cli/for-bench.ts',
    'for-build': 'src/cli/for-build.ts',
  },
  platform: 'node',
  preserveEntrySignatures: 'allow-extension',
  external: [/^node:/],
  resolve: { alias: { 'is-in-ci': stand('./src/ui/shared/never-in-ci.ts') } },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  plugins: [leanPackages(stand('./src/')), quickBuiltins(), licences()],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    minify: true,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'loaded together', name: chunkNames(stand('./src/')) }],
    },
  },
})
