/**
 * Makes the pictures of the READMEs of a real run, in each language (`npm run screens`): the
 * waterfall of an RNN and an LSTM that learn `adding` at T = 100. Needs the built program.
 *   node docs/make-pictures.js            writes them
 *   node docs/make-pictures.js --check    says which are out of date, and exits with 1 if any is
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const LAUNCHER = top('bin/gatelab.js')
const COMPARE = 'compare adding --length 100 --seeds 1 --steps 1200'.split(' ')
const PICTURES = { en: 'waterfall.svg', 'zh-CN': 'waterfall.zh-CN.svg' }

const folder = mkdtempSync(join(tmpdir(), 'gatelab-'))
const run = (args) =>
  execFileSync(process.execPath, [LAUNCHER, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore'],
  })

/** The last drawing of a page: it has its own title and its sentence. */
function lastDrawing(page) {
  const drawing = page.match(/<svg [\s\S]*?<\/svg>/g)?.at(-1)
  if (!drawing) throw new Error('the report has no drawing')
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawing}\n`
}

const stored = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

try {
  run([...COMPARE, '--plain', '--results', 'results'])
  mkdirSync(top('docs/pictures'), { recursive: true })
  for (const [language, name] of Object.entries(PICTURES)) {
    run(['report', 'results', '--lang', language, '--report', `${language}.html`])
    const made = lastDrawing(readFileSync(join(folder, `${language}.html`), 'utf8'))
    const path = top(`docs/pictures/${name}`)
    if (!process.argv.includes('--check')) writeFileSync(path, made)
    else if (stored(path) !== made) {
      console.error(`docs/pictures/${name} is out of date: npm run screens makes it anew`)
      process.exitCode = 1
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
