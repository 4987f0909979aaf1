/** Where everything is put together: arguments in, one command, one reader, an exit code out. */
import type { Command, Values } from './commands/command.ts'
import { parse } from './commands/parse.ts'
import type { Outside, Running, Session } from './commands/session.ts'
import type { History } from './lab/history.ts'
import { asText, helpPage, progressLine, sentenceOf } from './output.ts'
import * as platform from './platform.ts'
import { Refusal } from './refusal.ts'
import { type Language, languageOf, type Text, textIn } from './text/index.ts'
import { Transcript } from './transcript.ts'
import type { LineHistory } from './ui/lab/lab.tsx'

/** The language that the words of a command ask for, wanted before anything can be complained of. */
function asked(words: readonly string[]): Language | null {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const language = words[at]?.split('=')[1] ?? words[at + 1]
  return at >= 0 && (language === 'en' || language === 'zh-CN') ? language : null
}

/** The language asked for on the command line, else the environment's. */
function startLanguage(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = platform.env
  return asked(platform.argv) ?? languageOf(LC_ALL || LC_MESSAGES || LANG)
}

/** Ends at the first signal, keeping what is finished. */
interface Steering {
  readonly signalled: () => platform.Signal | null
  readonly hear: (signal: platform.Signal) => void
  readonly abort: AbortSignal
}

function steer(session: Session): Steering {
  let signal: platform.Signal | null = null
  const controller = new AbortController()
  const hear = (one: platform.Signal) => {
    signal = signal ?? one
    session.stop()
    controller.abort()
  }
  platform.onSignal(hear)
  platform.onReaderGone(() => {
    if (!session.steerable) platform.exit(0)
    session.stop()
  })
  return { signalled: () => signal, hear, abort: controller.signal }
}

/** The words that are spoken now: those of pictures in files, too. */
let spoken = (): Text => textIn(startLanguage())

const outside: Outside = {
  version: platform.version(),
  cores: platform.cores,
  piped: platform.piped,
  async freshBench() {
    const { Workbench } = await import('./lab/workbench/workbench.ts')
    return new Workbench(platform.cores)
  },
  async draw(result, format) {
    const text = spoken()
    if (format === 'svg') {
      const { pictureSvg } = await import('./view/lab/lab-svg.ts')
      return pictureSvg(result, text)
    }
    const { labText } = await import('./view/lab/lab-text.ts')
    return labText(result, text, 100) || null
  },
}

/** What every screen is given. */
const stage = (values: Values, text: Text, steering: Steering) => ({
  text,
  color: !values['no-color'] && !platform.env.NO_COLOR,
  streams: { stdin: platform.stdin, stdout: platform.stdout },
  interrupted: steering.hear,
  signal: steering.abort,
  atExit: platform.atExit,
  screenReader: platform.env.INK_SCREEN_READER === 'true',
})

/** Reads the events to the end, off a terminal; each result is written when it comes. The largest exit code. */
async function readEvents({ events, values }: Running, language: Language): Promise<number> {
  const transcript = new Transcript({
    json: values.json === true,
    debug: values.debug === true,
    language,
    textIn,
    asked,
    columns: platform.columns,
  })
  spoken = () => transcript.text
  let code = 0
  for await (const event of events) {
    const line = platform.stderrIsTerminal ? progressLine(event, transcript.text) : null
    if (line) platform.complain(line)
    const result = await transcript.read(event)
    if (!result) continue
    if (result.output) await platform.write(result.output)
    if (result.complaint) platform.complain(result.complaint)
    code = Math.max(code, result.code)
  }
  return code
}

/** The comparison on a screen; its text stays on the main screen afterwards. */
async function showComparison(running: Running, language: Language, steering: Steering): Promise<number> {
  const { showCompare } = await import('./ui/compare.tsx')
  const report = await showCompare(
    running as Parameters<typeof showCompare>[0],
    stage(running.values, textIn(language), steering),
  )
  if (!report) return 0
  async function* events() {
    if (report) yield { type: 'report', report } as const
  }
  return readEvents({ ...running, events: events() }, language)
}

/** Each line is in the file as soon as it was entered: whatever ends the program, it is there the next time. */
const kept = (history: History): LineHistory => ({
  lines: history.lines,
  add(line) {
    history.add(line)
    history.save()
  },
})

/** The REPL on a screen. */
async function showRepl(session: Session, values: Values, language: Language, steering: Steering): Promise<number> {
  const [{ showLab }, { History }] = await Promise.all([import('./ui/lab/lab.tsx'), import('./lab/history.ts')])
  const history = values['no-history'] ? null : await History.open(platform.historyPath())
  try {
    await showLab(session.within(), {
      ...stage(values, textIn(language), steering),
      colors: values['no-color'] || platform.env.NO_COLOR ? 'none' : platform.colors(),
      textOf(language) {
        spoken = () => textIn(language)
        return textIn(language)
      },
      history: history && kept(history),
      page: async (event, text, columns) => (await asText(event, text, columns))?.output ?? null,
      sentence: sentenceOf,
    })
    return 0
  } finally {
    await history?.save()
  }
}

async function execute(command: Command, values: Values, language: Language): Promise<number> {
  const { Session } = await import('./commands/session.ts')
  const session = new Session(outside)
  const steering = steer(session)
  const code = () => {
    const signal = steering.signalled()
    return signal && platform.codeOf(signal)
  }
  try {
    const onTerminal = platform.isTerminal && !values.json
    const typed = values.file === undefined && values.execute === undefined
    if (command.name === 'repl' && onTerminal && typed) {
      const left = await showRepl(session, values, language, steering)
      return code() ?? left
    }
    // The screen's code is fetched first, so that the first picture does not wait behind workers that are starting.
    const onScreen = onTerminal && !values.plain && command.live === true
    if (onScreen) await import('./ui/compare.tsx')
    const running = await session.run(session.pieceOf(platform.argv))
    const come =
      onScreen && running.control
        ? await showComparison(running, language, steering)
        : await readEvents(running, language)
    return code() ?? come
  } catch (error) {
    const signalled = code()
    if (signalled !== null && error instanceof Refusal && error.code === 'stopped') return signalled
    throw error
  } finally {
    platform.hangUp()
    await session.close()
  }
}

async function main(): Promise<number> {
  const language = startLanguage()
  const text = textIn(language)
  try {
    const { command, values } = parse(platform.argv)
    if (values.version) {
      await platform.write(`${platform.version()}\n`)
      return 0
    }
    if (values.help || command === null) {
      await platform.write(await helpPage(command?.name ?? null, text, platform.columns()))
      return 0
    }
    return await execute(command, values, language)
  } catch (error) {
    const trouble = error instanceof Error ? error : new Error(String(error))
    const trace = platform.argv.includes('--debug') ? `${trouble.stack}\n` : ''
    if (error instanceof Refusal) {
      platform.complain(`gatelab: ${sentenceOf(error, text)}\n${trace}`)
      return 2
    }
    platform.complain(
      trace ? `${text.commands.trouble}: ${trace}` : `${sentenceOf(trouble, text)}\n${text.commands.debugHint}\n`,
    )
    return 1
  }
}

platform.setExitCode(await main())
