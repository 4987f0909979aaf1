/** The text for standard output of what concerns lessons: a list, a lesson, a review, a new file. */
import type { CommandEvent } from '../commands/grammar/command.ts'
import { waiting as questionsOf, sorted } from '../lessons/progress/review.ts'
import type { Text } from '../text/index.ts'
import { sanitizeMessage } from './error-output.ts'

type Learning = Extract<CommandEvent, { type: 'course' | 'lesson' | 'review' | 'written' }>

export async function learningText(event: Learning, text: Text, width: number): Promise<string> {
  if (event.type === 'written') {
    const { created, reported } = text.learn
    const path = sanitizeMessage(event.path)
    if (event.what === 'report') return `${reported(path)}\n`
    // A bare name would refer to a lesson of the course.
    return `${created(path.includes('/') ? path : `./${path}`)}\n`
  }
  const { courseText, lessonPage, reviewText } = await import('../view/lesson/course-text.ts')
  const { blocksOf, PLACEHOLDER } = await import('../lessons/format/prose-blocks.ts')
  const { language } = text
  if (event.type === 'lesson') {
    const { measuredWord } = await import('../view/lesson/measured.ts')
    const measured = event.measured ?? {}
    const word = (id: string) =>
      measured[id] ? measuredWord(measured[id], text) : text.learn.measuredThere
    const read = (markdown: string) =>
      blocksOf(markdown.replaceAll(PLACEHOLDER, (_, id: string) => word(id)))
    return lessonPage(event.entry.lesson, language, text, width, read, event.best)
  }
  if (event.type === 'course') return courseText(await courseRows(event), language, text, width)
  return reviewText(
    sorted(questionsOf(event.progress), event.entries),
    event.entries,
    language,
    text.learn,
    width,
  )
}

/** The lessons of a list, each with how far somebody has come. */
async function courseRows({ entries, progress }: Extract<CommandEvent, { type: 'course' }>) {
  const { scoresOf, standingOf } = await import('../lessons/progress/overview.ts')
  const { numberOf } = await import('../lessons/load/course.ts')
  return entries.map((entry) => ({
    ...entry,
    number: numberOf(entry.lesson.folder),
    ...standingOf(entry, progress),
    scores: scoresOf(entry, progress),
  }))
}
