/** The whole screen of a lesson as lines: where one is, the page, the keys. Pure. */
import {
  cutLine,
  folded,
  type Line,
  line,
  type Style,
  span,
  wrapped,
} from '../../view/shared/spans.ts'
import { widthOf } from '../../view/shared/width.ts'
import { keyLine } from '../shared/footer.ts'
import type { Shown, Size } from '../shared/screen-types.ts'
import { pageOf } from './page.ts'
import { accent, quiet } from './page-parts.ts'
import { paged, pageNumber, type Seen, seenFrom, type Viewport } from './paging.ts'
import { type Asking, canUnfold, type LearnState, mayBeginAnew, mustRun, stepOf } from './state.ts'

export interface LearnFrame extends Shown {
  /** The page as it can be turned. */
  readonly view: Viewport
}

/** Rule and keys. */
const FIXED = 2
/** Lines of the terminal for each that the title may take. */
const TITLE = 5

export function lessonFrame(state: LearnState, size: Size): LearnFrame {
  const { columns, rows, colors, screenReader } = size
  const title = headOf(state, size)
  const page = Math.max(1, rows - 1 - FIXED - title.length)
  const blocks = pageOf(state, { width: columns, page, colors, screenReader })
  const { lines: all, view } = paged(
    blocks.map((block) => block.flatMap((one) => folded(one, columns))),
    page,
  )
  // A training is followed at its end, where its pictures are.
  const { from, to } = seenFrom(view, state.running ? Number.MAX_SAFE_INTEGER : state.scroll)
  const keys = state.told
    ? wrapped(state.told(state.text), columns, accent(colors)).slice(0, page + 1)
    : [line(keyLine(hints(state, view, { from, to }), columns), quiet(colors))]
  // A message is shown below for a moment, and may hide the end of the page.
  const room = page + 1 - keys.length
  const seen = all.slice(from, Math.min(to, from + room))
  const blank = screenReader ? [] : Array.from({ length: room - seen.length }, (): Line => [])
  const head = [...title, ...(screenReader ? [] : [line('─'.repeat(columns), quiet(colors))])]
  return { lines: [...head, ...seen, ...blank, ...keys], cursor: undefined, view }
}

/** The lesson's title, the step, and how far it is. */
function headOf(state: LearnState, { columns, rows, colors, screenReader }: Size): Line[] {
  const { lesson, language, text, at } = state
  const of = lesson.script.steps.length
  const place =
    at < 0 ? text.learn.intro : at >= of ? text.learn.list.done : text.learn.step(at + 1, of)
  const marks =
    state.review || state.recall
      ? ''
      : lesson.script.steps.map(({ id }, n) => markOf(state, id, n)).join('')
  const where = state.recall
    ? text.learn.recall.place
    : state.review
      ? text.learn.review.of(state.review.n, state.review.of)
      : place
  const title = span(`${lesson.prose[language].title} · ${where}`, accent(colors))
  const room = columns - widthOf(title.text) - widthOf(marks)
  const fits = widthOf(title.text) <= columns
  const parts = fits ? [title.text] : [lesson.prose[language].title, where]
  const all = parts.flatMap((one) => wrapped(one, columns, accent(colors)))
  // Where there are hardly any lines the title may not take them.
  if (screenReader || room < 2)
    return all.length <= Math.max(1, Math.floor(rows / TITLE)) ? all : [cutLine([title], columns)]
  return [[title, span(' '.repeat(room)), span(marks, quiet(colors) as Style)]]
}

function markOf(state: LearnState, id: string, n: number): string {
  if (n === state.at) return '◉'
  const done = state.states[id]
  return done === 'done' ? '●' : done === 'skipped' ? '◌' : '○'
}

const answeringKeys = (asking: Asking) =>
  asking.kind !== 'choice' ? asking.kind : asking.cursor === null ? 'pick' : 'choose'

function hints(state: LearnState, view: Viewport, { from, to }: Seen): string[] {
  const { keys, summary, recall } = state.text.learn
  const step = stepOf(state)
  if (state.recall) return [state.recall.given === null ? recall.keys : keys.next, keys.leave]
  if (state.running) return [keys.stop, keys.leave]
  if (state.problem) return [keys.leave]
  const turn = from > 0 || to < view.lines ? [keys.turn] : []
  const more = step?.do === 'explain' ? keys.others : keys.details
  const details = canUnfold(state) ? [state.details ? keys.less : more] : []
  const ways = [
    ...details,
    ...(state.review ? [keys.leave] : [keys.back, keys.skip, keys.openLab, keys.leave]),
  ]
  if (to < view.lines && state.asking?.kind !== 'sure') {
    const more = keys.more(pageNumber(view, from), view.stops.length)
    const away = state.review ? [] : [keys.back, keys.openLab]
    return [more, ...turn, ...details, ...away, keys.leave]
  }
  if (state.asking) return [keys[answeringKeys(state.asking)], ...turn, ...ways]
  const again = mayBeginAnew(state) ? [keys.anew] : []
  if (state.at >= state.lesson.script.steps.length)
    return state.next
      ? [summary.nextKey, ...turn, ...again, keys.back, summary.home]
      : [summary.home, ...turn, ...again, keys.back]
  if (mustRun(state)) return [keys.run, ...turn, ...ways]
  const open = step && (state.states[step.id] ?? 'open') === 'open'
  if (step?.do === 'task') return [open ? keys.lab : keys.next, keys.hint, ...turn, ...ways]
  if (step?.do === 'change') return [open ? keys.lab : keys.next, ...turn, ...ways]
  return [keys.next, ...again, ...turn, ...ways]
}
