/**
 * The best constant answer on the held-out sequences of a bench, measured once for each task and
 * seed.
 */
import type { Spec } from '../../specs/spec.ts'

/** Of so many tasks and seeds it is kept. */
const MAX_BASELINES = 64

/** What it depends on. */
function keyOf(spec: Spec): string {
  const { task, length, symbols, horizon, file, standardize, seeds } = spec
  return JSON.stringify([task, length, symbols, horizon, file, standardize, seeds[0]])
}

export class KnownBaselines {
  private readonly known = new Map<string, number>()

  /** Null where nobody has measured it. */
  of(spec: Spec): number | null {
    return this.known.get(keyOf(spec)) ?? null
  }

  /** A null was cancelled, and is not cached. */
  keep(spec: Spec, baseline: number | null): number | null {
    if (baseline === null) return null
    if (this.known.size >= MAX_BASELINES) this.known.clear()
    this.known.set(keyOf(spec), baseline)
    return baseline
  }
}
