/**
 * The dependency rule, held by the linter: each wall gets a file that breaks it, planted in a tree
 * of its own under the project's biome.json, and a twin that keeps it. The first must be reported
 * by that wall's rule, the second pass.
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Diagnostic, lint, ROOT } from '../support/linter.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { HALVES, WALLS } from '../support/walls.ts'

const folder = sharedFolder()
const found: Record<'wrong' | 'right', Diagnostic[]> = { wrong: [], right: [] }

beforeAll(async () => {
  for (const side of ['wrong', 'right'] as const) {
    const files = new Map<string, string[]>()
    for (const [path, code] of [...Object.values(WALLS).map((one) => one[side]), HALVES[side]]) {
      if (side === 'wrong' && files.has(path)) throw new Error(`${path} is planted twice`)
      files.set(path, [...new Set([...(files.get(path) ?? []), code])])
    }
    for (const [path, lines] of files) {
      await mkdir(join(folder, side, dirname(path)), { recursive: true })
      await writeFile(join(folder, side, path), `${lines.join('\n')}\n`)
    }
    for (const name of ['biome.json', '.gitignore'])
      await copyFile(join(ROOT, name), join(folder, side, name))
    found[side] = await lint(join(folder, side))
  }
})

describe('each wall', () => {
  it.each(Object.entries(WALLS))('%s', (_, { rule, wrong: [path] }) => {
    const reported = found.wrong.filter(({ location }) => location.path === path)
    expect(reported.map(({ category }) => category)).toContain(rule)
  })

  it('lets the twins pass', () => {
    expect(found.right).toEqual([])
  })
})
