/** Where everything is put together: arguments in, one command, one reader, an exit code out. */
import type { Command, CommandEvent, Going, Values } from './commands/command.ts'
import { parse } from './commands/parse.ts'
import { asJson, asText, progressLine, type Result } from './output.ts'
import * as platform from './platform.ts'
import { Refusal } from './refusal.ts'
import { type Language, languageOf, type Text, textIn } from './text/index.ts'

/** The language asked for on the command line, else the environment's: wanted before anything can be complained of. */
function language(tokens: readonly string[]): Language {
  const at = tokens.findIndex((token) => token === '--lang' || token.startsWith('--lang='))
  const asked = tokens[at]?.split('=')[1] ?? tokens[at + 1]
  if (at >= 0 && (asked === 'en' || asked === 'zh-CN')) return asked
  const { LC_ALL, LC_MESSAGES, LANG } = platform.env
  return languageOf(LC_ALL || LC_MESSAGES || LANG)
}

/** What came from outside (names, paths) must not steer the terminal. */
const harmless = (line: string): string =>
  line.replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '�')

/** Ends at the first signal, keeping what is finished. */
function steer(going: Going): {
  signalled: () => platform.Signal | null
  hear: (signal: platform.Signal) => void
  abort: AbortSignal
} {
  let signal: platform.Signal | null = null
  const controller = new AbortController()
  const hear = (one: platform.Signal) => {
    signal = signal ?? one
    going.control?.stop()
    controller.abort()
  }
  platform.onSignal(hear)
  platform.onReaderGone(() => {
    going.control?.stop()
    if (!going.control) platform.exit(0)
  })
  return { signalled: () => signal, hear, abort: controller.signal }
}

/** Reads the events to the end, off a terminal. */
async function readEvents(
  going: Going,
  read: (event: CommandEvent) => Promise<Result | null> | Result | null,
  text: Text,
): Promise<Result | null> {
  let result: Result | null = null
  for await (const event of going.events) {
    const line = platform.stderrIsTerminal ? progressLine(event, text) : null
    if (line) platform.complain(line)
    result = (await read(event)) ?? result
  }
  return result
}

/** The comparison on a screen; its text stays on the main screen afterwards. */
async function showScreen(
  going: Required<Going>,
  text: Text,
  values: Values,
  steering: ReturnType<typeof steer>,
): Promise<Result | null> {
  const { showCompare } = await import('./ui/compare.tsx')
  const { env, stdin, stdout } = platform
  const report = await showCompare(going as Parameters<typeof showCompare>[0], {
    text,
    color: !values['no-color'] && !env.NO_COLOR,
    streams: { stdin, stdout },
    interrupted: steering.hear,
    signal: steering.abort,
    atExit: platform.atExit,
    screenReader: env.INK_SCREEN_READER === 'true',
  })
  return report && asText({ type: 'report', report }, text, platform.columns())
}

async function execute(command: Command, values: Values, text: Text): Promise<number> {
  const onScreen = platform.isTerminal && !values.json && !values.plain && command.live === true
  // The screen's code is fetched first, so that the first picture does not wait behind workers that are starting.
  if (onScreen) await import('./ui/compare.tsx')
  const going = await command.run(values, { version: platform.version(), cores: platform.cores })
  const steering = steer(going)
  const { control } = going
  const screen = onScreen && control
  const result = screen
    ? await showScreen({ ...going, control }, text, values, steering)
    : await readEvents(
        going,
        (event) => (values.json ? asJson(event, text) : asText(event, text, platform.columns())),
        text,
      )
  if (result) await platform.write(result.output)
  const signal = steering.signalled()
  return signal ? platform.codeOf(signal) : (result?.code ?? 0)
}

async function main(): Promise<number> {
  const text = textIn(language(platform.argv))
  try {
    const { command, values } = parse(platform.argv)
    if (values.version) {
      await platform.write(`${platform.version()}\n`)
      return 0
    }
    if (values.help || command === null) {
      const { helpText } = await import('./commands/help.ts')
      await platform.write(`${await helpText(command, text.commands, platform.columns())}\n`)
      return 0
    }
    return await execute(command, values, text)
  } catch (error) {
    const debug = platform.argv.includes('--debug')
    if (error instanceof Refusal) {
      const say = text.refusals[error.code as 'bad-seeds'] as (facts: unknown) => string
      platform.complain(`gatelab: ${harmless(say(error.facts))}\n${debug ? `${error.stack}\n` : ''}`)
      return 2
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error))
    platform.complain(
      `${text.commands.trouble}: ${debug ? stack : `${harmless(message.split('\n')[0])}\n${text.commands.debugHint}`}\n`,
    )
    return 1
  }
}

platform.setExitCode(await main())
