/** What the project's linter says of a tree, and its rules for the walls between rooms. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const IMPORT = 'lint/style/noRestrictedImports'
export const GLOBAL = 'lint/style/noRestrictedGlobals'
export const CYCLE = 'lint/suspicious/noImportCycles'

export interface Diagnostic {
  readonly category: string
  readonly message: string
  readonly location: { readonly path: string }
}

/** What the project's linter says about what is in a folder. */
export function lint(folder: string): Promise<Diagnostic[]> {
  const biome = join(ROOT, 'node_modules/.bin/biome')
  const args = ['lint', '--reporter=json', '--max-diagnostics=none', 'src']
  return new Promise((resolve, reject) => {
    execFile(biome, args, { cwd: folder, maxBuffer: 2 ** 26 }, (error, stdout) => {
      if (stdout === '') reject(error ?? new Error('Biome said nothing'))
      else resolve(JSON.parse(stdout).diagnostics)
    })
  })
}
