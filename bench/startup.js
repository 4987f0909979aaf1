/** How long the program takes to start, beside Node that does nothing. */
import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import pty from '@lydell/node-pty'
import { programs } from './baseline.js'
import { median } from './measure.js'

const ROUNDS = 11
/** Long enough to be still training when its first frame is there. */
const COMPARE = ['compare', 'adding', '--steps', '100000', '--lang', 'en']
/** The cells' names stand in every frame. */
const FRAME = /LSTM/
const PATIENCE_MS = 20_000

/** From spawn to exit. */
function untilExit(args) {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    child.stdout.resume()
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(performance.now() - from)
      else reject(new Error(`${args.join(' ')} ended with ${code}`))
    })
  })
}

/** From spawn in a pseudo-terminal to the first text of the screen; then it is told to quit. */
function untilFrame(launcher) {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const { CI, ...env } = process.env
    const child = pty.spawn(process.execPath, [launcher, ...COMPARE], { cols: 120, rows: 40, env })
    let shown = ''
    let took = null
    const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS)
    child.onData((data) => {
      shown += data
      if (took === null && FRAME.test(stripVTControlCharacters(shown))) {
        took = performance.now() - from
        child.kill('SIGTERM')
      }
    })
    child.onExit(() => {
      clearTimeout(patience)
      if (took === null) reject(new Error('no frame was seen'))
      else resolve(took)
    })
  })
}

const STARTS = {
  'gatelab --version': (launcher) => untilExit([launcher, '--version']),
  'gatelab --help': (launcher) => untilExit([launcher, '--help']),
  'gatelab compare, first frame': untilFrame,
}

/**
 * @returns {Promise<{ name: string, now: number, before: number | null }[]>} median milliseconds,
 *   taken in turn; the first row is Node that does nothing
 */
export async function measureStartup() {
  const lanes = [{ name: 'node -e 0', key: 'now', start: () => untilExit(['-e', '0']), times: [] }]
  for (const [name, start] of Object.entries(STARTS))
    for (const { key, launcher } of programs())
      lanes.push({ name, key, start: () => start(launcher), times: [] })
  for (const { start } of lanes) await start()
  for (let round = 0; round < ROUNDS; round++)
    for (const lane of lanes) lane.times.push(await lane.start())
  return [...new Set(lanes.map(({ name }) => name))].map((name) => {
    const of = (key) => lanes.find((lane) => lane.name === name && lane.key === key)
    const before = of('before')
    return { name, now: median(of('now').times), before: before ? median(before.times) : null }
  })
}
