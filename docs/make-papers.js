/**
 * Runs every preset and writes docs/papers.md: what papers report, and what came out here (`npm run papers`). Results are kept
 * in a folder as they come, so that a stop loses nothing; `node docs/make-papers.js FOLDER NAME…` runs only these anew and takes
 * the others from the folder. Needs the built program.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const LAUNCHER = top('bin/gatelab.js')
const [folder = top('node_modules/.papers'), ...chosen] = process.argv.slice(2)
const VERDICTS = {
  reproduces: 'REPRODUCES',
  'right-order': 'RIGHT ORDER',
  'does-not-reproduce': 'DOES NOT REPRODUCE',
}

/** What ours is set beside. */
const AGAINST = { paper: 'paper', reference: 'reference', readme: 'README' }

const gatelab = (...args) =>
  execFileSync(process.execPath, [LAUNCHER, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_US.UTF-8' },
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** What a preset came to, and how long it took; run unless the folder has it. */
function found(name) {
  const file = join(folder, `${name}.json`)
  if (!existsSync(file) || chosen.includes(name)) {
    process.stderr.write(`${name} …\n`)
    const from = performance.now()
    const { studies, trials, certificates, ...preset } = JSON.parse(
      gatelab('compare', '--preset', name, '--json', '--lang', 'en'),
    )
    const seconds = Math.round((performance.now() - from) / 1000)
    const digests = [
      ...Object.values(studies).flatMap((study) => (study.points ?? [study]).flatMap(({ runs }) => runs)),
      ...Object.values(trials).flat(),
    ].length
    writeFileSync(file, JSON.stringify({ ...preset, seconds, runs: digests }))
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

function figure(value) {
  if (value === null) return '–'
  if (typeof value === 'object') return `${value.count} of ${value.of}`
  return Number.isInteger(value) ? value.toLocaleString('en-US') : String(Number(value.toPrecision(4)))
}

/** What the paper says: a figure, or just that it is so. */
const claimed = ({ paper, verdict }) => (paper === null && verdict !== null ? 'says so' : figure(paper))

function section({ name, against, source, reports, same, differs, rows, verdict, command, seconds, runs }, minutes) {
  const lines = rows.map(
    (row) => `| ${row.what} | ${claimed(row)} | ${figure(row.ours)} | ${VERDICTS[row.verdict] ?? ''} |`,
  )
  const list = (items) => items.map((item) => `- ${item}`).join('\n')
  return `## ${name}: ${VERDICTS[verdict]}

${source}

It reports: ${reports}

The same:

${list(same)}

What had to differ:

${list(differs)}

| what | ${AGAINST[against ?? 'paper']} | here | |
|---|---|---|---|
${lines.join('\n')}

\`${command}\`: about ${minutes} min on two cores by plan${runs > 0 ? `, ${runs} runs` : ''}; ${Math.max(1, Math.round(seconds / 60))} min when this page was made.
`
}

mkdirSync(folder, { recursive: true })
const presets = JSON.parse(gatelab('compare', '--preset', 'list', '--json', '--lang', 'en'))
const all = presets.map(({ name, minutes }) => ({ minutes, preset: found(name) }))
const overview = all.map(
  ({ preset }) =>
    `| [${preset.name}](#${preset.name}-${VERDICTS[preset.verdict].toLowerCase().replaceAll(' ', '-')}) | ${preset.source} | ${VERDICTS[preset.verdict]} |`,
)
const page = `# What papers report, and what comes out here

Made by \`npm run papers\` from \`gatelab compare --preset NAME --json\`, version ${all[0].preset.version}. The rule was fixed beforehand, for all alike
([src/lab/presets/preset.ts](../src/lab/presets/preset.ts)): a number reproduces within a factor of 1.25, a share within 0.15, a size within one decade,
a statement in nine of ten trials; it is of the right order within a factor of three, 0.35, three decades, in more than half. A preset does as well as the
worst of its lines; lines without a verdict are told beside them.

| preset | source | |
|---|---|---|
${overview.join('\n')}

${all.map(({ preset, minutes }) => section(preset, minutes)).join('\n')}`
writeFileSync(top('docs/papers.md'), page)
