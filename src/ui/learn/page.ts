/** The page of a step: its words, its question, what it ran and what was measured. Pure. */
import { expectedOf } from '../../lessons/claims.ts'
import { claimsOf, commandsOf } from '../../lessons/commands-of.ts'
import { lineOf, type Step } from '../../lessons/format.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { type Line, line, printable, wrapped } from '../../view/spans.ts'
import { panel } from '../lab/panel.ts'
import { explanationLines, outcomeLines, predictionLines } from './question.ts'
import { hasRun, type LearnState, mustRun, stepOf } from './state.ts'
import { summaryLines } from './summary.ts'
import { accent, bad, good, measuredWord, type Paper, prose, quiet, short, titled } from './words.ts'

/** Lines that pictures of a training may take. */
const PICTURES = 12

export function pageOf(state: LearnState, paper: Paper): Line[] {
  const step = stepOf(state)
  const { text } = state
  if (state.problem) return wrapped(text.learn.problem(state.problem(text)), paper.width, bad(paper.colors))
  if (state.running?.catchingUp) return catchingUp(state, paper)
  if (state.at < 0) return introLines(state, paper)
  return step ? stepLines(state, step, paper) : summaryLines(state, paper)
}

function introLines({ lesson, language, text, ...state }: LearnState, paper: Paper): Line[] {
  const { section, minutes } = lesson.script
  const about = `${text.learn.list.section(section)} ${text.learn.minutes(minutes)}`
  return [
    line(lesson.prose[language].title, accent(paper.colors)),
    ...wrapped(printable(about), paper.width, quiet(paper.colors)),
    [],
    ...prose({ lesson, language, text, ...state }, lesson.prose[language].intro, paper),
  ]
}

function stepLines(state: LearnState, step: Step, paper: Paper): Line[] {
  const { body } = state.lesson.prose[state.language].steps[step.id]
  const words = prose(state, body, paper)
  switch (step.do) {
    case 'read':
      return words
    case 'predict':
      return [titled(state.text.learn.predict, paper), [], ...words, [], ...predictionLines(state, step, paper)]
    case 'explain':
      return [...words, [], ...explanationLines(state, step, paper)]
    case 'run':
      return runLines(state, step, words, paper)
    default:
      return [...words, [], ...ownLines(state, step, paper)]
  }
}

/** Before it ran, what will run; while it runs, the bench; then what came, against what was predicted, and the words about it. */
function runLines(state: LearnState, step: Extract<Step, { do: 'run' }>, words: Line[], paper: Paper): Line[] {
  const { learn } = state.text
  const commands = commandsOf(step).map((one) => line(`  ${printable(lineOf(one))}`, accent(paper.colors)))
  if (state.running)
    return [...wrapped(learn.running(printable(state.running.line)), paper.width), [], ...benchLines(state, paper)]
  if (mustRun(state)) {
    const stopped = state.stopped ? [[], ...wrapped(learn.stopped, paper.width)] : []
    return [line(learn.toRun), ...commands, ...stopped]
  }
  if (!hasRun(state)) return [...words, [], line(`(${learn.skipped})`, quiet(paper.colors))]
  return [
    ...resultLines(state, paper),
    ...predictedLines(state, step, paper),
    [],
    ...words,
    ...claimLines(state, step, paper),
  ]
}

const benchLines = ({ facts, live, text }: LearnState, { width, colors, spoken }: Paper): Line[] =>
  panel(facts, live, text, { width, pictures: spoken ? 0 : PICTURES, colors })

/** What the step's commands said. */
function resultLines(state: LearnState, { width }: Paper): Line[] {
  const how = { width, text: state.text }
  return (state.ran[state.at]?.draws ?? []).flatMap((draw) => [...draw(how)])
}

/** The predictions that this step shows the outcome of. */
function predictedLines(state: LearnState, step: Step, paper: Paper): Line[] {
  return state.lesson.script.steps.flatMap((one) => {
    if (one.do !== 'predict' || one.shown !== step.id) return []
    const lines = outcomeLines(state, one, paper)
    return lines.length > 0 ? [[], ...lines] : []
  })
}

/** What was measured, and what it has to be. */
function claimLines(state: LearnState, step: Step, paper: Paper): Line[] {
  const found = state.ran[state.at]?.claims ?? {}
  const { learn } = state.text
  const claims = claimsOf(step).flatMap((claim) => {
    const one = found[claim.id]
    if (!one) return []
    const words = learn.claim(claim.id, measuredWord(one, state.text), expectedOf(claim))
    const style = one.ok ? good(paper.colors) : bad(paper.colors)
    return hanging(one.ok ? '✓ ' : '✗ ', wrapped(words, paper.width - 2, quiet(paper.colors)), style)
  })
  return claims.length > 0 ? [[], line(learn.measuredHere, quiet(paper.colors)), ...claims] : []
}

/** A change to be made, or a task. */
function ownLines(state: LearnState, step: Extract<Step, { do: 'change' | 'task' }>, paper: Paper): Line[] {
  const { learn } = state.text
  const done = state.states[step.id] ?? 'open'
  const end = done === 'skipped' ? [line(`(${learn.skipped})`, quiet(paper.colors))] : []
  if (step.do === 'change') {
    const lines = step.try.map((one) => line(`  ${printable(lineOf(one))}`, accent(paper.colors)))
    return [line(learn.toTry), ...lines, ...(done === 'open' ? [] : claimLines(state, step, paper)), ...end]
  }
  const asked = wrapped(
    done === 'done' ? `✓ ${learn.task.isDone}` : learn.task.todo,
    paper.width,
    done === 'done' ? good(paper.colors) : {},
  )
  return [...asked, ...hintLines(state, step.id, paper), ...end]
}

/** The hints that were asked for, from nudge to answer. */
export function hintLines(state: LearnState, id: string, { width, colors }: Paper): Line[] {
  const { hints } = state.lesson.prose[state.language].steps[id]
  return hints
    .slice(0, state.hints[id] ?? 0)
    .flatMap((hint, n) => [
      [],
      ...hanging(state.text.learn.hint(n + 1, hints.length), short(state, hint, width - 14, colors), accent(colors)),
    ])
}

/** The way back to where one was. */
function catchingUp(state: LearnState, paper: Paper): Line[] {
  const { learn } = state.text
  const { step = 0, line: running = '' } = state.running ?? {}
  return [
    ...wrapped(learn.catchingUp(step + 1, state.lesson.script.steps.length), paper.width),
    ...wrapped(printable(running), paper.width, accent(paper.colors)),
    [],
    ...benchLines(state, paper),
  ]
}
