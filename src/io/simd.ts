/** Which of the two builds of the kernels this process uses, as the launcher decided it. */
import { env } from 'node:process'

/** Why: bin/simd.js says, or the known answer did not come out. */
export interface Simd {
  readonly bits: 128 | 256
  readonly why: 'auto' | 'asked' | 'node' | 'processor' | 'known-answer' | 'no-launcher'
}

/** Set by bin/simd.js. Threads get a copy of the environment when they start. */
const VARIABLE = 'GATELAB_SIMD_PATH'

export function simd(): Simd {
  const [bits, why] = (env[VARIABLE] ?? '128 no-launcher').split(' ')
  return { bits: bits === '256' ? 256 : 128, why: why as Simd['why'] }
}

/** From now on, and for threads that start from now on, 128 bits. */
export function giveUpWide(): void {
  env[VARIABLE] = '128 known-answer'
}
