/** Writes the program's help pages beside it, which takes longer than showing them. */
import { writeFileSync } from 'node:fs'
import { helpPages } from '../dist/for-build.js'

for (const [name, page] of Object.entries(await helpPages()))
  writeFileSync(new URL(`../dist/${name}`, import.meta.url), page)
