/**
 * A comparison, or a sweep of them: every cell on every seed at every point, told as a stream of
 * events.
 */
import { Readable } from 'node:stream'
import type { CompareEvent, Control } from '../results/events.ts'
import { type Design, single } from '../specs/design.ts'
import type { Spec } from '../specs/spec.ts'
import { controlOf, createControlBlock } from '../threads/control-block.ts'
import { planOf } from './plan.ts'
import { runStudy } from './run-study.ts'
import { type StudyHost, slotsOf } from './study.ts'

export type { StudyHost } from './study.ts'

/** One comparison at one setting. */
export const compare = (spec: Spec, host: StudyHost) => study(single(spec), host)

/**
 * Starts a study. The events end with the report; they fail with an InputError when it cannot be
 * run at all (memory, or a folder that cannot be written or holds other results), before any
 * training. `end` stops it without waiting for the step that is being made. Throws InputError for
 * an impossible plan.
 */
export function study(
  design: Design,
  host: StudyHost,
  plan = planOf(design),
): { events: AsyncIterable<CompareEvent>; control: Control; end: () => void } {
  const controlBlock = createControlBlock(slotsOf(design, plan))
  const control = controlOf(controlBlock, (seed) =>
    plan.runs.filter((run) => run.seed === seed).map(({ index }) => index),
  )
  const events = new Readable({
    objectMode: true,
    read() {},
    destroy(error, done) {
      control.stop()
      done(error)
    },
  })
  host.signal?.addEventListener('abort', () => control.stop(), { once: true })
  const abandon = new AbortController()
  const end = () => {
    control.stop()
    abandon.abort()
  }
  const emit = (event: CompareEvent) => events.push(event)
  runStudy({
    design,
    plan,
    host,
    controlBlock,
    stop: control.stop,
    abandoned: abandon.signal,
    emit,
  }).then(
    () => events.push(null),
    (error) => events.destroy(error),
  )
  return { events, control, end }
}
