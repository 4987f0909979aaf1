/** A lesson in the menu of lessons: its number and title, how far somebody is, what it is about. */
import { numberOf } from '../../lessons/load/course.ts'
import type { Language } from '../../lessons/load/lesson.ts'
import { type LessonEntry, standingOf } from '../../lessons/progress/overview.ts'
import type { Progress } from '../../lessons/progress/progress.ts'
import { numbered } from '../../view/lesson/course-text.ts'
import type { Text } from '../learn/text-types.ts'
import type { Item } from './start-menu-state.ts'

interface Course {
  readonly course: readonly LessonEntry[]
  readonly text: Text
  readonly language: Language
  readonly progress: Progress
}

export function lessonRow(
  entry: LessonEntry,
  { course, text: { learn, view }, language, progress }: Course,
): Item {
  const { script, prose } = entry.lesson
  const { step, of, finished } = standingOf(entry, progress)
  const state = learn.list.standing(step, of, finished !== null)
  const needs = course
    .filter(({ key }) => script.needs.includes(key))
    .map((one) => one.lesson.prose[language].title)
    .join(view.list)
  const about = [
    learn.list.command(entry.key),
    script.section === undefined ? '' : learn.list.section(script.section),
    needs === '' ? '' : learn.list.needs(needs),
  ]
  return {
    label: `${numbered(numberOf(entry.lesson.folder))} ${prose[language].title}`,
    note: [learn.list.row(script.minutes), state].filter((one) => one !== '').join(' · '),
    about: about.filter((one) => one !== '').join(view.between),
  }
}
