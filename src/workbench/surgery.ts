/** Surgery on the LSTM: what it did to the answers and to the gradient, before and after. */

import type { Operation } from '../engine/types.ts'
import type { SurgeryResult, SurgerySide } from '../results/lab-results.ts'
import { describeTask } from '../results/task-facts.ts'
import { largest } from '../rules/extremes.ts'
import { InputError } from '../rules/input-error.ts'
import type { Spec } from '../specs/spec.ts'
import { metricOf } from '../training/evaluation.ts'
import { heldOutCount } from '../training/held-out.ts'
import { evaluationRows } from '../training/setup/net-sizes.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import { withLines } from './receipts/replay-lines.ts'
import { type BenchState, digestOfState, netOf } from './state.ts'
import type { Workbench } from './workbench.ts'
import { profileJob, scoresJob } from './workers/shared-jobs.ts'

/** What was measured of a state is measured once. */
const measured = new WeakMap<Workbench, Map<string, SurgerySide>>()
const MAX_OPERATIONS = 16

/** Puts these operations in place of those on the bench, and measures both states. */
export async function intervene(
  bench: Workbench,
  line: string,
  operations: readonly Operation[],
): Promise<SurgeryResult> {
  const { state } = bench
  const next: BenchState = {
    ...state,
    operations,
    replayLines: withLines(state.replayLines, [line]),
  }
  const [before, after] = await Promise.all([sideOf(bench, state), sideOf(bench, next)])
  bench.become(line, next)
  const task = describeTask(taskOf(state.spec), state.spec)
  return { kind: 'surgery', task, operations, before, after, digest: digestOfState(next) }
}

/** Throws InputError where there is no LSTM, or the operation reaches beyond it. */
export function checkOperation(spec: Spec, operation: Operation): void {
  if (!spec.cells.includes('lstm')) throw new InputError('surgery-needs-lstm', { cell: 'RNN' })
  if (spec.variant === 'gru') throw new InputError('surgery-needs-lstm', { cell: 'GRU' })
  if (operation.kind === 'plain-output') return
  const { from, to } = operation
  const units = 'units' in operation ? operation.units : null
  const T = taskOf(spec).timeSteps
  const beyond = (name: string, value: number | null, most: number) => {
    if (value !== null && value > most)
      throw new InputError('beyond-the-net', { name, value, most })
  }
  beyond('from', from, T)
  beyond('to', to, T)
  if (from !== null && to !== null && from > to) throw new InputError('from-after-to', { from, to })
  beyond('unit', units && largest(units), spec.hidden)
}

async function sideOf(bench: Workbench, state: BenchState): Promise<SurgerySide> {
  const known = measured.get(bench) ?? new Map<string, SurgerySide>()
  measured.set(bench, known)
  const key = digestOfState(state)
  const side = known.get(key) ?? (await measure(bench, state))
  known.delete(key)
  known.set(key, side)
  const [oldest] = known.keys()
  if (known.size > MAX_OPERATIONS) known.delete(oldest)
  return side
}

async function measure(bench: Workbench, state: BenchState): Promise<SurgerySide> {
  const [metric, { loss, profile }] = await Promise.all([
    metricOfState(bench, state),
    bench.ask('rnn', profileJob, bench.subject('lstm', state)),
  ])
  return { metric, loss, log10: profile }
}

/**
 * Both threads share the held-out sequences; each score belongs to one lot, so who finds it changes
 * nothing.
 */
async function metricOfState(bench: Workbench, state: BenchState): Promise<number | null> {
  const net = netOf(state, 'lstm')
  // Training has measured it just now.
  if (net && state.operations.length === 0 && net.curve.step.at(-1) === net.step)
    return net.curve.metric.at(-1) ?? null
  const subject = bench.subject('lstm', state)
  const task = taskOf(bench.spec)
  const [rows, all] = [evaluationRows(task), heldOutCount(task)]
  const half = Math.ceil(all / rows / 2) * rows
  const [first, second] = await Promise.all([
    bench.ask('lstm', scoresJob, { ...subject, from: 0, to: half }),
    bench.ask('rnn', scoresJob, { ...subject, from: half, to: all }),
  ])
  const metric = metricOf([...first, ...second])
  return Number.isFinite(metric) ? metric : null
}
