/** Trials and certificates of a preset in a folder: one line of JSON each, appended as they come, that says what it belongs to. */
import { join } from 'node:path'
import * as v from 'valibot'
import { Refusal } from '../../refusal.ts'
import { isFolder, prepareDirectory } from '../files.ts'
import { parseJson } from '../json.ts'
import { LineFile, linesOf } from '../line-file.ts'
import type { Shard } from '../study/share.ts'
import { resultsName } from '../study/store.ts'
import type { Mark } from './folder.ts'
import { PRESET_FORMS } from './preset-data.ts'
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

const LIMITS = { depth: 16, parts: 1_000_000 }

export interface UnitStoreSetup<T> {
  /** The part's own folder. */
  readonly directory: string
  /** Go on with what is there. */
  readonly resume: boolean
  readonly shard: Shard | null
  readonly plan: UnitPlan
  readonly units: Units<T>
}

export class UnitStore<T> {
  private last: Promise<void> = Promise.resolve()

  private constructor(
    private readonly plan: UnitPlan,
    private readonly file: LineFile,
    /** What was there before, by its place. */
    readonly done: ReadonlyMap<number, T>,
  ) {}

  /** Opens or makes it. Throws Refusal 'results-exist', 'results-mixed', 'results-line', 'results-double', as the studies' store does. */
  static async open<T>({ directory, resume, shard, plan, units }: UnitStoreSetup<T>): Promise<UnitStore<T>> {
    const name = resultsName(shard, units.file)
    const path = join(directory, name)
    await prepareDirectory(directory)
    const there = await isFolder(directory, name)
    if (there && !resume) throw new Refusal('results-exist', { path })
    const done = new Map<number, T>()
    let end = 0
    if (there) {
      for await (const { index, found, next } of readUnits(path, plan, units)) {
        if (done.has(index)) throw new Refusal('results-double', { run: units.nameOf(index), path, other: path })
        done.set(index, found)
        end = next
      }
    }
    return new UnitStore(plan, await LineFile.open(path, end), done)
  }

  /** Adds one. Throws Refusal 'cannot-write', with what is written intact. */
  add(index: number, found: T): Promise<void> {
    const line = JSON.stringify({ schema: 'gatelab.unit/1', plan: this.plan, index, found })
    const written = this.last.then(() => this.file.append(line))
    this.last = written.catch(() => {})
    return written
  }

  async close(): Promise<void> {
    await this.last
    await this.file.close()
  }
}

/**
 * The units of a file; a last line that was cut off in the middle is passed over. Throws Refusal 'results-line' for a line that is
 * none, 'results-mixed' for one of another plan.
 */
export async function* readUnits<T>(
  path: string,
  plan: UnitPlan,
  units: Units<T>,
): AsyncGenerator<{ readonly index: number; readonly found: T; readonly next: number }> {
  const schema = v.object({ ...head.entries, found: units.schema })
  for await (const { text, number, next, whole } of linesOf(path)) {
    if (!whole) return
    const refuse = (problem: string) => new Refusal('results-line', { path, line: number, problem })
    const parsed = parseJson(text, LIMITS)
    if ('problem' in parsed) throw refuse(parsed.problem)
    const result = v.safeParse(schema, parsed.value)
    if (!result.success) throw refuse(v.getDotPath(result.issues[0]) ?? 'schema')
    const { plan: other, index, found } = result.output
    if (!samePlan(other, plan)) {
      throw new Refusal('results-mixed', { path, command: planName(other), other: planName(plan) })
    }
    if (index >= units.count || !units.isThat(index, found)) throw refuse('index')
    yield { index, found, next }
  }
}

const PARTS = ['preset', 'form', 'version', 'part', 'digest'] as const
const samePlan = (a: UnitPlan, b: UnitPlan): boolean => PARTS.every((one) => a[one] === b[one])
const planName = ({ preset, form, version, part }: UnitPlan): string => `${preset} (${form}) ${part}, ${version}`
