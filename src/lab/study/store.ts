/** A folder of results: one line of JSON a run, appended as runs end, so that a stop loses nothing that was finished. */
import { join } from 'node:path'
import { Refusal } from '../../refusal.ts'
import { isFolder, prepareDirectory, removeFile } from '../files.ts'
import { LineFile, linesOf } from '../line-file.ts'
import type { Run } from '../report.ts'
import { deciding } from '../spec.ts'
import type { OfPoint, Origin } from '../summary.ts'
import type { Design } from './design.ts'
import { digestOfDesign, digestOfValue, type Plan, type PlannedRun } from './plan.ts'
import { lineReader, planPart, type ResultsLine } from './results-line.ts'
import type { Shard } from './share.ts'

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
  readonly plan: Plan
}

export class Store {
  private last: Promise<void> = Promise.resolve()

  private constructor(
    private readonly setup: StoreSetup,
    private readonly part: ResultsLine['plan'],
    private readonly results: LineFile,
    private readonly trials: LineFile,
    /** Runs that were finished before, by their place in the plan; and trials of the tuning by theirs. */
    readonly done: ReadonlyMap<number, Run>,
    readonly tried: ReadonlyMap<number, Run>,
    /** What is known of points, by their index. */
    readonly ofPoints: ReadonlyMap<number, OfPoint>,
  ) {}

  /**
   * Opens or makes the folder. Throws Refusal 'results-exist' where there are results and nobody asked to go on with them,
   * 'results-mixed' where they are another plan's, 'results-line' where a line is none, 'results-double' where a run is there twice.
   */
  static async open(setup: StoreSetup): Promise<Store> {
    const { directory, resume, shard, origin, design } = setup
    const part = planPart(origin, digestOfDesign(design), design)
    await prepareDirectory(directory)
    await prepareDirectory(join(directory, 'checkpoints'))
    const files = [resultsName(shard), resultsName(shard, 'tuning')]
    if (!resume && (await isFolder(directory, files[0]))) {
      throw new Refusal('results-exist', { path: join(directory, files[0]) })
    }
    const found = await Promise.all(files.map((name) => readBack(join(directory, name), part, setup.plan, resume)))
    const [results, trials] = await Promise.all(
      files.map((name, n) => LineFile.open(join(directory, name), found[n].end)),
    )
    return new Store(setup, part, results, trials, found[0].runs, found[1].runs, found[0].ofPoints)
  }

  /** Adds a finished run. Throws Refusal 'cannot-write', with what is written intact. */
  async add({ index, point }: PlannedRun, run: Run, ofPoint: OfPoint | null): Promise<void> {
    const { task } = this.setup.plan.points[point]
    await this.write(this.results, { index, task, run, ...(ofPoint ? { ofPoint } : {}) })
  }

  /** Adds a trial of the tuning. */
  async addTrial({ index, point }: PlannedRun, run: Run): Promise<void> {
    await this.write(this.trials, { index, task: this.setup.plan.points[point].task, run })
  }

  /** Lines are written one after the other. */
  private write(file: LineFile, content: Omit<ResultsLine, 'schema' | 'plan'>): Promise<void> {
    const line: ResultsLine = { schema: 'gatelab.run/1', plan: this.part, ...content }
    const written = this.last.then(() => file.append(JSON.stringify(line)))
    this.last = written.catch(() => {})
    return written
  }

  /** Where a run writes down how far it has come, and the word by which it knows its own. */
  checkpoint({ spec, cell, seed }: PlannedRun): { readonly path: string; readonly key: string } {
    const key = digestOfValue({ ...deciding(spec), cell, seed, version: this.setup.origin.version })
    return { path: join(this.setup.directory, 'checkpoints', `${key.slice(7, 39)}.safetensors`), key }
  }

  async dropCheckpoint(run: PlannedRun): Promise<void> {
    await removeFile(this.checkpoint(run).path)
  }

  async close(): Promise<void> {
    await Promise.all([this.results.close(), this.trials.close()])
  }
}

interface ReadBack {
  readonly runs: Map<number, Run>
  readonly ofPoints: Map<number, OfPoint>
  /** The byte behind the last whole line. */
  readonly end: number
}

/** The runs of a file of this plan. */
async function readBack(path: string, part: ResultsLine['plan'], plan: Plan, resume: boolean): Promise<ReadBack> {
  const runs = new Map<number, Run>()
  const ofPoints = new Map<number, OfPoint>()
  let end = 0
  if (resume) {
    for await (const { line, next } of readRuns(path)) {
      refuseMixed(path, line, part)
      if (runs.has(line.index)) throw doubled(line, path, path)
      runs.set(line.index, line.run)
      if (line.ofPoint) ofPoints.set(plan.runs[line.index]?.point ?? -1, line.ofPoint)
      end = next
    }
  }
  return { runs, ofPoints, end }
}

/** Throws Refusal 'results-mixed' for a line of another plan, or of another version, whose numbers may be others. */
export function refuseMixed(path: string, line: ResultsLine, part: ResultsLine['plan']): void {
  const [command, other] = [line.plan, part].map((plan) => `${plan.command}, ${plan.version}`)
  if (line.plan.digest !== part.digest || line.plan.version !== part.version) {
    throw new Refusal('results-mixed', { path, command, other })
  }
}

export const doubled = ({ run }: ResultsLine, path: string, other: string): Refusal =>
  new Refusal('results-double', { run: `${run.cell} seed ${run.seed}`, path, other })

/**
 * The runs of a results file; a last line that was cut off in the middle is passed over, and none of it where there is no such
 * file. Throws Refusal 'results-line' with the number of a line that is none.
 */
export async function* readRuns(
  path: string,
  { lean = false, missing = true } = {},
): AsyncGenerator<{ readonly line: ResultsLine; readonly next: number }> {
  const readLine = lineReader(lean)
  try {
    for await (const { text, number, next, whole } of linesOf(path)) {
      if (!whole) return
      const read = readLine(text)
      if ('problem' in read) throw new Refusal('results-line', { path, line: number, problem: read.problem })
      yield { line: read.line, next }
    }
  } catch (error) {
    const absent = error instanceof Refusal && error.code === 'cannot-read'
    if (!(missing && absent && (error.facts as { reason: string }).reason === 'ENOENT')) throw error
  }
}
