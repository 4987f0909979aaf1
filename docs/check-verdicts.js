/**
 * What the verdict on data of one's own is worth, by simulation: how often a cell is called better
 * where there is nothing to learn (at most 5 in 100, give or take the sampling), and how often
 * where one truly is. Run from the project's root:
 *   node docs/check-verdicts.js noise SETS SEQUENCES
 *   node docs/check-verdicts.js power SETS [options of compare]
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [kind, setsText = '20', ...rest] = process.argv.slice(2)
const sets = Number(setsText)

/** A stream of numbers in [0, 1) of a set's own (mulberry32). */
function stream(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Half of one class and half of the other, by chance; the inputs know nothing of it. */
function noise(random, count) {
  const keyed = Array.from({ length: count }, (_, n) => ({ y: n % 2 ? 'a' : 'b', key: random() }))
  return keyed
    .sort((a, b) => a.key - b.key)
    .map(({ y }) => ({ x: Array.from({ length: 4 }, () => [2 * random() - 1]), y }))
}

/** The first of 60 symbols decides; the others are four that say nothing. */
function recalled(random, count) {
  const oneHot = (symbol) => Array.from({ length: 6 }, (_, n) => (n === symbol ? 1 : 0))
  return Array.from({ length: count }, (_, n) => ({
    x: Array.from({ length: 60 }, (_, t) => oneHot(t === 0 ? n % 2 : 2 + Math.floor(4 * random()))),
    y: n % 2 ? 'a' : 'b',
  }))
}

const power = kind === 'power'
const count = power ? 100 : Number(rest[0] ?? 50)
const chosen = power ? rest : rest.slice(1)
const options =
  chosen.length > 0
    ? chosen
    : power
      ? ['--steps', '500', '--hidden', '16', '--forget-bias', 'chrono']
      : ['--steps', '100', '--hidden', '6']
const folder = mkdtempSync(join(tmpdir(), 'verdicts-'))
const file = join(folder, 'set.jsonl')
const said = { lstm: 0, rnn: 0 }
for (let set = 1; set <= sets; set++) {
  const rows = (power ? recalled : noise)(stream(set * 7919), count)
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'))
  const seeds = options.includes('--seeds') ? [] : ['--seeds', '10']
  const args = ['bin/gatelab.js', 'compare', '--data', file, ...options, ...seeds, '--json']
  const { stdout, stderr, status } = spawnSync('node', args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`)
  const { metric, solved } = JSON.parse(stdout).verdict
  const winner = metric.winner ?? solved.winner
  if (winner) said[winner]++
}
rmSync(folder, { recursive: true })
const all = said.lstm + said.rnn
// Noise: 5 in 100 and two standard deviations of the binomial. Power: nine of ten for the LSTM.
const most = 0.05 * sets + 2 * Math.sqrt(0.05 * 0.95 * sets)
const good = power ? said.lstm >= 0.9 * sets : all <= most
const what = power ? 'with a symbol recalled through 60 steps' : 'with labels by chance'
const better = `a better cell (LSTM ${said.lstm}, RNN ${said.rnn})`
console.log(`${all} of ${sets} sets of ${count} sequences ${what} have ${better}`)
process.exitCode = good ? 0 : 1
