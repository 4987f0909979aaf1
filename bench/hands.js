/**
 * What a user waits for: jacobian and walk --back on a long net, a key while every core trains, and
 * the time that the waterfall takes from a comparison. `node bench/hands.js [rounds]` measures this
 * alone.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import pty from '@lydell/node-pty'
import { median } from './measure.js'

const ROUNDS = 7
const KEYS = 20
const PATIENCE_MS = 120_000
const SIZES = 'task adding --length 200 --hidden 64'
/** A line that asks no thread: what is left of the others is no start. */
const START = 'show'
const ASKED = { jacobian: 'jacobian', walkBack: 'walk --back' }
/** A run's place in the list of runs, once it trains. */
const TRAINING = /▸[1-9]/
const [HELP, WATERFALL, QUIT] = ['?', 'w', 'q']

/** What is kept of what a screen has written: more than one frame. */
const KEPT = 20_000
const LAUNCHER = fileURLToPath(new URL('../bin/gatelab.js', import.meta.url))

/** Milliseconds from spawn to exit of one line of the lab. */
function line(asked) {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const args = [LAUNCHER, 'repl', '--json', '--execute', `${SIZES}; ${asked}`]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.resume()
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(performance.now() - from) : reject(new Error(`${asked}: ${code}`)),
    )
  })
}

/** The program on a pseudo-terminal, and what it has shown since it was last asked. */
function terminal(args) {
  const { CI, ...env } = process.env
  const child = pty.spawn(process.execPath, [LAUNCHER, ...args, '--lang', 'en'], {
    cols: 120,
    rows: 40,
    env,
  })
  let shown = ''
  let wanted = null
  const look = () => {
    if (wanted?.pattern.test(stripVTControlCharacters(shown))) {
      clearTimeout(wanted.patience)
      wanted.resolve(performance.now())
      wanted = null
    }
  }
  child.onData((data) => {
    shown = (shown + data).slice(-KEPT)
    look()
  })
  const ended = new Promise((resolve) => child.onExit(() => resolve(performance.now())))
  return {
    ended,
    press: (key) => child.write(key),
    forget: () => {
      shown = ''
    },
    /** When the pattern is there. */
    sees: (pattern) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => {
          child.kill('SIGKILL')
          reject(new Error(`never seen: ${pattern}`))
        }, PATIENCE_MS)
        wanted = { pattern, resolve, patience }
        look()
      }),
  }
}

/** Milliseconds until help shows, while as many runs train as there are cores. */
async function keys() {
  const workers = String(availableParallelism())
  const busy = ['--workers', workers, '--seeds', '8', '--steps', '100000', '--hidden', '64']
  const screen = terminal(['compare', ...busy])
  await screen.sees(TRAINING)
  const times = []
  for (let n = 0; n < KEYS; n++) {
    screen.forget()
    const from = performance.now()
    screen.press(HELP)
    times.push((await screen.sees(/any key closes this/)) - from)
    screen.press(HELP)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
  screen.press(QUIT)
  await screen.ended
  return times
}

/** Milliseconds of a comparison from its first run to its last, with the waterfall or curves. */
async function comparison(isWaterfall) {
  const screen = terminal(['compare', 'adding', '--steps', '1500', '--seeds', '2'])
  const from = await screen.sees(TRAINING)
  if (isWaterfall) screen.press(WATERFALL)
  const to = await screen.sees(/finished:/)
  screen.press(QUIT)
  await screen.ended
  return to - from
}

/**
 * @returns {Promise<{ jacobian: number, walkBack: number, key: number, slowest: number,
 *   waterfall: number }>} milliseconds, medians; the waterfall's share of a comparison
 */
export async function measureHands(rounds = ROUNDS) {
  const times = { start: [], jacobian: [], walkBack: [], curves: [], waterfall: [] }
  for (let round = 0; round < rounds; round++) {
    times.start.push(await line(START))
    for (const [name, asked] of Object.entries(ASKED)) times[name].push(await line(asked))
    times.curves.push(await comparison(false))
    times.waterfall.push(await comparison(true))
  }
  const pressed = await keys()
  const lessStart = (name) => median(times[name]) - median(times.start)
  return {
    jacobian: lessStart('jacobian'),
    walkBack: lessStart('walkBack'),
    key: median(pressed),
    slowest: Math.max(...pressed),
    waterfall: median(times.waterfall) / median(times.curves) - 1,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rounds = Number(process.argv[2] ?? ROUNDS)
  process.stdout.write(`${JSON.stringify(await measureHands(rounds))}\n`)
}
