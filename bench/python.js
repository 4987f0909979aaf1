/**
 * Models in Python: a child process that contestant.py answers for, a line of JSON for each
 * request.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { WEIGHTS } from './problem.js'

const bytesOf = (values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)

/** Starts a script; its lines come as values, and its end as null. */
function converse(script, threads) {
  const path = fileURLToPath(new URL(script, import.meta.url))
  // -B: no __pycache__ beside the sources.
  const child = spawn('python3', ['-B', path, String(threads)], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let started = true
  child.on('error', () => {
    started = false
  })
  child.stdin.on('error', () => {})
  const hear = async () => {
    const { value, done } = await lines.next()
    return done ? null : JSON.parse(value)
  }
  const ask = async (request, ...blobs) => {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    for (const blob of blobs) child.stdin.write(blob)
    const answer = await hear()
    if (answer === null) throw new Error(`${script} ended without an answer`)
    return answer
  }
  return { hear, ask, leave: () => child.stdin.end(), started: () => started }
}

/** The two sides of a problem that Python trains on, as a running contestant. */
async function startProblem(ask, { sizes, x, y, weights }) {
  const arrays = { x, y, ...Object.fromEntries(WEIGHTS.map((name) => [name, weights[name]])) }
  const floats = Object.fromEntries(
    Object.entries(arrays).map(([name, values]) => [name, values.length]),
  )
  await ask({ ask: 'start', sizes, floats }, ...Object.values(arrays).map(bytesOf))
  return {
    step: () => ask({ ask: 'step' }),
    burst: async (ms) => (await ask({ ask: 'burst', ms })).times,
    close: async () => void (await ask({ ask: 'close' })),
  }
}

/** @returns the program and the library's version, or a note that says why there is none */
export async function openPython(script, threads) {
  const { hear, ask, leave, started } = converse(script, threads)
  const hello = await hear()
  if (!hello?.version)
    return { note: hello?.note ?? (started() ? 'did not start' : 'not installed') }
  return {
    program: { start: (problem) => startProblem(ask, problem), leave },
    version: hello.version,
  }
}
