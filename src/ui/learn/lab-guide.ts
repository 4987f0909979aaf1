/**
 * What a step brings along to the lab: a change to be made, or a task that is checked as the
 * learner goes.
 */

import { atSeed, lineOf, type Step } from '../../lessons/format/lesson-schema.ts'
import { beats } from '../../lessons/format/scores.ts'
import { commandsOf } from '../../lessons/format/script-lines.ts'
import type { LessonSession } from '../../lessons/run/lesson-session.ts'
import { ToTry } from '../../lessons/run/lines-to-try.ts'
import { significant } from '../../view/shared/number.ts'
import { line, wrapped } from '../../view/shared/spans.ts'
import type { Guide } from '../lab/guide.ts'
import type { TerminalContext } from '../shared/show-screen.tsx'
import { findingLines } from './findings.ts'
import { accent, bad, prose, quiet, short } from './page-parts.ts'
import type { LearnState } from './state.ts'
import type { Text } from './text-types.ts'

export interface Guided {
  readonly guide: Guide
  readonly done: () => boolean
  /** What is said of it on the lesson's screen where it was not done. */
  readonly open: (text: Text) => string
  /** Hints that were seen by now. */
  readonly hints: () => number
  /** The best score by now; null where there is none. */
  readonly score: () => number | null
}

type Change = Extract<Step, { do: 'change' }>
type Task = Extract<Step, { do: 'task' }>

export async function guideFor(
  step: Step,
  state: LearnState,
  session: LessonSession,
  terminal: TerminalContext,
  /** Told of every score that is better than those before it. */
  keep: (score: number) => void = () => {},
): Promise<Guided | null> {
  if (step.do === 'change') return changeGuide(step, state, session, terminal)
  return step.do === 'task' ? taskGuide(step, state, session, terminal, keep) : null
}

const paperOf = (width: number, { colors, screenReader = false }: TerminalContext) => ({
  width,
  page: 0,
  colors,
  screenReader: screenReader,
})

async function changeGuide(
  step: Change,
  state: LearnState,
  { lab }: LessonSession,
  terminal: TerminalContext,
): Promise<Guided> {
  const { colors } = terminal
  const digest = async () => (await lab.workbench()).facts().digest
  const lines = step.try.map((one) => atSeed(lineOf(one), state.seed))
  const toTry = new ToTry(lines, await digest())
  const { body } = state.lesson.prose[state.language].steps[step.id]
  const guide: Guide = {
    words: ({ width, text }) => [
      ...prose(state, body, paperOf(width, terminal)),
      [],
      ...wrapped(text.learn.toTry, width, quiet(colors)),
      ...lines.map((one) => line(`  ${one}`, accent(colors))),
    ],
    next: () => toTry.next,
    hint: () => null,
    hints: false,
    async onEvent(typed, event) {
      if (event.type !== 'lab' && event.type !== 'report' && event.type !== 'sweep') return null
      toTry.take(typed, await digest())
      if (toTry.takenBack)
        return { told: ({ learn }) => learn.change.takenBack(toTry.tried, lines.length) }
      return toTry.next === null ? { told: ({ learn }) => learn.triedAll } : null
    },
    stop() {},
  }
  return {
    guide,
    done: () => toTry.done,
    open: ({ learn }) => learn.change.notYet(toTry.tried, lines.length),
    hints: () => state.hints[step.id] ?? 0,
    score: () => null,
  }
}

function taskGuide(
  step: Task,
  state: LearnState,
  session: LessonSession,
  terminal: TerminalContext,
  keep: (score: number) => void,
): Guided {
  const { colors } = terminal
  let best = state.scores[step.id] ?? null
  /** What an answer that solves the task came to; null for a task without a score. */
  const scored = async (): Promise<((text: Text) => string) | null> => {
    const score = step.score ? await checker.score() : null
    if (score === null || !step.score) return null
    const { of } = step.score
    const ahead = beats(of, score, best)
    if (ahead) {
      best = score
      keep(score)
    }
    const own = best ?? score
    return ({ learn }) =>
      learn.score.came(of, significant(score, 6), ahead ? null : significant(own, 6))
  }
  const checker = session.checker(step)
  let done = state.states[step.id] === 'done'
  let seen = state.hints[step.id] ?? 0
  const { body, hints } = state.lesson.prose[state.language].steps[step.id]
  const words: Guide['words'] = ({ width, text }) => [
    ...prose(state, body, paperOf(width, terminal)),
    [],
    ...wrapped(text.learn.task.todo, width, quiet(colors)),
  ]
  const guide: Guide = {
    words,
    next: () => null,
    hints: hints.length > 0,
    hint() {
      // After the last hint come the lines of the solution, and after that nothing.
      if (seen > hints.length) return null
      const at = ++seen
      return ({ width, text }) => {
        if (at > hints.length)
          return [
            [],
            line(text.learn.solution, accent(colors)),
            ...commandsOf(step).map((one) =>
              line(`  ${atSeed(lineOf(one), state.seed)}`, accent(colors)),
            ),
          ]
        const head = text.learn.hint(at, hints.length).trimEnd()
        return [[], line(head, accent(colors)), ...short(state, hints[at - 1], width, colors)]
      }
    },
    async onEvent(typed, event) {
      if (event.type !== 'lab' && event.type !== 'report' && event.type !== 'sweep') return null
      // What is done is looked at on for the sake of its score.
      const looked = checker.looks.includes(typed.trim().split(/\s+/)[0])
      if (done && !(step.score && looked)) return null
      const found = await checker.addResult(typed, event)
      if (found) {
        const score = await scored()
        const again = done
        done = true
        return {
          told: (text) =>
            [...(score ? [score(text)] : []), ...(again ? [] : [text.learn.task.done])]
              .map((one, n) => (n === 0 ? `✓ ${one}` : one))
              .join(text.view.between),
        }
      }
      if (done) return null
      const { missing, looks } = checker
      if (found === null) {
        if (event.type === 'lab' && !CHANGES.includes(event.result.kind)) return null
        const needed = missing.length > 0 ? missing : looks
        return { told: ({ learn, view }) => learn.task.checkedBy(needed.join(view.list)) }
      }
      const findings = await checker.findings()
      const draw: Guide['words'] = ({ width, text }) => [
        [],
        ...wrapped(`✗ ${text.learn.task.notQuite}`, width, bad(colors)),
        ...findings.flatMap((one) => findingLines(one, step, text, width, colors)),
        ...wrapped(text.learn.task.again, width, quiet(colors)),
        ...prose(state, body, paperOf(width, terminal)),
      ]
      return { told: ({ learn }) => learn.task.notQuite, draw }
    },
    stop: () => checker.stop(),
  }
  return {
    guide,
    done: () => done,
    open: ({ learn }) => learn.task.notYet,
    hints: () => seen,
    score: () => best,
  }
}

/** Results of what changes something: a look has to follow. */
const CHANGES: readonly string[] = ['bench', 'surgery', 'training']
