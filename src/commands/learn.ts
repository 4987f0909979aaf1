/**
 * `gatelab learn [lesson]`: the lessons, and how far one has come. On a terminal they are played;
 * this is what is said off it.
 */

import { jsonText } from '../io/sanitize.ts'
import type { ProgressFile } from '../lessons/progress/progress-file.ts'
import type { LessonSession } from '../lessons/run/lesson-session.ts'
import { InputError } from '../rules/input-error.ts'
import type { CommandEvent, Context, RunningCommand } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import { optionsNamed } from './grammar/kinds.ts'
import { NEW, REPORT, SPEC_OPTIONS } from './grammar/options.ts'

const SEED = optionsNamed(SPEC_OPTIONS, 'seed')

async function* each(events: readonly CommandEvent[]): AsyncIterable<CommandEvent> {
  yield* events
}
const say = (...events: readonly CommandEvent[]): RunningCommand => ({ events: each(events) })

/** Notices about the progress file come first. */
const about = ({ notice }: ProgressFile): CommandEvent[] =>
  notice ? [{ type: 'notice', notice }] : []

export const learn = defineCommand({
  name: 'learn',
  positionals: [{ name: 'lesson', required: false }],
  options: [...SEED, NEW, REPORT],
  examples: ['learn', 'learn forget-gate --plain'],
  async run(values, context) {
    const asked = [values.lesson, values.new, values.report].filter((value) => value !== undefined)
    if (asked.length > 1) throw new InputError('either-option', eitherOf(values))
    if (values.new !== undefined) {
      const { createLesson } = await import('../lessons/load/lesson-template.ts')
      return say({
        type: 'written',
        what: 'lesson',
        path: await createLesson(values.new),
      })
    }
    if (values.report !== undefined) return say(await report(values.report, context))
    const { entries } = await import('../lessons/progress/overview.ts')
    const file = await openProgress(context)
    const { lesson, seed = 1, json } = values
    if (lesson !== undefined) return read(lesson, seed, json === true, about(file), context)
    return say(...about(file), {
      type: 'course',
      entries: await entries(),
      progress: file.progress,
    })
  },
})

/** A lesson as text. For people it is played first, since its sentences quote measured values. */
async function read(
  lesson: string,
  seed: number,
  json: boolean,
  before: readonly CommandEvent[],
  { fresh }: Context,
): Promise<RunningCommand> {
  const entry = await entryFor(lesson)
  if (json) return say(...before, { type: 'lesson', entry, measured: null })
  const { LessonSession } = await import('../lessons/run/lesson-session.ts')
  const { lab, close } = fresh()
  const passage = new LessonSession(entry.lesson, lab, seed)
  async function* events(): AsyncIterable<CommandEvent> {
    yield* before
    try {
      const whole = await passage.reach(entry.lesson.script.steps.length - 1, () => {})
      if (!whole) throw new InputError('stopped', {})
      const best = await bestsOf(passage)
      yield { type: 'lesson', entry, measured: passage.measured, best }
    } catch (error) {
      throw await asRefusal(error)
    } finally {
      passage.close()
      await close()
    }
  }
  return { events: events(), stop: () => passage.stop() }
}

/** The best known score of each task that has one, by its step. */
async function bestsOf(session: LessonSession): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const [n, step] of session.lesson.script.steps.entries()) {
    const best = await session.best(n)
    if (best !== null) found[step.id] = best
  }
  return found
}

export const review = defineCommand({
  name: 'review',
  positionals: [],
  options: [],
  examples: ['review'],
  async run(_, context) {
    const file = await openProgress(context)
    const { progress } = file
    const { entriesWith } = await import('../lessons/progress/overview.ts')
    return say(...about(file), { type: 'review', entries: await entriesWith(progress), progress })
  },
})

function eitherOf(values: {
  readonly new?: string
  readonly report?: string
  readonly lesson?: string
}): { one: string; other: string } {
  const names = (['new', 'report', 'lesson'] as const).filter((name) => values[name] !== undefined)
  const called = names.map((name) => (name === 'lesson' ? '<lesson>' : name))
  return { one: called[0], other: called[1] }
}

async function openProgress({ progressPath }: Context) {
  const { ProgressFile } = await import('../lessons/progress/progress-file.ts')
  return ProgressFile.open(progressPath())
}

/**
 * A lesson by its name, folder or script. Throws InputError where there is none, or it is broken.
 */
export async function entryFor(asked: string) {
  const [{ lessonsOf }, { keyOf }, { loadLesson }] = await Promise.all([
    import('../lessons/load/course.ts'),
    import('../lessons/progress/overview.ts'),
    import('../lessons/load/load-lesson.ts'),
  ])
  try {
    const [folder] = await lessonsOf([asked])
    return { key: keyOf(folder), lesson: await loadLesson(folder) }
  } catch (error) {
    throw await asRefusal(error)
  }
}

/** A lesson that is broken is bad input. */
async function asRefusal(error: unknown): Promise<unknown> {
  const { LessonError } = await import('../lessons/format/lesson-error.ts')
  if (!(error instanceof LessonError)) return error
  const { file, line, code, facts } = error
  return new InputError('bad-lesson', { file, line, problem: { code, facts } })
}

/**
 * Throws InputError if the progress file was unreadable and set aside: an empty report would look
 * like that of somebody who did nothing.
 */
async function report(path: string, context: Context): Promise<CommandEvent> {
  const [{ reportOf }, { entriesWith }, { writeAtomically }, { progress, notice }] =
    await Promise.all([
      import('../lessons/progress/learner-report.ts'),
      import('../lessons/progress/overview.ts'),
      import('../io/write-files.ts'),
      openProgress(context),
    ])
  if (notice) throw new InputError('nothing-to-report', { ...notice })
  const document = reportOf(await entriesWith(progress), progress, context.version, new Date())
  await writeAtomically(path, new TextEncoder().encode(`${jsonText(document, 1)}\n`))
  return { type: 'written', what: 'report', path }
}
