/** The entry: arguments in, an exit code out. `--version` needs nothing but the platform. */
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'

const rest = () => import('./start.ts')

async function main(): Promise<number> {
  // `| head -1` ends quietly, whatever is asked.
  streams.onReaderGone(() => {})
  const [word, ...more] = platform.argv
  if (more.length > 0 || (word !== '--version' && word !== '-v')) return (await rest()).start()
  // `outputFailure` remembers failures to write.
  await streams.write(`${platform.version()}\n`).catch(() => {})
  return 0
}

const code = await main()
// If standard error failed, the exit code has to tell it.
platform.setExitCode(
  code === 0 && streams.outputFailure() ? await (await rest()).failedToWrite() : code,
)
