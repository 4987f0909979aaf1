import { fileURLToPath } from 'node:url'
import { defineConfig } from 'rolldown'

const stand = (path) => fileURLToPath(new URL(path, import.meta.url))

// What is published: the program with the screens in a chunk that only a terminal loads, and a bundle for each kind of thread.
export default defineConfig({
  input: {
    cli: 'src/cli.ts',
    worker: 'src/lab/worker.ts',
    helper: 'src/lab/helper.ts',
    bench: 'src/lab/bench-entry.ts',
  },
  platform: 'node',
  external: [/^node:/],
  resolve: { alias: { 'is-in-ci': stand('./src/ui/never-in-ci.ts') } },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', minify: true },
})
