/**
 * A lesson unattended: every command runs, every claim is measured on every seed, every answer key
 * is worked out, and every claim is shown to fail on its mutants.
 */
import { InputError } from '../../rules/input-error.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Claim, Step } from '../format/lesson-schema.ts'
import type { Path } from '../format/script-file.ts'
import { claimsOf, linesOfStep } from '../format/script-lines.ts'
import type { Lesson } from '../load/load-lesson.ts'
import { boundOf, expectedOf, type Measured, ofTenSeeds } from '../run/claims.ts'
import type { Lab } from '../run/lab.ts'
import { LessonRunner } from '../run/lesson-runner.ts'
import type { Mutation } from '../run/mutants.ts'
import { Lanes } from './lanes.ts'
import { type Found, measured, WalkThrough } from './walk-through.ts'

interface CheckedClaim {
  readonly id: string
  readonly step: string
  readonly covers: readonly number[]
  readonly ok: boolean
  /** The values, seed by seed. */
  readonly measured: readonly Measured['value'][]
  readonly expected: string
  /** The same in parts; ofTen is null where it must hold on every seed. */
  readonly bound: string
  readonly ofTen: number | null
  readonly mutants: readonly {
    readonly name: string
    readonly killed: boolean
    readonly measured: Measured['value']
  }[]
}

export interface CheckedLesson {
  readonly id: string
  /** What its plays took, one after the other or not. */
  readonly seconds: number
  readonly claims: readonly CheckedClaim[]
}

export interface CheckOptions {
  readonly seeds: readonly number[]
  readonly mutants: boolean
  /** Milliseconds that the commands of one lesson may take together on one seed. */
  readonly limit?: number
  /** Ends the check: InputError 'stopped' is thrown. */
  readonly signal?: AbortSignal
  /** A lab with a fresh workbench of so many threads, and how to end it. */
  readonly lab: (threads: number) => { readonly lab: Lab; readonly close: () => Promise<void> }
}

/**
 * Checks one lesson; its seeds and mutants are played in these lanes. Throws LessonError, with file
 * and line, where the lesson itself is wrong: the first one by the order of seeds and mutants.
 */
export async function checkLesson(
  lesson: Lesson,
  options: CheckOptions,
  lanes = new Lanes(),
): Promise<CheckedLesson> {
  const claims = lesson.script.steps.flatMap((step) =>
    claimsOf(step).map((claim) => ({ step, claim })),
  )
  let spent = 0
  let failed = false
  const inLane = (work: () => Promise<Found>): Promise<Found> =>
    lanes.run(async () => {
      // What failed was asked for before, and is told instead.
      if (failed) throw new InputError('stopped', {})
      const started = performance.now()
      try {
        return await work()
      } catch (error) {
        failed = true
        throw error
      } finally {
        spent += performance.now() - started
      }
    })
  const lab = () => options.lab(lanes.threads)
  const asItIs = options.seeds.map((seed, n) =>
    inLane(() =>
      play(lesson, seed, { ...options, lab }, (runner) =>
        new WalkThrough(lesson, runner, n === 0).through(seed),
      ),
    ),
  )
  const [first] = options.seeds
  const mutants = options.mutants ? lesson.script.mutants : []
  const broken = mutants.map((mutant, index) => {
    const mutation = { mutant, index }
    return inLane(() =>
      play(lesson, first, { ...options, lab, mutation }, (runner) =>
        measureBroken(lesson, runner, first, mutation),
      ),
    )
  })
  const found = await allInOrder([...asItIs, ...broken])
  const bySeed = found.slice(0, asItIs.length)
  const killed = new Map(mutants.map(({ id }, n) => [id, found[asItIs.length + n]]))
  return {
    id: lesson.id,
    seconds: Math.round(spent / 10) / 100,
    claims: claims.map(({ step, claim }) =>
      checked(step, claim, measuredOf(claim, bySeed), killed),
    ),
  }
}

const measuredOf = ({ id }: Claim, bySeed: readonly Found[]): Measured[] =>
  bySeed.flatMap((found) => found.get(id) ?? [])

/** All of them; or what the first one in order fails with, when all have ended. */
async function allInOrder<T>(plays: readonly Promise<T>[]): Promise<T[]> {
  const ended = await Promise.allSettled(plays)
  return ended.map((play) => {
    if (play.status === 'rejected') throw play.reason
    return play.value
  })
}

function checked(
  step: Step,
  claim: Claim,
  values: readonly Measured[],
  killed: ReadonlyMap<string, Found>,
): CheckedClaim {
  const right = values.filter(({ ok }) => ok).length
  const needed = Math.ceil((values.length * (claim.ofTen ?? 10)) / 10)
  const mutants = claim.mutants.flatMap((name) => {
    const found = killed.get(name)?.get(claim.id)
    return found ? [{ name, killed: !found.ok, measured: found.value }] : []
  })
  return {
    id: claim.id,
    step: step.id,
    covers: claim.covers ?? [],
    ok: right >= needed && mutants.every((mutant) => mutant.killed),
    measured: values.map(({ value }) => value),
    expected: expectedOf(claim),
    bound: boundOf(claim),
    ofTen: ofTenSeeds(claim),
    mutants,
  }
}

/**
 * Plays the lesson in a lab of its own, which is closed afterwards. With several seeds, errors
 * carry the seed.
 */
async function play<T>(
  lesson: Lesson,
  seed: number,
  options: Omit<CheckOptions, 'lab'> & {
    readonly lab: () => ReturnType<CheckOptions['lab']>
    readonly mutation?: Mutation
  },
  work: (runner: LessonRunner) => Promise<T>,
): Promise<T> {
  const { seeds, limit, signal, mutation } = options
  signal?.throwIfAborted()
  const { lab, close } = options.lab()
  const runner = new LessonRunner(lab, lesson, { mutation, limit })
  const stop = () => runner.stop()
  signal?.addEventListener('abort', stop)
  try {
    return await work(runner)
  } catch (error) {
    if (error instanceof LessonError && seeds.length > 1) error.seed ??= seed
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    runner.close()
    await close()
  }
}

/**
 * What the claims that must fail on a mutant measure there; nothing after the last of them is run.
 */
async function measureBroken(
  lesson: Lesson,
  runner: LessonRunner,
  seed: number,
  { mutant }: Mutation,
): Promise<Found> {
  const { steps } = lesson.script
  const against = (step: Step) =>
    claimsOf(step).filter(({ mutants }) => mutants.includes(mutant.id))
  const last = steps.findLastIndex((step) => against(step).length > 0)
  const found: Found = new Map()
  await runner.begin(seed)
  for (let n = 0; n <= last; n++) {
    await runner.run(linesOfStep(lesson.script, n))
    for (const claim of against(steps[n])) {
      const path = ['steps', n, 'claims', claimsOf(steps[n]).indexOf(claim)]
      found.set(
        claim.id,
        await measured(runner, claim, path).catch((error) =>
          refused(error, lesson, claim, mutant.id, path),
        ),
      )
    }
  }
  return found
}

/** A claim that cannot be measured on a mutant has not failed on it. */
function refused(error: unknown, lesson: Lesson, claim: Claim, mutant: string, path: Path): never {
  if (
    !(error instanceof LessonError) ||
    (error.code !== 'expression' && error.code !== 'lesson-measure')
  )
    throw error
  const why = { code: error.code, facts: error.facts }
  const at = [...path, 'mutants', claim.mutants.indexOf(mutant)]
  throw lesson.place(new LessonError('lesson-mutant', { claim: claim.id, mutant, why }), at)
}
