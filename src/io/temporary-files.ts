/**
 * Names of temporary files beside their final name. They name the process that writes them, so that
 * the next program can remove what a killed one left.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { currentOwner, isAlive } from './locks/lock-owner.ts'

/**
 * Age (ms) after which a file is abandoned if we cannot probe its process, such as one on another
 * machine.
 */
const ABANDONED = 24 * 3600 * 1000

const NAME = /^\.gatelab-([0-9a-f]{8})-(\d{1,10})-(\d{0,20})-[0-9a-f]{8}\.tmp$/

/** Folders already swept by this thread: each is swept only once. */
const swept = new Set<string>()
const MOST_SWEPT = 1000

let own: { readonly machine: string; readonly pid: number; readonly began: string } | null = null

function here() {
  if (own === null) {
    const { pid, began, machine } = currentOwner()
    const digest = createHash('sha256').update(`${hostname()} ${machine}`).digest('hex')
    own = { machine: digest.slice(0, 8), pid, began }
  }
  return own
}

/** A new temporary name in a folder. What killed programs left there is removed first. */
export function temporaryIn(folder: string): string {
  if (!swept.has(folder)) {
    if (swept.size >= MOST_SWEPT) swept.clear()
    swept.add(folder)
    sweep(folder)
  }
  const { machine, pid, began } = here()
  return join(folder, `.gatelab-${machine}-${pid}-${began}-${randomUUID().slice(0, 8)}.tmp`)
}

/** A new name beside a file. */
export const temporaryBeside = (path: string): string => temporaryIn(dirname(path))

/** Takes away the temporary files of programs that no longer run. Never fails. */
export function sweep(folder: string): void {
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    // The folder does not exist yet, or may only be written to.
  }
  for (const name of names) {
    const path = join(folder, name)
    try {
      if (isLeftBehind(path)) rmSync(path)
    } catch {
      // Another program removed it, or we may not.
    }
  }
}

function isLeftBehind(path: string): boolean {
  const [, machine, pid, began] = NAME.exec(basename(path)) ?? []
  if (machine === undefined || began === undefined) return false
  const info = statSync(path)
  if (!info.isFile()) return false
  if (machine === here().machine) {
    const alive = isAlive({ ...currentOwner(), pid: Number(pid), began })
    if (alive !== null) return !alive
  }
  return Date.now() - info.mtimeMs > ABANDONED
}
