/** Files that come through pipes: read before the command that they are for. */
import { isPiped } from '../../io/read-files.ts'
import { reasonOf } from '../../io/system-error.ts'
import { InputError } from '../../rules/input-error.ts'
import type { RunningCommand, Values } from '../grammar/command.ts'

/** What comes through a pipe, and how to give it up. */
interface Pipe {
  readonly chunks: AsyncIterable<Uint8Array>
  readonly close: () => void
}

/**
 * The pipe that a file's name stands for, as `-`, or why it cannot be read; null for an ordinary
 * name.
 */
export type PipeOf = (path: string) => Pipe | 'terminal' | 'taken' | null

/** Options and arguments whose files are read once, and so may be pipes. */
const READ_ONCE = ['text', 'data', 'series', 'weights', 'input', 'map']

async function* none(): AsyncGenerator<never> {}

/**
 * Reads the files of a command that come through pipes, each to its end. `running` is told what can
 * be stopped meanwhile, and null when it is through.
 * @throws InputError 'cannot-read', 'file-too-large'; 'stopped'
 */
export async function readPipes(
  values: Values,
  pipeOf: PipeOf,
  running: (reading: RunningCommand | null) => void,
) {
  const names = new Map<string, string>()
  for (const name of READ_ONCE) {
    const path = values[name]
    if (typeof path !== 'string') continue
    const other = names.get(path)
    if (other !== undefined && isPiped(path))
      throw new InputError('pipe-twice', { path, one: other, other: name })
    names.set(path, name)
    if (isPiped(path)) continue
    const pipe = pipeOf(path)
    if (typeof pipe === 'string') throw new InputError('cannot-read', { path, reason: pipe })
    if (pipe !== null) await readOne(path, pipe, running)
  }
}

async function readOne(
  path: string,
  { chunks, close }: Pipe,
  running: (reading: RunningCommand | null) => void,
) {
  const { readPiped } = await import('../../user-data/read-pipes.ts')
  let stopped = false
  const stop = () => {
    stopped = true
    close()
  }
  running({ events: none(), stop })
  try {
    await readPiped(path, chunks)
  } catch (error) {
    if (!stopped)
      throw error instanceof InputError
        ? error
        : new InputError('cannot-read', { path, reason: reasonOf(error) })
  } finally {
    running(null)
    close()
  }
  if (stopped) throw new InputError('stopped', {})
}
