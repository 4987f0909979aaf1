/**
 * Starts the lab's threads before they are asked: a thread takes about as long to start as the rest
 * of the code to load, and both can go on at once.
 */
import { tokenise } from '../commands/grammar/tokenise.ts'
import { commandOf } from '../commands/session/named-command.ts'
import type { Invocation } from '../commands/session/parse.ts'
import { LAB_THREADS } from '../threads/kinds.ts'
import * as platform from './platform.ts'

/** One for each cell. */
const THREADS = 2
/** Milliseconds in which a first frame is drawn, and has the processor for itself. */
const FIRST_FRAME = 100

/** For the words of a shell's line, where there is no screen to be drawn first. */
export function startThreadsFor({ command, values }: Invocation): void {
  if (values.help || values.version || !platform.hasWorkingFolder()) return
  const { execute } = values
  const commands = typeof execute === 'string' ? commandsIn(execute) : [command]
  if (commands.some((one) => one?.asksThreads)) LAB_THREADS.prepare(THREADS)
}

/** The commands of a text; none where it cannot be read, which is said when it is run. */
function commandsIn(text: string) {
  try {
    return text.split('\n').flatMap(tokenise).map(commandOf)
  } catch {
    return []
  }
}

/** The lab's threads, once its screen is up. */
export function startLabThreads(): void {
  setTimeout(() => LAB_THREADS.prepare(THREADS), FIRST_FRAME).unref()
}
