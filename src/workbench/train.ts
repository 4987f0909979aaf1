/** Trains the nets on the bench, both at once, and tells how it goes. */
import { Readable } from 'node:stream'
import type { Cell } from '../engine/types.ts'
import { digestOf } from '../results/digest.ts'
import type { BenchProgress } from '../results/lab-progress.ts'
import type { TrainingResult } from '../results/lab-results.ts'
import { describeTask } from '../results/task-facts.ts'
import { taskOf } from '../training/setup/resolve-spec.ts'
import { withLines } from './receipts/replay-lines.ts'
import { type BenchState, digestOfState, type NetState, netOf } from './state.ts'
import { statusOf, type Workbench } from './workbench.ts'
import { type TrainAnswer, trainJob } from './workers/shared-jobs.ts'
import type { TrainEvent } from './workers/worker-messages.ts'

export interface TrainingOrder {
  readonly line: string
  readonly cells: readonly Cell[]
  /** Steps more at most. */
  readonly steps: number
  readonly untilSolved: boolean
}

/** Events while it trains, then the result. Ended early, it keeps the steps that were made. */
export function train(
  bench: Workbench,
  order: TrainingOrder,
): AsyncIterable<BenchProgress | { type: 'lab'; result: TrainingResult }> {
  const events = new Readable({
    objectMode: true,
    read() {},
    destroy(error, done) {
      bench.stop()
      done(error)
    },
  })
  runTraining(bench, order, (event) => events.push(event)).then(
    () => events.push(null),
    (error) => events.destroy(error),
  )
  return events
}

async function runTraining(
  bench: Workbench,
  order: TrainingOrder,
  emit: (event: BenchProgress | { type: 'lab'; result: TrainingResult }) => void,
): Promise<void> {
  const { state } = bench
  const task = describeTask(taskOf(state.spec), state.spec)
  const plan = order.cells.map((cell) => {
    const net = netOf(state, cell)
    const from = net?.step ?? 0
    // What diverged has no next step, and what is solved needs none.
    const done = net?.diverged || (order.untilSolved && net !== null && net.solvedAt !== null)
    return { cell, from, to: done ? from : from + order.steps }
  })
  emit({ type: 'bench-start', task, cells: plan })
  const threads = Math.max(1, Math.floor(bench.workers / plan.length))
  const trained = await Promise.all(
    plan.map(async ({ cell, from, to }): Promise<[Cell, TrainAnswer | null]> => {
      if (from === to) return [cell, null]
      const ask = {
        ...bench.subject(cell),
        net: netOf(state, cell),
        until: to,
        untilSolved: order.untilSolved,
        threads,
      }
      const onProgress = (news: TrainEvent) =>
        emit(
          news.type === 'progress'
            ? { ...news, type: 'bench-progress', cell }
            : { ...news, type: 'bench-observation', cell },
        )
      const made = () => bench.workerPair.ask(cell, trainJob, ask, onProgress)
      return [cell, await (bench.trainings?.of(ask, made) ?? made())]
    }),
  )
  // Stopped before its first step, a net is as its seed made it.
  const made = trained.flatMap(([cell, answer]) =>
    answer && (answer.net.step > 0 || answer.net.diverged) ? [{ cell, answer }] : [],
  )
  const nets = {
    ...state.nets,
    ...Object.fromEntries(
      made.map(({ cell, answer }) => [
        cell,
        {
          ...compact(answer.net),
          ...(cell === 'lstm' && { measuredUnder: state.operations }),
        },
      ]),
    ),
  }
  const next: BenchState = {
    ...state,
    nets,
    replayLines: withLines(state.replayLines, linesOf(state, made)),
  }
  bench.become(order.line, next)
  emit({ type: 'lab', result: resultOf(state, next, trained, task) })
}

/**
 * The same net, as a past of many such is kept: numbers that came from another thread take three
 * times the room of those that were put together here.
 */
function compact(net: NetState): NetState {
  const own = <T>(values: readonly T[]): T[] => values.map((value) => value)
  const { step, loss, metric } = net.curve
  return { ...net, curve: { step: own(step), loss: own(loss), metric: own(metric) } }
}

/** What was done, as lines that do it again: steps that were made, whatever was asked for. */
function linesOf(
  state: BenchState,
  made: readonly { cell: Cell; answer: TrainAnswer }[],
): string[] {
  const steps = made.map(({ cell, answer }) => ({
    cell,
    count: answer.net.step - (netOf(state, cell)?.step ?? 0),
  }))
  // A net that diverges makes fewer steps than it was asked for, and would again.
  const asked = steps.map(({ cell, count }, n) => ({
    cell,
    count: made[n].answer.net.diverged ? count + 1 : count,
  }))
  const both = asked.length === 2 && asked[0].count === asked[1].count
  if (both && asked[0].count > 0) return [`train ${asked[0].count}`]
  return asked.flatMap(({ cell, count }) => (count > 0 ? [`train ${count} --cells ${cell}`] : []))
}

function resultOf(
  before: BenchState,
  after: BenchState,
  trained: readonly [Cell, TrainAnswer | null][],
  task: TrainingResult['task'],
): TrainingResult {
  const cells = trained.map(([cell, answer]) => {
    const net = netOf(after, cell)
    return [
      cell,
      {
        from: netOf(before, cell)?.step ?? 0,
        to: net?.step ?? 0,
        status: statusOf(net),
        solvedAt: net?.solvedAt ?? null,
        curve: net?.curve ?? { step: [], loss: [], metric: [] },
        stepsPerSecond: Math.round((answer?.stepsPerSecond ?? 0) * 10) / 10,
        ...(net?.baseline === undefined ? {} : { baseline: net.baseline }),
        digest: net ? digestOf(net.weights) : null,
      },
    ]
  })
  return {
    kind: 'training',
    task,
    cells: Object.fromEntries(cells),
    stopped: trained.some(([, answer]) => answer?.stopped),
    digest: digestOfState(after),
  }
}
