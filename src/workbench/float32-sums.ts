/**
 * The sLSTM's sums c_t and n_t in float32 as its paper writes them (Beck et al. 2024, eq. 8 to 17),
 * without its stabiliser and with it: what the kernels' own form spares.
 */
import { runForward } from '../engine/reference/index.ts'
import { largest } from '../rules/extremes.ts'
import { roundTo } from '../rules/significant.ts'
import { inputOf, type SequenceAsk } from './backward-run.ts'
import type { Float32Sums, SumsFacts } from './probes/walk.ts'
import type { NetJobContext } from './workers/job.ts'

/** One step of a unit: what c and n are multiplied by, and what comes to them. */
type Factors = (zf: number, zi: number) => { readonly f: number; readonly i: number }

const f32 = Math.fround

/** z and g are those of the float64 reference; t from 1. */
export function float32Sums(
  context: NetJobContext,
  { t: last, ...ask }: SequenceAsk & { readonly t: number },
): Float32Sums {
  const { net, input } = inputOf(context, ask)
  const { states } = runForward(input)
  if (states.cell !== 'lstm') throw new Error('no LSTM')
  const { z, gates, c: exact } = states
  // The kernels' functions, which come to the same bits wherever they run.
  const { exp, log } = net.kernels
  const e = (x: number) => f32(x > 700 ? Infinity : exp(Math.max(x, -700)))
  const logSigmoid = (x: number) => f32(Math.min(x, 0) - log(1 + exp(-Math.abs(x))))
  const plain = (): Factors => (zf, zi) => ({ f: e(logSigmoid(zf)), i: e(zi) })
  const stabilised = (): Factors => {
    // As in the paper's own code: with m_0 = 0 a small e^{z_i} at t = 1 would be 0 all the same.
    let m = -Infinity
    return (zf, zi) => {
      const kept = f32(logSigmoid(zf) + m)
      m = Math.max(kept, zi)
      return { f: e(f32(kept - m)), i: e(f32(zi - m)) }
    }
  }
  const H = exact[0].length
  const run = (begin: () => Factors): SumsFacts => {
    let [lost, off] = [0, -1]
    for (let k = 0; k < H; k++) {
      const factors = begin()
      let [c, n] = [0, 0]
      for (let t = 0; t < last; t++) {
        const { f, i } = factors(f32(z.f[t][k]), f32(z.i[t][k]))
        c = f32(f32(f * c) + f32(i * f32(gates.g[t][k])))
        n = f32(f32(f * n) + i)
      }
      const isHeld = n > 0 && n < Infinity
      if (isHeld) off = Math.max(off, Math.abs(f32(c / n) - exact[last - 1][k]))
      else lost++
    }
    return { lost, off: off < 0 ? null : roundTo(off, 3) }
  }
  const most = largest(z.i.slice(0, last).map((one) => largest(one)))
  return { largest: roundTo(most, 6), plain: run(plain), stabilised: run(stabilised) }
}
