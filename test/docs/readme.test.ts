import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { choicesOf, compare } from '../../src/commands/compare.ts'
import { COMMON_OPTIONS } from '../../src/commands/grammar/options.ts'
import { tokenise } from '../../src/commands/grammar/tokenise.ts'
import { COMMANDS } from '../../src/commands/session/command-table.ts'
import { parse } from '../../src/commands/session/parse.ts'
import type { Report } from '../../src/results/report.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { understand } from '../../src/user-data/read-content.ts'
import { widthOf } from '../../src/view/shared/width.ts'
import { compareValues } from '../support/compare-values.ts'
import { named, parseMarkup, textOf } from '../support/markup.ts'
import { gatelab } from '../support/program.ts'
import { trendAndSeason } from '../support/series.ts'

const top = new URL('../../', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, top), 'utf8')
const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>

const PAGES = ['README.md', 'README.zh-CN.md']
/** The page of docs/ in the language of a README. */
const pageOf = (readme: string, name: string) => `docs/${name}${readme.slice('README'.length)}`
const DOCS = readdirSync(new URL('docs/', top))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`)
/** Those of a README's language, itself among them. */
const pagesOf = (readme: string) => [
  readme,
  ...DOCS.filter(
    (name) =>
      name !== 'docs/architecture.md' &&
      name.endsWith('.zh-CN.md') === readme.endsWith('.zh-CN.md'),
  ),
]
const ALL = [
  ...PAGES,
  ...DOCS,
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'docs/scale/README.md',
  'lessons/README.md',
]

/** The short digests of the result's last lines. */
const DIGESTS = /\b(?:RNN|LSTM) \d [0-9a-f]{12}\b/g
const digestOf = (cell: string, seed: number) => new RegExp(`\\b${cell} ${seed} ([0-9a-f]{12})\\b`)

/** Code blocks of one language, as lines; one that goes on in the next is one. */
const blocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].flatMap(
    ([, code]) => code.replaceAll(/ *\\\n */g, ' ').split('\n'),
  )

/** The command lines of a page, without what is said of them. */
const commandsOf = (text: string): string[] =>
  blocks(text, 'sh')
    .flatMap((line) => /^(?:.*&& npx )?gatelab(?: ([^#|>]*))?/.exec(line)?.slice(1) ?? [])
    .map((line) => line?.trim() ?? '')

/** What stands between the markers of a screen. */
function screenOf(text: string, name: string): string {
  const parts = text.split(`<!-- screen:${name} -->`)
  expect(parts).toHaveLength(2)
  const filled = /^\n```text\n([\s\S]*?)\n```\n<!-- \/screen -->/.exec(parts[1])
  expect(filled, name).not.toBeNull()
  return filled?.[1] ?? ''
}

/** The example of sequences of one's own, as JSON lines, and its first two sequences as CSV. */
function exampleOf(text: string): { lines: string; csv: string } {
  const [lines] = text.match(/(?<=^```json\n)(?:\{"x".*\n)+(?=```)/m) ?? ['']
  const [csv] = text.match(/(?<=^```csv\n)(?:.*\n)+?(?=```)/m) ?? ['']
  return { lines, csv }
}

const here = process.cwd()
const folder = mkdtempSync(join(tmpdir(), 'gatelab-'))
beforeAll(() => {
  const { lines } = exampleOf(read('docs/own-data.md'))
  for (const name of ['first.jsonl', 'sequences.jsonl', 'sequences.csv'])
    writeFileSync(join(folder, name), lines)
  writeFileSync(join(folder, 'book.txt'), read('README.md'))
  writeFileSync(join(folder, 'passengers.csv'), trendAndSeason(144, 1).join('\n'))
  writeFileSync(join(folder, 'weather.csv'), ['temperature', ...trendAndSeason(144, 1)].join('\n'))
  process.chdir(folder)
})
afterAll(() => {
  process.chdir(here)
  rmSync(folder, { recursive: true })
})

describe.each(PAGES)('%s', (name) => {
  const text = read(name)

  it('has the two commands on its first screen', () => {
    const first = text.split('\n').slice(0, 24)
    expect(first.filter((line) => line.startsWith('npm ci && npx gatelab compare '))).toHaveLength(
      1,
    )
    expect(first.filter((line) => line.startsWith('npm cit '))).toHaveLength(1)
  })

  it('gives only command lines that the program takes', () => {
    expect(commandsOf(text).length).toBeGreaterThan(8)
    const lines = pagesOf(name).flatMap((page) => commandsOf(read(page)))
    expect(lines.length).toBeGreaterThan(40)
    for (const line of lines.filter((line) => line !== '')) {
      const words = tokenise(line)[0].tokens.map((token) => token.text)
      if (parse(words).command === compare) resolveSpec(choicesOf(compareValues(words)))
    }
  })

  it('names with its pages every command and every option, and no other', () => {
    const tables = [text, read(pageOf(name, 'lab'))].join('\n')
    const all = [...COMMON_OPTIONS, ...COMMANDS.flatMap(({ options }) => options)].map(
      (option) => `--${option.name}`,
    )
    const OPTION = /(?<=[\s`])--[a-z][a-z-]*/g
    const named = new Set(pagesOf(name).flatMap((page) => read(page).match(OPTION) ?? []))
    // Help says what help and version are.
    expect(all.filter((option) => !named.has(option)).sort()).toEqual(['--version'])
    expect([...named].filter((option) => !all.includes(option))).toEqual([])
    for (const { name: command } of COMMANDS)
      expect(tables).toMatch(new RegExp(`^\\| .*\`(gatelab )?${command}[ \`]`, 'm'))
  })

  it('begins with a picture, and says in words what it shows', () => {
    const [, words = '', path = ''] =
      /^!\[([^\]]+)\]\((docs\/pictures\/.+\.svg)\)$/m.exec(text) ?? []
    const plain = (all: string) => all.replaceAll(/\s/g, '')
    expect(text.indexOf(path)).toBeLessThan(text.indexOf('```'))
    const drawing = parseMarkup(read(path).replace(/^<\?xml.*\n/, ''))
    expect(named(drawing, 'desc').map(textOf).map(plain)).toEqual([plain(words)])
    expect(pageOf(name, 'pictures/waterfall').replace(/md$/, 'svg')).toBe(path)
  })

  it('shows the screen of the real program, in 80 columns and 24 lines', () => {
    const lines = screenOf(text, 'compare').split('\n')
    expect(lines).toHaveLength(23)
    for (const sign of ['∂L/∂h', '∂L/∂c', 't = 1 ', '✓', '✗', '3/3'])
      expect(lines.join('\n')).toContain(sign)
  })

  it('shows the lab as the real program does', () => {
    const lab = screenOf(text, 'lab')
    const [walk, surgery] = ['lab-walk', 'lab-surgery'].map((screen) =>
      screenOf(read(pageOf(name, 'lab')), screen),
    )
    expect(lab.split('\n')).toHaveLength(23)
    for (const sign of ['gatelab>', '> gradient', 'LSTM ∂L/∂h']) expect(lab).toContain(sign)
    for (const sign of ['c_{t−1} =', 'σ', 'tanh', 'h_t']) expect(walk).toContain(sign)
    for (const sign of ['∂L/∂c', 'c_{t−1}']) expect(surgery).toContain(sign)
    for (const line of [lab, walk, surgery].flatMap((screen) => screen.split('\n'))) {
      expect(widthOf(line)).toBeLessThanOrEqual(80)
    }
    // The same numbers in both languages, if not in the same order.
    const numbers = (screen: string) => screen.match(/[a-z] ?= ?-?\d+\.\d+/g)?.toSorted()
    expect(numbers(walk)).toEqual(numbers(screenOf(read('docs/lab.md'), 'lab-walk')))
  })

  it('shows the result of the real program as text', () => {
    const result = screenOf(read(pageOf(name, 'compare')), 'compare-plain')
    for (const cell of ['RNN', 'LSTM'])
      for (const seed of [1, 2, 3]) expect(result).toMatch(digestOf(cell, seed))
    // The same program on the same defaults in both languages.
    expect(result.match(DIGESTS)).toEqual(
      screenOf(read('docs/compare.md'), 'compare-plain').match(DIGESTS),
    )
  })
})

