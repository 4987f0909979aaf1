/** A screen that failed while something went on behind it. */

/**
 * Carries the results finished so far: the run was stopped as by `q`, and they are available once
 * it has ended.
 */
export class ScreenCrash<T> extends Error {
  constructor(
    cause: unknown,
    readonly conclusion: Promise<T | null>,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.name = 'ScreenCrash'
    if (cause instanceof Error && cause.stack) this.stack = cause.stack
    // Whoever catches it may have no use for it.
    conclusion.catch(() => {})
  }
}
