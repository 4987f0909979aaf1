/** Writes docs/glossary.md and its twin in Chinese from the text tables (`npm run glossary`). */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { glossaryPage, PAGES } from './glossary-page.js'

const top = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'gatelab-'))

/** The table of a language; it is TypeScript, so it is bundled first. */
async function tableOf(language) {
  const bundle = await rolldown({
    input: top(`src/text/${language}/glossary.ts`),
    logLevel: 'silent',
  })
  const file = join(folder, `${language}.mjs`)
  await bundle.write({ file })
  return (await import(pathToFileURL(file).href)).glossary
}

try {
  for (const { language, other, file, link } of PAGES) {
    writeFileSync(top(file), glossaryPage(await tableOf(language), await tableOf(other), link))
  }
} finally {
  rmSync(folder, { recursive: true })
}
