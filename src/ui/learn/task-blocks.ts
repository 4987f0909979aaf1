/** What a learner does: lines to try, a task and its hints. Pure. */
import type { Step } from '../../lessons/format/lesson-schema.ts'
import { hanging } from '../../view/lesson/prose.ts'
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
