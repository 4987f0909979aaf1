/** A lesson played from its beginning: as it is, or as a mutant or a challenge has it. */
import type { TrainingCache } from '../../workbench/caches/training-cache.ts'
import { type Inner, LessonError } from '../format/lesson-error.ts'
import type { Claim, Step } from '../format/lesson-schema.ts'
import type { Path } from '../format/script-file.ts'
import { claimsOf, linesOfStep } from '../format/script-lines.ts'
import type { Lesson } from '../load/lesson.ts'
import { changesOfChallenge, changesOfMutant, type PlacedChange } from '../run/changes.ts'
import type { Lab } from '../run/lab.ts'
import { LessonRunner, TIME_LIMIT } from '../run/lesson-runner.ts'
import { type Found, measured, WalkThrough } from './walk-through.ts'

export interface PlayOptions {
  /** Milliseconds that the commands of one lesson may take together on one seed. */
  readonly limit?: number
  /** Ends the check: InputError 'stopped' is thrown. */
  readonly signal?: AbortSignal
  readonly lab: () => { readonly lab: Lab; readonly close: () => Promise<void> }
  /** What the plays of a lesson have trained: most of them begin alike. */
  readonly trainings: TrainingCache
}

/** How many times as long as the lesson itself a challenge may take: it may train for longer. */
const CHALLENGE_TIME = 10

/** From the first step to the last; `first`: with the checks that are made once. */
export const playAsItIs = (
  lesson: Lesson,
  seed: number,
  first: boolean,
  options: PlayOptions,
): Promise<Found> =>
  play(lesson, [], options, (runner) => new WalkThrough(lesson, runner, first).through(seed))

/** What the claims that must fail on a mutant measure there. */
export function playMutant(
  lesson: Lesson,
  n: number,
  seed: number,
  options: PlayOptions,
): Promise<Found> {
  const { id } = lesson.script.mutants[n]
  return play(lesson, changesOfMutant(lesson.script, n), options, (runner) =>
    measureChanged(
      lesson,
      runner,
      seed,
      ({ mutants }) => fieldWith(id, { mutants }),
      (claim, why) => new LessonError('lesson-mutant', { claim, mutant: id, why }),
    ),
  )
}

/** What the claims that name a challenge measure there. */
export function playChallenge(
  lesson: Lesson,
  n: number,
  seed: number,
  { limit = TIME_LIMIT, ...options }: PlayOptions,
): Promise<Found> {
  const { id, seed: further = 0 } = lesson.script.challenges[n]
  const more = { ...options, limit: CHALLENGE_TIME * limit }
  return play(lesson, changesOfChallenge(lesson.script, n), more, (runner) =>
    measureChanged(
      lesson,
      runner,
      seed + further,
      ({ holdsOver, fallsOver }) => fieldWith(id, { holdsOver, fallsOver }),
      (claim, why) => new LessonError('lesson-challenge', { claim, challenge: id, why }),
    ),
  )
}

/** Where among lists a name stands; null where it doesn't. */
function fieldWith(
  id: string,
  lists: Readonly<Record<string, readonly string[] | undefined>>,
): Path | null {
  for (const [field, list] of Object.entries(lists)) {
    const at = list?.indexOf(id) ?? -1
    if (at >= 0) return [field, at]
  }
  return null
}

/** Plays the lesson in a lab of its own, which is closed afterwards. */
async function play<T>(
  lesson: Lesson,
  changes: readonly PlacedChange[],
  { limit, signal, lab: open, trainings }: PlayOptions,
  work: (runner: LessonRunner) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const { lab, close } = open()
  const runner = new LessonRunner(lab, lesson, { changes, limit })
  const stop = () => runner.stop()
  signal?.addEventListener('abort', stop)
  try {
    const bench = await lab.workbench()
    bench.trainings = trainings
    return await work(runner)
  } finally {
    signal?.removeEventListener('abort', stop)
    runner.close()
    await close()
  }
}

/**
 * What the claims asked for measure; nothing after the last of them is run. A claim that cannot be
 * measured there has neither held nor failed, and is told at its place.
 */
async function measureChanged(
  lesson: Lesson,
  runner: LessonRunner,
  seed: number,
  /** The place in a claim that asks for it. */
  asked: (claim: Claim) => Path | null,
  problem: (claim: string, why: Inner) => LessonError,
): Promise<Found> {
  const { steps } = lesson.script
  const askedOf = (step: Step) => claimsOf(step).filter((claim) => asked(claim) !== null)
  const last = steps.findLastIndex((step) => askedOf(step).length > 0)
  const found: Found = new Map()
  await runner.begin(seed)
  for (let n = 0; n <= last; n++) {
    await runner.run(linesOfStep(lesson.script, n))
    for (const claim of askedOf(steps[n])) {
      const path: Path = ['steps', n, 'claims', claimsOf(steps[n]).indexOf(claim)]
      const value = await measured(runner, claim, path).catch((error) => {
        if (!isOfMeasure(error)) throw error
        const { code, facts } = error
        throw lesson.place(problem(claim.id, { code, facts }), [...path, ...(asked(claim) ?? [])])
      })
      found.set(claim.id, value)
    }
  }
  return found
}

const isOfMeasure = (error: unknown): error is LessonError =>
  error instanceof LessonError && (error.code === 'expression' || error.code === 'lesson-measure')
