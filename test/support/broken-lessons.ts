/** Lessons that are broken, one of each kind, and the place where each says so. */
import { ANSWERS } from './broken-lessons/answers.ts'
import { CLAIMS } from './broken-lessons/claims.ts'
import type { BrokenLesson } from './broken-lessons/edits.ts'
import { FIELDS } from './broken-lessons/fields.ts'
import { LINES } from './broken-lessons/lines.ts'
import { PAGES } from './broken-lessons/prose.ts'

export const KINDS: readonly BrokenLesson[] = [...FIELDS, ...LINES, ...CLAIMS, ...ANSWERS, ...PAGES]
