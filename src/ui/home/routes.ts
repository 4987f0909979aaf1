/** Where the program can be, and what its screens are given. */
import type { Session } from '../../commands/session/session.ts'
import type { Language } from '../../lessons/load/lesson.ts'
import type { LessonEntry } from '../../lessons/progress/overview.ts'
import type { ExampleSequence } from '../../results/example.ts'
import type { ReportEvent } from '../compare/compare.tsx'
import type { LabOptions } from '../lab/lab.tsx'
import type { LessonOptions } from '../learn/lesson.ts'
import type { ProgressStore } from '../learn/lesson-runner.ts'
import type { Text } from '../learn/text-types.ts'

export type Route =
  | { readonly room: 'home' | 'lessons' | 'review' | 'lab' | 'tasks' | 'result' }
  | { readonly room: 'compare'; readonly task: string }
  | { readonly room: 'lesson'; readonly entry: LessonEntry }

export interface RouterOptions
  extends Pick<
      LessonOptions,
      | 'textOf'
      | 'streams'
      | 'colors'
      | 'signal'
      | 'atExit'
      | 'jobs'
      | 'screenReader'
      | 'history'
      | 'page'
    >,
    Pick<LessonOptions, 'sentence' | 'fresh' | 'onLanguage' | 'interrupted'> {
  readonly language: Language
  readonly progressStore: ProgressStore
  readonly course: readonly LessonEntry[]
  /**
   * Those of the course and those from elsewhere that were played: questions may come from all of
   * them.
   */
  readonly lessons: readonly LessonEntry[]
  /** For lessons that are begun. */
  readonly seed: number
  /** Things to be told of the progress file. */
  readonly notices: (text: Text) => readonly string[]
  /** The lab that stands beside the lessons. */
  readonly lab: () => Session
  /** Tasks that both cells can be compared on, each with what it is. */
  readonly tasks: (text: Text) => readonly {
    readonly name: string
    readonly title: string
    readonly what: string
    readonly example: ExampleSequence
  }[]
  /** The comparison on its own screen; null where it came to nothing. */
  readonly compare: (
    task: string,
    language: Language,
    screen: LabOptions['screen'],
  ) => Promise<ReportEvent | null>
  /** Writes a report into the working folder: the sentence that says where, or why not. */
  readonly saveReport: (result: ReportEvent, text: Text) => Promise<string>
  readonly now: () => Date
}

/** Where one goes from a room: to another, back, or out. */
export type Destination = Route | 'back' | 'again' | 'out'
