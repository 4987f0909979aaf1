/** Sets up the screens: the REPL, the comparison, and the home screen with its lessons. */
import { compare } from '../commands/compare.ts'
import { holdGiven } from '../commands/given-net.ts'
import type { Command, CommandEvent, ParsedValues } from '../commands/grammar/command.ts'
import { valuesFor } from '../commands/grammar/define-command.ts'
import { commandTextOf } from '../commands/grammar/tokenise.ts'
import { entryFor, learn, review } from '../commands/learn.ts'
import { repl } from '../commands/repl.ts'
import type { Host } from '../commands/session/host.ts'
import type { Session, StartedCommand } from '../commands/session/session.ts'
import type { History } from '../io/line-history.ts'
import { LANGUAGES, type Language, loadText, type Text, textIn } from '../text/index.ts'
import type { ReportEvent } from '../ui/compare/compare.tsx'
import type { Route } from '../ui/home/routes.ts'
import type { LabOptions, LineHistory } from '../ui/lab/lab.tsx'
import { codeOfFailure, codeOfInputError, noticesOf, sentenceOf } from './error-output.ts'
import { jobs } from './job-control.ts'
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'
import { asText } from './text-output.ts'

/** Ends at the first signal, keeping what is finished. */
export interface SignalHandling {
  readonly signalled: () => platform.Signal | null
  readonly onSignal: (signal: platform.Signal) => void
  readonly abort: AbortSignal
}

/** The context of a screen. */
export interface ScreenContext {
  readonly session: Session
  readonly host: Host
  /** null is the home screen. */
  readonly command: Command | null
  readonly values: ParsedValues
  readonly language: Language
  /** The language asked for on the command line. */
  readonly asked: Language | null
  readonly signals: SignalHandling
  /** Told which language is spoken from now on. */
  readonly setLanguage: (language: Language) => void
}

/** On a screen the language can be changed at any key, so all texts are loaded. */
const loadAllTexts = () => Promise.all(LANGUAGES.map(loadText))

/** What every screen is given. */
const terminalContext = ({ values, language, signals }: ScreenContext) => ({
  text: textIn(language),
  color: !values['no-color'] && !platform.env.NO_COLOR,
  colors: values['no-color'] || platform.env.NO_COLOR ? ('none' as const) : platform.colors(),
  streams: { stdin: platform.stdin(), stdout: platform.stdout() },
  interrupted: signals.onSignal,
  signal: signals.abort,
  atExit: platform.atExit,
  jobs,
  screenReader: ['true', '1', 'yes', 'on'].includes(
    (platform.env.INK_SCREEN_READER ?? '').toLowerCase(),
  ),
})

/** The comparison on a screen; on one that is shared it leaves the screen as it is. */
export async function showComparison(
  running: StartedCommand,
  context: ScreenContext,
  screen?: LabOptions['screen'],
): Promise<ReportEvent | null> {
  const { showCompare } = await import('../ui/compare/compare.tsx')
  return showCompare(running as Parameters<typeof showCompare>[0], {
    ...terminalContext(context),
    screen,
  })
}

/** A sweep or a preset on a screen. */
export async function showStudyOf(running: StartedCommand, context: ScreenContext) {
  const { showStudy } = await import('../ui/study/study.ts')
  const { text, ...rest } = terminalContext(context)
  const heading = valuesFor(compare, running)?.preset ?? null
  return showStudy(running as Parameters<typeof showStudy>[0], { ...rest, text, heading })
}

/**
 * Each line is saved as soon as it is entered, so that it is there the next time however the
 * program ends.
 */
const kept = (history: History): LineHistory => ({
  lines: history.lines,
  add(line) {
    history.add(line)
    history.save()
  },
})

/** What the screens of lines are given. */
const lines = (context: ScreenContext) => ({
  ...terminalContext(context),
  textOf(language: Language) {
    context.setLanguage(language)
    return textIn(language)
  },
  async page(event: CommandEvent, text: Text, columns: number) {
    const { output = '', errors = '' } = (await asText(event, text, columns, 'lab')) ?? {}
    return output + errors || null
  },
  sentence: sentenceOf,
})

/** Saves the remaining history; returns 1 and a message if there is no room, else 0. */
async function saved(history: History | null, text: Text): Promise<number> {
  await history?.save()
  const failure = history?.failure
  // A read-only folder is somebody's decision, not a failure.
  if (!failure || codeOfInputError(failure) !== 1) return 0
  streams.writeError(`gatelab: ${sentenceOf(failure, text)}\n`)
  return 1
}

