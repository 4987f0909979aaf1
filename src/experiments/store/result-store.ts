/**
 * A folder of results: one line of JSON a run, appended as runs end, so that a stop loses nothing
 * that was finished.
 */

import { basename, dirname, join } from 'node:path'
import { isFolder } from '../../io/folders.ts'
import { prepareDirectory, removeFile } from '../../io/write-files.ts'
import type { Run } from '../../results/report.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Design } from '../../specs/design.ts'
import { fingerprint } from '../../specs/spec.ts'
import { digestOfDesign, digestOfValue } from '../design-digest.ts'
import type { PlannedRun, StudyPlan } from '../plan.ts'
import { trialRunsLater } from '../search-settings.ts'
import type { Shard } from '../shards.ts'
import type { OfPoint, Origin } from '../summary.ts'
import { type FileEnd, LineStore } from './line-store.ts'
import { FoundRuns, readRuns, refuseMixed } from './read-results.ts'
import { planPart, type ResultsLine } from './results-line.ts'

/** Whether a file of a folder holds results of that kind, of a whole plan or of a part. */
export const isResults = (name: string, what = 'results'): boolean =>
  name.startsWith(what) && name.endsWith('.jsonl')

/** What a results file is called: results.jsonl, or results-3-of-100.jsonl. */
export const resultsName = (shard: Shard | null, what = 'results'): string =>
  `${what}${shard ? `-${shard.part}-of-${shard.of}` : ''}.jsonl`

export interface StoreSetup {
  readonly directory: string
  /** Go on with what is there. */
  readonly resume: boolean
  readonly shard: Shard | null
  readonly origin: Origin
  readonly design: Design
  readonly plan: StudyPlan
  /** Called when another process has taken the folder over, or it is gone. */
  readonly lost: (error: unknown) => void
  /** Whether nobody waits for what is being read any more. */
  readonly stopped: () => boolean
}

/** The files of a store. */
const [RESULTS, TUNING] = [0, 1]

export class Store {
  private added = 0

  private constructor(
    private readonly setup: StoreSetup,
    private readonly part: ResultsLine['plan'],
    private readonly lines: LineStore,
    private readonly results: FoundRuns,
    private readonly trials: FoundRuns,
  ) {}

  /**
   * Opens or makes the folder. Throws InputError 'results-busy' where another process writes there,
   * 'results-exist' where there are results and nobody asked to go on with them, 'results-mixed' or
   * 'results-version' where they are another plan's or another version's, 'results-line' where a
   * line is none, 'results-double' where a run is there twice, 'stopped' where it was stopped
   * before all was read.
   */
  static async open(setup: StoreSetup): Promise<Store> {
    const { directory, resume, shard, origin, design, plan, lost, stopped } = setup
    await prepareDirectory(directory)
    await prepareDirectory(join(directory, 'checkpoints'))
    const part = planPart(origin, digestOfDesign(design), design)
    const paths = ['results', 'tuning'].map((what) => join(directory, resultsName(shard, what)))
    // Parts of a plan may share a folder: each has its own files and lock.
    const { lines, found } = await LineStore.open(paths[RESULTS], lost, async () => {
      for (const path of paths) await refuseExisting(path, resume)
      const trials = new Map(
        (await trialRunsLater(design, plan.points, stopped)).map((run) => [run.index, run]),
      )
      const [results, searched] = await Promise.all([
        readBack(paths[RESULTS], setup, part, (index) => plan.runs[index]),
        readBack(paths[TUNING], setup, part, (index) => trials.get(index)),
      ])
      return { files: [results, searched], results, searched }
    })
    return new Store(setup, part, lines, found.results.runs, found.searched.runs)
  }

  /** Runs that were finished before, by their place in the plan. */
  get done(): ReadonlyMap<number, Run> {
    return this.results.results
  }

  /** Trials of the tuning, by their place. */
  get tried(): ReadonlyMap<number, Run> {
    return this.trials.results
  }

  /** What is known of points, by their index. */
  get ofPoints(): ReadonlyMap<number, OfPoint> {
    return this.results.ofPoints
  }

  /** Adds a finished run. Throws InputError 'cannot-write', with what is written intact. */
  async add({ index, point }: PlannedRun, run: Run, ofPoint: OfPoint | null): Promise<void> {
    const { task } = this.setup.plan.points[point]
    await this.write(RESULTS, { index, task, run, ...(ofPoint ? { ofPoint } : {}) })
    this.added++
  }

  /** Adds a trial of the tuning. */
  async addTrial({ index, point }: PlannedRun, run: Run): Promise<void> {
    await this.write(TUNING, { index, task: this.setup.plan.points[point].task, run })
  }

  private write(file: number, content: Omit<ResultsLine, 'schema' | 'plan'>): Promise<void> {
    const line: ResultsLine = { schema: 'gatelab.run/1', plan: this.part, ...content }
    return this.lines.append(file, line)
  }

  /** The checkpoint file of a run, and the digest by which the run recognises it. */
  checkpoint({ spec, cell, seed }: PlannedRun): { readonly path: string; readonly key: string } {
    const key = digestOfValue({
      ...fingerprint(spec),
      cell,
      seed,
      version: this.setup.origin.version,
    })
    return {
      path: join(this.setup.directory, 'checkpoints', `${key.slice(7, 39)}.safetensors`),
      key,
    }
  }

  async dropCheckpoint(run: PlannedRun): Promise<void> {
    await removeFile(this.checkpoint(run).path)
  }

  /**
   * Throws InputError 'results-taken', 'results-changed' or 'cannot-write' where the folder is not
   * ours any more, or gone.
   */
  hold(): Promise<void> {
    return this.lines.hold()
  }

  /** Runs in the file: those from before, and those that were added. */
  get written(): number {
    return this.done.size + this.added
  }

  close(): Promise<void> {
    return this.lines.close()
  }
}

/** Throws InputError 'results-exist' where there is such a file, and nobody wants to go on. */
export async function refuseExisting(path: string, resume = false): Promise<void> {
  if (!resume && (await isFolder(dirname(path), basename(path))))
    throw new InputError('results-exist', { path })
}

/** The runs of a file of this plan, each one of those that are planned. */
async function readBack(
  path: string,
  { plan, stopped }: Pick<StoreSetup, 'plan' | 'stopped'>,
  part: ResultsLine['plan'],
  plannedAt: (index: number) => PlannedRun | undefined,
): Promise<FileEnd & { readonly runs: FoundRuns }> {
  const runs = new FoundRuns()
  let end = 0
  for await (const placed of readRuns(path)) {
    if (stopped()) throw new InputError('stopped', {})
    refuseMixed(placed, part, null)
    runs.addLine(placed, plan, plannedAt(placed.line.index))
    end = placed.next
  }
  return { path, end, runs }
}
