/**
 * Surgery on the LSTM, or the GRU in its place: what it did to the answers and to the gradient,
 * before and after.
 */

import { GATES, GRU_GATES, isBackwardOnly, isOfCell, type Operation } from '../engine/types.ts'
import type { SurgeryResult } from '../results/lab-results.ts'
import { describeTask } from '../results/task-facts.ts'
import { largest } from '../rules/extremes.ts'
import { InputError } from '../rules/input-error.ts'
import type { Spec } from '../specs/spec.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import { sideOf } from './net-side.ts'
import { withLines } from './receipts/replay-lines.ts'
import { type BenchState, digestOfState } from './state.ts'
import type { Workbench } from './workbench.ts'

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
  const newest = operations.length > state.operations.length ? operations.at(-1) : undefined
  const beside = newest && isBackwardOnly(newest) ? await besideOf(bench, next) : null
  bench.become(line, next)
  const task = describeTask(taskOf(state.spec), state.spec)
  return {
    kind: 'surgery',
    task,
    operations,
    before,
    after,
    ...beside,
    digest: digestOfState(next),
  }
}

/** What a cut on the way back alone is held against. */
async function besideOf(
  bench: Workbench,
  state: BenchState,
): Promise<Pick<SurgeryResult, 'beside'>> {
  const { operations } = state
  const without = operations.filter((one) => !isBackwardOnly(one))
  const uncut = await sideOf(bench, { ...state, operations: without })
  const full = await sideOf(bench, { ...state, operations: operations.map(bothWays) })
  return { beside: { uncut, full } }
}

/** The cut of values and derivatives, for one of derivatives alone. */
function bothWays(operation: Operation): Operation {
  switch (operation.kind) {
    case 'sever-belt-backward':
      return { ...operation, kind: 'sever-belt' }
    case 'sever-gates-backward':
      return { ...operation, kind: 'sever-gates' }
    default:
      return operation
  }
}

/**
 * Throws InputError where there is neither LSTM nor GRU, the operation is of the other one's parts,
 * or it reaches beyond the net. `given`: the net is from a file.
 */
export function checkOperation(spec: Spec, operation: Operation, given = false): void {
  if (!spec.cells.includes('lstm')) throw new InputError('surgery-needs-lstm', { cell: 'RNN' })
  const gru = spec.variant === 'gru'
  if (!isOfCell(operation, gru)) {
    if (!('gate' in operation)) throw new InputError('surgery-on-cell', { cell: 'GRU' })
    const gates = gru ? GRU_GATES : GATES
    throw new InputError('gate-of-other-cell', {
      ...{ gate: operation.gate, gru, gates },
      ...(given ? { given } : {}),
    })
  }
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
