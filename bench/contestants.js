/**
 * Who takes part. A contestant is started on a problem and then trains in bursts.
 *
 * @typedef {{ loss: number, hidden: ArrayLike<number>, cell: ArrayLike<number> | null }} Outcome
 *   the loss before a step and the L2 norms of ∂L/∂h_t and ∂L/∂c_t for t = 1..T
 * @typedef {{ ms: number, outcome: Outcome }} Timed
 * @typedef {{ step(): Promise<Timed>, burst(ms: number): Promise<number[]>, close(): Promise<void>
 * }} Running
 * @typedef {{ key: string, threads: number, ownNumbers?: boolean, start(problem:
 *   import('./problem.js').Problem): Promise<Running> }} Contestant one with its own numbers draws
 *   weights and data itself, at the same sizes
 */
import { openBaseline } from './baseline.js'
import { gatelabStep } from './gatelab.js'
import { plainStep } from './plain.js'
import { openPython } from './python.js'
import { startTfjs, tfjsStep } from './tfjs.js'

/** A step function of this process as a running contestant. */
export function running(step, close = () => {}) {
  const timed = () => {
    const from = performance.now()
    const outcome = step()
    return { ms: performance.now() - from, outcome }
  }
  return {
    step: async () => timed(),
    burst: async (ms) => {
      const times = []
      const end = performance.now() + ms
      do times.push(timed().ms)
      while (performance.now() < end)
      return times
    },
    close: async () => close(),
  }
}

const gatelab = (threads) => ({
  key: 'gatelab',
  threads,
  ownNumbers: true,
  start: async ({ sizes }) => {
    const { step, close } = await gatelabStep({ ...sizes, threads })
    return running(step, close)
  },
})

const plain = { key: 'plain', threads: 1, start: async (problem) => running(plainStep(problem)) }

const tfjs = {
  key: 'tfjs',
  threads: 1,
  start: async (problem) => {
    const step = tfjsStep(problem)
    return running(step, step.dispose)
  },
}

/** @returns a Python contestant, or null and what there is to say about it */
async function python(key, script, threads) {
  const { program, version, note } = await openPython(script, threads)
  const contestant = program && { key, threads, start: program.start, leave: program.leave }
  return { contestant, version: version ?? note }
}

/**
 * @param {number[]} threadCounts
 * @returns {Promise<{ models: Contestant[], versions: Record<string, string> }>}
 */
export async function gather(threadCounts) {
  const versions = { tfjs: await startTfjs() }
  const models = [plain, tfjs]
  const baseline = openBaseline()
  versions.baseline = baseline.version
  if (baseline.contestant) models.push(baseline.contestant)
  for (const threads of threadCounts) {
    models.push(gatelab(threads))
    for (const key of ['torch', 'jax']) {
      const { contestant, version } = await python(key, `${key}_bench.py`, threads)
      versions[key] ??= version
      if (contestant) models.push(contestant)
    }
  }
  return { models, versions }
}
