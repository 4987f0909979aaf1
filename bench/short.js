/** What is not training: of a short comparison, of a default run, and a check of the course. */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { median } from './measure.js'

const LAUNCHER = fileURLToPath(new URL('../bin/gatelab.js', import.meta.url))
const ROUNDS = 5
const SHORT = ['compare', 'adding', '--steps', '100', '--json']
const WHOLE = ['compare', 'adding', '--seed', '1', '--json']

/** Runs it; its seconds, and what it wrote as JSON. */
function run(args) {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const pieces = []
    child.stdout.on('data', (piece) => pieces.push(piece))
    child.on('error', reject)
    child.on('close', (code) => {
      const seconds = (performance.now() - from) / 1000
      if (code === 0) resolve({ seconds, document: JSON.parse(Buffer.concat(pieces)) })
      else reject(new Error(`${args.join(' ')} ended with ${code}`))
    })
  })
}

const trained = ({ runs }) => runs.reduce((sum, { seconds }) => sum + seconds, 0)

/** The share of cores × time of a short comparison that was spent in none of its runs. */
async function besideTraining() {
  const cores = availableParallelism()
  const { seconds, document } = await run([...SHORT, '--workers', String(cores)])
  return 1 - trained(document) / (Math.min(cores, document.runs.length) * seconds)
}

/** The share of a run's time that its evaluations take, from one with and one without most. */
async function inEvaluations() {
  const often = (await run(WHOLE)).document
  const { steps, evalEvery } = often.settings
  const seldom = (await run([...WHOLE, '--eval-every', String(steps)])).document
  const each = (trained(often) - trained(seldom)) / (steps / evalEvery - 1)
  return (each * (steps / evalEvery + 1)) / trained(often)
}

/** @returns {Promise<{ beside: number, evaluations: number, check: number }>} medians */
export async function measureShort() {
  const found = { beside: [], evaluations: [], check: [] }
  for (let round = 0; round < ROUNDS; round++) {
    found.beside.push(await besideTraining())
    found.evaluations.push(await inEvaluations())
    found.check.push((await run(['check', '--json'])).seconds)
  }
  return Object.fromEntries(Object.entries(found).map(([name, values]) => [name, median(values)]))
}
