/**
 * Trials and certificates of a preset in a folder: one line of JSON each, appended as they come,
 * that says what it belongs to.
 */
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { isFolder } from '../../io/folders.ts'
import { prepareDirectory } from '../../io/write-files.ts'
import { InputError } from '../../rules/input-error.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import { PRESET_FORMS } from '../papers/preset-report.ts'
import type { Shard } from '../shards.ts'
import { checkedLine, Found, LineStore, lineError, storedLines } from '../store/line-store.ts'
import { refuseExisting, resultsName } from '../store/result-store.ts'
import { lineOf, type Mark, refuseOther } from './result-folder.ts'
import type { Units } from './units.ts'

/** The part that a line belongs to. */
export interface UnitPlan extends Mark {
  readonly part: string
  readonly digest: string
}

/** The head of a line: a published schema is made of it. @public */
export const head = v.object({
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
  /** Called when another process has taken the file over, or its folder is gone. */
  readonly lost: (error: unknown) => void
}

export class UnitStore<T> {
  private constructor(
    private readonly plan: UnitPlan,
    private readonly lines: LineStore,
    /** What was there before, by its place. */
    readonly done: ReadonlyMap<number, T>,
  ) {}

  /**
   * Opens or makes it. Throws InputError 'results-busy', 'results-exist', 'results-mixed',
   * 'results-version', 'results-line', 'results-double', as the studies' store does.
   */
  static async open<T>(setup: UnitStoreSetup<T>): Promise<UnitStore<T>> {
    const { directory, resume, shard, plan, units, lost } = setup
    const path = join(directory, resultsName(shard, units.file))
    await prepareDirectory(directory)
    const { lines, found } = await LineStore.open(path, lost, async () => {
      await refuseExisting(path, resume)
      const done = new Found<T>()
      const there = await isFolder(directory, basename(path))
      const end = there ? await readUnits(path, plan, units, done, units.nameOf) : 0
      return { files: [{ path, end }], done: done.results }
    })
    return new UnitStore(plan, lines, found.done)
  }

  /** Adds one. Throws InputError 'cannot-write', with what is written intact. */
  add(index: number, found: T): Promise<void> {
    return this.lines.append(0, { schema: 'gatelab.unit/1', plan: this.plan, index, found })
  }

  /**
   * Throws InputError 'results-taken' or 'cannot-write' where the file is not ours any more, or
   * gone.
   */
  hold(): Promise<void> {
    return this.lines.hold()
  }

  close(): Promise<void> {
    return this.lines.close()
  }
}

/**
 * Puts the units of a file into `into`; returns the byte behind the last. Throws InputError
 * 'results-line' for a line that is none, 'results-mixed' for one of another plan,
 * 'results-version' for one of another version, 'results-double' for a unit that is there already.
 */
export async function readUnits<T>(
  path: string,
  plan: UnitPlan,
  units: Units<T>,
  into: Found<T>,
  nameOf: (index: number) => string,
): Promise<number> {
  const schema = v.object({ ...head.entries, found: units.schema })
  let end = 0
  for await (const placed of storedLines(path, START, (text) =>
    checkedLine(schema, text, LIMITS),
  )) {
    const { plan: other, index, found } = placed.line
    refuseOther(path, other, plan, null)
    if (other.part !== plan.part || other.digest !== plan.digest) {
      throw new InputError('results-mixed', {
        path,
        command: planName(other),
        other: planName(plan),
        first: null,
      })
    }
    if (index >= units.count || !units.isThat(index, found)) throw lineError(placed, 'index')
    into.add(index, found, placed, () => nameOf(index))
    end = placed.next
  }
  return end
}

/** Of plans that differ in what a part consists of. */
const planName = ({ part, digest, ...mark }: UnitPlan): string =>
  `${lineOf(mark)}, ${part} ${shortDigest(digest)}`
