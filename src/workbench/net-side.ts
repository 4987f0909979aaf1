/** The metric, the loss and the profile of a net in a state of the workbench, past or proposed. */
import type { Cell } from '../engine/types.ts'
import type { SurgerySide } from '../results/lab-results.ts'
import { metricOf } from '../training/evaluation.ts'
import { heldOutCount } from '../training/held-out.ts'
import { evaluationRows } from '../training/setup/net-sizes.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import { type BenchState, digestOfState, netOf } from './state.ts'
import type { Workbench } from './workbench.ts'
import { profileJob, scoresJob } from './workers/shared-jobs.ts'

/** What was measured of a state is measured once. */
const measured = new WeakMap<Workbench, Map<string, SurgerySide>>()
/** Sides that are kept. */
const MOST_SIDES = 64

export async function sideOf(
  bench: Workbench,
  state: BenchState,
  cell: Cell = 'lstm',
): Promise<SurgerySide> {
  const known = measured.get(bench) ?? new Map<string, SurgerySide>()
  measured.set(bench, known)
  const key = `${cell} ${digestOfState(state)}`
  const side = known.get(key) ?? (await measure(bench, state, cell))
  known.delete(key)
  known.set(key, side)
  const [oldest] = known.keys()
  if (known.size > MOST_SIDES) known.delete(oldest)
  return side
}

async function measure(bench: Workbench, state: BenchState, cell: Cell): Promise<SurgerySide> {
  const [metric, { loss, profile }] = await Promise.all([
    metricOfState(bench, state, cell),
    bench.ask(cell === 'lstm' ? 'rnn' : 'lstm', profileJob, bench.subject(cell, state)),
  ])
  return { metric, loss, log10: profile }
}

/**
 * Both threads share the held-out sequences; each score belongs to one lot, so who finds it changes
 * nothing.
 */
async function metricOfState(
  bench: Workbench,
  state: BenchState,
  cell: Cell,
): Promise<number | null> {
  const net = netOf(state, cell)
  const plain = cell === 'rnn' || state.operations.length === 0
  // Training has measured it just now.
  if (net && plain && net.curve.step.at(-1) === net.step) return net.curve.metric.at(-1) ?? null
  const subject = bench.subject(cell, state)
  const task = taskOf(state.spec)
  const [rows, all] = [evaluationRows(task), heldOutCount(task)]
  const half = Math.ceil(all / rows / 2) * rows
  const [first, second] = await Promise.all([
    bench.ask('lstm', scoresJob, { ...subject, from: 0, to: half }),
    bench.ask('rnn', scoresJob, { ...subject, from: half, to: all }),
  ])
  const metric = metricOf([...first, ...second])
  return Number.isFinite(metric) ? metric : null
}
