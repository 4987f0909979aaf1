/**
 * The benchmark: `npm run bench`. Takes about five minutes, prints tables and writes them under
 * results/. PyTorch and JAX take part if `python3` has them. `node bench/run.js 1,2` measures only
 * the first two sizes, writing nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { chooseSimd, decide } from '../bin/simd.js'
import { gather } from './contestants.js'
import { measureHands } from './hands.js'
import { fileName, machine } from './machine.js'
import { measure } from './measure.js'
import { SIZES } from './problem.js'
import { measureShort } from './short.js'
import { measureStack } from './stack.js'
import { measureStartup } from './startup.js'
import { measureSweeps } from './sweep.js'
import { page } from './tables.js'
import { measureUnderflow } from './underflow.js'

// As the launcher does it.
chooseSimd(process)
const simd = decide(process)
const MOST_THREADS = 4
const chosen = process.argv[2]?.split(',').map(Number)
const sizes = SIZES.filter((_, n) => !chosen || chosen.includes(n + 1))
const threadCounts = [...new Set([1, Math.min(machine.cores, MOST_THREADS)])]

const say = (line) => process.stderr.write(`${line}\n`)

const { models, versions } = await gather(threadCounts)
say(`against TensorFlow.js ${versions.tfjs}, PyTorch ${versions.torch}, JAX ${versions.jax}`)
const results = []
for (const cell of ['lstm', 'rnn']) {
  for (const size of sizes) {
    say(`${cell} ${Object.values(size).join(', ')} …`)
    const one = { cell, ...size, O: 1 }
    results.push({ sizes: one, lanes: await measure(models, one, say) })
  }
}
for (const { leave } of models) leave?.()
say('underflow …')
const vanishing = await measureUnderflow()
say('start-up …')
const starts = await measureStartup()

say('short runs and the course …')
const short = await measureShort()

say('the lab and the screens …')
const hands = await measureHands()

say('a net of four layers …')
const stack = await measureStack()

say('sweeps and reports …')
const swept = await measureSweeps()

const text = page({
  machine,
  simd,
  versions,
  threadCounts,
  results,
  vanishing,
  starts,
  short,
  hands,
  stack,
  swept,
})
process.stdout.write(text)
if (!chosen) {
  const folder = new URL('results/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL(fileName(machine), folder), text)
}
