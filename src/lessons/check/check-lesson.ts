/**
 * A lesson unattended: every command runs, every claim is measured on every seed, every answer key
 * is worked out, and every claim is shown to fail on its mutants.
 */
import type { LabResult } from '../../workbench/result-kinds.ts'
import { LessonError } from '../format/lesson-error.ts'
import type { Claim, Step } from '../format/lesson-schema.ts'
import { hasPart, lookOf } from '../format/picture-parts.ts'
import type { Path } from '../format/script-file.ts'
import { claimsOf, linesOfStep, looksOf, type PlacedLine } from '../format/script-lines.ts'
import type { Lesson } from '../load/load-lesson.ts'
import { checkAxis, outcomeOf } from '../run/answers.ts'
import { expectedOf, type Measured, measure } from '../run/claims.ts'
import type { Lab } from '../run/lab.ts'
import { LessonRunner } from '../run/lesson-runner.ts'
import type { Mutation } from '../run/mutants.ts'

interface CheckedClaim {
  readonly id: string
  readonly step: string
  readonly covers: readonly number[]
  readonly ok: boolean
  /** The values, seed by seed. */
  readonly measured: readonly Measured['value'][]
  readonly expected: string
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

type Found = Map<string, Measured>

/** Checks one lesson. Throws LessonError, with file and line, where the lesson itself is wrong. */
export async function checkLesson(lesson: Lesson, options: CheckOptions): Promise<CheckedLesson> {
  const started = performance.now()
  const claims = lesson.script.steps.flatMap((step) =>
    claimsOf(step).map((claim) => ({ step, claim })),
  )
  const values = new Map<string, Measured[]>(claims.map(({ claim }) => [claim.id, []]))
  for (const [n, seed] of options.seeds.entries()) {
    const found = await play(lesson, seed, options, (runner) =>
      new Check(lesson, runner, n === 0).through(seed),
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
 * A play on a lab of its own, ended with it; where there are several seeds, problems in it are
 * those of its seed.
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

async function measured(runner: LessonRunner, claim: Claim, path: Path): Promise<Measured> {
  return runner.at(path, () =>
    measure(claim, (expression) => runner.evaluate(expression, [...path, 'measure'])),
  )
}

/**
 * What the claims that must fail on a mutant measure there: after the last of them nothing more is
 * of interest.
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

/** A claim that asks a mutant for what is not there has not come out false: it was not measured. */
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

/** The lesson as it is, from the first step to the last on one seed: claims, answers and tasks. */
class Check {
  constructor(
    private readonly lesson: Lesson,
    private readonly runner: LessonRunner,
    /** What is tried once is tried on the first seed. */
    private readonly first: boolean,
  ) {}

  async through(seed: number): Promise<Found> {
    const { lesson, runner } = this
    const found: Found = new Map()
    await runner.begin(seed)
    for (const [n, step] of lesson.script.steps.entries()) {
      if (step.do === 'task') await this.taskIsOpen(step, n)
      await runner.run(linesOfStep(lesson.script, n))
      if (step.do === 'task') await this.taskIsDone(step, n)
      await this.answers(step)
      this.looksAreThere(step, n)
      for (const [k, claim] of claimsOf(step).entries())
        found.set(claim.id, await measured(runner, claim, ['steps', n, 'claims', k]))
    }
    return found
  }

  /**
   * The predictions whose outcome this step shows have one right answer each, which a learner can
   * give.
   */
  private async answers(shown: Step): Promise<void> {
    const { runner } = this
    for (const [n, step] of this.lesson.script.steps.entries()) {
      if (step.do !== 'predict' || step.shown !== shown.id) continue
      const path = ['steps', n, step.choose ? 'choose' : step.number ? 'number' : 'curve']
      await runner.at(path, async () => {
        const outcome = await outcomeOf(step, (expression, ...field) =>
          runner.evaluate(expression, ['steps', n, ...field]),
        )
        checkAxis(step, outcome)
      })
    }
  }

  /** A part that a learner is to look at is one that the result has. */
  private looksAreThere(step: Step, n: number): void {
    for (const [k, look] of looksOf(step).entries()) {
      const { name, part } = lookOf(look)
      if (part === null || hasPart(this.runner.result(name) as LabResult, part)) continue
      const facts = { what: 'result', id: look, by: step.id } as const
      throw this.lesson.place(new LessonError('lesson-unknown', facts), ['steps', n, 'look', k])
    }
  }

  /**
   * Before its solution a task must not be solved, nor by looking at what is there: else nothing is
   * left to do.
   */
  private async taskIsOpen(step: Extract<Step, { do: 'task' }>, n: number): Promise<void> {
    const { lesson } = this
    const path = ['steps', n, 'check']
    const done = () => this.holds(step, path)
    if (await done())
      throw lesson.place(new LessonError('lesson-task-done', { step: step.id }), path)
    const lines = linesOfStep(lesson.script, n)
    const looks = lines.filter(({ name }) => name !== null)
    if (!this.first || looks.length === lines.length) return
    if ((await this.looked(looks)) && (await done()))
      throw lesson.place(new LessonError('lesson-task-idle', { step: step.id }), path)
  }

  /** Looks at what is there; false where that cannot be looked at. */
  private async looked(looks: readonly PlacedLine[]): Promise<boolean> {
    try {
      await this.runner.apart(() => this.runner.run(looks))
      return true
    } catch (error) {
      if (error instanceof LessonError && error.code === 'lesson-line') return false
      throw error
    }
  }

  private async taskIsDone(step: Extract<Step, { do: 'task' }>, n: number): Promise<void> {
    const path = ['steps', n, 'check']
    await this.runner.at(path, async () => {
      if ((await this.runner.evaluate(step.check, path)) !== true)
        throw new LessonError('lesson-task-open', { step: step.id })
    })
  }

  /** Whether the check of a task holds of what there is; not where that is not what it asks for. */
  private async holds(step: Extract<Step, { do: 'task' }>, path: Path): Promise<boolean> {
    try {
      return (await this.runner.evaluate(step.check, path)) === true
    } catch (error) {
      if (error instanceof LessonError && error.code === 'expression') return false
      throw error
    }
  }
}
