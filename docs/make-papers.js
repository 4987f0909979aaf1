/**
 * Runs every preset and writes docs/papers.md and its twin in Chinese: what papers report, and what
 * came out here (`npm run papers`). Results are kept in a folder as they come, so that a stop loses
 * nothing; `node docs/make-papers.js FOLDER NAME…` runs only these anew and takes the others from
 * the folder. Needs the built program.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PAGES, papersPage } from './papers-page.js'

const top = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const LAUNCHER = top('bin/gatelab.js')
const [folder = top('node_modules/.papers'), ...chosen] = process.argv.slice(2)

/** The document that a comparison prints, with its words in that language. */
const compare = (language, ...args) =>
  JSON.parse(
    execFileSync(process.execPath, [LAUNCHER, 'compare', ...args, '--json', '--lang', language], {
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  )

/** What a preset came to, and how long it took; run unless the folder has it. */
function found(name) {
  const file = join(folder, `${name}.json`)
  if (!existsSync(file) || chosen.includes(name)) {
    process.stderr.write(`${name} …\n`)
    const from = performance.now()
    const { studies, trials, certificates, ...preset } = compare('en', '--preset', name)
    const seconds = Math.round((performance.now() - from) / 1000)
    const digests = [
      ...Object.values(studies).flatMap((study) =>
        (study.points ?? [study]).flatMap(({ runs }) => runs),
      ),
      ...Object.values(trials).flat(),
    ].length
    writeFileSync(file, JSON.stringify({ ...preset, seconds, runs: digests }))
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

mkdirSync(folder, { recursive: true })
const results = new Map()
for (const { language, file } of PAGES) {
  const presets = compare(language, '--preset', 'list').map((words) => {
    if (!results.has(words.name)) results.set(words.name, found(words.name))
    return { words, preset: results.get(words.name) }
  })
  writeFileSync(top(file), papersPage(language, presets))
}
