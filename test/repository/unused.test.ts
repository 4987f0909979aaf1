/**
 * Nothing stands unused, held by knip under the project's knip.json: a small tree of the same shape
 * gets one unused thing of each kind, which must be reported, and its twin without them passes.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { sharedFolder } from '../support/temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const KNIP = join(ROOT, 'node_modules/knip/bin/knip.js')

type Tree = Readonly<Record<string, string>>

const USED: Tree = {
  'package.json': JSON.stringify({ name: 'planted', type: 'module', devDependencies: {} }),
  'bin/main.js': "import { used } from '../src/rules/rule.ts'\nused()\n",
  'src/rules/rule.ts': 'export const used = () => 1\n',
}

const UNUSED: Tree = {
  ...USED,
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    devDependencies: { 'left-over': '1' },
  }),
  'src/rules/rule.ts':
    'export const used = () => 1\nexport const forgotten = 2\nexport type Lost = 3\n',
  'src/rules/alone.ts': 'export const alone = 1\n',
}

interface Found {
  readonly file: string
  readonly [kind: string]: unknown
}

const folder = sharedFolder()

/** What knip reports, as "kind name" or "files path". */
async function reported(tree: Tree, name: string): Promise<string[]> {
  const place = join(folder, name)
  for (const [path, contents] of Object.entries(tree)) {
    await mkdir(dirname(join(place, path)), { recursive: true })
    await writeFile(join(place, path), contents)
  }
  await cp(join(ROOT, 'knip.json'), join(place, 'knip.json'))
  const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
    const args = [KNIP, '--reporter', 'json', '--no-progress', '--no-config-hints']
    const child = execFile(process.execPath, args, { cwd: place }, (_, out) =>
      resolve({ code: child.exitCode ?? -1, stdout: out }),
    )
  })
  const { issues } = JSON.parse(stdout) as { issues: Found[] }
  const found = issues.flatMap((issue) =>
    Object.entries(issue).flatMap(([kind, list]) =>
      Array.isArray(list) ? list.map(({ name }) => `${kind} ${name}`) : [],
    ),
  )
  expect(code, stdout).toBe(found.length > 0 ? 1 : 0)
  return found.sort()
}

it('reports an unused file, export, type and dependency', async () => {
  expect(await reported(UNUSED, 'wrong')).toEqual([
    'devDependencies left-over',
    'exports forgotten',
    'files src/rules/alone.ts',
    'types Lost',
  ])
})

it('reports nothing where all is used', async () => {
  expect(await reported(USED, 'right')).toEqual([])
})
