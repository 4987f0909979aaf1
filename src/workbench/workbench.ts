/**
 * The workbench: a task, an RNN and an LSTM, how far they are trained, and what has been done to
 * them. Every change makes a new state (state.ts) and can be undone; every question goes to the
 * threads (worker-pair.ts). What fails leaves all as it was.
 */
import { availableParallelism, freemem } from 'node:os'
import { MAX_MEMORY } from '../engine/kernels.ts'
import { countParameters } from '../engine/parameters.ts'
import type { Cell, Operation } from '../engine/types.ts'
import { digestOf } from '../results/digest.ts'
import type {
  BenchFacts,
  BenchResult,
  ByCell,
  NetFacts,
  NetStatus,
} from '../results/lab-results.ts'
import { describeTask } from '../results/task-facts.ts'
import { InputError, type InputErrorDetails } from '../rules/input-error.ts'
import type { Choices, Spec } from '../specs/spec.ts'
import type { Task } from '../tasks/shared/task.ts'
import { bytesOfRun, sizesOf } from '../training/setup/net-sizes.ts'
import { resolveSpec, taskOf } from '../training/setup/resolve-spec.ts'
import type { TrainingCache } from './caches/training-cache.ts'
import type { Given } from './given-net.ts'
import { type BenchState, digestOfState, fresh, type NetState, netOf, withSpec } from './state.ts'
import { Timeline } from './undo-history.ts'
import type { Job } from './workers/job.ts'
import type { NetSubject } from './workers/worker-messages.ts'
import { WorkerPair } from './workers/worker-pair.ts'

const START = 'adding'

export class Workbench {
  readonly workerPair = new WorkerPair()
  timeline: Timeline
  /** The net from a file that is on the bench in place of nets that are made here. */
  given: Given | null = null
  /** Of workbenches that share what they train. */
  trainings: TrainingCache | null = null

  constructor(
    /** Threads in all; how many never changes a number. */
    readonly workers: number = availableParallelism(),
  ) {
    this.timeline = new Timeline({
      line: '',
      state: fresh(resolveSpec({ task: START, seeds: [1] })),
    })
  }

  /** Puts a net from a file on the bench; there is no way back behind it. Throws InputError. */
  hold(given: Given): void {
    this.checkMemory(given.state.spec)
    this.given = given
    this.timeline = new Timeline({ line: '', state: given.state })
  }

  /** Throws InputError 'bench-given' where a net from a file is on the bench. */
  refuseGiven(command: string, why: InputErrorDetails['bench-given']['why']): void {
    if (this.given) throw new InputError('bench-given', { command, why })
  }

  get state(): BenchState {
    return this.timeline.present
  }
  get spec(): Spec {
    return this.state.spec
  }
  get task(): Task {
    return taskOf(this.spec)
  }
  /** Optimiser updates that a cell has behind it. */
  stepOf(cell: Cell): number {
    return netOf(this.state, cell)?.step ?? 0
  }

  facts(): BenchFacts {
    const { state, timeline } = this
    const { spec, operations } = state
    const nets: ByCell<NetFacts> = Object.fromEntries(
      spec.cells.map((cell) => [cell, this.netFacts(cell)]),
    )
    return {
      spec,
      task: describeTask(taskOf(spec), spec),
      ...(this.given ? { given: this.given.facts } : {}),
      nets,
      operations,
      digest: digestOfState(state),
      undo: timeline.undoable,
      redo: timeline.redoable,
      ...(timeline.forgotten > 0 ? { forgotten: timeline.forgotten } : {}),
    }
  }

  private netFacts(cell: Cell): NetFacts {
    const facts = factsOf(this.state, cell)
    return this.given ? { ...facts, status: 'given' } : facts
  }

  /** The workbench after a command, as its result. */
  result(command: string, restarted = false, about: string | null = null): BenchResult {
    return { kind: 'bench', command, restarted, about, ...this.facts() }
  }

  /** Takes over a state; the line is what history calls the change. */
  become(line: string, state: BenchState): void {
    this.timeline.push(line, state)
  }

