/** The probes, in the order in which help lists them. A new one is a file here and a line below. */
import { attribution } from './attribution.ts'
import { byLag } from './by-lag.ts'
import { byLoss } from './by-loss.ts'
import { context } from './context.ts'
import { dial } from './dial.ts'
import { example } from './example.ts'
import { gradient } from './gradient.ts'
import { jacobian } from './jacobian.ts'
import { memory } from './memory.ts'
import type { Probe } from './probe.ts'
import { states } from './states.ts'
import { verification } from './verification.ts'
import { walk } from './walk.ts'
import { walkBack } from './walk-back.ts'

/** By the kind of their result. */
export const PROBES = {
  example,
  gradient,
  'by-loss': byLoss,
  'by-lag': byLag,
  verification,
  walk,
  'walk-back': walkBack,
  jacobian,
  states,
  memory,
  context,
  attribution,
  dial,
}

type ResultOf<P> = P extends Probe<infer R, infer _Part, infer _Arguments> ? R : never
/** Results by kind. */
export type ProbeResults = { readonly [K in keyof typeof PROBES]: ResultOf<(typeof PROBES)[K]> }

// The key of a probe is the kind of its result.
PROBES satisfies { readonly [K in keyof typeof PROBES]: Probe<{ readonly kind: K }, string> }
