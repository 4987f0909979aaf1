/**
 * What the files of docs/scale find on an engine's machine: gatelab, npx, npm and sbatch, all of
 * them the ones here.
 */
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LAUNCHER } from '../program.ts'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * Environment that kills gatelab with SIGKILL when it has written two results and half of the
 * third.
 */
export const CUT_SHORT = { NODE_OPTIONS: `--import ${new URL('cut-short.js', import.meta.url)}` }

const quoted = (path: string) => `'${path.replaceAll("'", `'\\''`)}'`
const NODE = quoted(process.execPath)

const TOOLS: Readonly<Record<string, string>> = {
  gatelab: `exec ${NODE} ${quoted(LAUNCHER)} "$@"`,
  npx: `[ "$1" = gatelab ] && shift && exec ${NODE} ${quoted(LAUNCHER)} "$@"`,
  npm: '[ "$*" = ci ]',
  node: `exec ${NODE} "$@"`,
  sbatch: `exec ${NODE} ${quoted(here('sbatch.js'))} "$@"`,
}

/** Makes a folder of them, and returns the search path that begins with it. */
export async function toolsIn(folder: string): Promise<string> {
  await mkdir(folder)
  for (const [name, script] of Object.entries(TOOLS)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`)
    await chmod(join(folder, name), 0o755)
  }
  return `${folder}${delimiter}${process.env.PATH}`
}

/** A folder in which gatelab is called as in a checkout. */
export async function checkoutIn(folder: string): Promise<void> {
  await mkdir(folder)
  await symlink(here('../../../bin'), join(folder, 'bin'))
}
