/**
 * Checks beyond the schema: every reference exists, is unique, and is defined before it is used.
 */

import { readExpression } from './expressions.ts'
import { LessonError } from './lesson-error.ts'
import {
  type Challenge,
  type Claim,
  type Mutant,
  nameOf,
  type Script,
  type Step,
  type TaskStep,
} from './lesson-schema.ts'
import { lookOf } from './picture-parts.ts'
import type { Path } from './script-file.ts'
import { allLines, claimsOf, commandsOf } from './script-lines.ts'

type Fail = (problem: LessonError, path: Path) => never

interface Named {
  readonly id: string
  readonly path: Path
}

/** Throws the first LessonError of each kind of thing, at its place. */
export function checkScript(
  script: Script,
  place: (problem: LessonError, path: Path) => LessonError,
): void {
  const fail: Fail = (problem, path) => {
    throw place(problem, path)
  }
  const ids = (list: readonly { readonly id: string }[], path: Path): Named[] =>
    list.map(({ id }, n) => ({ id, path: [...path, n, 'id'] }))
  distinct(ids(script.steps, ['steps']), 'step', fail)
  distinct(ids(script.mutants, ['mutants']), 'mutant', fail)
  distinct(ids(script.challenges, ['challenges']), 'challenge', fail)
  const claims = script.steps.flatMap((step, n) => ids(claimsOf(step), ['steps', n, 'claims']))
  distinct(claims, 'claim', fail)
  const results = allLines(script).flatMap(({ name, path }) =>
    name === null ? [] : [{ id: name, path }],
  )
  distinct(results, 'result', fail)
  const known = {
    claims: claims.map(({ id }) => id),
    mutants: script.mutants.map(({ id }) => id),
    challenges: script.challenges.map(({ id }) => id),
    results: results.map(({ id }) => id),
  }
  for (const [n, step] of script.steps.entries()) {
    for (const [k, claim] of claimsOf(step).entries())
      checkClaim(claim, ['steps', n, 'claims', k], known, fail)
    checkStep(script, step, n, known.claims, fail)
  }
  const change = (one: Change, by: string, path: Path) =>
    checkChange(script, one, by, path, known.results, fail)
  for (const [n, mutant] of script.mutants.entries()) change(mutant, mutant.id, ['mutants', n])
  for (const [n, { id, seed, change: changes = [] }] of script.challenges.entries()) {
    if (changes.length === 0 && seed === undefined)
      fail(new LessonError('lesson-challenge-idle', { challenge: id }), ['challenges', n])
    for (const [k, one] of changes.entries()) change(one, id, ['challenges', n, 'change', k])
  }
}

function distinct(
  named: readonly Named[],
  what: 'step' | 'claim' | 'mutant' | 'challenge' | 'result',
  fail: Fail,
): void {
  const at = named.findIndex(({ id }, n) => named.findIndex((one) => one.id === id) < n)
  if (at >= 0) fail(new LessonError('lesson-repeated', { what, id: named[at].id }), named[at].path)
}

interface Known {
  readonly mutants: readonly string[]
  readonly challenges: readonly string[]
}

function checkClaim(claim: Claim, path: Path, known: Known, fail: Fail): void {
  const { below, above, near, within, holds } = claim
  const said = [below, above, near, holds].filter((one) => one !== undefined)
  const between = below !== undefined && above !== undefined && said.length === 2
  if ((said.length !== 1 && !between) || (near === undefined) !== (within === undefined)) {
    fail(new LessonError('lesson-comparison', { claim: claim.id }), path)
  }
  parsed(claim.measure, [...path, 'measure'], fail)
  const named = (what: 'mutant' | 'challenge', field: 'mutants' | 'holdsOver' | 'fallsOver') => {
    const ids = claim[field] ?? []
    const at = ids.findIndex((id) => !known[`${what}s`].includes(id))
    if (at >= 0)
      fail(new LessonError('lesson-unknown', { what, id: ids[at], by: claim.id }), [
        ...path,
        field,
        at,
      ])
  }
  named('mutant', 'mutants')
  named('challenge', 'holdsOver')
  named('challenge', 'fallsOver')
  const both = claim.fallsOver?.findIndex((id) => claim.holdsOver?.includes(id)) ?? -1
  if (both >= 0) {
    const facts = { claim: claim.id, challenge: claim.fallsOver?.[both] ?? '' }
    fail(new LessonError('lesson-holds-and-falls', facts), [...path, 'fallsOver', both])
  }
}

