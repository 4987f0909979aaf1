/** Which of two scores is better. */
import type { ScoreName } from './lesson-schema.ts'

/** Whether a score beats another; every score beats none. */
export const beats = (of: ScoreName, score: number, other: number | null): boolean =>
  other === null || (of === 'lag' ? score > other : score < other)
