/**
 * Trials and certificates of a preset in a folder: one line of JSON each, appended as they come,
 * that says what it belongs to.
 */
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { isFolder, prepareDirectory } from '../../io/files.ts'
import { Lock } from '../../io/heartbeat-lock.ts'
import { parseJson, repeatedKey } from '../../io/json.ts'
import { LineFile, linesOf } from '../../io/line-file.ts'
import { InputError } from '../../rules/input-error.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { resultsName } from '../result-store.ts'
import type { Shard } from '../shards.ts'
import { PRESET_FORMS } from './preset-report.ts'
import { lineOf, type Mark, refuseOther } from './result-folder.ts'
import type { Units } from './units.ts'

/** The part that a line belongs to. */
export interface UnitPlan extends Mark {
  readonly part: string
  readonly digest: string
}

const head = v.object({
  schema: v.literal('gatelab.unit/1'),
  plan: v.object({
    preset: v.string(),
    form: v.picklist(PRESET_FORMS),
    version: v.string(),
    part: v.string(),
    digest: v.string(),
  }),
  /** Place in the part. */
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
})

/** What every line begins with. */
const START = '{"schema":"gatelab.unit/1"'

const LIMITS = { depth: 16, parts: 1_000_000 }

export interface UnitStoreSetup<T> {
  /** The part's own folder. */
  readonly directory: string
  /** Go on with what is there. */
  readonly resume: boolean
  readonly shard: Shard | null
  readonly plan: UnitPlan
  readonly units: Units<T>
  /** Hears it when somebody else has taken the file over, or its folder is gone. */
  readonly lost: (error: unknown) => void
}

export class UnitStore<T> {
  private last: Promise<void> = Promise.resolve()

  private constructor(
    private readonly plan: UnitPlan,
    private readonly lock: Lock,
    private readonly file: LineFile,
    /** What was there before, by its place. */
    readonly done: ReadonlyMap<number, T>,
  ) {}

  /**
   * Opens or makes it. Throws InputError 'results-busy', 'results-exist', 'results-mixed',
   * 'results-version', 'results-line', 'results-double', as the studies' store does.
   */
  static async open<T>(setup: UnitStoreSetup<T>): Promise<UnitStore<T>> {
    const path = join(setup.directory, resultsName(setup.shard, setup.units.file))
    await prepareDirectory(setup.directory)
    const lock = await Lock.take(path, setup.lost)
    try {
      return await UnitStore.openHeld(setup, path, lock)
    } catch (error) {
      await lock.release()
      throw error
    }
  }

  private static async openHeld<T>(
    setup: UnitStoreSetup<T>,
    path: string,
    lock: Lock,
  ): Promise<UnitStore<T>> {
    const { directory, resume, plan, units } = setup
    const there = await isFolder(directory, basename(path))
    if (there && !resume) throw new InputError('results-exist', { path })
    const done = new Map<number, T>()
    const places = new Map<number, string>()
    let end = 0
    if (there) {
      for await (const { index, found, number, next } of readUnits(path, plan, units)) {
        const [here, other] = [`${path}:${number}`, places.get(index)]
        if (other !== undefined)
          throw new InputError('results-double', { run: units.nameOf(index), path: here, other })
        done.set(index, found)
        places.set(index, here)
        end = next
      }
    }
    const file = await LineFile.open(path, end)
    lock.watchOver(setup.lost)
    return new UnitStore(plan, lock, file, done)
  }

  /** Adds one. Throws InputError 'cannot-write', with what is written intact. */
  add(index: number, found: T): Promise<void> {
    const line = JSON.stringify({ schema: 'gatelab.unit/1', plan: this.plan, index, found })
    const written = this.last.then(async () => {
      await this.lock.hold()
      await this.file.append(line)
    })
    this.last = written.catch(() => {})
    return written
  }

  /**
   * Throws InputError 'results-taken' or 'cannot-write' where the file is not ours any more, or
   * gone.
   */
  async hold(): Promise<void> {
    await this.last
    await this.lock.hold()
    await this.file.check()
  }

  async close(): Promise<void> {
    await this.last
    try {
      await this.file.close()
    } finally {
      await this.lock.release()
    }
  }
}

/**
 * The units of a file; a last line that was cut off in the middle is passed over. Throws InputError
 * 'results-line' for a line that is none, 'results-mixed' for one of another plan,
 * 'results-version' for one of another version.
 */
export async function* readUnits<T>(
  path: string,
  plan: UnitPlan,
  units: Units<T>,
): AsyncGenerator<{
  readonly index: number
  readonly found: T
  readonly number: number
  readonly next: number
}> {
  const schema = v.object({ ...head.entries, found: units.schema })
  for await (const { text, number, next, whole } of linesOf(path)) {
    const refuse = (problem: string) =>
      new InputError('results-line', { path, line: number, problem })
    if (!whole) {
      // A file without any line of ours is somebody else's.
      if (number > 1 || START.startsWith(text) || text.startsWith(START)) return
      throw refuse('syntax')
    }
    const parsed = parseJson(text, LIMITS)
    if ('problem' in parsed) throw refuse(parsed.problem)
    const repeated = repeatedKey(text)
    if (repeated !== null) throw refuse(`"${repeated}" twice`)
    const result = v.safeParse(schema, parsed.value)
    if (!result.success) throw refuse(v.getDotPath(result.issues[0]) ?? 'schema')
    const { plan: other, index, found } = result.output
    refuseOther(path, other, plan, null)
    if (other.part !== plan.part || other.digest !== plan.digest) {
      throw new InputError('results-mixed', {
        path,
        command: planName(other),
        other: planName(plan),
        first: null,
      })
    }
    if (index >= units.count || !units.isThat(index, found)) throw refuse('index')
    yield { index, found, number, next }
  }
}

/** Of plans that differ in what a part consists of. */
const planName = ({ part, digest, ...mark }: UnitPlan): string =>
  `${lineOf(mark)}, ${part} ${shortDigest(digest)}`
