/**
 * What is not training: of a short comparison, of a default run, and a check of the course; and a
 * long net's values that are held.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { programs } from './baseline.js'
import { median } from './measure.js'

const ROUNDS = 5
const SHORT = ['compare', 'adding', '--steps', '100', '--json']
const WHOLE = ['compare', 'adding', '--seed', '1', '--json']

/** Held gates of a long net: a minute and more, before. */
const CLAMP = ['repl', '--execute', 'task adding --length 1000 --hidden 64; clamp f 1', '--json']

/** Runs it; its seconds, and what it wrote. */
function run(launcher, args) {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(process.execPath, [launcher, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pieces = []
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.on('error', reject)
    child.on('close', (code) => {
      const seconds = (performance.now() - from) / 1000
      if (code === 0) resolve({ seconds, text: Buffer.concat(pieces) })
      else reject(new Error(`${args.join(' ')} ended with ${code}`))
    })
  })
}

const trained = ({ runs }) => runs.reduce((sum, { seconds }) => sum + seconds, 0)

/** The share of cores × time of a short comparison that was spent in none of its runs. */
async function besideTraining(launcher) {
  const cores = availableParallelism()
  const { seconds, text } = await run(launcher, [...SHORT, '--workers', String(cores)])
  const document = JSON.parse(text)
  return 1 - trained(document) / (Math.min(cores, document.runs.length) * seconds)
}

/** The share of a run's time that its evaluations take, from one with and one without most. */
async function inEvaluations(launcher) {
  const often = JSON.parse((await run(launcher, WHOLE)).text)
  const { steps, evalEvery } = often.settings
  const seldom = JSON.parse((await run(launcher, [...WHOLE, '--eval-every', String(steps)])).text)
  const each = (trained(often) - trained(seldom)) / (steps / evalEvery - 1)
  return (each * (steps / evalEvery + 1)) / trained(often)
}

/** One of them takes long enough by itself. */
const MEASURES = {
  beside: { rounds: ROUNDS, measure: besideTraining },
  evaluations: { rounds: ROUNDS, measure: inEvaluations },
  check: { rounds: ROUNDS, measure: async (of) => (await run(of, ['check', '--json'])).seconds },
  clamp: { rounds: 1, measure: async (of) => (await run(of, CLAMP)).seconds },
}

/**
 * @returns {Promise<Record<'beside' | 'evaluations' | 'check' | 'clamp', { now: number,
 *   before?: number }>>} medians, this program's and the one's before in turn
 */
export async function measureShort() {
  const found = {}
  for (const [name, { rounds, measure }] of Object.entries(MEASURES)) {
    const times = { now: [], before: [] }
    for (let round = 0; round < rounds; round++)
      for (const { key, launcher } of programs()) times[key].push(await measure(launcher))
    found[name] = { now: median(times.now) }
    if (times.before.length > 0) found[name].before = median(times.before)
  }
  return found
}
