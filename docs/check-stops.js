// The long job's row about plans of nearly a million runs: however far one has come, a signal ends
// it within a second; and a report of a results file of one line, whose design has 499,500 points.
// Ends with 1 where something takes longer.
import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const LAUNCHER = fileURLToPath(new URL('../bin/gatelab.js', import.meta.url))
const FOLDER = mkdtempSync(join(tmpdir(), 'gatelab-stops-'))

const numbers = (count, of) => Array.from({ length: count }, (_, n) => of(n + 1)).join(',')
const PLAN = [
  ...'compare adding --length 2 --hidden 1 --batch 1 --seeds 1 --eval-every 1000 --json'.split(' '),
  '--steps',
  numbers(500, (n) => n),
  '--learning-rate',
  numbers(999, (n) => n / 1000),
]
const RUNS = 500 * 999 * 2

let failed = false
function judge(what, seconds, limit) {
  const ok = seconds <= limit
  failed ||= !ok
  const words = `${what}: ${seconds.toFixed(2)} s, at most ${limit} s`
  console.log(`${ok ? 'ok' : 'NOT REACHED'}: ${words}`)
}

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds))

/** Runs it to its end, or until `due` and a signal; seconds from there, or from its start. */
async function ended(args, signal, due) {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (bytes) => {
    said += bytes
  })
  const code = new Promise((resolve) => child.on('close', resolve))
  if (due) await due()
  const from = performance.now()
  if (signal) child.kill(signal)
  const wanted = { SIGINT: 130, SIGTERM: 143 }[signal] ?? 0
  if ((await code) !== wanted) throw new Error(`ended with ${await code}: ${said}`)
  return (performance.now() - from) / 1000
}

/** The first line of a file that has one. */
function lineOf(path) {
  const file = openSync(path, 'r')
  const bytes = Buffer.alloc(2 ** 16)
  const text = bytes.toString('utf8', 0, readSync(file, bytes))
  closeSync(file)
  return text.slice(0, text.indexOf('\n'))
}

/** A folder with so many results of the plan, each made of that one. */
function folderOf(name, line, count) {
  const folder = join(FOLDER, name)
  mkdirSync(folder)
  const plan = line.slice(0, line.indexOf('}},"index":') + 3)
  const { ofPoint: _, ...rest } = JSON.parse(`{${line.slice(plan.length)}`)
  const file = openSync(join(folder, 'results.jsonl'), 'w')
  for (let n = 0; n < count; n++) {
    const index = n * Math.floor(RUNS / count) + (n % 2)
    const run = { ...rest.run, cell: ['rnn', 'lstm'][index % 2] }
    writeSync(file, `${plan}${JSON.stringify({ ...rest, index, run }).slice(1)}\n`)
  }
  closeSync(file)
  return folder
}

try {
  const first = join(FOLDER, 'first')
  const results = join(first, 'results.jsonl')
  judge(
    'SIGTERM after the first results of 999,000 runs',
    await ended([...PLAN, '--results', first], 'SIGTERM', async () => {
      while (!existsSync(results) || statSync(results).size < 2 ** 20) await pause(0.2)
    }),
    1,
  )
  const line = lineOf(results)
  const many = folderOf('many', line, 20_000)
  for (const seconds of [0.6, 2, 4, 7, 10, 14, 20, 30]) {
    const signal = seconds % 4 === 0 ? 'SIGTERM' : 'SIGINT'
    judge(
      `${signal} ${seconds} s after 20,000 results are gone on with`,
      await ended([...PLAN, '--results', many, '--resume'], signal, () => pause(seconds)),
      1,
    )
  }
  const one = folderOf('one', line, 1)
  judge('a report of one result at 499,500 points', await ended(['report', one]), 10)
  judge('SIGINT in it', await ended(['report', one], 'SIGINT', () => pause(1)), 1)
} finally {
  rmSync(FOLDER, { recursive: true, force: true })
}
process.exitCode = failed ? 1 : 0
