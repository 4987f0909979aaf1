import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'rolldown'

const stand = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Writes dist/licences.txt: the licence of every package of which something went into a bundle. */
function licences() {
  const nameOf = (id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const used = new Map()
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.moduleIds ?? []) {
          const found = nameOf(id)
          if (found) used.set(found[1], found[0])
        }
      }
      const notices = [...used].sort().map(([name, folder]) => {
        const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8'))
        const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
        const words = file && existsSync(folder + file) ? readFileSync(folder + file, 'utf8').trim() : ''
        return `${name} ${version} (${license})\n\n${words}`
      })
      const source = `${notices.join(`\n\n${'-'.repeat(78)}\n\n`)}\n`
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source })
    },
  }
}

// What is published: the program with the screens in a chunk that only a terminal loads, and a bundle for each kind of thread.
export default defineConfig({
  input: {
    cli: 'src/cli.ts',
    worker: 'src/lab/worker.ts',
    helper: 'src/lab/helper.ts',
    thread: 'src/lab/workbench/thread.ts',
    reckoning: 'src/lessons/reckoning.ts',
    bench: 'src/lab/bench-entry.ts',
  },
  platform: 'node',
  external: [/^node:/],
  resolve: { alias: { 'is-in-ci': stand('./src/ui/never-in-ci.ts') } },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  plugins: [licences()],
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', minify: true },
})
