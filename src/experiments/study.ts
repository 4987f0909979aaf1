/** What a study is run with, and where its jobs stand in the control block. */
import type { CompareEvent } from '../results/events.ts'
import type { Design } from '../specs/design.ts'
import type { WeightFormat } from '../specs/weight-formats.ts'
import type { PlannedRun, StudyPlan } from './plan.ts'
import type { WeightsFolder } from './save-weights.ts'
import { trialCount } from './search-settings.ts'
import type { Shard } from './shards.ts'

export interface StudyHost {
  /** Threads at most; never changes a number. */
  readonly workers: number
  /** Bytes of memory that may be taken; what is free where nothing is said. */
  readonly memory?: number
  readonly signal?: AbortSignal
  /** The command line that makes the report again, and the program's version, for the report. */
  readonly command: string
  readonly version: string
  /** Folder for the trained weights, one file a run; safetensors where no format is given. */
  readonly saveWeights?: string
  readonly weightsFormat?: WeightFormat
  /** Folder to which results are appended as they come. */
  readonly results?: { readonly directory: string; readonly resume: boolean }
  /**
   * Stopped with more results than these in its folder, it makes no report: whoever stops it does
   * not wait, and the folder has them all. It always makes one where nothing is said.
   */
  readonly mostReported?: number
  /** The part of the plan that is done here. */
  readonly shard?: Shard
}

export interface Study {
  readonly design: Design
  readonly plan: StudyPlan
  readonly host: StudyHost
  readonly controlBlock: SharedArrayBuffer
  readonly stop: () => void
  /** Aborted where nobody waits for what goes. */
  readonly abandoned: AbortSignal
  readonly emit: (event: CompareEvent) => void
}

export const weightsFolder = ({ saveWeights, weightsFormat }: StudyHost): WeightsFolder | null =>
  saveWeights === undefined ? null : { path: saveWeights, format: weightsFormat ?? 'safetensors' }

/**
 * Slots of the control block: one a run of the plan, then one a trial, then one for everything
 * else.
 */
export const firstTrial = ({ plan }: Pick<Study, 'plan'>): number => plan.runs.length
export const lastSlot = (design: Design, plan: StudyPlan): number =>
  plan.runs.length + trialCount(design, plan)
export const slotsOf = (design: Design, plan: StudyPlan): number => lastSlot(design, plan) + 1

/** What events say of a run: its spec is not asked for, since it would have to be made. */
export const idOf = ({ index, point, cell, seed, hidden }: PlannedRun) => ({
  index,
  point,
  cell,
  seed,
  hidden,
})
