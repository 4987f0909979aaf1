/** What of a lesson is shown: types alone, for those who draw. */
import type { Script } from './lesson-schema.ts'
import type { Prose } from './prose.ts'

export type LessonLanguage = 'en' | 'zh-CN'

export interface LessonData {
  readonly id: string
  readonly script: Script
  readonly prose: Readonly<Record<LessonLanguage, Prose>>
}
