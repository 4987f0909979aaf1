/** What the screen of a lesson knows. Pure. */
import type { CommandEvent } from '../../commands/grammar/command.ts'
import type { Step } from '../../lessons/format/lesson-schema.ts'
import type { Language, Lesson } from '../../lessons/load/lesson.ts'
import type { Given, PredictionResult, Sureness } from '../../lessons/run/answers.ts'
import type { Measured } from '../../lessons/run/claims.ts'
import type { BenchFacts } from '../../results/lab-results.ts'
import type { Line } from '../../view/shared/spans.ts'
import { type Comparing, compared } from '../shared/comparison-progress.ts'
import { type Live, reduceLive } from '../shared/training-progress.ts'
import { nearestLevel } from './sketch-levels.ts'
import type { TermsOf } from './terms.ts'
import type { Text } from './text-types.ts'

/** A question that is being answered. */
export type Asking =
  /** null: nothing is chosen yet. */
  | { readonly kind: 'choice'; readonly cursor: number | null }
  | { readonly kind: 'number'; readonly typed: string; readonly wrong: boolean }
  | {
      readonly kind: 'curve'
      readonly values: readonly number[]
      readonly cursor: number
      /** False until a point is moved; an untouched curve is accepted only when confirmed. */
      readonly touched: boolean
    }
  /** `back`: the question with its answer, to which the learner can return. */
  | { readonly kind: 'sure'; readonly given: Given; readonly sure: Sureness; readonly back: Asking }

/** What was said to a question in this or an earlier session. */
export interface CommandOutput {
  readonly given: Given
  readonly sure: Sureness
  /** Answers that were tried and refuted, in order; of explanations. */
  readonly refuted: readonly string[]
  /** Explanations: the right one was found. */
  readonly found: boolean
}

/** What a drawing is made for: width, texts, and the height of charts if it is limited. */
interface Room {
  readonly width: number
  readonly text: Text
  readonly height?: number
}

/** A drawing of what commands said. */
export type Draw = (how: Room) => readonly Line[]

/** What a step's commands came to, ready to be drawn. */
export interface Ran {
  /** All that was said. */
  readonly draws: readonly Draw[]
  /** The pictures that matter. */
  readonly looks: readonly Draw[]
  readonly claims: Readonly<Record<string, Measured>>
}

interface Running {
  readonly step: number
  readonly line: string
  /** Steps before the one that is shown are run again. */
  readonly catchingUp: boolean
  /** It has run for so short a time that nothing is shown; keys wait for its end. */
  readonly quiet: boolean
}

export interface LearnState {
  readonly text: Text
  readonly language: Language
  readonly lesson: Lesson
  /** Lines of the lesson may name it. */
  readonly seed: number
  /** The step that is shown: −1 is the introduction, the number of steps the summary. */
  readonly at: number
  /** Lines above the first that is seen. */
  readonly scroll: number
  /** All that the step's commands said is shown. */
  readonly details: boolean
  readonly asking: Asking | null
  readonly said: Readonly<Record<string, CommandOutput>>
  readonly judged: Readonly<Record<string, PredictionResult>>
  readonly ran: readonly Ran[]
  readonly states: Readonly<Record<string, 'open' | 'done' | 'skipped'>>
  /** Hints seen, step by step. */
  readonly hints: Readonly<Record<string, number>>
  /** The learner's best scores, and the best known ones where they were measured; by steps. */
  readonly scores: Readonly<Record<string, number>>
  readonly known: Readonly<Record<string, number | null>>
  readonly facts: BenchFacts | null
  readonly live: Live | null
  readonly comparing: Comparing | null
  readonly running: Running | null
  readonly stopped: boolean
  /** What stands in the place of the keys until the next one. */
  readonly told: ((text: Text) => string) | null
  /** Why the lesson cannot go on. */
  readonly problem: ((text: Text) => string) | null
  /** The questions of a review: which one this is, of how many. */
  readonly review: {
    readonly n: number
    readonly of: number
    /** What the answer came to: whether it comes back, and when. */
    readonly settled?: 'right' | 'learned' | 'wrong'
  } | null
  /**
   * A question from an earlier lesson, and nothing else: the answer under the cursor, and the one
   * that was taken.
   */
  readonly recall: { readonly cursor: number | null; readonly given: string | null } | null
  /** When it was first played to its end. */
  readonly finished: string | null
  /** How often it was begun anew since. */
  readonly round: number
  /** What is marked as a term of the glossary. */
  readonly terms: TermsOf
  /** The lesson after this one. */
  readonly next: ((text: Text, language: Language) => string) | null
}

