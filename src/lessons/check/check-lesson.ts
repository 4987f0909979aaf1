/**
 * A lesson unattended: every command runs, every claim is measured on every seed, every answer key
 * is worked out, every claim is shown to fail on its mutants, and to hold over its challenges.
 */
import { InputError } from '../../rules/input-error.ts'
import { TrainingCache } from '../../workbench/caches/training-cache.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Challenge, Claim, Step } from '../format/lesson-schema.ts'
import { claimsOf } from '../format/script-lines.ts'
import type { Lesson } from '../load/lesson.ts'
import { boundOf, expectedOf, type Measured, ofTenSeeds } from '../run/claims.ts'
import type { Lab } from '../run/lab.ts'
import { Lanes } from './lanes.ts'
import { playAsItIs, playChallenge, playMutant } from './plays.ts'
import type { Found } from './walk-through.ts'

/** A claim over a challenge: whether it holds there, where it must, or falls, where it must not. */
interface Challenged {
  readonly name: string
  readonly tries: Challenge['tries']
  readonly expected: 'holds' | 'falls'
  readonly ok: boolean
  /** The values, seed by seed. */
  readonly measured: readonly Measured['value'][]
}

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
  /** Empty unless they were asked for. */
  readonly challenges: readonly Challenged[]
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
  /** Also over the challenges, on every seed; false. */
  readonly challenges?: boolean
  /** Milliseconds that the commands of one lesson may take together on one seed. */
  readonly limit?: number
  /** Ends the check: InputError 'stopped' is thrown. */
  readonly signal?: AbortSignal
  /** A lab with a fresh workbench of so many threads, and how to end it. */
  readonly lab: (threads: number) => { readonly lab: Lab; readonly close: () => Promise<void> }
}

/**
 * Checks one lesson; its seeds, mutants and challenges are played in these lanes. Throws
 * LessonError, with file and line, where the lesson itself is wrong: the first one in that order.
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
  const { seeds, limit, signal } = options
  const lab = () => options.lab(lanes.threads)
  const playing = { limit, signal, lab, trainings: new TrainingCache() }
  /** With several seeds, errors carry the seed. */
  const onSeed = (seed: number, work: () => Promise<Found>) =>
    inLane(() =>
      work().catch((error) => {
        if (error instanceof LessonError && seeds.length > 1) error.seed ??= seed
        throw error
      }),
    )
  const { script } = lesson
  const asItIs = seeds.map((seed, n) =>
    onSeed(seed, () => playAsItIs(lesson, seed, n === 0, playing)),
  )
  const [first] = seeds
  const mutants = options.mutants ? script.mutants : []
  const broken = mutants.map((_, n) => onSeed(first, () => playMutant(lesson, n, first, playing)))
  const challenges = options.challenges ? script.challenges : []
  const challenged = challenges.flatMap((_, n) =>
    seeds.map((seed) => onSeed(seed, () => playChallenge(lesson, n, seed, playing))),
  )
  const found = await allInOrder([...asItIs, ...broken, ...challenged])
  const bySeed = found.slice(0, seeds.length)
  const killed = new Map(mutants.map(({ id }, n) => [id, found[seeds.length + n]]))
  const over = found.slice(seeds.length + mutants.length)
  const challengesOf = (claim: Claim): Challenged[] =>
    challenges.flatMap((challenge, n) => {
      const there = over.slice(n * seeds.length, (n + 1) * seeds.length)
      const values = measuredOf(claim, there)
      return values.length === 0 ? [] : [challengedBy(challenge, claim, values)]
    })
  return {
    id: lesson.id,
    seconds: Math.round(spent / 10) / 100,
    claims: claims.map(({ step, claim }) =>
      checked(step, claim, measuredOf(claim, bySeed), killed, challengesOf(claim)),
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

/** Whether it holds on as many seeds as it must. */
function holds({ ofTen = 10 }: Claim, values: readonly Measured[]): boolean {
  const right = values.filter(({ ok }) => ok).length
  return right >= Math.ceil((values.length * ofTen) / 10)
}

function challengedBy(
  { id, tries }: Challenge,
  claim: Claim,
  values: readonly Measured[],
): Challenged {
  const expected = claim.holdsOver?.includes(id) ? 'holds' : 'falls'
  const ok = holds(claim, values) === (expected === 'holds')
  return { name: id, tries, expected, ok, measured: values.map(({ value }) => value) }
}

function checked(
  step: Step,
  claim: Claim,
  values: readonly Measured[],
  killed: ReadonlyMap<string, Found>,
  challenges: readonly Challenged[],
): CheckedClaim {
  const mutants = claim.mutants.flatMap((name) => {
    const found = killed.get(name)?.get(claim.id)
    return found ? [{ name, killed: !found.ok, measured: found.value }] : []
  })
  return {
    id: claim.id,
    step: step.id,
    covers: claim.covers ?? [],
    ok:
      holds(claim, values) &&
      mutants.every((one) => one.killed) &&
      challenges.every((one) => one.ok),
    measured: values.map(({ value }) => value),
    expected: expectedOf(claim),
    bound: boundOf(claim),
    ofTen: ofTenSeeds(claim),
    mutants,
    challenges,
  }
}
