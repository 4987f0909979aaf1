/** What a step brings along to the lab: a change to be made, or a task that is checked as the learner goes. */
import { atSeed, lineOf, type Step } from '../../lessons/format.ts'
import type { Passage } from '../../lessons/passage.ts'
import { line, wrapped } from '../../view/spans.ts'
import type { Guide } from '../lab/guide.ts'
import type { Stage } from '../present.tsx'
import type { LearnState } from './state.ts'
import { accent, prose, quiet, short } from './words.ts'

export interface Guided {
  readonly guide: Guide
  readonly done: () => boolean
  /** Hints that were seen by now. */
  readonly hints: () => number
}

export function guideFor(
  step: Step,
  state: LearnState,
  passage: Passage,
  { colors, screenReader = false }: Stage,
): Guided | null {
  if (step.do !== 'change' && step.do !== 'task') return null
  const attempt = step.do === 'task' ? passage.attempt(step) : null
  let done = state.states[step.id] === 'done'
  let hints = state.hints[step.id] ?? 0
  const lines = step.do === 'change' ? step.try.map((one) => atSeed(lineOf(one), state.seed)) : []
  /** Of the lines, in their order. */
  let tried = 0
  const texts = state.lesson.prose[state.language].steps[step.id]
  const words: Guide['words'] = ({ width, text }) => {
    const paper = { width, page: 0, colors, spoken: screenReader }
    const asked = step.do === 'task' ? text.learn.task.todo : text.learn.toTry
    const toTry = lines.map((one) => line(`  ${one}`, accent(colors)))
    return [...prose(state, texts.body, paper), [], ...wrapped(asked, width, quiet(colors)), ...toTry]
  }
  const hint: Guide['hint'] = () => {
    hints = Math.min(texts.hints.length, hints + 1)
    const at = hints
    return ({ width, text }) => [
      [],
      line(text.learn.hint(at, texts.hints.length).trimEnd(), accent(colors)),
      ...short(state, texts.hints[at - 1], width, colors),
    ]
  }
  const hear: Guide['hear'] = async (typed, event) => {
    if (event.type !== 'lab' && event.type !== 'report') return null
    if (!attempt) {
      done = true
      if (typed === lines[tried]) tried++
      return tried >= lines.length ? (text) => text.learn.triedAll : null
    }
    const found = done ? null : await attempt.hear(typed, event)
    if (found === null) return null
    done = found
    return (text) => (found ? `✓ ${text.learn.task.done}` : text.learn.task.notQuite)
  }
  return {
    guide: { words, lines, hint: texts.hints.length > 0 ? hint : null, hear, stop: () => attempt?.stop() },
    done: () => done,
    hints: () => hints,
  }
}