  /**
   * Puts choices on the bench, the nets anew where training depends on what changed. Throws
   * InputError for what no net can be made of here, and then nothing has changed.
   */
  choose(line: string, choices: Choices): boolean {
    this.refuseGiven(line.split(' ')[0], 'made-here')
    const { state, restarted } = this.chosen(choices)
    this.become(line, state)
    return restarted
  }

  /** What the same choices would make of the state. Throws InputError as {@link choose}. */
  chosen(choices: Choices): { readonly state: BenchState; readonly restarted: boolean } {
    const spec = resolveSpec(choices)
    this.checkMemory(spec)
    return withSpec(this.state, spec)
  }

  /** Throws InputError where a net of this spec would not fit. */
  checkMemory(spec: Spec): void {
    const available = Math.min(freemem(), MAX_MEMORY)
    for (const cell of spec.cells) {
      const needed = bytesOfRun(spec, taskOf(spec), cell, 1)
      if (needed > available) throw new InputError('too-much-memory', { needed, available })
    }
  }

  /** Every net as its seed makes it, and no surgery; of a file as it stands there. */
  reset(line: string): void {
    this.become(line, this.given?.state ?? fresh(this.spec))
  }

  /** The cells on the bench, or those of them that were asked for. */
  cells(asked: readonly Cell[] | undefined): readonly Cell[] {
    if (!asked) return this.spec.cells
    const missing = asked.find((cell) => !this.spec.cells.includes(cell))
    if (missing) {
      const from = this.given ? { given: true } : {}
      throw new InputError('not-on-bench', { cell: missing, cells: this.spec.cells, ...from })
    }
    return asked
  }

  /**
   * The cell whose gates are shown: the LSTM (or what stands in its place). Throws InputError where
   * there is none.
   */
  gatedCell(): Cell {
    return this.cells(['lstm'])[0]
  }

  /** The net of a cell as a subject for questions; surgery acts on the LSTM. */
  subject(cell: Cell, state = this.state): NetSubject {
    const operations: readonly Operation[] = cell === 'lstm' ? state.operations : []
    return { spec: state.spec, cell, weights: netOf(state, cell)?.weights ?? null, operations }
  }

  /** The answer to a job, of the thread of a cell. Throws InputError 'stopped'. */
  ask<Ask extends NetSubject, Answer>(
    thread: Cell,
    job: Job<Ask, Answer>,
    ask: Ask,
  ): Promise<Answer> {
    return this.workerPair.ask(thread, job, ask)
  }

  /** Ends the work in progress: training keeps what it has, a question gets no answer. */
  stop(): void {
    this.workerPair.stop()
  }

  /** The same at once, and nothing is kept. */
  end(): void {
    this.workerPair.end()
  }

  close(): void {
    this.workerPair.close()
  }
}

export function statusOf(net: NetState | null): NetStatus {
  if (!net || (net.step === 0 && !net.diverged)) return 'untrained'
  if (net.diverged) return 'diverged'
  return net.solvedAt === null ? 'unsolved' : 'solved'
}

/** Whether a net was measured under other surgery than it has now. */
function isBeforeSurgery({ operations, nets }: BenchState, cell: Cell): boolean {
  const under = nets[cell]?.measuredUnder
  return cell === 'lstm' && !!under && JSON.stringify(under) !== JSON.stringify(operations)
}

function factsOf(state: BenchState, cell: Cell): NetFacts {
  const net = netOf(state, cell)
  const { spec } = state
  return {
    status: statusOf(net),
    step: net?.step ?? 0,
    metric: net?.curve.metric.at(-1) ?? null,
    loss: net?.curve.loss.at(-1) ?? null,
    solvedAt: net?.solvedAt ?? null,
    parameters: countParameters(sizesOf(spec, taskOf(spec), cell)),
    ...(net?.baseline === undefined ? {} : { baseline: net.baseline }),
    ...(isBeforeSurgery(state, cell) ? { beforeSurgery: true as const } : {}),
    digest: net ? digestOf(net.weights) : null,
  }
}
