/**
 * A lesson unattended: every command runs, every claim is measured on every seed, every answer key
 * is worked out, and every claim is shown to fail on its mutants.
 */
import { LessonError } from '../format/lesson-error.ts'
import type { Claim, Step } from '../format/lesson-schema.ts'
import type { Path } from '../format/script-file.ts'
import { claimsOf, linesOfStep } from '../format/script-lines.ts'
import type { Lesson } from '../load/load-lesson.ts'
import { boundOf, expectedOf, type Measured, ofTenSeeds } from '../run/claims.ts'
import type { Lab } from '../run/lab.ts'
import { LessonRunner } from '../run/lesson-runner.ts'
import type { Mutation } from '../run/mutants.ts'
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
  /** A lab with a fresh workbench, and how to end it. */
  readonly lab: () => { readonly lab: Lab; readonly close: () => Promise<void> }
}

/** Checks one lesson. Throws LessonError, with file and line, where the lesson itself is wrong. */
export async function checkLesson(lesson: Lesson, options: CheckOptions): Promise<CheckedLesson> {
  const started = performance.now()
  const claims = lesson.script.steps.flatMap((step) =>
    claimsOf(step).map((claim) => ({ step, claim })),
  )
  const values = new Map<string, Measured[]>(claims.map(({ claim }) => [claim.id, []]))
  for (const [n, seed] of options.seeds.entries()) {
    const found = await play(lesson, seed, options, (runner) =>
      new WalkThrough(lesson, runner, n === 0).through(seed),
    )
    for (const [id, measured] of found) values.get(id)?.push(measured)
  }
  const killed = options.mutants ? await playMutants(lesson, options) : new Map<string, Found>()
  return {
    id: lesson.id,
    seconds: Math.round((performance.now() - started) / 10) / 100,
    claims: claims.map(({ step, claim }) =>
      checked(step, claim, values.get(claim.id) ?? [], killed),
    ),
  }
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

/** Every mutant on the first seed: what the claims measure there. */
async function playMutants(lesson: Lesson, options: CheckOptions): Promise<Map<string, Found>> {
  const found = new Map<string, Found>()
  const [seed] = options.seeds
  for (const [index, mutant] of lesson.script.mutants.entries()) {
    const mutation = { mutant, index }
    const measured = await play(lesson, seed, { ...options, mutation }, (runner) =>
      measureBroken(lesson, runner, seed, mutation),
    )
    found.set(mutant.id, measured)
  }
  return found
}

/**
 * Plays the lesson in a lab of its own, which is closed afterwards. With several seeds, errors
 * carry the seed.
 */
async function play<T>(
  lesson: Lesson,
  seed: number,
  { lab: fresh, seeds, limit, signal, mutation }: CheckOptions & { readonly mutation?: Mutation },
  work: (runner: LessonRunner) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const { lab, close } = fresh()
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
