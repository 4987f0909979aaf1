/**
 * File names that are pipes. A pipe is read once, as data arrives, and can be cancelled at any
 * time.
 */
import { fstatSync } from 'node:fs'
import { Socket } from 'node:net'
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'

/** What comes through a pipe, and how to give it up. */
export interface Pipe {
  readonly chunks: AsyncIterable<Uint8Array>
  readonly close: () => void
}

/** Standard input is a terminal, or something else reads it. */
export type NoPipe = 'terminal' | 'taken'

/**
 * The descriptor that a name stands for: standard input, or what a shell passes for `<(command)`.
 */
function descriptorOf(path: string): number | null {
  if (path === '-' || path === '/dev/stdin') return 0
  const digits = /^\/(?:dev|proc\/self)\/fd\/(\d{1,4})$/.exec(path)?.[1]
  return digits === undefined ? null : Number(digits)
}

/**
 * The pipe that a file's name stands for; null where it is an ordinary name, or that of a file that
 * can be read again.
 */
export function pipeOf(path: string): Pipe | NoPipe | null {
  const descriptor = descriptorOf(path)
  if (descriptor === null) return null
  if (descriptor > 0)
    return isPipe(descriptor) ? open(new Socket({ fd: descriptor, writable: false })) : null
  if (platform.stdin().isTTY) return 'terminal'
  return streams.listening() ? 'taken' : open(streams.piped())
}

const open = (stream: AsyncIterable<Uint8Array> & { destroy: () => unknown }): Pipe => ({
  chunks: stream,
  close: () => stream.destroy(),
})

function isPipe(descriptor: number): boolean {
  try {
    const info = fstatSync(descriptor)
    return info.isFIFO() || info.isSocket()
  } catch {
    return false
  }
}
