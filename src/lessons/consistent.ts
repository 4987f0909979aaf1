/** What a schema cannot say: that everything named is there, once, and before it is used. */
import { readExpression } from './expressions.ts'
import { type LessonCommand, nameOf, type Script, type Step } from './format.ts'
import { lookOf } from './look.ts'
import { Problem } from './problem.ts'

type Path = readonly (string | number)[]
type Place = (problem: Problem, path: Path) => Problem

/** Throws the first Problem, at its place. */
export function checkScript(script: Script, place: Place): void {
  const fail = (problem: Problem, path: Path): never => {
    throw place(problem, path)
  }
  distinct(
    script.steps.map(({ id }) => id),
    'step',
    (n) => ['steps', n, 'id'],
    fail,
  )
  distinct(
    script.mutants.map(({ id }) => id),
    'mutant',
    (n) => ['mutants', n, 'id'],
    fail,
  )
  const claims = script.steps.flatMap((step, n) =>
    claimsOf(step).map((claim, k) => ({ claim, path: ['steps', n, 'claims', k] })),
  )
  distinct(
    claims.map(({ claim }) => claim.id),
    'claim',
    (n) => claims[n].path,
    fail,
  )
  distinct(resultNames(script), 'result', () => ['steps'], fail)
  const known = { claims: claims.map(({ claim }) => claim.id), mutants: script.mutants.map(({ id }) => id) }
  for (const { claim, path } of claims) {
    const said = [claim.below, claim.above, claim.near, claim.holds].filter((one) => one !== undefined)
    const between = claim.below !== undefined && claim.above !== undefined && said.length === 2
    if ((said.length !== 1 && !between) || (claim.near === undefined) !== (claim.within === undefined)) {
      fail(new Problem('lesson-comparison', { claim: claim.id }), path)
    }
    parsed(claim.measure, [...path, 'measure'], fail)
    const missing = claim.mutants.find((id) => !known.mutants.includes(id))
    if (missing)
      fail(new Problem('lesson-unknown', { what: 'mutant', id: missing, by: claim.id }), [...path, 'mutants'])
  }
  script.steps.forEach((step, n) => {
    checkStep(script, step, n, known.claims, fail)
  })
}

type Fail = (problem: Problem, path: Path) => never

function checkStep(script: Script, step: Step, n: number, claims: readonly string[], fail: Fail): void {
  const path = ['steps', n]
  if (step.do === 'predict') {
    const asked = [step.choose, step.number, step.curve].filter((one) => one !== undefined)
    if (asked.length !== 1) fail(new Problem('lesson-predict', { step: step.id }), path)
    const at = script.steps.findIndex(({ id }) => id === step.shown)
    if (at < 0) fail(new Problem('lesson-unknown', { what: 'step', id: step.shown, by: step.id }), [...path, 'shown'])
    if (at <= n) fail(new Problem('lesson-order', { step: step.id, shown: step.shown }), [...path, 'shown'])
    for (const [choice, when] of Object.entries(step.choose ?? {})) parsed(when, [...path, 'choose', choice], fail)
    for (const one of [step.number, step.curve]) if (one) parsed(one.measure, path, fail)
  }
  if (step.do === 'explain') {
    for (const [choice, { refutedBy }] of Object.entries(step.wrong)) {
      if (!claims.includes(refutedBy)) {
        fail(new Problem('lesson-unknown', { what: 'claim', id: refutedBy, by: choice }), [...path, 'wrong', choice])
      }
    }
  }
  if (step.do === 'run' || step.do === 'change') {
    const names = commandsOf(step).map(nameOf)
    const missing = (step.look ?? []).map((look) => lookOf(look).name).find((name) => !names.includes(name))
    if (missing !== undefined)
      fail(new Problem('lesson-unknown', { what: 'result', id: missing, by: step.id }), [...path, 'look'])
  }
  if (step.do === 'task') parsed(step.check, [...path, 'check'], fail)
}

function parsed(expression: string, path: Path, fail: Fail): void {
  try {
    readExpression(expression)
  } catch (error) {
    fail(error as Problem, path)
  }
}

function distinct(
  ids: readonly string[],
  what: 'step' | 'claim' | 'mutant' | 'result',
  path: (n: number) => Path,
  fail: Fail,
): void {
  const at = ids.findIndex((id, n) => ids.indexOf(id) < n)
  if (at >= 0) fail(new Problem('lesson-repeated', { what, id: ids[at] }), path(at))
}

export const claimsOf = (step: Step) => ('claims' in step ? step.claims : [])

/** The commands of a step, in the order in which they run. */
export function commandsOf(step: Step): readonly LessonCommand[] {
  if (step.do === 'run') return step.run
  if (step.do === 'change') return step.try
  return step.do === 'task' ? step.solve : []
}

/** What a learner is to look at once a step has run: what it names, else every result that has a name. */
export function looksOf(step: Step): readonly string[] {
  if (step.do !== 'run' && step.do !== 'change') return []
  return step.look ?? commandsOf(step).flatMap((one) => nameOf(one) ?? [])
}

const resultNames = ({ setup, steps }: Script): string[] =>
  [...setup, ...steps.flatMap(commandsOf)].flatMap((one) => nameOf(one) ?? [])
