/** Signals, and readers that have gone. */
import type { Session } from '../commands/session/session.ts'
import { unwritten } from './internal-error.ts'
import { currentText } from './language.ts'
import type { SignalHandling } from './open-screens.ts'
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'

/** Ends at the first signal, keeping what is finished. */
export function handleSignals(session: Session): SignalHandling {
  let signal: platform.Signal | null = null
  const controller = new AbortController()
  const onSignal = (one: platform.Signal) => {
    signal = signal ?? one
    // Without a screen there is nothing to restore.
    if (session.heedless && !platform.isTerminal()) platform.exit(platform.codeOf(one))
    // A comparison saves what is finished, however long its step takes.
    if (session.steerable) session.stop()
    else session.leave()
    controller.abort()
  }
  platform.onSignal(onSignal)
  streams.onReaderGone(() => {
    if (!session.steerable) platform.exit(streams.outputFailure() ? unwritten(currentText()) : 0)
    session.stop()
  })
  return { signalled: () => signal, onSignal, abort: controller.signal }
}
