/** How modules are put into files of dist, and what is changed in packages on the way. */
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
// @ts-expect-error -- The build is plain JavaScript.
import { chunkNames } from '../../bin/chunks.js'
// @ts-expect-error -- The same.
import { leanPackages } from '../../bin/lean-packages.js'
// @ts-expect-error -- The same.
import { withoutImports } from '../../bin/quick-builtins.js'

const SCREEN = '/src/ui/compare/compare.tsx'
const IMPORTS: Readonly<Record<string, readonly string[]>> = {
  '/src/cli/main.ts': ['streams'],
  '/src/cli/start.ts': ['streams', 'parse', 'limits'],
  '/src/cli/command-to-exit-code.ts': ['parse', 'session', 'again'],
  '/src/experiments/workers/worker.ts': ['limits', 'training'],
  [SCREEN]: ['/node_modules/ink', 'chart'],
  chart: ['/node_modules/asciichart'],
  again: ['session'],
  session: ['again'],
}
const ENTRIES = ['/src/cli/main.ts', '/src/experiments/workers/worker.ts']

it('puts together what is loaded together', () => {
  const nameOf = chunkNames('/src/')
  const getModuleInfo = (id: string) => ({
    importedIds: IMPORTS[id] ?? [],
    isEntry: ENTRIES.includes(id),
  })
  const name = (id: string): string | null => nameOf(id, { getModuleInfo })
  expect(name('session')).toBe(name('again'))
  expect(name('/src/cli/start.ts')).toBe(name('parse'))
  expect(name(SCREEN)).toBe(name('/node_modules/ink'))
  // Charts are written as text, too, where no Ink is wanted.
  expect(name('chart')).toBe(name('/node_modules/asciichart'))
  const apart = ['streams', 'parse', 'limits', 'session', 'training', 'chart', SCREEN].map(name)
  expect(new Set(apart).size).toBe(apart.length)
  // An entry acts when it is loaded, so that nothing else may load it.
  expect([...ENTRIES, 'elsewhere'].map(name)).toEqual([null, null, null])
})

const packages = leanPackages('/src/')
const PLACES = [
  'ink/build/reconciler.js',
  'string-width/index.js',
  'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js',
  '@alcalzone/ansi-tokenize/build/tokenize.js',
  'yargs/lib/platform-shims/esm.mjs',
  'slice-ansi/tokenize-ansi.js',
  'signal-exit/index.js',
].map((path) => new URL(`../../node_modules/${path}`, import.meta.url).pathname)

it.each(PLACES)('changes %s, and says when it no longer reads as expected', (path) => {
  const code = readFileSync(path, 'utf8')
  expect(packages.transform(code, path)).not.toBe(code)
  expect(() => packages.transform('', path)).toThrow(path)
})

const pathOf = 'process.getBuiltinModule("node:path")'

it.each([
  ['import{join as j,sep}from"node:path";j(sep)', `const {join:j,sep}=${pathOf};j(sep)`],
  ['import p,*as q from"node:path";p(q)', `const p=${pathOf},q=${pathOf};p(q)`],
  [
    'import{a}from"./a.js";import{b}from"path";a(b)',
    'import{a}from"./a.js";const {b}=process.getBuiltinModule("path");a(b)',
  ],
  ['import"./a.js";a()', 'import"./a.js";a()'],
  ['a()', 'a()'],
])('takes modules of Node by hand: %s', (code, right) => {
  expect(withoutImports(code)).toBe(right)
})

it('loads those whose functions are called by the first call', async () => {
  const code = withoutImports('import{createHash as h}from"node:crypto";export{h}')
  const { h } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  expect(h('sha256').update('').digest('hex')).toMatch(/^e3b0c442/)
})

it('makes a thread by a class that is loaded with the first', async () => {
  const code = withoutImports('import{Worker as w}from"node:worker_threads";export{w}')
  const { w } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const thread = new w('', { eval: true })
  expect(thread).toBeInstanceOf(Worker)
  await thread.terminate()
})

it('overlooks no import of Node itself', () => {
  expect(() => withoutImports('a();import{b}from"node:path"')).toThrow('node:')
})

it('gives packages the short way to the width of text, which itself gets the long one', () => {
  const quick = '/src/view/shared/quick-width.ts'
  expect(packages.resolveId('string-width', '/node_modules/ink/build/output.js')).toBe(quick)
  expect(packages.resolveId('string-width', quick)).toBe(null)
  expect(packages.resolveId('strip-ansi', '/node_modules/cliui/index.mjs')).toBe(null)
})
