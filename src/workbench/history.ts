/** undo, redo, history, diff. */
import { type Weights, weightEntries } from '../engine/types.ts'
import type {
  BenchResult,
  ByCell,
  Difference,
  DiffResult,
  HistoryResult,
} from '../results/lab-results.ts'
import { InputError } from '../rules/input-error.ts'
import { sizesOf } from '../training/setup/net-sizes.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import { type BenchState, digestOfState, netOf } from './state.ts'
import type { Workbench } from './workbench.ts'
import { weightsJob } from './workers/shared-jobs.ts'

export function undo(bench: Workbench): BenchResult {
  const line = bench.timeline.undo()
  if (line === null)
    throw new InputError('nothing-to-undo', { forgotten: bench.timeline.forgotten })
  return bench.result('undo', false, line)
}

export function redo(bench: Workbench): BenchResult {
  const line = bench.timeline.redo()
  if (line === null) throw new InputError('nothing-to-redo', {})
  return bench.result('redo', false, line)
}

export function history(bench: Workbench): HistoryResult {
  const { changes, at } = bench.timeline.list()
  const rows = changes.map(({ line, state }) => ({ line, digest: digestOfState(state) }))
  const { forgotten } = bench.timeline
  return { kind: 'history', changes: rows, at, ...(forgotten > 0 ? { forgotten } : {}) }
}

/** What the last so many changes have changed. */
export async function diff(bench: Workbench, back: number): Promise<DiffResult> {
  const before = bench.timeline.back(back)
  if (!before)
    throw new InputError('not-so-far-back', {
      asked: back,
      most: bench.timeline.undoable,
      forgotten: bench.timeline.forgotten,
    })
  const after = bench.state
  const rows = [...rowsOf(before, after, settingsOf), ...rowsOf(before, after, numbersOf)]
  return { kind: 'diff', back, differences: rows, distance: await distances(bench, before, after) }
}

type BenchDifferences = Readonly<Record<string, Difference['before']>>

function rowsOf(
  before: BenchState,
  after: BenchState,
  facts: (state: BenchState) => BenchDifferences,
): Difference[] {
  const [old, now] = [facts(before), facts(after)]
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return names
    .map((what) => ({ what, before: old[what] ?? null, after: now[what] ?? null }))
    .filter((row) => row.before !== row.after)
}

const settingsOf = ({ spec: { file, ...others }, operations }: BenchState): BenchDifferences => ({
  file: file && `${file.path} ${file.digest}`,
  ...Object.fromEntries(
    Object.entries(others).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  ),
  operations: operations.length,
})

function numbersOf(state: BenchState): BenchDifferences {
  const rows = state.spec.cells.flatMap((cell): [string, Difference['before']][] => {
    const net = netOf(state, cell)
    return [
      [`${cell}.step`, net?.step ?? 0],
      [`${cell}.metric`, net?.curve.metric.at(-1) ?? null],
      [`${cell}.solvedAt`, net?.solvedAt ?? null],
    ]
  })
  return Object.fromEntries(rows)
}

/** How far the weights have moved, where both states have nets of one shape. */
async function distances(
  bench: Workbench,
  before: BenchState,
  after: BenchState,
): Promise<ByCell<number>> {
  const sizes = (state: BenchState) => (cell: 'rnn' | 'lstm') =>
    JSON.stringify(sizesOf(state.spec, taskOf(state.spec), cell))
  const common = after.spec.cells.filter(
    (cell) => before.spec.cells.includes(cell) && sizes(before)(cell) === sizes(after)(cell),
  )
  const found = await Promise.all(
    common.map(async (cell) => {
      const [a, b] = await Promise.all(
        [before, after].map((state) => bench.ask(cell, weightsJob, bench.subject(cell, state))),
      )
      return [cell, distance(a, b)] as const
    }),
  )
  return Object.fromEntries(found)
}

function distance(a: Weights, b: Weights): number {
  let sum = 0
  for (const [name, values] of weightEntries(a))
    for (let n = 0; n < values.length; n++) sum += (values[n] - (b[name]?.[n] ?? 0)) ** 2
  return Math.sqrt(sum)
}