it('the weights whose digests docs/compare.md shows come out here, too', async () => {
  const result = screenOf(read('docs/compare.md'), 'compare-plain')
  // The line of "The same again"; a second one, further down, would decide.
  const [line] = result.slice(result.indexOf('gatelab compare')).replaceAll('\\\n', ' ').split(/\n/)
  expect(line).toContain(' --seeds 3 ')
  const { stdout } = await gatelab([
    ...line.replace('--seeds 3', '--seed 1').trim().split(/\s+/).slice(1),
    '--json',
  ])
  const { runs } = JSON.parse(stdout) as Report
  expect(runs.map(({ cell }) => cell)).toEqual(['rnn', 'lstm'])
  for (const { cell, digest } of runs) {
    expect(digest.slice('sha256:'.length)).toMatch(
      new RegExp(`^${digestOf(cell.toUpperCase(), 1).exec(result)?.[1]}`),
    )
  }
})

it('the example of user sequences works as far as said, the same in both forms', async () => {
  const { lines, csv } = exampleOf(read('docs/own-data.md'))
  for (const page of PAGES)
    expect(exampleOf(read(pageOf(page, 'own-data')))).toEqual({ lines, csv })
  const line =
    blocks(read('docs/own-data.md'), 'sh').find((one) => one.includes('first.jsonl')) ?? ''
  const args = tokenise(line)[0].tokens.map(({ text }) => text)
  const { code, stdout } = await gatelab([...args, '--json'], {}, { cwd: folder })
  expect(code).toBe(0)
  const { runs, task } = JSON.parse(stdout) as Report
  expect(task.baseline).toBeLessThan(1)
  expect(runs.map(({ cell, seed, final }) => [cell, seed, final.metric])).toEqual(
    [1, 2].flatMap((seed) => ['rnn', 'lstm'].map((cell) => [cell, seed, 1])),
  )
  const rows = lines
    .trim()
    .split('\n')
    .flatMap((one, n) => {
      const { x, y } = JSON.parse(one) as { x: number[][]; y: string }
      return x.map(([value], t) => `${n + 1},${value},${t === x.length - 1 ? y : ''}\n`)
    })
  const table = `id,x,class\n${rows.join('')}`
  expect(table.slice(0, csv.length)).toBe(csv)
  expect(understand('data', 'f', Buffer.from(table))).toEqual(
    understand('data', 'f', Buffer.from(lines)),
  )
})

describe.each(ALL)('%s', (name) => {
  const text = read(name)

  it('links to files that are there', () => {
    const here = new URL(name, top)
    for (const [, path] of text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(existsSync(new URL(path, here)), path).toBe(true)
    }
  })

  it('names scripts that are there', () => {
    for (const [, script] of text.matchAll(/npm run ([\w:]+)/g))
      expect(scripts, script).toHaveProperty([script])
  })
})

it('the pictures of the READMEs are what a run of the program draws', () => {
  const { status, stderr } = spawnSync(process.execPath, ['docs/make-pictures.js', '--check'], {
    cwd: fileURLToPath(top),
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
}, 240_000)
