/** The page of a step: its words, its question, what it ran and what was measured. Pure. */

import { atSeed, lineOf, type Step } from '../../lessons/format/lesson-schema.ts'
import { claimsOf, commandsOf } from '../../lessons/format/script-lines.ts'
import { expectedOf } from '../../lessons/run/claims.ts'
import { measuredWord } from '../../view/lesson/measured.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { blocksOf, type Line, line, sanitizeLine, wrapped } from '../../view/shared/spans.ts'
import { panel } from '../lab/panel.ts'
import { comparingLines } from '../shared/comparison-progress.ts'
import { accent, bad, good, type PageLayout, prose, quiet, short, titled } from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import { explanationBlocks, outcomeBlocks, predictionBlocks } from './question.ts'
import { hasRun, type LearnState, mustRun, type Ran, stepOf } from './state.ts'
import { summaryBlocks } from './summary.ts'

/** Lines that pictures of a training may take. */
const PICTURES = 12
/** Lines of a page that stand beside them: what runs and why, and the bench. */
const BESIDE = 7

/** What a step shows, in blocks that stay together. */
export function pageOf(state: LearnState, layout: PageLayout): ScreenBlock[] {
  const step = stepOf(state)
  const { text } = state
  if (state.problem)
    return [wrapped(text.learn.problem(state.problem(text)), layout.width, bad(layout.colors))]
  if (state.running?.catchingUp) return catchingUp(state, layout)
  if (state.at < 0) return introBlocks(state, layout)
  return step ? stepBlocks(state, step, layout) : summaryBlocks(state, layout)
}

/** Paragraph by paragraph. */
const words = (state: LearnState, markdown: string, layout: PageLayout): ScreenBlock[] =>
  blocksOf(prose(state, markdown, layout))

function introBlocks(state: LearnState, layout: PageLayout): ScreenBlock[] {
  const { lesson, language, text } = state
  const { section, minutes } = lesson.script
  const about = text.learn.list.about(section, minutes)
  return [
    [
      line(lesson.prose[language].title, accent(layout.colors)),
      ...wrapped(sanitizeLine(about), layout.width, quiet(layout.colors)),
    ],
    ...words(state, lesson.prose[language].intro, layout),
    state.finished ? wrapped(finishedWords(state, state.finished), layout.width) : [],
  ]
}

/** Whether Enter goes through it with the answers that were given, or it was just begun anew. */
function finishedWords({ text, round, states }: LearnState, when: string): string {
  const again = round > 0 && Object.keys(states).length === 0
  return again ? text.learn.onceMore : text.learn.finishedBefore(when.slice(0, 10))
}

function stepBlocks(state: LearnState, step: Step, layout: PageLayout): ScreenBlock[] {
  const body = words(state, state.lesson.prose[state.language].steps[step.id].body, layout)
  switch (step.do) {
    case 'read':
      return body
    case 'predict':
      return [
        [titled(state.text.learn.predict, layout)],
        ...body,
        ...predictionBlocks(state, step, layout),
        ...reviewedBlocks(state, step, layout),
      ]
    case 'explain':
      return [
        ...body,
        ...explanationBlocks(state, step, layout),
        ...reviewedBlocks(state, step, layout),
      ]
    case 'run':
      return runBlocks(state, step, body, layout)
    case 'change':
      return [...body, ...changeBlocks(state, step, layout)]
    case 'task':
      return [...body, ...taskBlocks(state, step, layout)]
  }
}

/**
 * In a review the answer is followed at once by why it is so, and by when the question comes back.
 */
function reviewedBlocks(state: LearnState, step: Step, layout: PageLayout): ScreenBlock[] {
  const { review, lesson, language, text } = state
  if (!review?.settled || state.asking) return []
  const words = text.learn.review
  const when = { right: words.right, learned: words.learned, wrong: words.again }[review.settled]
  const said = wrapped(when, layout.width, quiet(layout.colors))
  if (step.do !== 'predict') return [said]
  const at = lesson.script.steps.findIndex(({ id }) => id === step.shown)
  const shown = lesson.script.steps[at]
  if (!shown || !state.ran[at]) return [said]
  const body = blocksOf(prose(state, lesson.prose[language].steps[shown.id].body, layout))
  return [[titled(words.why, layout)], ...body, ...looksOf(state.ran[at], state, layout), said]
}

/**
 * Before it ran, what to look at and what will run; while it runs, the bench; then what was
 * predicted beside what came, the words about it, and the pictures that matter.
 */
function runBlocks(
  state: LearnState,
  step: Extract<Step, { do: 'run' }>,
  body: readonly ScreenBlock[],
  layout: PageLayout,
): ScreenBlock[] {
  const { learn } = state.text
  const look = words(state, state.lesson.prose[state.language].steps[step.id].look, layout)
  if (state.running)
    return [
      ...look,
      wrapped(learn.running(sanitizeLine(state.running.line)), layout.width),
      benchLines(state, layout),
    ]
  if (mustRun(state)) {
    const stopped = state.stopped ? [wrapped(learn.stopped, layout.width)] : []
    return [...look, [line(learn.toRun), ...commandLines(state, step, layout)], ...stopped]
  }
  if (!hasRun(state)) return [...body, [line(`(${learn.skipped})`, quiet(layout.colors))]]
  const predicted = state.lesson.script.steps.flatMap((one) =>
    one.do === 'predict' && one.shown === step.id ? outcomeBlocks(state, one, layout) : [],
  )
  return [...predicted, ...body, ...ranBlocks(state, step, layout)]
}

const commandLines = ({ seed }: LearnState, step: Step, { width, colors }: PageLayout): Line[] =>
  commandsOf(step).flatMap((one) =>
    hanging(
      '  ',
      wrapped(sanitizeLine(atSeed(lineOf(one), seed)), width - 2, accent(colors), '  '),
    ),
  )

