/** The source as it is keeps the walls, and what the linter cannot see. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CYCLE, GLOBAL, IMPORT, lint, ROOT } from '../support/linter.ts'

describe('the real source', () => {
  it('keeps the walls', async () => {
    const reported = await lint(ROOT)
    expect(reported.filter(({ category }) => [IMPORT, GLOBAL, CYCLE].includes(category))).toEqual(
      [],
    )
  })

  it('takes chance and time for its mathematics from nobody', async () => {
    for (const room of ['engine', 'rules', 'tasks']) {
      for (const file of await readdir(join(ROOT, 'src', room), { recursive: true })) {
        if (!/\.tsx?$/.test(file)) continue
        expect(await readFile(join(ROOT, 'src', room, file), 'utf8'), file).not.toMatch(
          /Math\.random|import\.meta/,
        )
      }
    }
  })

  it('has nothing in the unlinted folder but the kernels', async () => {
    const kernels = join(ROOT, 'src/engine/wasm')
    const files = (await readdir(kernels)).sort()
    // All that the AssemblyScript compiler reaches from its entry: it would not take a Node module
    // or a screen.
    const reached = new Set(['index.ts'])
    for (const file of reached) {
      const source = await readFile(join(kernels, file), 'utf8')
      for (const [, name] of source.matchAll(/\bfrom '([^']+)'/g)) {
        expect(name, file).toMatch(/^\.\/[\w-]+$/)
        reached.add(`${name.slice(2)}.ts`)
      }
    }
    expect(files).toEqual([...reached].sort())
  })

  it('has no way into the kernels but through their compiled form', async () => {
    for (const file of await readdir(join(ROOT, 'src'), { recursive: true })) {
      if (!/\.tsx?$/.test(file) || file.startsWith(join('engine', 'wasm/'))) continue
      expect(await readFile(join(ROOT, 'src', file), 'utf8'), file).not.toMatch(
        /from '[^']*wasm\/[^']*'/,
      )
    }
  })
})
