/** A comparison: every cell on every seed, spread over the pool, told as a stream of events. */
import { freemem } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { MOST_MEMORY } from '../engine/kernels.ts'
import type { Weights } from '../engine/types.ts'
import { Refusal } from '../refusal.ts'
import type { CompareEvent, Control, RunId } from './events.ts'
import { prepareDirectory, writeAtomically } from './files.ts'
import { controlOf, isOver, makeHand } from './hand.ts'
import { loadKernels } from './kernels.ts'
import { netTensors } from './net-file.ts'
import { Pool } from './pool.ts'
import type { Run } from './report.ts'
import { taskOf } from './resolve.ts'
import { serialiseSafetensors } from './safetensors.ts'
import { bytesOfRun, sizesOf } from './shapes.ts'
import type { Spec } from './spec.ts'
import { describeTask, makeReport } from './summary.ts'
import type { Word } from './worker.ts'

export interface CompareHost {
  /** Threads at most; never changes a number. */
  readonly workers: number
  readonly signal?: AbortSignal
  /** The command line that makes the report again, and the program's version, for the report. */
  readonly command: string
  readonly version: string
  /** Folder for the trained weights, one safetensors file a run. */
  readonly saveWeights?: string
}

/** Cell by cell within a seed, seed by seed: the two cells of a seed train side by side. */
export function planRuns(spec: Spec): RunId[] {
  const pairs = spec.seeds.flatMap((seed) => spec.cells.map((cell) => ({ cell, seed })))
  return pairs.map((pair, index) => ({ index, ...pair }))
}

/** How runs and threads are shared out: at most `runs` at once, so many threads each. */
export function shareOut(
  spec: Spec,
  runs: number,
  workers: number,
  available = freemem(),
): { runs: number; threads: number } {
  const task = taskOf(spec)
  const most = (threads: number) => Math.max(...spec.cells.map((cell) => bytesOfRun(spec, task, cell, threads)))
  const needed = most(1)
  const limit = Math.min(available, MOST_MEMORY)
  if (needed > limit) throw new Refusal('too-much-memory', { needed, available: limit })
  const atOnce = Math.max(1, Math.min(runs, workers, Math.floor(available / needed)))
  const threads = Math.max(1, Math.floor(workers / atOnce))
  // A team needs more memory than one thread; where that is short, one thread does.
  return { runs: atOnce, threads: atOnce * most(threads) <= limit ? threads : 1 }
}

/**
 * Starts a comparison. The events end with the report; they fail with a Refusal when the spec cannot be run at all
 * (memory, or a folder for weights that cannot be written), before any training.
 */
export function compare(spec: Spec, host: CompareHost): { events: AsyncIterable<CompareEvent>; control: Control } {
  const runs = planRuns(spec)
  const hand = makeHand(runs.length)
  const control = controlOf(hand, (seed) => runs.filter((run) => run.seed === seed).map((run) => run.index))
  const events = new Readable({
    objectMode: true,
    read() {},
    destroy(error, done) {
      control.stop()
      done(error)
    },
  })
  host.signal?.addEventListener('abort', () => control.stop(), { once: true })
  conduct(spec, host, runs, hand, (event) => events.push(event)).then(
    () => events.push(null),
    (error) => events.destroy(error),
  )
  return { events, control }
}

async function conduct(
  spec: Spec,
  host: CompareHost,
  runs: RunId[],
  hand: SharedArrayBuffer,
  tell: (event: CompareEvent) => void,
): Promise<void> {
  const task = taskOf(spec)
  const described = describeTask(task, spec)
  const share = shareOut(spec, runs.length, host.workers)
  if (host.saveWeights !== undefined) await prepareDirectory(host.saveWeights)
  tell({ type: 'plan', spec, task: described, runs })
  const module = await loadKernels()
  const pool = new Pool(share.runs)
  const results = new Map<number, Run>()
  const writes: Promise<void>[] = []
  const hear = (id: RunId) => (word: Word) => {
    if (word.type === 'progress' || word.type === 'observation') tell({ run: id, ...word })
    if (word.type === 'ended' && word.run && word.weights) {
      results.set(id.index, word.run)
      if (host.saveWeights !== undefined) writes.push(saveWeights(host.saveWeights, spec, id, word.weights))
      tell({ type: 'end', run: id, result: word.run })
    }
  }
  try {
    await Promise.all(
      runs.map((id) => {
        const job = { spec, id, module, threads: share.threads, hand }
        return pool.run(
          job,
          () => isOver(hand, id.index),
          hear(id),
          () => tell({ type: 'start', run: id }),
        )
      }),
    )
    await Promise.all(writes)
  } finally {
    await pool.close()
  }
  const finished = runs.flatMap((id) => results.get(id.index) ?? [])
  const { command, version } = host
  tell({ type: 'report', report: makeReport({ spec, task: described, command, version, runs: finished }) })
}

/** DIR/CELL-seedN.safetensors, under PyTorch's names. */
async function saveWeights(directory: string, spec: Spec, id: RunId, weights: Weights): Promise<void> {
  const tensors = netTensors(sizesOf(spec, taskOf(spec), id.cell), weights)
  const metadata = { cell: id.cell, task: spec.task, length: String(spec.length), seed: String(id.seed) }
  await writeAtomically(
    join(directory, `${id.cell}-seed${id.seed}.safetensors`),
    serialiseSafetensors(tensors, metadata),
  )
}
