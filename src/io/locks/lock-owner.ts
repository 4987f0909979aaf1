/** The owner of a lock, written so that others can tell whether its process is alive. */
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { kill, pid } from 'node:process'
import * as v from 'valibot'
import { parseJson } from '../json.ts'

const lockOwner = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  host: v.string(),
  /**
   * Identifies machine, boot and container, since host names may repeat; empty if the system does
   * not say.
   */
  machine: v.string(),
  /** The start time of the process, since pids are reused; empty if the system does not say. */
  began: v.string(),
  /** When it took hold. */
  since: v.pipe(v.string(), v.isoTimestamp()),
})
export type LockOwner = v.InferOutput<typeof lockOwner>

/** This process, from now on. */
export const currentOwner = (): LockOwner => ({
  pid,
  host: hostname(),
  machine: machine(),
  began: stat(pid)?.began ?? '',
  since: new Date().toISOString(),
})

/** What such a text says; null if it is not of this form. */
export function parseLockOwner(text: string): LockOwner | null {
  const parsed = parseJson(text, { depth: 2, parts: 100 })
  const result = v.safeParse(lockOwner, 'value' in parsed ? parsed.value : null)
  return result.success ? result.output : null
}

/**
 * Whether that process is alive; null if that cannot be known from here (another machine, or a pid
 * that may have been reused).
 */
export function isAlive({ pid, host, machine: theirs, began }: LockOwner): boolean | null {
  if (host !== hostname() || theirs !== machine()) return null
  const found = stat(pid)
  if (found && began !== '') return found.began === began && !found.dead
  try {
    kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return null
}

/** On Linux, the boot id and the pid namespace of the container. */
function machine(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}

/** On Linux, state and start time from /proc/N/stat (proc(5)); null if there is none. */
function stat(pid: number): { readonly began: string; readonly dead: boolean } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The process name before these fields may contain blanks and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const [state, began = ''] = [fields[0], fields[19]]
    return { began, dead: state === 'Z' || state === 'X' }
  } catch {
    return null
  }
}
