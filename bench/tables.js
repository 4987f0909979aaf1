/** The figures as Markdown, which reads well in a terminal too. */
import { operations } from './problem.js'

const NAMES = {
  gatelab: 'gatelab',
  baseline: 'gatelab before',
  plain: 'plain loops',
  tfjs: 'TensorFlow.js',
  torch: 'PyTorch',
  jax: 'JAX',
}
const CELLS = { lstm: 'LSTM', rnn: 'RNN' }

/** Three digits that matter. */
const figure = (x) => (x >= 100 ? x.toFixed(0) : x.toPrecision(3))

/** Columns of equal width; all but the first stand to the right. */
function table(head, rows) {
  const widths = head.map((_, n) => Math.max(...[head, ...rows].map((row) => [...row[n]].length)))
  const line = (cells) => `| ${cells.join(' | ')} |`
  const padded = (row) =>
    line(row.map((cell, n) => (n ? cell.padStart(widths[n]) : cell.padEnd(widths[n]))))
  const rule = widths.map((width, n) => (n ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)))
  return [padded(head), line(rule), ...rows.map(padded)].join('\n')
}

const sizesOf = ({ T, H, B, I }) => `${T}, ${H}, ${B}, ${I}`

/**
 * Milliseconds, and how many times gatelab's they are (* marks a single step); or why there are
 * none.
 */
function against(own, other, version) {
  if (!other) return version
  if (other.ms === null) return 'failed'
  return `${figure(other.ms)}${other.steps === 1 ? '*' : ''} (${figure(other.ms / own.ms)}×)`
}

/** One cell's table for one number of threads. `results` is a list of { sizes, lanes }. */
function steps(cell, threads, results, versions) {
  const keys = threads === 1 ? ['baseline', 'plain', 'tfjs', 'torch', 'jax'] : ['torch', 'jax']
  const more = threads === 1 ? [] : ['gatelab, 1 thread']
  const rows = results
    .filter(({ sizes }) => sizes.cell === cell)
    .map(({ sizes, lanes }) => {
      const lane = (key, count) => lanes.find((one) => one.key === key && one.threads === count)
      const own = lane('gatelab', threads)
      const rival = (key) => against(own, lane(key, threads), versions[key])
      return [
        sizesOf(sizes),
        figure(own.ms),
        figure(operations(sizes) / own.ms / 1e6),
        ...more.map(() => against(own, lane('gatelab', 1))),
        ...keys.map(rival),
      ]
    })
  const head = ['T, H, B, I', 'gatelab', 'GFLOP/s', ...more, ...keys.map((key) => NAMES[key])]
  return `### ${CELLS[cell]}, ${threads} thread${threads > 1 ? 's' : ''}\n\n${table(head, rows)}`
}

function underflow(rows) {
  const [healthy] = rows
  const body = rows.map(({ name, scale, first, ms }) => [
    `${name} weights (× ${scale})`,
    `10^${first.toFixed(1)}`,
    figure(ms),
    `${(ms / healthy.ms).toFixed(2)}×`,
  ])
  return table(['tanh RNN, T = 1000, H = B = 32', '‖∂L/∂h_1‖', 'ms', 'ratio'], body)
}

function startup(rows) {
  const [bare] = rows
  const cells = (ms) => (ms === null ? ['', ''] : [figure(ms), `${(ms / bare.now).toFixed(2)}×`])
  return table(
    ['start', 'ms', 'ratio', 'ms before', 'ratio before'],
    rows.map(({ name, now, before }) => [name, ...cells(now), ...cells(before)]),
  )
}

function notTraining({ beside, evaluations, check, clamp }) {
  const percent = (share) => `${(100 * share).toFixed(1)} %`
  const seconds = (s) => `${figure(s)} s`
  const row = (name, { now, before }, unit) => [
    name,
    unit(now),
    before === undefined ? '' : unit(before),
  ]
  return table(
    ['what', 'measured', 'before'],
    [
      row('`compare adding --steps 100`: cores × time in no run', beside, percent),
      row('evaluations with profiles, of a default run', evaluations, percent),
      row('`check` of the whole course, one seed', check, seconds),
      row('`clamp f 1` at T = 1000, H = 64', clamp, seconds),
    ],
  )
}

