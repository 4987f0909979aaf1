/** All kinds of results of the lab: the probes' and those of what changes the workbench. */
import type * as results from '../results/lab-results.ts'
import { PROBES, type ProbeResults } from './probes/index.ts'
import type { ResultKind } from './probes/probe.ts'
import type { CodeResult } from './receipts/code-lines.ts'
import type { MathResult } from './receipts/equations.ts'
import { beltEquations, PROFILE } from './receipts/profile-equations.ts'

/** Results by kind. */
export interface LabResults extends ProbeResults {
  readonly bench: results.BenchResult
  readonly training: results.TrainingResult
  readonly surgery: results.SurgeryResult
  readonly math: MathResult
  readonly code: CodeResult
  readonly history: results.HistoryResult
  readonly diff: results.DiffResult
  readonly receipt: results.ReceiptResult
  readonly file: results.FileResult
  readonly help: results.HelpResult
  readonly language: results.LanguageResult
  readonly quit: results.QuitResult
}
export type Kind = keyof LabResults
export type LabResult = LabResults[Kind] & results.OfBench

const UPDATES = {
  adam: 'w ← w − α m̂ / (√v̂ + 1e−8),  m ← 0.9 m + 0.1 ∂L/∂w,  v ← 0.999 v + 0.001 (∂L/∂w)²',
  momentum: 'u ← 0.9 u + ∂L/∂w,  w ← w − α u',
  sgd: 'w ← w − α ∂L/∂w',
} as const

const bench: ResultKind<results.BenchResult, 'table'> = {
  receipt: { ofState: true },
  parts: () => ['table'],
}

const training: ResultKind<results.TrainingResult, 'curve'> = {
  receipt: {
    ofState: true,
    equations: ({ state }) => [UPDATES[state.spec.optimizer]],
    operands: ({ state: { spec } }, sizes) => [
      ...sizes,
      { name: 'α', value: spec.learningRate },
      { name: '‖∂L/∂w‖ ≤', value: spec.clip ?? '∞' },
    ],
  },
  parts: () => ['curve'],
}

const surgery: ResultKind<results.SurgeryResult> = {
  receipt: { equations: ({ state }) => [...PROFILE, ...beltEquations(state)] },
}

/** Of these there is nothing but their text. */
const words: ResultKind<unknown> = {}

const KINDS = {
  ...PROBES,
  bench,
  training,
  surgery,
  math: words,
  code: words,
  history: words,
  diff: words,
  receipt: words,
  file: words,
  help: words,
  language: words,
  quit: words,
} satisfies { readonly [K in Kind]: ResultKind<LabResults[K], string> }

/** What is known of the kind of a result. */
export const kindOf = ({ kind }: LabResult): ResultKind<LabResult, string> => KINDS[kind]

/** The names of the parts that pictures of a kind can have. */
export type PartOf<K extends Kind> = ReturnType<NonNullable<(typeof KINDS)[K]['parts']>>[number]
