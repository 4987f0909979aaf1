/** receipt: the equation, the operands, and the lines that make a result again. */

import { simd } from '../../io/simd.ts'
import type { ReceiptResult } from '../../results/lab-results.ts'
import { InputError } from '../../rules/input-error.ts'
import { taskOf } from '../../training/setup/resolve-spec.ts'
import { flatten } from '../flatten.ts'
import { kindOf, type LabResult } from '../result-kinds.ts'
import { digestOfState } from '../state.ts'
import type { Workbench } from '../workbench.ts'
import { type LastResult, lastResultOf } from './last-result.ts'

/** Throws InputError 'nothing-yet' where there is no result. */
export function lastOf(bench: Workbench): LastResult {
  const last = lastResultOf(bench)
  if (!last) throw new InputError('nothing-yet', { command: 'receipt' })
  return last
}

/** The line that asks for it; none for what the state's own lines bring about. */
export function questionOf(last: LastResult): string[] {
  const question = kindOf(last.result).receipt?.question?.(last)
  return question === undefined ? [] : [question]
}

type Replayed = { readonly result: LabResult | null; readonly digest: string }

/**
 * Whether everything that the result says came out again, to the last digit; the workbench at the
 * end, for results that are one.
 */
export function compare(
  { result, state }: LastResult,
  again: Replayed,
): NonNullable<ReceiptResult['check']> {
  const digest = digestOfState(state)
  const rows = kindOf(result).receipt?.ofState ? [] : flatten(result)
  const found = new Set([`workbench,,${again.digest}`, ...flatten(again.result ?? {})])
  const differences = [`workbench,,${digest}`, ...rows]
    .filter((row) => !found.has(row))
    .slice(0, 20)
  return { same: differences.length === 0, differences }
}

export function receipt(
  last: LastResult,
  lines: readonly string[],
  check: ReceiptResult['check'],
  /** Options that put a net from a file on the bench. */
  options = '',
): ReceiptResult {
  const { result, state } = last
  const { spec } = state
  const facts = kindOf(result).receipt
  const sizes = [
    { name: 'T', value: taskOf(spec).timeSteps },
    { name: 'B', value: spec.batch },
    { name: 'H', value: spec.hidden },
  ]
  const execute = `--execute '${lines.join('; ').replaceAll("'", "'\\''")}'`
  return {
    kind: 'receipt',
    line: last.line,
    command: result.kind,
    equations: facts?.equations?.(last) ?? [],
    operands: facts?.operands?.(last, sizes) ?? sizes,
    spec,
    seed: spec.seeds[0],
    digest: digestOfState(state),
    simd: simd(),
    again: `${['gatelab repl', ...(options === '' ? [] : [options])].join(' ')} ${execute}`,
    check,
  }
}
