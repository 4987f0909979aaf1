/** What `check` comes to, as `--json` prints it. One schema for the type and the tests. */
import * as v from 'valibot'
import { TRIES } from '../format/lesson-schema.ts'

const value = v.union([v.number(), v.boolean()])

export const checkReport = v.object({
  schema: v.literal('gatelab.check/1'),
  seeds: v.array(v.pipe(v.number(), v.integer())),
  lessons: v.array(
    v.object({
      id: v.string(),
      seconds: v.number(),
      claims: v.array(
        v.object({
          id: v.string(),
          step: v.string(),
          covers: v.array(v.number()),
          ok: v.boolean(),
          /** Of the one seed, or seed by seed. */
          measured: v.union([value, v.array(value)]),
          expected: v.string(),
          /** The same in parts: what must hold on a seed, and of how many in ten (null: all). */
          bound: v.string(),
          ofTen: v.nullable(v.number()),
          mutants: v.array(v.object({ name: v.string(), killed: v.boolean(), measured: value })),
          /** Where they were asked for: what it must hold over, or fall over, and what it did. */
          challenges: v.optional(
            v.array(
              v.object({
                name: v.string(),
                tries: v.picklist(TRIES),
                expected: v.picklist(['holds', 'falls']),
                ok: v.boolean(),
                measured: v.union([value, v.array(value)]),
              }),
            ),
          ),
        }),
      ),
      /** Why it is no lesson, where it is none. */
      problem: v.optional(
        v.object({
          code: v.string(),
          file: v.nullable(v.string()),
          line: v.nullable(v.number()),
          /** The seed on which it showed; null where it has to do with none. */
          seed: v.nullable(v.number()),
          facts: v.any(),
        }),
      ),
    }),
  ),
  /** Claims. A lesson that is none counts as one that failed. */
  passed: v.number(),
  failed: v.number(),
  /** It was stopped early: lessons are missing. */
  stopped: v.boolean(),
})
export type CheckReport = v.InferOutput<typeof checkReport>
export type CheckedInReport = CheckReport['lessons'][number]
