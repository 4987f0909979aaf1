/**
 * Names of files that are written beside the one they become. A program that is killed meanwhile
 * leaves its own behind: the name says whose it is, so that whoever writes there next can take it
 * away.
 */
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { currentOwner, isAlive } from './locks/lock-owner.ts'

/**
 * Age (ms) at which a file is nobody's any more whose process cannot be asked from here, as that of
 * another machine.
 */
const ABANDONED = 24 * 3600 * 1000

const NAME = /^\.gatelab-([0-9a-f]{8})-(\d{1,10})-(\d{0,20})-[0-9a-f]{8}\.tmp$/

/**
 * Folders that were swept by this thread, and the newest of them: what is left there later is left
 * to later programs.
 */
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

/** A new name in a folder; what killed programs left there is taken away first. */
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
    // There is no such folder yet, or it may only be written to.
  }
  for (const name of names) {
    const path = join(folder, name)
    try {
      if (isLeftBehind(path)) rmSync(path)
    } catch {
      // Somebody else takes it away, or it is not ours to take.
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
