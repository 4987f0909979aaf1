/** What a learner does: lines to try, a task and its hints. Pure. */
import type { Step } from '../../lessons/format/lesson-schema.ts'
import { beats } from '../../lessons/format/scores.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { significant } from '../../view/shared/number.ts'
import { line, wrapped } from '../../view/shared/spans.ts'
import { accent, good, type PageLayout, quiet, short, words } from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import { commandLines, ranBlocks } from './run-blocks.ts'
import { hasRun, type LearnState } from './state.ts'

/** Lines to be tried; once they were, what came of them as the lesson has them. */
export function changeBlocks(
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

export function taskBlocks(
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
  return [asked, scoreBlock(state, step, layout), ...hintBlocks(state, step, layout), end]
}

/** What there is to beat: the learner's own best, and the best known answer. */
function scoreBlock(
  { text, scores, known }: LearnState,
  step: Extract<Step, { do: 'task' }>,
  { width, colors }: PageLayout,
): ScreenBlock {
  if (!step.score) return []
  const { score } = text.learn
  const { of } = step.score
  const [own = null, best = null] = [scores[step.id], known[step.id]]
  const sentences = [
    score.toBeat(score.goal[of]),
    ...(best === null ? [] : [score.known(significant(best, 6))]),
    own === null ? score.none : score.yours(significant(own, 6)),
    ...(own !== null && best !== null && beats(of, own, best) ? [score.ahead] : []),
  ]
  return wrapped(sentences.join(text.view.between), width, accent(colors))
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
