/** Nets in training, as far as one has heard. Pure. */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { Cell, Log10Profile } from '../../engine/types.ts'
import type { BenchProgress } from '../../results/lab-progress.ts'
import type { ByCell, Curve } from '../../results/lab-results.ts'
import type { Report } from '../../results/report.ts'
import { added } from '../../results/thinning.ts'
import { type AxisRange, curveAxis, profileAxis } from '../../rules/chart-axes.ts'

export interface LiveCell {
  readonly to: number
  readonly step: number
  readonly stepsPerSecond: number
  readonly curve: Curve
  /** The best constant answer on the same held-out data, once that is measured. */
  readonly baseline?: number | null
  /** Evaluations that came; the curve has as many of them as are kept. */
  readonly came: number
  readonly log10: Log10Profile | null
}

export interface Live {
  readonly task: Report['task']
  readonly cells: ByCell<LiveCell>
  /** Of all profiles that came. */
  readonly axis: AxisRange
  /** Of the metric; null before the first. */
  readonly curveAxis: AxisRange | null
}

/** Far more than a picture has columns. */
const MOST_POINTS = 512

const EMPTY: Curve = { step: [], loss: [], metric: [] }

/** Takes in what a training workbench says; other events change nothing here. */
export function reduceLive(live: Live | null, event: CommandEvent): Live | null {
  switch (event.type) {
    case 'bench-start':
      return started(event)
    case 'bench-progress':
      return change(live, event.cell, (one) => ({
        ...one,
        step: event.step,
        stepsPerSecond: event.stepsPerSecond,
      }))
    case 'bench-observation': {
      const { metric, profile, baseline } = event.observation
      const seen = change(live, event.cell, (one) => observed(one, event.observation))
      return (
        seen && {
          ...seen,
          axis: profileAxis([profile.log10], seen.axis),
          curveAxis: curveAxis(seen.task, [metric, baseline ?? null], seen.curveAxis),
        }
      )
    }
    default:
      return live
  }
}

function started({ task, cells }: Extract<BenchProgress, { type: 'bench-start' }>): Live {
  const rows = cells.map(({ cell, from, to }) => [
    cell,
    { to, step: from, stepsPerSecond: 0, curve: EMPTY, came: 0, log10: null },
  ])
  return { task, cells: Object.fromEntries(rows), axis: profileAxis([]), curveAxis: null }
}

function change(live: Live | null, cell: Cell, update: (one: LiveCell) => LiveCell): Live | null {
  const found = live?.cells[cell]
  return live && found ? { ...live, cells: { ...live.cells, [cell]: update(found) } } : live
}

type Observation = Extract<BenchProgress, { type: 'bench-observation' }>['observation']

const observed = (
  live: LiveCell,
  { step, loss, metric, profile, baseline = live.baseline }: Observation,
): LiveCell => ({
  ...live,
  baseline,
  step: Math.max(live.step, step),
  curve: {
    step: added(live.curve.step, step, live.came, MOST_POINTS),
    loss: added(live.curve.loss, loss, live.came, MOST_POINTS),
    metric: added(live.curve.metric, metric, live.came, MOST_POINTS),
  },
  came: live.came + 1,
  log10: profile.log10,
})
