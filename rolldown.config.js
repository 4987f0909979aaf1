import { defineConfig } from 'rolldown'

// What is published: one bundle a thread, and the screens in a chunk of their own that only a terminal loads.
export default defineConfig({
  input: { cli: 'src/cli.ts', worker: 'src/lab/worker.ts', helper: 'src/lab/helper.ts' },
  platform: 'node',
  external: [/^node:/],
  transform: { define: { 'process.env.DEV': '"false"' }, jsx: { runtime: 'automatic', development: false } },
  resolve: { alias: {} },
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', minify: true },
})
