/**
 * Certificates of a study's tasks: one for each task and length, however many points ask for it.
 */
import type { Certificate } from '../results/difficulty-report.ts'
import type { Spec } from '../specs/spec.ts'

export class Certificates {
  private readonly asked = new Map<string, Promise<Certificate | null>>()

  constructor(private readonly measure: (spec: Spec) => Promise<Certificate | null>) {}

  /** Null where it was given up, or there is no room for it. */
  ask(spec: Spec): Promise<Certificate | null> {
    const { task, length, symbols, horizon, seeds } = spec
    const key = JSON.stringify([task, length, symbols, horizon, seeds[0]])
    const found = this.asked.get(key) ?? this.measure(spec)
    // Errors are reported to whoever awaits it.
    found.catch(() => {})
    this.asked.set(key, found)
    return found
  }
}