/** The REPL on a screen; the exit code. */
export async function showRepl(context: ScreenContext): Promise<number> {
  const [{ showLab }, { History }] = await Promise.all([
    import('../ui/lab/lab.tsx'),
    import('../io/line-history.ts'),
    loadAllTexts(),
  ])
  const values = valuesFor(repl, context)
  const { session } = context
  // Bad files are refused before there is a screen.
  const given = values
    ? await holdGiven(
        values,
        {
          workbench: () => session.workbench(),
          scripts: { depth: 0, within: () => session.within(), piped: null },
        },
        context.signals.abort,
      )
    : []
  const isForgotten = values?.['no-history'] === true
  const history = isForgotten ? null : await History.open(platform.historyPath())
  let code = 0
  try {
    await showLab(context.session.within(), {
      ...lines(context),
      history: history && kept(history),
      opening: given.length > 0 ? ['show'] : [],
    })
  } finally {
    code = await saved(history, textIn(context.language))
  }
  return code
}

/** The route of the home screen that a command asks for. */
async function routeOf(context: ScreenContext): Promise<Route> {
  const values = valuesFor(learn, context)
  if (!values) return { room: context.command === review ? 'review' : 'home' }
  if (values.lesson === undefined) return { room: 'lessons' }
  return { room: 'lesson', entry: await entryFor(values.lesson) }
}

/** Writes a report as a page beside others of its task, and says under which name. */
async function saveReport(
  { report }: ReportEvent,
  text: Text,
  { host }: ScreenContext,
): Promise<string> {
  try {
    const { writeNew } = await import('../io/write-files.ts')
    const page = await host.reportAs(report, 'html')
    const path = await writeNew(
      `gatelab-${report.task.name}`,
      '.html',
      new TextEncoder().encode(page),
    )
    return text.learn.menu.resultSaved(path)
  } catch (error) {
    return sentenceOf(error instanceof Error ? error : new Error(String(error)), text)
  }
}

/** The lessons on their screens, and everything that one can get to from there; the exit code. */
export async function showHome(context: ScreenContext): Promise<number> {
  const { session } = context
  const start = await routeOf(context)
  const [
    { runRouter },
    { ProgressFile },
    { entries, elsewhere },
    { History },
    { freshLab },
    { TASKS },
  ] = await Promise.all([
    import('../ui/home/show-router.ts'),
    import('../lessons/progress/progress-file.ts'),
    import('../lessons/progress/overview.ts'),
    import('../io/line-history.ts'),
    import('../commands/session/session.ts'),
    import('../tasks/index.ts'),
    loadAllTexts(),
  ])
  const [file, course, history] = await Promise.all([
    ProgressFile.open(platform.progressPath()),
    entries(),
    History.open(platform.historyPath()),
  ])
  const lessons = [...course, ...(await elsewhere(file.progress))]
  const language = context.asked ?? file.progress.language?.name ?? context.language
  context.setLanguage(language)
  let lab: Session | null = null
  let code = 0
  let shownLanguage = language
  let result: ReportEvent | null = null
  try {
    result = await runRouter(start, {
      ...lines(context),
      language,
      progressStore: file,
      course,
      lessons: start.room === 'lesson' ? [...lessons, start.entry] : lessons,
      seed: valuesFor(learn, context)?.seed ?? 1,
      history: kept(history),
      notices: (text) => noticesOf(file.notice, text),
      onLanguage(one) {
        shownLanguage = one
        context.setLanguage(one)
      },
      fresh: () => freshLab(context.host),
      lab: () => {
        lab ??= session.within()
        return lab
      },
      tasks: (text) =>
        TASKS.map(({ name }) => {
          const { title, what } = text.tasks[name as keyof Text['tasks']]
          return { name, title, what }
        }),
      compare: async (task, language, screen) => {
        const running = await session.run(commandTextOf(['compare', task]))
        return showComparison(running, { ...context, ...running, language }, screen)
      },
      saveReport: (result, text) => saveReport(result, text, context),
      now: () => new Date(),
    })
  } finally {
    await file.save()
    // Not every screen shows notices, and this one may be new.
    for (const notice of noticesOf(file.notice, textIn(language)))
      streams.writeError(`gatelab: ${notice}\n`)
    code = Math.max(codeOfFailure(file.notice), await saved(history, textIn(language)))
  }
  // What was compared last is found on the main screen, as after gatelab compare.
  const { output = '' } =
    (result && (await asText(result, textIn(shownLanguage), platform.columns()))) ?? {}
  if (output) await streams.write(output)
  return code
}
