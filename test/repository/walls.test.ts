/**
 * The dependency rule, held by the linter: each wall gets a file that breaks it, planted in a tree
 * of its own under the project's biome.json, and a twin that keeps it. The first must be reported
 * by that wall's rule, the second pass.
 */
import { execFile } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { sharedFolder } from '../support/temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
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
  'net-files: not the inspection': wall('net-files', '../inspection/x.ts', '../io/read-files.ts'),
  'net-files: no file system': wall('net-files', 'node:fs', '../engine/stack/types.ts'),
  'net-files, a reader: not the texts': wall(
    'net-files/readers/onnx',
    '../../../text/index.ts',
    '../../source.ts',
  ),
  'engine: no file system': wall('engine', 'node:fs', './types.ts'),
  'engine: no file system, by its short name': wall('engine', 'fs', './types.ts'),
  'engine: no promise of a file system': wall('engine', 'node:fs/promises', './types.ts'),
  'engine: not the training': wall('engine', '../training/x.ts', '../rules/input-error.ts'),
  'engine, deeper down: not the training': wall(
    'engine/reference',
    '../../training/x.ts',
    '../types.ts',
  ),
  'engine: not the tasks': wall('engine', '../tasks/x.ts', 'pure-rand/generator/xoroshiro128plus'),
  'engine: not the platform': wall('engine', '../cli/platform.ts', './net.ts'),
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
  'tasks: not the training': wall('tasks', '../training/x.ts', '../engine/types.ts'),
  'tasks: not the net': wall('tasks', '../engine/net.ts', '../engine/random.ts'),
  'tasks: no Node module': wall('tasks', 'node:crypto', '../rules/nearest.ts'),
  'tasks: no files': wall('tasks/from-files', '../../user-data/x.ts', '../../rules/extremes.ts'),
  'rules: no room': wall('rules', '../engine/types.ts', 'fastest-levenshtein'),
  'rules: no Node module': wall('rules', 'node:path', './nearest.ts'),
  'rules: not the clock': global('rules/r', 'Date.now()'),
  'tasks: not the clock': global('tasks/t', 'Date.now()'),
  'io: not the results': wall('io', '../results/report.ts', '../engine/types.ts'),
  'specs: not the results': wall('specs', '../results/report.ts', '../rules/shell-quote.ts'),
  'results: not the training': wall('results', '../training/run.ts', '../specs/spec.ts'),
  'threads: not the training': wall('threads', '../training/run.ts', '../results/events.ts'),
  'user-data: not the training': wall('user-data', '../training/run.ts', '../io/read-files.ts'),
  'training: not the screen': wall('training', '../ui/x.ts', '../engine/net.ts'),
  'training: not the experiments': wall(
    'training',
    '../experiments/x.ts',
    '../threads/group/thread-group.ts',
  ),
  'difficulty: not the experiments': wall(
    'difficulty',
    '../experiments/x.ts',
    '../training/held-out.ts',
  ),
  'inspection: not the workbench': wall('inspection', '../workbench/x.ts', '../io/json.ts'),
  'experiments: not the workbench': wall('experiments', '../workbench/x.ts', '../training/run.ts'),
  'experiments, deeper down: not the commands': wall(
    'experiments/papers',
    '../../commands/x.ts',
    '../compare.ts',
  ),
  'workbench: not the commands': wall('workbench', '../commands/x.ts', '../tasks/index.ts'),
  'workbench: not the texts, not even their types': {
    rule: IMPORT,
    wrong: ['src/workbench/texts.ts', "export type { Text } from '../text/index.ts'"],
    right: ['src/workbench/types.ts', "export type { Cell } from '../engine/types.ts'"],
  },
  'workbench: not the screen, not even late': {
    rule: IMPORT,
    wrong: ['src/workbench/late.ts', "export const late = () => import('../ui/x.ts')"],
    right: ['src/workbench/early.ts', "export const early = () => import('../engine/net.ts')"],
  },
  'training: not the process': global('training/t', 'process.pid'),
  'experiments: not the process as a module': wall('experiments', 'node:process', 'node:path'),
  'threads: not in the pool of a study': owned(
    'node:worker_threads',
    'threads/client-pool.ts',
    'experiments/workers/run-pool.ts',
  ),
  'p-queue: in the pool': owned('p-queue', 'threads/client-pool.ts', 'experiments/pool.ts'),
  'threads: in their room': owned(
    'node:worker_threads',
    'threads/group/thread-group.ts',
    'training/run.ts',
  ),
  'threads: not in the workbench': owned(
    'node:worker_threads',
    'threads/worker-client.ts',
    'workbench/worker-pair.ts',
  ),
  'threads: not in commands': owned(
    'node:worker_threads',
    'threads/group/group-thread.ts',
    'commands/threads.ts',
  ),
  'files: in io, with their owner': owned(
    'node:fs/promises',
    'io/read-files.ts',
    'io/safetensors/net-file.ts',
  ),
  'process: in who holds a lock': owned(
    'node:process',
    'io/locks/lock-owner.ts',
    'io/locks/file-lock.ts',
  ),
  'files: with the lock': owned(
    'node:fs/promises',
    'io/locks/heartbeat-lock.ts',
    'experiments/summary.ts',
  ),
  'csv-parse: in the reader of CSV': owned(
    'csv-parse/sync',
    'user-data/csv-rows.ts',
    'user-data/csv-file.ts',
  ),
  'files: not with the threads': owned(
    'node:fs',
    'io/read-files.ts',
    'experiments/workers/pool-files.ts',
  ),
  'sanitize: knows no room': {
    rule: IMPORT,
    wrong: ['src/io/sanitize.ts', imports('./read-files.ts')],
    right: ['src/io/sanitize.ts', 'export const nothing = 0'],
  },
  'commands: not Ink': wall('commands', 'ink', 'yargs'),
  'commands: no file system': wall('commands', 'node:fs', 'yargs-parser'),
  'commands: not the screen': wall('commands', '../ui/x.ts', '../experiments/compare.ts'),
  'commands: not the pictures': wall('commands', '../view/x.ts', '../tasks/index.ts'),
  'commands: do not print': global('commands/c', 'console.log'),
  'yargs: in the commands': owned('yargs', 'commands/session/parse.ts', 'view/help.ts'),
  'yargs-parser: in the commands': owned(
    'yargs-parser',
    'commands/session/parse.ts',
    'specs/parse.ts',
  ),
  'asciichart: in the line chart': owned(
    'asciichart',
    'view/terminal/chart-strokes.ts',
    'view/terminal/progress-bar.ts',
  ),
  'view: no Node module': wall('view', 'node:os', 'string-width'),
  'view: not the engine but its types': wall('view', '../engine/net.ts', '../engine/types.ts'),
  'view: not the experiments': wall('view', '../experiments/compare.ts', '../results/report.ts'),
  'view: not the screen': wall('view', '../ui/x.ts', '../text/index.ts'),
  'view: of difficulty its data': wall(
    'view',
    '../difficulty/measure-difficulty.ts',
    '../results/difficulty-report.ts',
  ),
  'text: not the results': wall('text', '../results/x.ts', '../rules/input-error.ts'),
  'text: not the view': wall('text/en', '../../view/x.ts', '../zh-CN/ui.ts'),
  'text: of the tasks their names': wall('text/en', '../../tasks/index.ts', '../../tasks/names.ts'),
  'text: not the types of what is asked': {
    rule: IMPORT,
    wrong: ['src/text/spec.ts', "export type { Spec } from '../specs/spec.ts'"],
    right: ['src/text/refused.ts', "export type { Refusals } from '../rules/input-error.ts'"],
  },
  'ui: not the commands': wall('ui', '../commands/x.ts', 'ink'),
  'ui: not the tasks': wall('ui', '../tasks/x.ts', 'react'),
  'ui: not the experiments': wall('ui', '../experiments/compare.ts', '../results/events.ts'),
  'ui, deeper down: not yargs': wall('ui/compare', 'yargs', '../../view/terminal/progress-bar.ts'),
  'ui: not the platform': wall('ui', '../cli/platform.ts', '../view/terminal/progress-bar.ts'),
  'react: in the screens': owned('react', 'ui/own.ts', 'cli/output-react.ts'),
  'ink: in the screens': owned('ink', 'ui/own.ts', 'cli/main.ts'),
  'threads: not in the lessons': owned(
    'node:worker_threads',
    'threads/serve.ts',
    'lessons/run/expression-client.ts',
  ),
  'lessons: not the screen': wall('lessons', '../ui/x.ts', '../io/read-files.ts'),
  'lessons: not the pictures': wall('lessons', '../view/x.ts', '../workbench/workbench.ts'),
  'lessons: not the commands': wall(
    'lessons',
    '../commands/grammar/command.ts',
    '../results/lab-results.ts',
  ),
  'lessons: not the texts': wall('lessons', '../text/index.ts', '../rules/input-error.ts'),
  'lessons: no file system of their own': wall('lessons', 'node:fs/promises', 'node:path'),
  'lessons: do not print': global('lessons/l', 'console.log'),
  'view: of the lessons their data': wall(
    'view/lesson',
    '../../lessons/load/load-lesson.ts',
    '../../lessons/format/prose-blocks.ts',
  ),
  'yaml: in the lessons': owned('yaml', 'lessons/load/load-lesson.ts', 'commands/yaml.ts'),
  'marked: in the lessons': owned('marked', 'lessons/format/prose-blocks.ts', 'view/marked.ts'),
  'cel-js: in the lessons': owned(
    '@marcbachmann/cel-js',
    'lessons/format/expressions.ts',
    'ui/cel.ts',
  ),
  'keys: no decoder but our own': wall('ui/shared', 'node:readline', './keyboard.ts'),
  'keys: not those of Ink': {
    rule: IMPORT,
    wrong: ['src/ui/ink-keys.ts', "export { useInput } from 'ink'"],
    right: ['src/ui/ink-cursor.ts', "export { useCursor } from 'ink'"],
  },
  'platform: knows no room': {
    rule: IMPORT,
    wrong: ['src/cli/platform.ts', imports('../training/x.ts')],
    right: ['src/cli/platform.ts', imports('node:process')],
  },
  'main: not the process': {
    rule: GLOBAL,
    wrong: ['src/cli/cli-process.ts', 'export const value = process.argv'],
    right: ['src/cli/main.ts', imports('./platform.ts')],
  },
  'no import in a circle': {
    rule: CYCLE,
    wrong: ['src/training/circle.ts', "import { b } from './back.ts'\nexport const a = () => b\n"],
    right: ['src/training/line.ts', "import { b } from './end.ts'\nexport const a = () => b\n"],
  },
}

/** The other halves of the circle and of the line. */
const HALVES = {
  wrong: ['src/training/back.ts', "import { a } from './circle.ts'\nexport const b = () => a\n"],
  right: ['src/training/end.ts', 'export const b = 1\n'],
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
