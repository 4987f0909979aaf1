/** A lesson from its folder or archive; one of the course as it was read when this was built. */
import { join } from 'node:path'
import { idOf, SCRIPT_FILE } from './course.ts'
import { type Lesson, type LessonParts, placing } from './lesson.ts'
import { preparedLesson } from './prepared-lesson.ts'

/** Throws LessonError with file and line for one that is not as it should be. */
export async function loadLesson(folder: string): Promise<Lesson> {
  const { name, script, prose, lineOf } = (await preparedLesson(folder)) ?? (await read(folder))
  const place = placing(join(folder, SCRIPT_FILE), lineOf)
  return { id: idOf(name), folder, script, prose, place }
}

/** YAML, Markdown and all that is checked are loaded only where a lesson has to be read. */
async function read(folder: string): Promise<LessonParts> {
  const { readLesson } = await import('./read-lesson.ts')
  return readLesson(folder)
}
