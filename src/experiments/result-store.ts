/**
 * A folder of results: one line of JSON a run, appended as runs end, so that a stop loses nothing
 * that was finished.
 */

import { basename, join } from 'node:path'
import { isFolder, prepareDirectory, removeFile } from '../io/files.ts'
import { Lock } from '../io/heartbeat-lock.ts'
import { LineFile } from '../io/line-file.ts'
import { jsonText } from '../io/sanitize.ts'
import type { Run } from '../results/report.ts'
import { InputError } from '../rules/input-error.ts'
import type { Design } from '../specs/design.ts'
import { fingerprint } from '../specs/spec.ts'
import { digestOfDesign, digestOfValue, type PlannedRun, type StudyPlan } from './plan.ts'
import { doubled, type LinePlace, readRuns, refuseMixed, runOf } from './read-results.ts'
import { planPart, type ResultsLine } from './results-line.ts'
import { trialRunsLater } from './search-settings.ts'
import type { Shard } from './shards.ts'
import type { OfPoint, Origin } from './summary.ts'

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
  /** Hears it when somebody else has taken the folder over, or it is gone. */
  readonly lost: (error: unknown) => void
}

export class Store {
  private last: Promise<void> = Promise.resolve()
  private added = 0

  private constructor(
    private readonly setup: StoreSetup,
    private readonly part: ResultsLine['plan'],
    private readonly lock: Lock,
    private readonly results: LineFile,
    private readonly trials: LineFile,
    /**
     * Runs that were finished before, by their place in the plan; and trials of the tuning by
     * theirs.
     */
    readonly done: ReadonlyMap<number, Run>,
    readonly tried: ReadonlyMap<number, Run>,
    /** What is known of points, by their index. */
    readonly ofPoints: ReadonlyMap<number, OfPoint>,
  ) {}

  /**
   * Opens or makes the folder. Throws InputError 'results-busy' where another process writes there,
   * 'results-exist' where there are results and nobody asked to go on with them, 'results-mixed' or
   * 'results-version' where they are another plan's or another version's, 'results-line' where a
   * line is none, 'results-double' where a run is there twice.
   */
  static async open(setup: StoreSetup): Promise<Store> {
    const { directory, shard, lost } = setup
    await prepareDirectory(directory)
    await prepareDirectory(join(directory, 'checkpoints'))
    // Parts of a plan may share a folder: each has files of its own, and so a lock of its own.
    const lock = await Lock.take(join(directory, resultsName(shard)), lost)
    try {
      return await Store.openHeld(setup, lock)
    } catch (error) {
      await lock.release()
      throw error
    }
  }

  private static async openHeld(setup: StoreSetup, lock: Lock): Promise<Store> {
    const { directory, resume, shard, origin, design, plan } = setup
    const part = planPart(origin, digestOfDesign(design), design)
    const paths = [resultsName(shard), resultsName(shard, 'tuning')].map((name) =>
      join(directory, name),
    )
    for (const path of paths) {
      if (!resume && (await isFolder(directory, basename(path))))
        throw new InputError('results-exist', { path })
    }
    const trials = new Map(
      (await trialRunsLater(design, plan.points)).map((run) => [run.index, run]),
    )
    const [results, searched] = await Promise.all([
      readBack(paths[0], part, plan, (index) => plan.runs[index]),
      readBack(paths[1], part, plan, (index) => trials.get(index)),
    ])
    const files = [
      await LineFile.open(paths[0], results.end),
      await LineFile.open(paths[1], searched.end),
    ] as const
    lock.watchOver(setup.lost)
    return new Store(
      setup,
      part,
      lock,
      files[0],
      files[1],
      results.runs,
      searched.runs,
      results.ofPoints,
    )
  }

  /** Adds a finished run. Throws InputError 'cannot-write', with what is written intact. */
  async add({ index, point }: PlannedRun, run: Run, ofPoint: OfPoint | null): Promise<void> {
    const { task } = this.setup.plan.points[point]
    await this.write(this.results, { index, task, run, ...(ofPoint ? { ofPoint } : {}) })
    this.added++
  }

  /** Adds a trial of the tuning. */
  async addTrial({ index, point }: PlannedRun, run: Run): Promise<void> {
    await this.write(this.trials, { index, task: this.setup.plan.points[point].task, run })
  }

  /** Lines are written one after the other. */
  private write(file: LineFile, content: Omit<ResultsLine, 'schema' | 'plan'>): Promise<void> {
    const line: ResultsLine = { schema: 'gatelab.run/1', plan: this.part, ...content }
    const written = this.last.then(async () => {
      await this.lock.hold()
      await file.append(jsonText(line))
    })
    this.last = written.catch(() => {})
    return written
  }

  /** Where a run writes down how far it has come, and the word by which it knows its own. */
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
  async hold(): Promise<void> {
    await this.last
    await this.lock.hold()
    await this.results.check()
  }

  /** Runs in the file: those from before, and those that were added. */
  get written(): number {
    return this.done.size + this.added
  }

  async close(): Promise<void> {
    try {
      await Promise.all([this.results.close(), this.trials.close()])
    } finally {
      await this.lock.release()
    }
  }
}

interface ReadBack {
  readonly runs: Map<number, Run>
  readonly ofPoints: Map<number, OfPoint>
  /** The byte behind the last whole line. */
  readonly end: number
}

/** The runs of a file of this plan, each one of those that are planned. */
async function readBack(
  path: string,
  part: ResultsLine['plan'],
  plan: StudyPlan,
  plannedAt: (index: number) => PlannedRun | undefined,
): Promise<ReadBack> {
  const places = new Map<number, LinePlace>()
  const runs = new Map<number, Run>()
  const ofPoints = new Map<number, OfPoint>()
  let end = 0
  for await (const placed of readRuns(path)) {
    const { line, number, next } = placed
    refuseMixed(placed, part, null)
    const run = runOf(placed, plan, plannedAt(line.index))
    const before = places.get(run.index)
    if (before) throw doubled(run, plan, placed, before)
    places.set(run.index, { path, number })
    runs.set(run.index, line.run)
    if (line.ofPoint) ofPoints.set(run.point, line.ofPoint)
    end = next
  }
  return { runs, ofPoints, end }
}
