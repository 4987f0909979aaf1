/**
 * Times models against each other in one run: a short burst each, in turn, several times over (A B
 * A B …).
 */
import { problem } from './problem.js'

const BURST_MS = 250
const ROUNDS = 7
/**
 * What one contestant may take at one problem, at most. Who needs longer for a single step gets no
 * more than that one.
 */
const BUDGET_MS = 4000
/**
 * Largest relative difference of losses and norms: float32, summed in another order over hundreds
 * of time steps.
 */
const TOLERANCE = 1e-3
/** Below this a norm's square leaves float32, and libraries differ in what they make of it. */
const MEASURABLE = 1e-15

export function median(values) {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const near = (found, right) => Math.abs(found - right) <= TOLERANCE * Math.abs(right)

function sameNorms(found, right) {
  if (right === null || found === null) return right === found
  return Array.from(right).every((norm, t) => norm < MEASURABLE || near(found[t], norm))
}

/** Whether the same steps had the same losses and the same profiles. */
export function agree(outcomes, reference) {
  return outcomes.every((outcome, n) => {
    const right = reference[n]
    if (!right) return true
    return (
      near(outcome.loss, right.loss) &&
      sameNorms(outcome.hidden, right.hidden) &&
      sameNorms(outcome.cell, right.cell)
    )
  })
}

/** Starts a contestant and trains twice: compiles, fills caches, and shows what it computes. */
async function warmUp(contestant, sizes, reference) {
  const racer = await contestant.start(problem(sizes))
  const [first, second] = [await racer.step(), await racer.step()]
  const outcomes = [first.outcome, second.outcome]
  if (!outcomes.every(({ loss }) => Number.isFinite(loss)))
    throw new Error('the loss is not finite')
  if (!contestant.ownNumbers && !agree(outcomes, reference ?? outcomes))
    throw new Error('other losses or norms')
  const slow = second.ms > BUDGET_MS
  return { racer, outcomes, times: slow ? [second.ms] : [], spent: slow ? second.ms : 0 }
}

async function race(lane) {
  if (lane.spent >= BUDGET_MS) return
  const times = await lane.racer.burst(BURST_MS)
  lane.times.push(...times)
  lane.spent += times.reduce((sum, ms) => sum + ms, 0)
}

/**
 * All models on one problem. The first of them is what the others' losses and norms are held
 * against; who fails or computes something else drops out, with ms null; where that is gatelab, the
 * benchmark fails.
 *
 * @param {import('./contestants.js').Contestant[]} models
 * @param {import('./problem.js').Sizes} sizes
 * @param {(line: string) => void} say
 * @returns {Promise<{ key: string, threads: number, ms: number | null, steps: number }[]>} median
 * milliseconds per step
 */
export async function measure(models, sizes, say) {
  const lanes = models.map(({ key, threads }) => ({
    key,
    threads,
    racer: null,
    outcomes: null,
    times: [],
  }))
  const attempt = async (lane, work) => {
    try {
      await work()
    } catch (error) {
      if (lane.key === 'gatelab') throw error
      say(`${lane.key}, ${lane.threads} threads: ${error.message}`)
      Object.assign(lane, { racer: null, times: [] })
    }
  }
  for (const [n, lane] of lanes.entries()) {
    await attempt(
      lane,
      async () => void Object.assign(lane, await warmUp(models[n], sizes, lanes[0].outcomes)),
    )
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const lane of lanes) if (lane.racer) await attempt(lane, () => race(lane))
  }
  for (const { racer } of lanes) await racer?.close()
  return lanes.map(({ key, threads, times }) => ({
    key,
    threads,
    ms: times.length ? median(times) : null,
    steps: times.length,
  }))
}
