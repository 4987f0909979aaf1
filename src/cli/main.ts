/** The entry: arguments in, an exit code out. `--version` and `--help` need little but the platform. */

import { laidOutHelp } from './laid-out-help.ts'
import { startLanguage } from './language.ts'
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'

const rest = () => import('./start.ts')

/** What a single word asks of the program itself; null where there is more to it. */
function shortAnswer(): string | null {
  const [word, ...more] = platform.argv
  if (more.length > 0) return null
  if (word === '--version' || word === '-v') return `${platform.version()}\n`
  // A wrong variable is refused, which takes more.
  const { GATELAB_SIMD, GATELAB_CHARTS } = platform.env
  if ((word !== '--help' && word !== '-h') || (GATELAB_SIMD ?? GATELAB_CHARTS) !== undefined)
    return null
  return laidOutHelp(startLanguage(), platform.columns())
}

async function main(): Promise<number> {
  const answer = shortAnswer()
  if (answer !== null) {
    // `outputFailure` remembers failures to write.
    await streams.writeShort(answer).catch(() => {})
    return 0
  }
  // `| head -1` ends quietly, whatever is asked.
  streams.onReaderGone(() => {})
  return (await rest()).start()
}

const code = await main()
// If standard error failed, the exit code has to tell it.
platform.setExitCode(
  code === 0 && streams.outputFailure() ? await (await rest()).failedToWrite() : code,
)
