/**
 * The dependency rule, held by the linter: each wall gets a file that breaks it, planted in a tree
 * of its own under the project's biome.json, and a twin that keeps it. The first must be reported
 * by that wall's rule, the second pass.
 */
import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const IMPORT = 'lint/style/noRestrictedImports'
const GLOBAL = 'lint/style/noRestrictedGlobals'
const CYCLE = 'lint/suspicious/noImportCycles'

interface Wall {
  readonly rule: string
  /** Path and contents of what breaks it; no two walls share a path. */
  readonly wrong: readonly [path: string, code: string]
  /** What comes near and keeps it. */
  readonly right: readonly [path: string, code: string]
}

const imports = (what: string) => `import '${what}'`

/** `wrong` may not be imported by `room`, but `right` may. */
const wall = (room: string, wrong: string, right: string): Wall => ({
  rule: IMPORT,
  wrong: [`src/${room}/imports-${wrong.replaceAll(/\W+/g, '-')}.ts`, imports(wrong)],
  right: [`src/${room}/allowed.ts`, imports(right)],
})

/** Only `owner` may import `what`; its neighbour may not. */
const owned = (what: string, owner: string, neighbour: string): Wall => ({
  rule: IMPORT,
  wrong: [`src/${neighbour}`, imports(what)],
  right: [`src/${owner}`, imports(what)],
})

const global = (room: string, code: string): Wall => ({
  rule: GLOBAL,
  wrong: [`src/${room}-uses-${code.replaceAll(/\W+/g, '-')}.ts`, `export const value = ${code}`],
  right: [`src/${room}-uses-mathematics.ts`, 'export const value = Math.max(1, 2)'],
})

