/**
 * Sends the content of user files to worker threads: the spec of a job names a file that only the
 * main thread has read.
 */
import type { Spec } from '../../specs/spec.ts'
import { findTask } from '../../tasks/index.ts'
import type { Content } from '../../tasks/shared/file-content.ts'
import { keepCarried } from '../../user-data/carried-texts.ts'
import { keep } from '../../user-data/read-content.ts'
import { contentIn } from './resolve-spec.ts'

/** A request with what its sequences come from; null where its task generates them. */
export type WithContent<R> = R & { readonly content: Content | null }

export const withContent = <R extends { readonly spec: Spec }>(request: R): WithContent<R> => ({
  ...request,
  content: contentIn(request.spec),
})

/** In the worker, before the task of the spec is made. */
export function keepContent({ spec, content }: WithContent<{ readonly spec: Spec }>): void {
  const { carried } = findTask(spec.task)
  if (carried && content?.form === 'text') keepCarried(carried, content)
  if (spec.file && content) keep(spec.file, content)
}