function checkStep(
  script: Script,
  step: Step,
  n: number,
  claims: readonly string[],
  fail: Fail,
): void {
  const path: Path = ['steps', n]
  if (step.do === 'predict') checkPrediction(script, step, n, fail)
  if (step.do === 'explain') {
    if (Object.hasOwn(step.wrong, step.right)) {
      const facts = { step: step.id, choice: step.right }
      fail(new LessonError('lesson-right-and-wrong', facts), [...path, 'wrong', step.right])
    }
    for (const [choice, { refutedBy }] of Object.entries(step.wrong)) {
      if (claims.includes(refutedBy)) continue
      const facts = { what: 'claim', id: refutedBy, by: choice } as const
      fail(new LessonError('lesson-unknown', facts), [...path, 'wrong', choice, 'refutedBy'])
    }
  }
  if (step.do === 'run' || step.do === 'change') {
    const names = commandsOf(step).map(nameOf)
    for (const [k, look] of (step.look ?? []).entries()) {
      const facts = { what: 'result', id: lookOf(look).name, by: step.id } as const
      if (!names.includes(facts.id))
        fail(new LessonError('lesson-unknown', facts), [...path, 'look', k])
    }
  }
  if (step.do === 'task') checkTask(step, path, fail)
}

/** The best known answer brings about every result that the solution does, and no other. */
function checkTask({ id, check, score, solve }: TaskStep, path: Path, fail: Fail): void {
  parsed(check, [...path, 'check'], fail)
  if (!score) return
  parsed(score.measure, [...path, 'score', 'measure'], fail)
  const names = solve.flatMap((one) => nameOf(one) ?? [])
  const found = score.best.map(nameOf)
  const lost = (name: string, ...at: Path): never =>
    fail(new LessonError('lesson-unknown', { what: 'result', id: name, by: id }), [
      ...[...path, 'score', 'best'],
      ...at,
    ])
  for (const [n, name] of found.entries()) if (name !== null && !names.includes(name)) lost(name, n)
  const missing = names.find((name) => !found.includes(name))
  if (missing !== undefined) lost(missing)
  const again = found.findIndex((name, n) => name !== null && found.indexOf(name) < n)
  if (again >= 0)
    fail(new LessonError('lesson-repeated', { what: 'result', id: found[again] ?? '' }), [
      ...[...path, 'score', 'best'],
      again,
    ])
}

function checkPrediction(
  script: Script,
  step: Extract<Step, { do: 'predict' }>,
  n: number,
  fail: Fail,
): void {
  const path: Path = ['steps', n]
  const asked = [step.choose, step.number, step.curve].filter((one) => one !== undefined)
  if (asked.length !== 1) fail(new LessonError('lesson-predict', { step: step.id }), path)
  const at = script.steps.findIndex(({ id }) => id === step.shown)
  const shown: Path = [...path, 'shown']
  if (at < 0)
    fail(new LessonError('lesson-unknown', { what: 'step', id: step.shown, by: step.id }), shown)
  if (at <= n) fail(new LessonError('lesson-order', { step: step.id, shown: step.shown }), shown)
  for (const [choice, when] of Object.entries(step.choose ?? {}))
    parsed(when, [...path, 'choose', choice], fail)
  for (const kind of ['number', 'curve'] as const) {
    const one = step[kind]
    if (!one) continue
    const { from, to, measure } = one
    parsed(measure, [...path, kind, 'measure'], fail)
    if (from >= to)
      fail(new LessonError('lesson-axis', { step: step.id, from, to }), [...path, kind, 'from'])
  }
}

type Change = Mutant | NonNullable<Challenge['change']>[number]

/** What changes nothing breaks nothing. */
function checkChange(
  script: Script,
  change: Change,
  by: string,
  place: Path,
  results: readonly string[],
  fail: Fail,
): void {
  const lines = allLines(script).map(({ line }) => line)
  const lost = (what: 'line' | 'result', id: string, ...path: Path): never =>
    fail(new LessonError('lesson-unknown', { what, id, by }), [...place, ...path])
  if (change.do === 'replace' && !lines.includes(change.line)) lost('line', change.line, 'line')
  if (change.do === 'drop') {
    const at = change.lines.findIndex((start) => !lines.some((line) => line.startsWith(start)))
    if (at >= 0) lost('line', change.lines[at], 'lines', at)
  }
  if (change.do === 'insert') {
    const at = change.before.findIndex((name) => !results.includes(name))
    if (at >= 0) lost('result', change.before[at], 'before', at)
  }
}

function parsed(expression: string, path: Path, fail: Fail): void {
  try {
    readExpression(expression)
  } catch (error) {
    fail(error as LessonError, path)
  }
}
