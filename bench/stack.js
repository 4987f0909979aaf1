/**
 * A net of four LSTM layers of 512 units on a case, as `inspect --input` runs it: forward, back,
 * the norms of every layer and step, weight gradients; float64, one thread. Against PyTorch's loop
 * with retain_grad in float32. `node bench/stack.js` measures this alone.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stackStep } from '../dist/bench.js'
import { median } from './measure.js'

const SIZES = { layers: 4, T: 200, B: 8, H: 512 }
const ROUNDS = 3

/** Milliseconds of gatelab and of PyTorch, whose are null where it is not there. */
export async function measureStack(sizes = SIZES, rounds = ROUNDS) {
  const step = await stackStep(sizes)
  const times = []
  for (let n = 0; n < rounds; n++) {
    const from = performance.now()
    step()
    times.push(performance.now() - from)
  }
  const { layers, T, B, H } = sizes
  const script = fileURLToPath(new URL('stack_bench.py', import.meta.url))
  const words = ['-B', script, ...[layers, T, B, H, rounds].map(String)]
  const { stdout } = spawnSync('python3', words, { encoding: 'utf8' })
  const { version, ms } = stdout ? JSON.parse(stdout) : { version: 'not installed', ms: [] }
  return { ...sizes, own: median(times), torch: ms.length > 0 ? median(ms) : null, version }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rounds = Number(process.argv[2] ?? ROUNDS)
  process.stdout.write(`${JSON.stringify(await measureStack(SIZES, rounds))}\n`)
}
