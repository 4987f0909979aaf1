/** What a step runs: the lines before, the workbench meanwhile, then pictures and claims. Pure. */
import { atSeed, lineOf, type Step } from '../../lessons/format/lesson-schema.ts'
import { claimsOf, commandsOf } from '../../lessons/format/script-lines.ts'
import { boundOf, ofTenSeeds } from '../../lessons/run/claims.ts'
import { measuredWord } from '../../view/lesson/measured.ts'
import { hanging } from '../../view/lesson/prose.ts'
import { blocksOf, type Line, line, sanitizeLine, wrapped } from '../../view/shared/spans.ts'
import { panel } from '../lab/panel.ts'
import { comparingLines } from '../shared/comparison-progress.ts'
import { outcomeBlocks } from './outcome.ts'
import { accent, bad, good, type PageLayout, quiet, words } from './page-parts.ts'
import type { ScreenBlock } from './paging.ts'
import { hasRun, type LearnState, mustRun, type Ran } from './state.ts'

/** Lines that pictures of a training may take. */
const PICTURES = 12

/** Lines of a page that stand beside them: what runs and why, and the bench. */
const BESIDE = 7

/**
 * Before it ran, what to look at and what will run; while it runs, the bench; then what was
 * predicted beside what came, the words about it, and the pictures that matter.
 */
export function runBlocks(
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

export const commandLines = (
  { seed }: LearnState,
  step: Step,
  { width, colors }: PageLayout,
): Line[] =>
  commandsOf(step).flatMap((one) =>
    hanging(
      '  ',
      wrapped(sanitizeLine(atSeed(lineOf(one), seed)), width - 2, accent(colors), '  '),
    ),
  )

/** What goes on: the seeds of a comparison, or the workbench. */
export function benchLines(
  { facts, live, comparing, text }: LearnState,
  layout: PageLayout,
): Line[] {
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
export function ranBlocks(state: LearnState, step: Step, layout: PageLayout): ScreenBlock[] {
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
export function looksOf(
  ran: Ran,
  { text }: LearnState,
  { width, page }: PageLayout,
): ScreenBlock[] {
  const height = page < SHORT.page ? SHORT.height : undefined
  return ran.looks.flatMap((draw): ScreenBlock[] => {
    const lines = draw({ width, text, height })
    if (lines.length <= page) return [lines]
    // A heading and its diagram are seen together even if no line is left empty between them.
    const blocks = blocksOf(lines)
    const tight = blocks.flat()
    return tight.length <= page ? [tight] : headed(blocks)
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
      claim.holds ? '' : state.text.lessons.inSeeds(boundOf(claim), ofTenSeeds(claim)),
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
