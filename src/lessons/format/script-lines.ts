/** The lines that a lesson runs, each with its place in the script. */
import { type LessonCommand, lineOf, nameOf, type Script, type Step } from './lesson-schema.ts'
import type { Path } from './script-file.ts'

/** A line of the lab, the name of its result, and where it stands. */
export interface PlacedLine {
  readonly line: string
  readonly name: string | null
  readonly path: Path
}

const placed = (commands: readonly LessonCommand[], path: Path): PlacedLine[] =>
  commands.map((one, n) => ({ line: lineOf(one), name: nameOf(one), path: [...path, n] }))

export const claimsOf = (step: Step) => ('claims' in step ? step.claims : [])

/** The commands of a step, in the order in which they run. */
export function commandsOf(step: Step): readonly LessonCommand[] {
  if (step.do === 'run') return step.run
  if (step.do === 'change') return step.try
  return step.do === 'task' ? step.solve : []
}

/**
 * What a learner is to look at once a step has run: what it names, else every result that has a
 * name.
 */
export function looksOf(step: Step): readonly string[] {
  if (step.do !== 'run' && step.do !== 'change') return []
  return step.look ?? commandsOf(step).flatMap((one) => nameOf(one) ?? [])
}

const FIELD: Readonly<Partial<Record<Step['do'], string>>> = {
  run: 'run',
  change: 'try',
  task: 'solve',
}

/** The lines of a step, by its place among the steps. */
export const linesOfStep = ({ steps }: Script, n: number): PlacedLine[] =>
  placed(commandsOf(steps[n]), ['steps', n, FIELD[steps[n].do] ?? ''])

/** The lines before the first step. */
export const linesOfSetup = ({ setup }: Script): PlacedLine[] => placed(setup, ['setup'])

/** The lines of the best known answer to a task, by its place; none where it has no score. */
export function linesOfBest({ steps }: Script, n: number): PlacedLine[] {
  const step = steps[n]
  const best = step.do === 'task' ? step.score?.best : undefined
  return placed(best ?? [], ['steps', n, 'score', 'best'])
}

/** All of them, but for those of best answers, whose results have the names of the solution's. */
export const allLines = (script: Script): PlacedLine[] => [
  ...linesOfSetup(script),
  ...script.steps.flatMap((_, n) => linesOfStep(script, n)),
]
