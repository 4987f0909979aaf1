/** Is a step slower when the gradient vanishes below what float32 can hold? */
import { running } from './contestants.js'
import { gatelabStep } from './gatelab.js'
import { median } from './measure.js'

const SIZES = { cell: 'rnn', T: 1000, H: 32, B: 32, I: 2, O: 1 }
/**
 * Factors on weights of U(±1/√H): one that keeps the gradient's size through time, and a small one.
 */
const SCALES = { healthy: 2.7, small: 0.1 }
const ROUNDS = 9
const BURST_MS = 300

/**
 * @returns {Promise<{ name: string, scale: number, first: number | null, ms: number }[]>} first is
 * log10 ‖∂L/∂h_1‖
 */
export async function measureUnderflow() {
  const lanes = []
  for (const [name, weightScale] of Object.entries(SCALES)) {
    const { step, close } = await gatelabStep({
      ...SIZES,
      threads: 1,
      weightScale,
      learningRate: 0,
    })
    const racer = running(step, close)
    const { outcome } = await racer.step()
    lanes.push({ name, scale: weightScale, first: outcome.hidden[0], racer, times: [] })
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const lane of lanes) lane.times.push(...(await lane.racer.burst(BURST_MS)))
  }
  for (const { racer } of lanes) await racer.close()
  return lanes.map(({ name, scale, first, times }) => ({ name, scale, first, ms: median(times) }))
}
