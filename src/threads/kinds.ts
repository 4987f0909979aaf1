/** Threads that are started by the program, early, and asked by another room. */
import { ThreadKind } from './thread-kind.ts'
import { RESOURCE_LIMITS } from './thread-limits.ts'

/** The lab's: one for each cell. */
export const LAB_THREADS = new ThreadKind('workbench-worker.js', RESOURCE_LIMITS, 2)