const WALLS: Record<string, Wall> = {
  'engine: no file system': wall('engine', 'node:fs', './types.ts'),
  'engine: no file system, by its short name': wall('engine', 'fs', './types.ts'),
  'engine: no promise of a file system': wall('engine', 'node:fs/promises', './types.ts'),
  'engine: not the lab': wall('engine', '../lab/x.ts', '../refusal.ts'),
  'engine, deeper down: not the lab': wall('engine/textbook', '../../lab/x.ts', '../types.ts'),
  'engine: not the tasks': wall('engine', '../tasks/x.ts', 'pure-rand/generator/xoroshiro128plus'),
  'engine: not the platform': wall('engine', '../platform.ts', './net.ts'),
  'engine: not React': wall('engine', 'react/jsx-runtime', './net.ts'),
  'engine.ts beside the kernels is seen': {
    rule: IMPORT,
    wrong: ['src/engine/kernels.ts', imports('node:fs')],
    right: ['src/engine/kernels.ts', imports('./types.ts')],
  },
  'engine: not the process': global('engine/e', 'process.pid'),
  'engine: not the process through globalThis': global('engine/e', 'globalThis.process'),
  'engine: not the clock': global('engine/e', 'Date.now()'),
  'engine: not the other clock': global('engine/e', 'performance.now()'),
  'engine: no chance': global('engine/e', 'crypto.randomUUID()'),
  'tasks: not the lab': wall('tasks', '../lab/x.ts', '../engine/types.ts'),
  'tasks: not the net': wall('tasks', '../engine/net.ts', '../engine/random.ts'),
  'tasks: no Node module': wall('tasks', 'node:crypto', '../rules/nearest.ts'),
  'rules: no room': wall('rules', '../engine/types.ts', 'fastest-levenshtein'),
  'rules: no Node module': wall('rules', 'node:path', './nearest.ts'),
  'tasks: not the clock': global('tasks/t', 'Date.now()'),
  'lab: not the screen': wall('lab', '../ui/x.ts', '../engine/net.ts'),
  'lab: not the commands': wall('lab', '../commands/x.ts', '../tasks/index.ts'),
  'lab: not the texts, not even their types': {
    rule: IMPORT,
    wrong: ['src/lab/texts.ts', "export type { Text } from '../text/index.ts'"],
    right: ['src/lab/types.ts', "export type { Cell } from '../engine/types.ts'"],
  },
  'lab: not the screen, not even late': {
    rule: IMPORT,
    wrong: ['src/lab/late.ts', "export const late = () => import('../ui/x.ts')"],
    right: ['src/lab/early.ts', "export const early = () => import('../engine/net.ts')"],
  },
  'lab: not the process': global('lab/l', 'process.pid'),
  'lab: not the process as a module': wall('lab', 'node:process', 'node:path'),
  'threads: in the pool': owned('node:worker_threads', 'lab/pool.ts', 'lab/run.ts'),
  'threads: in the team': owned('node:worker_threads', 'lab/team.ts', 'lab/compare.ts'),
  'threads: in the worker': owned('node:worker_threads', 'lab/worker.ts', 'lab/look.ts'),
  'threads: in the helper': owned('node:worker_threads', 'lab/helper.ts', 'commands/threads.ts'),
  'files: in the lab, with their owner': owned(
    'node:fs/promises',
    'lab/files.ts',
    'lab/net-file.ts',
  ),
  'process: in who holds a lock': owned('node:process', 'lab/holder.ts', 'lab/alone.ts'),
  'files: with the lock': owned('node:fs/promises', 'lab/lock.ts', 'lab/summary.ts'),
  'csv-parse: in the reader of CSV': owned(
    'csv-parse/sync',
    'lab/own/csv-rows.ts',
    'lab/own/csv-file.ts',
  ),
  'files: not with the threads': owned('node:fs', 'lab/files.ts', 'lab/pool-files.ts'),
  'commands: not Ink': wall('commands', 'ink', 'yargs'),
  'commands: no file system': wall('commands', 'node:fs', 'yargs-parser'),
  'commands: not the screen': wall('commands', '../ui/x.ts', '../lab/compare.ts'),
  'commands: not the pictures': wall('commands', '../view/x.ts', '../tasks/index.ts'),
  'commands: do not print': global('commands/c', 'console.log'),
  'yargs: in the commands': owned('yargs', 'commands/parse.ts', 'view/help.ts'),
  'yargs-parser: in the commands': owned('yargs-parser', 'commands/parse.ts', 'lab/parse.ts'),
  'asciichart: in the line chart': owned('asciichart', 'view/line-chart.ts', 'view/bar.ts'),
  'view: no Node module': wall('view', 'node:os', 'string-width'),
  'view: not the engine but its types': wall('view', '../engine/net.ts', '../engine/types.ts'),
  'view: not the lab but its data': wall('view', '../lab/compare.ts', '../lab/report.ts'),
  'view: not the screen': wall('view', '../ui/x.ts', '../text/index.ts'),
  'view: of certificates their data': wall(
    'view',
    '../lab/certificate/certify.ts',
    '../lab/certificate-data.ts',
  ),
  'text: not the lab': wall('text', '../lab/x.ts', '../refusal.ts'),
  'text: not the view': wall('text/en', '../../view/x.ts', '../zh-CN/ui.ts'),
  'text: of the tasks their names': wall('text/en', '../../tasks/index.ts', '../../tasks/names.ts'),
  'text: not the types of the lab': {
    rule: IMPORT,
    wrong: ['src/text/spec.ts', "export type { Spec } from '../lab/spec.ts'"],
    right: ['src/text/refused.ts', "export type { Refusals } from '../refusal.ts'"],
  },
  'ui: not the commands': wall('ui', '../commands/x.ts', 'ink'),
  'ui: not the tasks': wall('ui', '../tasks/x.ts', 'react'),
  'ui: not the lab but its data': wall('ui', '../lab/compare.ts', '../lab/events.ts'),
  'ui, deeper down: not yargs': wall('ui/panels', 'yargs', '../../view/bar.ts'),
  'ui: not the platform': wall('ui', '../platform.ts', '../view/bar.ts'),
  'react: in the screens': owned('react', 'ui/own.ts', 'output-react.ts'),
  'ink: in the screens': owned('ink', 'ui/own.ts', 'cli.ts'),
  'threads: of the lessons’ expressions': owned(
    'node:worker_threads',
    'lessons/reckoner.ts',
    'lessons/play.ts',
  ),
  'lessons: not the screen': wall('lessons', '../ui/x.ts', '../lab/files.ts'),
  'lessons: not the pictures': wall('lessons', '../view/x.ts', '../commands/session.ts'),
  'lessons: not the texts': wall('lessons', '../text/index.ts', '../refusal.ts'),
  'lessons: no file system of their own': wall('lessons', 'node:fs/promises', 'node:path'),
  'lessons: do not print': global('lessons/l', 'console.log'),
  'view: of the lessons their data': wall(
    'view/lesson',
    '../../lessons/load.ts',
    '../../lessons/blocks.ts',
  ),
  'yaml: in the lessons': owned('yaml', 'lessons/load.ts', 'commands/yaml.ts'),
  'marked: in the lessons': owned('marked', 'lessons/blocks.ts', 'view/marked.ts'),
  'cel-js: in the lessons': owned('@marcbachmann/cel-js', 'lessons/expressions.ts', 'ui/cel.ts'),
  'keys: no decoder but our own': wall('ui', 'node:readline', './keyboard.ts'),
  'keys: not those of Ink': {
    rule: IMPORT,
    wrong: ['src/ui/ink-keys.ts', "export { useInput } from 'ink'"],
    right: ['src/ui/ink-cursor.ts', "export { useCursor } from 'ink'"],
  },
  'platform: knows no room': {
    rule: IMPORT,
    wrong: ['src/platform.ts', imports('./lab/x.ts')],
    right: ['src/platform.ts', imports('node:process')],
  },
  'refusal: knows no room': {
    rule: IMPORT,
    wrong: ['src/refusal.ts', imports('./lab/x.ts')],
    right: ['src/refusal.ts', 'export const nothing = 0'],
  },
  'cli: not the process': {
    rule: GLOBAL,
    wrong: ['src/cli-process.ts', 'export const value = process.argv'],
    right: ['src/cli.ts', imports('./platform.ts')],
  },
  'no import in a circle': {
    rule: CYCLE,
    wrong: ['src/lab/circle.ts', "import { b } from './back.ts'\nexport const a = () => b\n"],
    right: ['src/lab/line.ts', "import { b } from './end.ts'\nexport const a = () => b\n"],
  },
}

