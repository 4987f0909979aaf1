/** The last result of a workbench to which receipts and exported pictures refer. */
import { InputError } from '../../rules/input-error.ts'
import { kindOf, type LabResult } from '../result-kinds.ts'
import type { BenchState } from '../state.ts'
import type { Workbench } from '../workbench.ts'
import { equationsOf, type MathResult } from './equations.ts'

export interface LastResult {
  readonly line: string
  readonly result: LabResult
  /** In which it was found. */
  readonly state: BenchState
}

const last = new WeakMap<Workbench, LastResult>()

/** Remembers a result as the last one, if others can refer to it. */
export function remember(bench: Workbench, line: string, result: LabResult): void {
  if (kindOf(result).receipt) last.set(bench, { line, result, state: bench.state })
}

export const lastResultOf = (bench: Workbench): LastResult | null => last.get(bench) ?? null

/** The equations of the last walk. Throws InputError 'nothing-yet' where nothing was walked. */
export function mathOf(bench: Workbench): MathResult {
  const { result, state } = last.get(bench) ?? {}
  if (result?.kind !== 'walk' || !state)
    throw new InputError('nothing-yet', { command: 'show math' })
  const { t, unit } = result
  return { kind: 'math', t, unit, lines: equationsOf(result, state.spec) }
}