export const stepOf = ({ lesson, at }: LearnState): Step | null => lesson.script.steps[at] ?? null

/** Another step; a question that is open there is asked. */
export function goTo(state: LearnState, at: number): LearnState {
  const bounded = Math.min(state.lesson.script.steps.length, Math.max(-1, at))
  const next = { ...state, at: bounded, scroll: 0, details: false, stopped: false }
  return { ...next, asking: askingAt(next) }
}

/** The question of a step that has no answer yet. */
export function askingAt(state: LearnState): Asking | null {
  const step = stepOf(state)
  if (!step || state.states[step.id] === 'skipped') return null
  const said = state.said[step.id]
  if (step.do === 'explain') return said?.found ? null : { kind: 'choice', cursor: null }
  if (step.do !== 'predict' || said) return null
  if (step.choose) return { kind: 'choice', cursor: null }
  if (step.number) return { kind: 'number', typed: '', wrong: false }
  const { from, to, points } = step.curve ?? { from: 0, to: 0, points: 0 }
  const middle = nearestLevel({ from, to }, (from + to) / 2)
  return {
    kind: 'curve',
    values: Array.from({ length: points }, () => middle),
    cursor: 0,
    touched: false,
  }
}

/** A step that is done stays done, one that was skipped stays skipped. */
export const withState = (state: LearnState, id: string, to: 'done' | 'skipped'): LearnState =>
  state.states[id] === 'done' || state.states[id] === 'skipped'
    ? state
    : { ...state, states: { ...state.states, [id]: to } }

/**
 * The choices of a question: those of a prediction in the order of the prose, often from little to
 * much; those of an explanation shuffled, always in the same way, since authors tend to write the
 * right one first.
 */
export function choicesOf(
  { lesson, language }: LearnState,
  step: Step,
): readonly (readonly [string, string])[] {
  const choices = Object.entries(lesson.prose[language].steps[step.id].choices)
  if (step.do !== 'explain') return choices
  return choices.toSorted(([a], [b]) => mixed(`${step.id}/${a}`) - mixed(`${step.id}/${b}`))
}

/** FNV-1a, 32 bits. */
const mixed = (text: string): number =>
  Array.from(text).reduce(
    (hash, letter) => Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0,
    0x811c9dc5,
  )

/**
 * Whether the lesson may be played anew: one that was finished, from its first page or its last.
 */
export const mayBeginAnew = ({ at, finished, lesson, review }: LearnState): boolean =>
  review === null && (at >= lesson.script.steps.length || (at < 0 && finished !== null))

/** Whether a step's commands have been run. */
export const hasRun = (state: LearnState, at = state.at): boolean => at < state.ran.length

/** Whether going on from this step runs something first. */
export function mustRun(state: LearnState): boolean {
  const step = stepOf(state)
  return step?.do === 'run' && !hasRun(state) && state.states[step.id] !== 'skipped'
}

/**
 * Whether something is folded away: what the step's commands said, or what refutes the other
 * answers to a question that was answered.
 */
export function canUnfold(state: LearnState): boolean {
  const step = stepOf(state)
  if (step?.do === 'explain') return state.said[step.id]?.found === true
  if (state.running || !hasRun(state)) return false
  return (
    step?.do === 'run' || (step?.do === 'change' && (state.states[step.id] ?? 'open') !== 'open')
  )
}

/** Takes in what a training workbench or a comparison says. */
export function fold(state: LearnState, event: CommandEvent): LearnState {
  const live = reduceLive(state.live, event)
  const comparing = compared(state.comparing, event)
  return live === state.live && comparing === state.comparing
    ? state
    : { ...state, live, comparing }
}
