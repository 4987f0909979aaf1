// The long job's row about memory: an hour's number of evaluations in minutes, and 3,000 commands
// of the lab. Linux only, since it reads /proc. Prints what the program held on the way, and ends
// with 1 where it grows on, or holds more than it should.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const LAUNCHER = fileURLToPath(new URL('../bin/gatelab.js', import.meta.url))

/**
 * Runs it to its end; megabytes resident, second by second, and how many of the lab's commands were
 * through by then.
 */
function held(args, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [LAUNCHER, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let commands = 0
    child.stdout.on('data', (bytes) => {
      commands += bytes.toString('latin1').split('\n> ').length - 1
    })
    const samples = []
    const timer = setInterval(() => {
      try {
        const [, kilobytes] =
          /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
        if (kilobytes) samples.push({ megabytes: kilobytes / 1024, commands })
      } catch {
        // It has just ended.
      }
    }, 1000)
    child.stdin.end(input)
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(timer)
      if (code === 0) resolve(samples)
      else reject(new Error(`${args.join(' ')} ended with ${code}`))
    })
  })
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
const most = (values) => values.reduce((top, value) => Math.max(top, value), 0)
let failed = false
function judge(what, figure, limit, unit) {
  const ok = figure <= limit
  failed ||= !ok
  console.log(
    `${ok ? 'ok' : 'NOT REACHED'}: ${what}: ${figure.toFixed(1)} ${unit}, at most ${limit} ${unit}`,
  )
}

// By default an hour has some 30,000 evaluations at most; here each step is one.
const long =
  'compare adding --length 50 --hidden 4 --batch 4 --eval-every 1 --steps 30000 --seeds 1 --json'
const training = (await held(long.split(' '))).map(({ megabytes }) => megabytes)
const [early, late] = [
  training.slice(0.2 * training.length, 0.4 * training.length),
  training.slice(0.8 * training.length),
]
const [first, last, top] = [mean(early), mean(late), most(training)].map((mb) => mb.toFixed(0))
console.log(`training: ${first} MB early, ${last} MB late, ${top} MB at most`)
judge('growth of a training after its first fifth', 100 * (mean(late) / mean(early) - 1), 5, '%')

const lines = Array.from(
  { length: 3000 },
  (_, n) => ['train 1', `clamp f 0.${(n % 97) + 1}`, 'gradient'][n % 3],
)
const lab = await held(['repl'], `set hidden 32\n${lines.join('\n')}\n`)
/** Megabytes after so many commands. */
const around = (from, to) =>
  mean(lab.flatMap((one) => (one.commands >= from && one.commands < to ? [one.megabytes] : [])))
const marks = [500, 1000, 1500, 2000, 2500, 3000]
const steps = marks.map((at) => `${around(at - 250, at).toFixed(0)} MB by command ${at}`)
console.log(`the lab: ${steps.join(', ')}`)
judge('3,000 commands of the lab', most(lab.map(({ megabytes }) => megabytes)), 150, 'MB')
// Until then the past that can be undone grows to its 12 MiB.
judge(
  'growth of the lab over its last 1,000 commands',
  100 * (around(2750, 3000) / around(1750, 2000) - 1),
  5,
  '%',
)
process.exitCode = failed ? 1 : 0