function waits({ jacobian, walkBack, inLab, key, slowest, waterfall }) {
  const ms = (time) => `${figure(time)} ms`
  return table(
    ['what', 'measured'],
    [
      ['`jacobian` at T = 200, H = 64, both cells, less the start', ms(jacobian)],
      ['`walk --back` there', ms(walkBack)],
      ['`jacobian` in a lab that is open, from Enter to the picture', ms(inLab.jacobian)],
      ['`walk --back` there', ms(inLab.walkBack)],
      ['a key while every core trains, median', ms(key)],
      ['the slowest of 20', ms(slowest)],
      ['a comparison with its waterfall, more processor time', `${(100 * waterfall).toFixed(1)} %`],
    ],
  )
}

function stacks({ layers, T, B, H, own, torch, version }) {
  const times = torch === null ? version : `${figure(torch)} (${figure(own / torch)}×)`
  return table(
    ['layers, T, H, B', 'gatelab', `PyTorch ${version}`],
    [[`${layers}, ${T}, ${H}, ${B}`, figure(own), times]],
  )
}

function sweeps({ use, bytes, reports }) {
  const cells = (one) => (one ? [figure(one.seconds), figure(one.megabytes)] : ['', ''])
  const body = reports.map(({ name, now, before }) => [name, ...cells(now), ...cells(before)])
  const share = (100 * use.share).toFixed(0)
  return `${use.runs} runs on ${use.cores} cores spent ${share} % of cores × time in training
(${figure(use.seconds)} s in all).

A report of 10,000 runs, from ${figure(bytes / 1e6)} MB of results, as a whole program:

${table(['report', 's', 'MB at most', 's before', 'MB before'], body)}`
}

/** The whole result as one page. */
export function page({
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
}) {
  const cells = ['lstm', 'rnn']
  const tables = threadCounts.flatMap((threads) =>
    cells.map((cell) => steps(cell, threads, results, versions)),
  )
  const load = machine.load.toFixed(1)
  return `# A training step, ${machine.date}

${machine.cpu}, ${machine.cores} cores, ${machine.system}, load ${load} before the start.
Node ${machine.node} (V8 ${machine.v8}), gatelab ${machine.gatelab} with vectors of
${simd.bits} bits, TensorFlow.js ${versions.tfjs} (WebAssembly backend), PyTorch ${versions.torch},
JAX ${versions.jax}.

## Milliseconds per training step

Forward pass, BPTT with the norms of ∂L/∂h_t and ∂L/∂c_t recorded at every t, weight gradients,
clipping, Adam. Medians of short bursts taken in turn, in one run; in brackets how many times
gatelab's time that is, * for a single step. The same losses and norms were seen from all but
gatelab, which draws its own numbers at the same sizes. "gatelab before" is a build of commit
${versions.baseline}, which knows vectors of 128 bits only; so is "before" in all tables. It, plain
loops and TensorFlow.js in Node know one thread only. GFLOP/s count gatelab's matrix products.

${tables.join('\n\n')}

## Below the underflow

A step must not get slower where the gradient vanishes: float32 ends at 10^−45. Weights are held
still.

${underflow(vanishing)}

## Start-up

${startup(starts)}

## What is not training

${notTraining(short)}

## The lab and the screens

${waits(hands)}

## A net of several layers

Milliseconds of what inspect does with a case, without files: LSTM layers forward and back, norms of
∂L/∂h_t and ∂L/∂c_t at every layer and t, and weight gradients, in float64 on one thread. PyTorch
does the same by a loop over LSTMCells with retain_grad, in float32 on one thread; in brackets how
many times its time gatelab takes.

${stacks(stack)}

## Sweeps and reports

${sweeps(swept)}
`
}
