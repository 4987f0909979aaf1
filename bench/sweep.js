/**
 * What a sweep makes of the cores, and what a report of 10,000 runs takes. The share of cores ×
 * time that was spent in training is a ratio within one run; so are seconds of a report beside
 * those of reading its bytes.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { programs } from './baseline.js'

const LAUNCHER = fileURLToPath(new URL('../bin/gatelab.js', import.meta.url))
/** 48 runs of a second or two. */
const SWEEP = 'compare adding --length 20,40,60 --forget-bias 1,chrono --steps 300 --seeds 4'.split(
  ' ',
)
/** A plan of 10,000 runs whose lines are filled with the curves of one of them. */
const MANY = 'compare adding --learning-rate 0.001..0.1:0.001 --seeds 50 --steps 2000'.split(' ')
const LOOKS = 'compare adding --learning-rate 0.01,0.02 --seeds 1 --steps 2000'.split(' ')

/** Runs it, with its seconds and its largest memory in MB. */
function run(args, parse, launcher = LAUNCHER) {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(
      process.execPath,
      ['--require', fileURLToPath(new URL('memory.cjs', import.meta.url)), launcher, ...args],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    const pieces = []
    let said = ''
    child.stdout.on('data', (piece) => parse && pieces.push(piece))
    child.stderr.on('data', (text) => {
      said += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      const seconds = (performance.now() - from) / 1000
      const megabytes = Number(/gatelab-memory (\d+)/.exec(said)?.[1]) / 1024
      if (code !== 0) reject(new Error(`${args.join(' ')} ended with ${code}: ${said}`))
      else
        resolve({ seconds, megabytes, document: parse ? JSON.parse(Buffer.concat(pieces)) : null })
    })
  })
}

/** Σ seconds in training / (cores × seconds of the whole program). */
async function coresInTraining() {
  const cores = availableParallelism()
  const { seconds, document } = await run([...SWEEP, '--workers', String(cores), '--json'], true)
  const training = document.points
    .flatMap(({ runs }) => runs)
    .reduce((sum, one) => sum + one.seconds, 0)
  return {
    cores,
    runs: document.points.flatMap(({ runs }) => runs).length,
    seconds,
    share: training / (cores * seconds),
  }
}

/**
 * A file of results of 10,000 runs: every line of the plan, with curves and profiles as a real run
 * of T = 50 has them.
 */
async function manyResults(folder) {
  await run([...LOOKS, '--results', join(folder, 'one')])
  const [template] = readFileSync(join(folder, 'one', 'results.jsonl'), 'utf8').split('\n')
  const { run: real } = JSON.parse(template)
  // One step a run makes the lines of the plan; what they hold is put in their place.
  await run([
    ...MANY.slice(0, -1),
    '1',
    '--hidden',
    '1',
    '--batch',
    '1',
    '--results',
    join(folder, 'many'),
  ])
  const file = join(folder, 'many', 'results.jsonl')
  const path = join(folder, 'results.jsonl')
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue
    const parsed = JSON.parse(line)
    const { curve, gradient } = real
    appendFileSync(
      path,
      `${JSON.stringify({ ...parsed, run: { ...parsed.run, curve, gradient } })}\n`,
    )
  }
  return path
}

/** @returns what a sweep makes of the cores, and what reports of 10,000 runs take. */
export async function measureSweeps() {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-'))
  try {
    const use = await coresInTraining()
    const results = await manyResults(folder)
    const reports = []
    const forms = ['csv', 'md', 'html', 'svg'].map((ending) => ({
      name: `.${ending}`,
      words: ['--report', join(folder, `report.${ending}`)],
    }))
    for (const { name, words } of [...forms, { name: '--json', words: ['--json'] }]) {
      const row = { name }
      for (const { key, launcher } of programs())
        row[key] = await run(['report', results, ...words], false, launcher)
      reports.push(row)
    }
    return { use, bytes: statSync(results).size, reports }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
