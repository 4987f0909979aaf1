/** Weights set by hand: what a net can do, whether or not training would find it. */
import { apartFrom, zeroWeights } from '../engine/parameters.ts'
import { random } from '../engine/random.ts'
import { blocksOf, type Cell, isInputOnly, type Sizes, type Weights } from '../engine/types.ts'
import { largest } from '../rules/extremes.ts'
import { InputError } from '../rules/input-error.ts'
import { isSolved } from '../rules/solved.ts'
import { metricScale } from '../tasks/shared/standardize.ts'
import { sizesOf } from '../training/setup/net-sizes.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import type { HandSet } from './hand-set-names.ts'
import { sideOf } from './net-side.ts'
import { withLines } from './receipts/replay-lines.ts'
import { type BenchState, type NetState, netOf } from './state.ts'
import type { Workbench } from './workbench.ts'
import { weightsJob } from './workers/shared-jobs.ts'

const TENSORS = {
  W_ih: 'weight_ih_l0',
  W_hh: 'weight_hh_l0',
  b: 'bias_ih_l0',
  V: 'readout.weight',
  a: 'readout.bias',
} as const satisfies Readonly<Record<HandSet, keyof Weights>>

/** Which entries of which matrix become what. */
export interface HandSetting {
  readonly name: HandSet
  /** One number for all of them, or one for each, row by row. */
  readonly numbers: readonly number[]
  /** Counted from 1; null for all. */
  readonly rows: readonly number[] | null
  readonly columns: readonly number[] | null
}

/** [rows, columns]; a bias is a column. */
function shapeOf(name: HandSet, sizes: Sizes): readonly [number, number] {
  const { input: I, hidden: H, output: O } = sizes
  const G = blocksOf(sizes)
  const recurrent = isInputOnly(sizes) ? 0 : H
  return { W_ih: [G * H, I], W_hh: [G * H, recurrent], b: [G * H, 1], V: [O, H], a: [O, 1] }[
    name
  ] as [number, number]
}

/**
 * Sets them in the nets of these cells. Such a net has no training behind it: it begins at step 0.
 * Its metric is measured at once.
 * @throws InputError 'beyond-the-net', or 'weights-count' where there are not so many entries; then
 * nothing has changed
 */
export async function setByHand(
  bench: Workbench,
  line: string,
  cells: readonly Cell[],
  setting: HandSetting,
): Promise<void> {
  const { state } = bench
  const made = await Promise.all(
    cells.map(async (cell) => [cell, await handSet(bench, cell, setting)] as const),
  )
  bench.become(line, {
    ...state,
    nets: { ...state.nets, ...Object.fromEntries(made) },
    replayLines: withLines(state.replayLines, [line]),
  })
}

async function handSet(bench: Workbench, cell: Cell, setting: HandSetting): Promise<NetState> {
  const { state } = bench
  const { spec } = state
  const task = taskOf(spec)
  const sizes = sizesOf(spec, task, cell)
  const places = placesOf(setting, sizes)
  const before =
    netOf(state, cell)?.weights ?? (await bench.ask(cell, weightsJob, bench.subject(cell)))
  const zero = zeroWeights(sizes)
  const net: NetState = {
    step: 0,
    weights: withNumbers(before, setting, places, sizes),
    ...{ moment1: zero, moment2: zero, random: random(spec.seeds[0], 'train').state() },
    ...{ diverged: false, solvedAt: null, curve: { step: [], loss: [], metric: [] } },
  }
  const measured: BenchState = { ...state, nets: { ...state.nets, [cell]: net } }
  const { metric, loss } = await sideOf(bench, measured, cell)
  const told = loss === null ? null : loss * metricScale(task)
  return {
    ...net,
    solvedAt: metric !== null && isSolved(task, metric) ? 0 : null,
    curve: { step: [0], loss: [told], metric: [metric] },
  }
}

/** The entries, row by row. */
function placesOf({ name, numbers, rows, columns }: HandSetting, sizes: Sizes): number[] {
  const [R, C] = shapeOf(name, sizes)
  const within = (option: 'row' | 'column', asked: readonly number[] | null, most: number) => {
    const value = largest(asked ?? [], 0)
    if (value > most) throw new InputError('beyond-the-net', { name: option, value, most })
    return asked ?? Array.from({ length: most }, (_, n) => n + 1)
  }
  const down = within('row', rows, R)
  const across = within('column', columns, C)
  const places = down.flatMap((r) => across.map((c) => (r - 1) * C + c - 1))
  if (numbers.length !== 1 && numbers.length !== places.length)
    throw new InputError('weights-count', {
      name,
      rows: down.length,
      columns: across.length,
      given: numbers.length,
    })
  return places
}

/** The same weights with these entries; a bias that acts as a sum of two is all in the first one. */
function withNumbers(
  weights: Weights,
  { name, numbers }: HandSetting,
  places: readonly number[],
  sizes: Sizes,
): Weights {
  const values = weights[TENSORS[name]].slice()
  const second = weights.bias_hh_l0.slice()
  const apart = apartFrom(sizes)
  for (const [n, place] of places.entries()) {
    values[place] = numbers[numbers.length === 1 ? 0 : n]
    if (name === 'b' && place < apart) second[place] = 0
  }
  return { ...weights, bias_hh_l0: second, [TENSORS[name]]: values }
}
