/** Lines of results that somebody has changed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { gatelab } from '../support/program.ts'

it('a key that is given twice in a line of results is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatelab-twice-'))
  try {
    const small = 'compare adding --length 5 --hidden 3 --batch 4 --steps 4 --seeds 1'.split(' ')
    expect((await gatelab([...small, '--results', folder])).code).toBe(0)
    const path = join(folder, 'results.jsonl')
    const text = await readFile(path, 'utf8')
    for (const [from, to, key] of [
      ['"steps":4,"final"', '"steps":4,"steps":4,"final"', 'steps'],
      ['"index":1', '"index":0,"index":1', 'index'],
      ['"design":{', '"digest":"x","design":{', 'digest'],
    ]) {
      const changed = text.replace(from, to)
      expect(changed).not.toBe(text)
      await writeFile(path, changed)
      const { code, stdout, stderr } = await gatelab(['report', path], { LANG: 'en_US.UTF-8' })
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(
        new RegExp(`results\\.jsonl:[12]: this is no line of results \\("${key}" twice\\)`),
      )
    }
  } finally {
    await rm(folder, { recursive: true })
  }
})
