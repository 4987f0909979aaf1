/** Writes what the stored nets have into the pages about weights (`npm run nets`). */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { matrixBlock, PAGES, withBlock } from './net-matrix.js'
import { wrapped } from './wrap.js'

const top = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'gatelab-'))

try {
  // The collector and the readers are TypeScript, so they are bundled first.
  const bundle = await rolldown({
    input: top('test/support/net-matrix.ts'),
    logLevel: 'silent',
    platform: 'node',
  })
  const code = join(folder, 'code')
  await bundle.write({
    dir: code,
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name]-[hash].mjs',
  })
  const { netMatrix } = await import(pathToFileURL(join(code, 'net-matrix.mjs')).href)
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const matrix = await netMatrix(top('test/fixtures/nets'), empty)
  for (const { language, file } of PAGES) {
    const page = readFileSync(top(file), 'utf8')
    writeFileSync(top(file), withBlock(page, wrapped(matrixBlock(matrix, language))))
  }
} finally {
  rmSync(folder, { recursive: true })
}
