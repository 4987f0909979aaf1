/** What the build makes of the course: see prepared-lesson.ts. */
import { basename } from 'node:path'
import { LessonError } from '../format/lesson-error.ts'
import type { Path } from '../format/script-file.ts'
import { course } from './course.ts'
import type { LessonParts } from './lesson.ts'
import { digestOf, type PreparedLesson } from './prepared-lesson.ts'
import { readLesson } from './read-lesson.ts'

/**
 * The lessons of the course by the names of their folders, read and checked. One that is broken is
 * left out: it is read, and refused with its line, when it is asked for.
 */
export async function preparedCourse(): Promise<Readonly<Record<string, PreparedLesson>>> {
  const lessons: Record<string, PreparedLesson> = {}
  for (const folder of await course()) {
    try {
      lessons[basename(folder)] = await prepare(folder, await readLesson(folder))
    } catch (error) {
      if (!(error instanceof LessonError)) throw error
    }
  }
  return lessons
}

/** A lesson that was just read from that folder. */
async function prepare(
  folder: string,
  { script, prose, lineOf }: LessonParts,
): Promise<PreparedLesson> {
  const lines: Record<string, number> = {}
  const visit = (value: unknown, path: Path) => {
    lines[path.join('.')] = lineOf(path)
    if (typeof value !== 'object' || value === null) return
    for (const [key, part] of Object.entries(value))
      visit(part, [...path, Array.isArray(value) ? Number(key) : key])
  }
  visit(script, [])
  return { sha256: await digestOf(folder), script, prose, lines }
}
