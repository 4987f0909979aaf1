/** How difficult a task is: what solves it without anything being learned over time. */
import { allocate, instantiate } from '../engine/kernels.ts'
import { FIRST_FREE } from '../engine/memory-plan.ts'
import {
  ATTEMPTS,
  type Certificate,
  type GuessingMethod,
  type Measured,
} from '../results/difficulty-report.ts'
import type { Task } from '../tasks/shared/task.ts'
import { heldOutCount } from '../training/held-out.ts'
import { limitOf } from './chance.ts'
import { HOW, outputsFor } from './guessed-nets.ts'
import { type Budget, bytesOfGuessing, type Guessed, guess, partsOf } from './random-guessing.ts'
import { bytesOfReadouts, measureReadouts, type Readouts } from './readouts-without-memory.ts'

export type { Budget } from './random-guessing.ts'

/**
 * Of `gatelab tasks --certify`: so many guesses, and for each what sequences of some 500 time steps
 * take.
 */
export const budgetOf = (guesses = DEFAULT_GUESSES): Budget => ({ guesses, work: 1e4 * guesses })
const DEFAULT_GUESSES = 10_000
/** Beside the runs of a comparison: a part of a second. */
export const QUICK_BUDGET: Budget = { guesses: 1500, work: 4e6 }

/** What a certificate is about, beside the task itself. */
export interface CertificateSubject {
  readonly length: number
  readonly symbols: number | null
  readonly seed: number
  readonly budget: Budget
}

/** One piece of the work; pieces are independent of one another. */
export type CertificatePart = 'readouts' | number
export type CertificateFinding = Readouts | Guessed

/** All of it. */
export const partsOfCertificate = (task: Task, budget: Budget): CertificatePart[] => [
  'readouts',
  ...Array.from({ length: partsOf(task, budget) }, (_, part) => part),
]

/** Does a piece; null when `cancelled` returns true meanwhile. */
export function find(
  module: WebAssembly.Module,
  task: Task,
  { seed, budget }: Pick<CertificateSubject, 'seed' | 'budget'>,
  piece: CertificatePart,
  cancelled: () => boolean,
): CertificateFinding | null {
  if (piece !== 'readouts') return guess(module, task, seed, budget, piece, cancelled)
  return measureReadouts(task, seed, instantiate(module, allocate(FIRST_FREE)).log, cancelled)
}

/** The certificate from the findings, in the order of the pieces. */
export function certificateOf(
  task: Task,
  subject: CertificateSubject,
  [readouts, ...guessed]: readonly CertificateFinding[],
): Certificate {
  const { fittedOn, constant, lastInput, bagOfInputs, chance } = readouts as Readouts
  const guessing = together(task, subject.budget, guessed as Guessed[])
  const reaches = {
    constant: constant.solves,
    lastInput: lastInput.solves,
    bagOfInputs: bagOfInputs.solves,
    guessing: guessing.solved > 0,
  }
  const limit = chance && limitOf(chance, guessing.guesses, reaches)
  const undecided: readonly GuessingMethod[] = limit?.undecided ?? []
  const solvedBy = ATTEMPTS.filter((one) => reaches[one] && !undecided.includes(one))
  const decided = (one: 'constant' | 'lastInput' | 'bagOfInputs', { metric }: Measured) => ({
    metric,
    solves: solvedBy.includes(one),
  })
  const { length, symbols, seed } = subject
  const { name, metric, threshold } = task
  return {
    task: name,
    length,
    symbols,
    seed,
    metric,
    threshold,
    fittedOn,
    heldOut: heldOutCount(task),
    constant: decided('constant', constant),
    lastInput: decided('lastInput', lastInput),
    bagOfInputs: decided('bagOfInputs', bagOfInputs),
    guessing,
    ...(limit && { chance: limit }),
    solvedBy,
    showsMemory: solvedBy.every((one) => one === 'bagOfInputs'),
  }
}

/** Guesses of one part count on where those of the part before ended. */
function together(
  task: Task,
  { guesses: asked }: Budget,
  guessed: readonly Guessed[],
): Certificate['guessing'] {
  let made = 0
  let solved = 0
  let first: Pick<Guessed, 'firstSolvedAt' | 'first'> = { firstSolvedAt: null, first: null }
  for (const part of guessed) {
    if (first.firstSolvedAt === null && part.firstSolvedAt !== null)
      first = { firstSolvedAt: made + part.firstSolvedAt, first: part.first }
    made += part.guesses
    solved += part.solved
  }
  const { nets, ranges, screened } = HOW
  const how = { nets: [...nets], ranges: [...ranges], outputs: outputsFor(task), screened }
  return { asked, guesses: made, solved, ...first, how }
}

/**
 * The certificate of a task at one length, piece by piece; null when `cancelled` returns true
 * meanwhile.
 */
export function certify(
  task: Task,
  seed: number,
  options: Omit<CertificateSubject, 'seed'> & { readonly module: WebAssembly.Module },
  cancelled: () => boolean = () => false,
): Certificate | null {
  const subject = { ...options, seed }
  const findings: CertificateFinding[] = []
  for (const piece of partsOfCertificate(task, options.budget)) {
    const finding = find(options.module, task, subject, piece, cancelled)
    if (finding === null) return null
    findings.push(finding)
  }
  return certificateOf(task, subject, findings)
}

/** Bytes that any piece of the work takes. */
export function bytesOfCertificate(task: Task, budget: Budget): number {
  return Math.max(bytesOfReadouts(task), partsOf(task, budget) > 0 ? bytesOfGuessing(task) : 0)
}
