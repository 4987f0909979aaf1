/** How long the program takes to start, beside Node that does nothing. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import pty from '@lydell/node-pty'
import { median } from './measure.js'

const LAUNCHER = fileURLToPath(new URL('../bin/gatelab.js', import.meta.url))
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
function untilFrame() {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const { CI, ...env } = process.env
    const child = pty.spawn(process.execPath, [LAUNCHER, ...COMPARE], { cols: 120, rows: 40, env })
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
  'node -e 0': () => untilExit(['-e', '0']),
  'gatelab --version': () => untilExit([LAUNCHER, '--version']),
  'gatelab --help': () => untilExit([LAUNCHER, '--help']),
  'gatelab compare, first frame': untilFrame,
}

/** @returns {Promise<{ name: string, ms: number }[]>} medians, taken in turn */
export async function measureStartup() {
  const rows = Object.entries(STARTS).map(([name, start]) => ({ name, start, times: [] }))
  for (const { start } of rows) await start()
  for (let round = 0; round < ROUNDS; round++)
    for (const row of rows) row.times.push(await row.start())
  return rows.map(({ name, times }) => ({ name, ms: median(times) }))
}
