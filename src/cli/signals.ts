/** Signals, and readers that have gone. */
import type { Session } from '../commands/session/session.ts'
import { unwritten } from './internal-error.ts'
import { currentText } from './language.ts'
import * as platform from './platform.ts'
import type { SignalHandling } from './screen-context.ts'
import * as streams from './standard-streams.ts'

/** Ends at the first signal, keeping what is finished. */
export function handleSignals({ current }: Session): SignalHandling {
  let signal: platform.Signal | null = null
  const controller = new AbortController()
  const onSignal = (one: platform.Signal) => {
    signal = signal ?? one
    // Without a screen there is nothing to restore.
    if (current.heedless && !platform.isTerminal()) platform.exit(platform.codeOf(one))
    // A comparison saves what is finished, however long its step takes.
    if (current.steerable) current.stop()
    else current.leave()
    controller.abort()
  }
  platform.onSignal(onSignal)
  streams.onReaderGone(() => {
    if (!current.steerable) platform.exit(streams.outputFailure() ? unwritten(currentText()) : 0)
    current.stop()
  })
  return { signalled: () => signal, onSignal, abort: controller.signal }
}
