/** Sets up the home screen, with its lessons and all that is reached from there. */

import { valuesFor } from '../commands/grammar/define-command.ts'
import { commandTextOf } from '../commands/grammar/tokenise.ts'
import { entryFor, learn, review } from '../commands/learn.ts'
import type { Session } from '../commands/session/session.ts'
import type { Text } from '../text/index.ts'
import type { ReportEvent } from '../ui/compare/compare.tsx'
import type { Route } from '../ui/home/routes.ts'
import { startLabThreads } from './early-threads.ts'
import { codeOfFailure, noticesOf, sentenceOf } from './error-output.ts'
import { showComparison } from './open-screens.ts'
import * as platform from './platform.ts'
import { kept, lines, loadAllTexts, type ScreenContext, saved } from './screen-context.ts'
import * as streams from './standard-streams.ts'
import { asText } from './text-output.ts'

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
    const path = await writeNew(`gatelab-${report.task.name}`, '.html', Buffer.concat([...page]))
    return text.learn.menu.resultSaved(path)
  } catch (error) {
    return sentenceOf(error instanceof Error ? error : new Error(String(error)), text)
  }
}

/** The lessons on their screens, and everything that one can get to from there; the exit code. */
export async function showHome(context: ScreenContext): Promise<number> {
  const { session, words } = context
  const start = await routeOf(context)
  const [
    { runRouter },
    { ProgressFile },
    { entries, elsewhere },
    { History },
    { freshLab },
    { TASKS },
    { exampleOf },
  ] = await Promise.all([
    import('../ui/home/show-router.ts'),
    import('../lessons/progress/progress-file.ts'),
    import('../lessons/progress/overview.ts'),
    import('../io/line-history.ts'),
    import('../commands/session/session.ts'),
    import('../tasks/index.ts'),
    import('../training/example.ts'),
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
      fresh() {
        startLabThreads()
        return freshLab(context.host)
      },
      lab: () => {
        lab ??= session.within()
        return lab
      },
      tasks: (text) =>
        TASKS.map((kind) => {
          const { title, what } = text.tasks[kind.name as keyof Text['tasks']]
          return { name: kind.name, title, what, example: exampleOf(kind) }
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
    for (const notice of noticesOf(file.notice, words(language)))
      streams.writeError(`gatelab: ${notice}\n`)
    code = Math.max(codeOfFailure(file.notice), await saved(history, words(language)))
  }
  // What was compared last is found on the main screen, as after gatelab compare.
  const { output = '' } =
    (result && (await asText(result, words(shownLanguage), platform.columns()))) ?? {}
  if (output) await streams.write(output)
  return code
}
