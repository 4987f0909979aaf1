/** A lesson as everything else knows it, wherever it was read from. */
import type { LessonError } from '../format/lesson-error.ts'
import type { Script } from '../format/lesson-schema.ts'
import type { Prose } from '../format/prose.ts'
import type { Path, ScriptFile } from '../format/script-file.ts'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Lesson {
  /** The folder's name without its number. */
  readonly id: string
  readonly folder: string
  readonly script: Script
  /** A language without a page of its own has the words of the other. */
  readonly prose: Readonly<Record<Language, Prose>>
  /** A problem with its place in the script. */
  readonly place: (problem: LessonError, path: Path) => LessonError
}

/** What the files of a lesson say, and the name of its folder. */
export interface LessonParts extends Pick<Lesson, 'script' | 'prose'>, Pick<ScriptFile, 'lineOf'> {
  readonly name: string
}

export const placing =
  (file: string, lineOf: LessonParts['lineOf']): Lesson['place'] =>
  (problem, path) =>
    problem.at(file, lineOf(path))
