/**
 * What a user waits for: jacobian and walk --back on a long net, a key while every core trains; and
 * the processor time that the waterfall takes from a comparison, which time on a clock would not
 * show beside its noise. `node bench/hands.js [rounds]` measures this alone, `node bench/hands.js
 * [rounds] waterfall` only the last.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import pty from '@lydell/node-pty'
import { median } from './measure.js'

const ROUNDS = 7
const KEYS = 20
const PATIENCE_MS = 300_000
const SIZES = 'task adding --length 200 --hidden 64'
/** A line that asks no thread: what is left of the others is no start. */
const START = 'show'
const ASKED = { jacobian: 'jacobian', walkBack: 'walk --back' }
/** A run's place in the list of runs, once it trains. */
const TRAINING = /▸[1-9]/
/** What stands below either picture: that there is more of it. */
const PICTURED = /more lines, PgDn|1 of 2/
const END_OF_INPUT = '\x04'
const [HELP, WATERFALL, QUIT] = ['?', 'w', 'q']

/** What is kept of what a screen has written: more than one frame. */
const KEPT = 20_000
const LAUNCHER = fileURLToPath(new URL('../bin/gatelab.js', import.meta.url))
const SPENT = fileURLToPath(new URL('spent.cjs', import.meta.url))

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
  const words = ['--require', SPENT, LAUNCHER, ...args, '--lang', 'en']
  const child = pty.spawn(process.execPath, words, {
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
  const ended = new Promise((resolve) => child.onExit(resolve))
  return {
    ended,
    press: (key) => child.write(key),
    forget: () => {
      shown = ''
    },
    /** Milliseconds on all processors, once it has ended. */
    spent: () => Number(/gatelab-spent ([\d.]+)/.exec(shown)?.[1]),
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

/** Milliseconds from Enter to the picture in a lab that somebody has just come to. */
async function inLab(asked) {
  const screen = terminal(['repl', '--no-history'])
  await screen.sees(/gatelab/)
  await settled()
  screen.press(`${SIZES}\r`)
  await screen.sees(/Untrained: RNN/)
  await settled()
  screen.forget()
  const from = performance.now()
  screen.press(`${asked}\r`)
  const waited = (await screen.sees(PICTURED)) - from
  screen.press(END_OF_INPUT)
  await screen.ended
  return waited
}

/** While somebody reads. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 700))

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

/** Milliseconds on all processors of a whole comparison, with the waterfall or with curves. */
async function comparison(isWaterfall) {
  const screen = terminal(['compare', 'adding', '--steps', '1500', '--seeds', '2'])
  await screen.sees(TRAINING)
  if (isWaterfall) screen.press(WATERFALL)
  await screen.sees(/finished:/)
  screen.press(QUIT)
  await screen.ended
  return screen.spent()
}

/** The waterfall's share of a comparison: pair by pair, each first in turn. */
async function waterfallShare(rounds) {
  const shares = []
  for (let round = 0; round < rounds; round++) {
    const spent = {}
    for (const isWaterfall of round % 2 ? [true, false] : [false, true])
      spent[isWaterfall] = await comparison(isWaterfall)
    shares.push(spent.true / spent.false - 1)
  }
  return shares
}

/**
 * @returns {Promise<{ jacobian: number, walkBack: number,
 *   inLab: { jacobian: number, walkBack: number }, key: number, slowest: number,
 *   waterfall: number }>} milliseconds, medians; the waterfall's share of a comparison's
 *   processor time
 */
export async function measureHands(rounds = ROUNDS) {
  const times = { start: [], jacobian: [], walkBack: [] }
  const inLabs = { jacobian: [], walkBack: [] }
  for (let round = 0; round < rounds; round++) {
    times.start.push(await line(START))
    for (const [name, asked] of Object.entries(ASKED)) {
      times[name].push(await line(asked))
      inLabs[name].push(await inLab(asked))
    }
  }
  const pressed = await keys()
  const lessStart = (name) => median(times[name]) - median(times.start)
  return {
    jacobian: lessStart('jacobian'),
    walkBack: lessStart('walkBack'),
    inLab: { jacobian: median(inLabs.jacobian), walkBack: median(inLabs.walkBack) },
    key: median(pressed),
    slowest: Math.max(...pressed),
    waterfall: median(await waterfallShare(rounds)),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rounds = Number(process.argv[2] ?? ROUNDS)
  const found =
    process.argv[3] === 'waterfall'
      ? { waterfall: await waterfallShare(rounds) }
      : await measureHands(rounds)
  process.stdout.write(`${JSON.stringify(found)}\n`)
}
