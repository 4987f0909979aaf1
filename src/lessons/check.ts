/**
 * A lesson unattended: every command runs, every claim is measured on every seed, every answer key is worked out, and
 * every claim is shown to fail on its mutants.
 */

import type { LabResult } from '../lab/workbench/results.ts'
import { judge } from './answers.ts'
import { expectedOf, type Measured, measure } from './claims.ts'
import { claimsOf, commandsOf, looksOf } from './consistent.ts'
import { evaluate } from './expressions.ts'
import type { Claim, Mutant, Step } from './format.ts'
import type { Lesson } from './load.ts'
import { hasPart, lookOf } from './look.ts'
import { type Lab, Player } from './play.ts'
import { Problem } from './problem.ts'

export interface CheckedClaim {
  readonly id: string
  readonly step: string
  readonly covers: readonly number[]
  readonly ok: boolean
  /** The values, seed by seed. */
  readonly measured: readonly Measured['value'][]
  readonly expected: string
  readonly mutants: readonly { readonly name: string; readonly killed: boolean; readonly measured: Measured['value'] }[]
}

export interface CheckedLesson {
  readonly id: string
  readonly seconds: number
  readonly claims: readonly CheckedClaim[]
}

export interface CheckOptions {
  readonly seeds: readonly number[]
  readonly mutants: boolean
  /** Milliseconds that the commands of one lesson may take together. */
  readonly limit?: number
  /** A lab with a fresh workbench, and how to end it. */
  readonly lab: () => { readonly lab: Lab; readonly close: () => Promise<void> }
}

/** Checks one lesson. Throws Problem, with file and line, where the lesson itself is wrong. */
export async function checkLesson(lesson: Lesson, options: CheckOptions): Promise<CheckedLesson> {
  const started = performance.now()
  const claims = lesson.script.steps.flatMap((step) => claimsOf(step).map((claim) => ({ step, claim })))
  const values = new Map<string, Measured[]>(claims.map(({ claim }) => [claim.id, []]))
  for (const seed of options.seeds) {
    const found = await playThrough(lesson, seed, null, options)
    for (const [id, measured] of found) values.get(id)?.push(measured)
  }
  const killed = options.mutants ? await playMutants(lesson, options) : new Map<string, Map<string, Measured>>()
  return {
    id: lesson.id,
    seconds: Math.round((performance.now() - started) / 10) / 100,
    claims: claims.map(({ step, claim }) => checked(step, claim, values.get(claim.id) ?? [], killed)),
  }
}

function checked(
  step: Step,
  claim: Claim,
  values: readonly Measured[],
  killed: Map<string, Map<string, Measured>>,
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
async function playMutants(lesson: Lesson, options: CheckOptions): Promise<Map<string, Map<string, Measured>>> {
  const found = new Map<string, Map<string, Measured>>()
  for (const mutant of lesson.script.mutants)
    found.set(mutant.id, await playThrough(lesson, options.seeds[0], mutant, options))
  return found
}

/** From the first step to the last on one seed. Only the lesson as it is has answers to be checked. */
async function playThrough(
  lesson: Lesson,
  seed: number,
  mutant: Mutant | null,
  options: CheckOptions,
): Promise<Map<string, Measured>> {
  const { lab, close } = options.lab()
  const player = new Player(lab, mutant, options.limit)
  const found = new Map<string, Measured>()
  try {
    await at(lesson, ['setup'], () => player.begin(lesson.script.setup, seed))
    for (const [n, step] of lesson.script.steps.entries()) {
      await at(lesson, ['steps', n], async () => {
        if (step.do === 'task' && !mutant) taskIsOpen(step, player)
        await player.run(commandsOf(step))
        if (step.do === 'task' && !mutant) taskIsDone(step, player)
        if (!mutant) answersOf(lesson, step, player)
      })
      if (!mutant) await at(lesson, ['steps', n, 'look'], () => looksAreThere(step, player))
      for (const [k, claim] of claimsOf(step).entries()) {
        await at(lesson, ['steps', n, 'claims', k], () => found.set(claim.id, measureOr(claim, player, mutant)))
      }
      if (mutant && claimsAgainst(lesson, mutant).every((id) => found.has(id))) return found
    }
    return found
  } finally {
    await close()
  }
}

/** The claims that must fail on a mutant: after the last of them nothing more is of interest there. */
const claimsAgainst = ({ script }: Lesson, { id }: Mutant): string[] =>
  script.steps.flatMap(claimsOf).flatMap((claim) => (claim.mutants.includes(id) ? [claim.id] : []))

/** On a mutant a claim may also ask for what is not there any more: then it has failed. */
function measureOr(claim: Claim, player: Player, mutant: Mutant | null): Measured {
  try {
    return measure(claim, player.scope)
  } catch (error) {
    if (mutant && error instanceof Problem) return { value: null, ok: false }
    throw error
  }
}

/** The predictions whose outcome this step shows have one right answer each. */
function answersOf(lesson: Lesson, shown: Step, player: Player): void {
  for (const [n, step] of lesson.script.steps.entries()) {
    if (step.do !== 'predict' || step.shown !== shown.id) continue
    const right = Object.entries(step.choose ?? {}).filter(([, when]) => evaluate(when, player.scope) === true)
    if (step.choose && right.length !== 1) {
      throw new Problem('lesson-choices', { step: step.id, right: right.map(([id]) => id) }).at(
        fileOf(lesson),
        lesson.lineOf(['steps', n]),
      )
    } else judge(step, null, player.scope)
  }
}

/** A part that a learner is to look at is one that the result has. */
function looksAreThere(step: Step, player: Player): void {
  for (const look of looksOf(step)) {
    const { name, part } = lookOf(look)
    if (part !== null && !hasPart(player.scope[name] as LabResult, part))
      throw new Problem('lesson-unknown', { what: 'result', id: look, by: step.id })
  }
}

/** Before its solution a task must not be solved: else nothing is left to do. */
function taskIsOpen(step: Extract<Step, { do: 'task' }>, player: Player): void {
  let already = false
  try {
    already = evaluate(step.check, player.scope) === true
  } catch {}
  if (already) throw new Problem('lesson-task-done', { step: step.id })
}

function taskIsDone(step: Extract<Step, { do: 'task' }>, player: Player): void {
  if (evaluate(step.check, player.scope) !== true) throw new Problem('lesson-task-open', { step: step.id })
}

const fileOf = (lesson: Lesson) => `${lesson.folder}/lesson.yaml`

/** Does something; a problem in it is at this place of the script. */
async function at<T>(lesson: Lesson, path: readonly (string | number)[], work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Problem ? error.at(fileOf(lesson), lesson.lineOf(path)) : error
  }
}