/** What goes on: the seeds of a comparison, or the workbench. */
function benchLines({ facts, live, comparing, text }: LearnState, layout: PageLayout): Line[] {
  const { width, colors, screenReader } = layout
  return comparing
    ? comparingLines(comparing, text, layout)
    : panel(facts, live, text, {
        width,
        pictures: screenReader ? 0 : Math.min(PICTURES, layout.page - BESIDE),
        colors,
      })
}

/** A page with fewer lines than this has pictures of this height, so that words go beside them. */
const SHORT = { page: 30, height: 8 }

/**
 * The pictures that matter; and on request what was measured, and everything that the commands
 * said.
 */
function ranBlocks(state: LearnState, step: Step, layout: PageLayout): ScreenBlock[] {
  const ran = state.ran[state.at]
  if (!ran) return []
  const { width, colors } = layout
  const { details } = state.text.learn
  const text = { width, text: state.text }
  const looks = looksOf(ran, state, layout)
  if (state.details)
    return [
      ...looks,
      [line(details.title, accent(colors))],
      claimLines(state, step, layout),
      ...ran.draws.flatMap((draw) => blocksOf(draw(text))),
    ]
  const claims = claimsOf(step).flatMap(({ id }) => ran.claims[id] ?? [])
  const said = details.shown(claims.filter(({ ok }) => ok).length, claims.length)
  return [wrapped(said, width, quiet(colors)), ...looks]
}

/** The pictures that matter. One stays with its words, if a page holds both. */
function looksOf(ran: Ran, { text }: LearnState, { width, page }: PageLayout): ScreenBlock[] {
  const height = page < SHORT.page ? SHORT.height : undefined
  return ran.looks.flatMap((draw): ScreenBlock[] => {
    const lines = draw({ width, text, height })
    return lines.length <= page ? [lines] : headed(blocksOf(lines))
  })
}

/** Lines of a heading at most: it stays with what it heads. */
const HEADING = 3

function headed(blocks: readonly ScreenBlock[]): ScreenBlock[] {
  const all: ScreenBlock[] = []
  for (const block of blocks) {
    const last = all.at(-1)
    if (last && last.length <= HEADING) all[all.length - 1] = [...last, [], ...block]
    else all.push(block)
  }
  return all
}

/** What was measured, and what it has to be. */
function claimLines(state: LearnState, step: Step, layout: PageLayout): ScreenBlock {
  const found = state.ran[state.at]?.claims ?? {}
  const { learn } = state.text
  const claims = claimsOf(step).flatMap((claim) => {
    const one = found[claim.id]
    if (!one) return []
    const words = learn.claim(
      claim.id,
      measuredWord(one, state.text),
      claim.holds ? '' : expectedOf(claim),
    )
    const style = one.ok ? good(layout.colors) : bad(layout.colors)
    return hanging(
      one.ok ? '✓ ' : '✗ ',
      wrapped(words, layout.width - 2, quiet(layout.colors)),
      style,
    )
  })
  return claims.length > 0 ? [line(learn.measuredHere, quiet(layout.colors)), ...claims] : []
}

/** Lines to be tried; once they were, what came of them as the lesson has them. */
function changeBlocks(
  state: LearnState,
  step: Extract<Step, { do: 'change' }>,
  layout: PageLayout,
): ScreenBlock[] {
  const { learn } = state.text
  const done = state.states[step.id] ?? 'open'
  const toTry = [line(learn.toTry), ...commandLines(state, step, layout)]
  if (done === 'open') return [toTry]
  const end = done === 'skipped' ? [line(`(${learn.skipped})`, quiet(layout.colors))] : []
  const after = hasRun(state)
    ? words(state, state.lesson.prose[state.language].steps[step.id].after, layout)
    : []
  return [toTry, end, ...after, ...ranBlocks(state, step, layout)]
}

function taskBlocks(
  state: LearnState,
  step: Extract<Step, { do: 'task' }>,
  layout: PageLayout,
): ScreenBlock[] {
  const { task, skipped } = state.text.learn
  const done = state.states[step.id] ?? 'open'
  const asked =
    done === 'done'
      ? wrapped(`✓ ${task.isDone}`, layout.width, good(layout.colors))
      : wrapped(task.todo, layout.width, quiet(layout.colors))
  const end = done === 'skipped' ? [line(`(${skipped})`, quiet(layout.colors))] : []
  return [asked, ...hintBlocks(state, step, layout), end]
}

/**
 * The hints that were asked for, from nudge to answer; after the last of them the lines of the
 * solution.
 */
function hintBlocks(
  state: LearnState,
  step: Extract<Step, { do: 'task' }>,
  layout: PageLayout,
): ScreenBlock[] {
  const { width, colors } = layout
  const { learn } = state.text
  const { hints } = state.lesson.prose[state.language].steps[step.id]
  const seen = state.hints[step.id] ?? 0
  const given = hints
    .slice(0, seen)
    .map((hint, n) =>
      hanging(
        learn.hint(n + 1, hints.length),
        short(state, hint, width - 14, colors),
        accent(colors),
      ),
    )
  if (seen <= hints.length) return given
  return [...given, [line(learn.solution, accent(colors)), ...commandLines(state, step, layout)]]
}

/** The way back to where one was. */
function catchingUp(state: LearnState, layout: PageLayout): ScreenBlock[] {
  const { learn } = state.text
  const { step = 0, line: running = '' } = state.running ?? {}
  return [
    [
      ...wrapped(learn.catchingUp(step + 1, state.lesson.script.steps.length), layout.width),
      ...wrapped(sanitizeLine(running), layout.width, accent(layout.colors)),
    ],
    benchLines(state, layout),
  ]
}
