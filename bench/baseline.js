/**
 * The build that the kernels are held against: a commit checked out and built by the bench, so that
 * a ratio is of one run. It works in a process of its own, without V8's flags of this one.
 */
import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The last one before vectors of 256 bits. */
export const BASELINE = 'b994134c4404867fc4ae650d40b22a6774b25030'
const TOP = fileURLToPath(new URL('../', import.meta.url))

let built = null

/**
 * The folder of the built commit, which is gone when this process ends. Throws where it can't be
 * built, as without Git.
 */
function build() {
  built ??= buildAnew()
  return built
}

/**
 * The programs that are timed against each other: this one, and the one before where it is built.
 *
 * @returns {{ key: 'now' | 'before', launcher: string }[]}
 */
export function programs() {
  const now = { key: 'now', launcher: join(TOP, 'bin/gatelab.js') }
  try {
    return [now, { key: 'before', launcher: join(build(), 'bin/gatelab.js') }]
  } catch {
    return [now]
  }
}

function buildAnew() {
  const folder = mkdtempSync(join(tmpdir(), 'gatelab-'))
  process.once('exit', () => rmSync(folder, { recursive: true }))
  const archive = join(folder, 'sources.tar')
  execFileSync('git', ['archive', '--output', archive, BASELINE], { cwd: TOP, stdio: 'pipe' })
  execFileSync('tar', ['-xf', archive], { cwd: folder })
  symlinkSync(join(TOP, 'node_modules'), join(folder, 'node_modules'))
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: 'pipe' })
  return folder
}

/** One request after another to a child process that serves a build's training step. */
function converse(folder) {
  const child = fork(fileURLToPath(new URL('baseline-server.js', import.meta.url)), [
    join(folder, 'dist/bench.js'),
  ])
  const ask = (request) =>
    new Promise((resolve, reject) => {
      const ended = () => reject(new Error('the baseline ended without an answer'))
      child.once('exit', ended)
      child.once('message', (answer) => {
        child.off('exit', ended)
        resolve(answer)
      })
      child.send(request)
    })
  return { ask, leave: () => child.disconnect() }
}

/** @returns a contestant with one thread, or null and why there is none */
export function openBaseline() {
  try {
    const { ask, leave } = converse(build())
    const start = async ({ sizes }) => {
      await ask({ ask: 'start', sizes })
      return {
        step: () => ask({ ask: 'step' }),
        burst: async (ms) => (await ask({ ask: 'burst', ms })).times,
        close: async () => void (await ask({ ask: 'close' })),
      }
    }
    const contestant = { key: 'baseline', threads: 1, ownNumbers: true, start, leave }
    return { contestant, version: BASELINE.slice(0, 7) }
  } catch (error) {
    return { contestant: null, version: `not built: ${error.message.split('\n')[0]}` }
  }
}
