/** The table of formats, cells and features in the pages about weights is what the stored nets have. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { Language } from '../../src/text/index.ts'
import { FOLDERS, isNet, type NetMatrix, netMatrix } from '../support/net-matrix.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

interface Pages {
  readonly PAGES: readonly { language: Language; file: string }[]
  matrixBlock(matrix: NetMatrix, language: Language): string
  withBlock(page: string, block: string): string
}
const docs = (name: string) => new URL(`../../docs/${name}`, import.meta.url).href
const { PAGES, matrixBlock, withBlock } = (await import(docs('net-matrix.js'))) as Pages
const { wrapped } = (await import(docs('wrap.js'))) as { wrapped(text: string): string }

const top = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, top), 'utf8')
const NETS = 'test/fixtures/nets'
const matrix = await netMatrix(new URL(NETS, top).pathname, sharedFolder())

it.each(PAGES)('$file has it (npm run nets)', ({ language, file }) => {
  const page = read(file)
  expect(withBlock(page, wrapped(matrixBlock(matrix, language)))).toBe(page)
})

it('knows every folder of nets', () => {
  // What gatelab wrote itself, and folders of numbers alone.
  const others = ['exported', 'torch-stacks', 'x-ray']
  expect(readdirSync(new URL(NETS, top)).sort()).toEqual([...FOLDERS, ...others].sort())
})

it('counts every file as read or refused, and none of an unknown format', () => {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(`${NETS}/${folder}`, top)).filter((name) => isNet(folder, name)),
  )
  const read = Object.values(matrix.formats).reduce((sum, row) => sum + (row?.files ?? 0), 0)
  expect(read + matrix.refused.length).toBe(files.length)
  for (const { file, en, 'zh-CN': zh } of matrix.refused) {
    expect(en, file).toMatch(/^The .* file (cannot be inspected|is broken)[^\n]*\.$/)
    expect(zh, file).toMatch(/\p{Script=Han}/u)
  }
})

it.each(['en', 'zh-CN'] as const)(
  'has a row for each feature, found in some file: %s',
  (language) => {
    const [, facts = ''] = matrixBlock(matrix, language).split('\n\n')
    const [, , , , ...features] = facts.split('\n')
    const found = Object.values(matrix.formats).flatMap((row) => Object.keys(row?.features ?? {}))
    expect(features).toHaveLength(new Set(found).size)
    for (const row of features) expect(row).toMatch(/\| [RLGB]/)
  },
)

it.each(Object.entries(matrix.origins))(
  '%s: who computed the numbers is what the scripts say',
  (_, { folder, library, own = false }) => {
    const scripts = readdirSync(new URL(`${NETS}/${folder}`, top))
      .filter((name) => /\.(py|mjs|cjs)$/.test(name))
      .map((name) => read(`${NETS}/${folder}/${name}`))
      .join('\n')
      .replaceAll(/\s+/g, ' ')
    const isOwn = /were NOT run|itself did not run/.test(scripts)
    expect(isOwn).toBe(own)
    expect(library.length).toBeGreaterThan(0)
    for (const one of library) expect(scripts).toContain(one)
  },
)