/** The other halves of the circle and of the line. */
const HALVES = {
  wrong: ['src/lab/back.ts', "import { a } from './circle.ts'\nexport const b = () => a\n"],
  right: ['src/lab/end.ts', 'export const b = 1\n'],
} as const

interface Diagnostic {
  readonly category: string
  readonly message: string
  readonly location: { readonly path: string }
}

/** What the project's linter says about what is in a folder. */
function lint(folder: string): Promise<Diagnostic[]> {
  const biome = join(ROOT, 'node_modules/.bin/biome')
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', 'src']
  return new Promise((resolve, reject) => {
    execFile(biome, args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout) => {
      if (stdout === '') reject(error ?? new Error('Biome said nothing'))
      else resolve(JSON.parse(stdout).diagnostics)
    })
  })
}

let folder = ''
const found: Record<'wrong' | 'right', Diagnostic[]> = { wrong: [], right: [] }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatelab-walls-'))
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
afterAll(() => rm(folder, { recursive: true }))

describe('each wall', () => {
  it.each(Object.entries(WALLS))('%s', (_, { rule, wrong: [path] }) => {
    const reported = found.wrong.filter(({ location }) => location.path === path)
    expect(reported.map(({ category }) => category)).toContain(rule)
  })

  it('lets the twins pass', () => {
    expect(found.right).toEqual([])
  })
})

describe('the real source', () => {
  it('keeps the walls', async () => {
    const reported = await lint(ROOT)
    expect(reported.filter(({ category }) => [IMPORT, GLOBAL, CYCLE].includes(category))).toEqual(
      [],
    )
  })

  it('takes chance and time for its mathematics from nobody', async () => {
    for (const room of ['engine', 'tasks']) {
      for (const file of await readdir(join(ROOT, 'src', room), { recursive: true })) {
        if (!/\.tsx?$/.test(file)) continue
        expect(await readFile(join(ROOT, 'src', room, file), 'utf8'), file).not.toMatch(
          /Math\.random|import\.meta/,
        )
      }
    }
  })

  it('has nothing in the unlinted folder but the kernels', async () => {
    const kernels = join(ROOT, 'src/engine/kernels')
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
      if (!/\.tsx?$/.test(file) || file.startsWith(join('engine', 'kernels/'))) continue
      expect(await readFile(join(ROOT, 'src', file), 'utf8'), file).not.toMatch(
        /from '[^']*kernels\/[^']*'/,
      )
    }
  })
})
