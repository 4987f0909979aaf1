/** The whole screen of a lesson as lines: where one is, the page, the keys. Pure. */
import { cutLine, type Line, line, type Style, span } from '../../view/spans.ts'
import { cut, widthOf } from '../../view/width.ts'
import type { Shown, Size } from '../shown.ts'
import { pageOf } from './page.ts'
import { paged, pageNumber, type Seen, seenFrom, type View } from './paging.ts'
import { canUnfold, type LearnState, mustRun, stepOf } from './state.ts'
import { accent, quiet } from './words.ts'

export interface LearnFrame extends Shown {
  /** The page as it can be turned. */
  readonly view: View
}

/** Title, rule and keys. */
const FIXED = 3

export function frameOf(state: LearnState, size: Size): LearnFrame {
  const { columns, rows, colors, spoken } = size
  const height = Math.max(FIXED + 1, rows - 1)
  const page = height - FIXED
  const { lines: all, view } = paged(pageOf(state, { width: columns, page, colors, spoken }), page)
  // A training is followed at its end, where its pictures are.
  const { from, to } = seenFrom(view, state.running ? Number.MAX_SAFE_INTEGER : state.scroll)
  const seen = all.slice(from, Math.min(to, from + page)).map((one) => cutLine(one, columns))
  const blank = spoken ? [] : Array.from({ length: page - seen.length }, (): Line => [])
  const below = state.told ? cut(state.told(state.text), columns) : keysOf(state, view, { from, to }, columns)
  const keys = line(below, state.told ? accent(colors) : quiet(colors))
  const head = [headOf(state, size), line('─'.repeat(columns), quiet(colors))]
  return { lines: [...(spoken ? head.slice(0, 1) : head), ...seen, ...blank, keys], cursor: undefined, view }
}

/** The lesson's title, the step, and how far it is. */
function headOf(state: LearnState, { columns, colors, spoken }: Size): Line {
  const { lesson, language, text, at } = state
  const of = lesson.script.steps.length
  const place = at < 0 ? text.learn.intro : at >= of ? text.learn.list.done : text.learn.step(at + 1, of)
  const marks = state.review ? '' : lesson.script.steps.map(({ id }, n) => markOf(state, id, n)).join('')
  const where = state.review ? text.learn.review.of(state.review.n, state.review.of) : place
  const title = span(`${lesson.prose[language].title} · ${where}`, accent(colors))
  const room = columns - widthOf(title.text) - widthOf(marks)
  if (spoken || room < 2) return cutLine([title], columns)
  return [title, span(' '.repeat(room)), span(marks, quiet(colors) as Style)]
}

function markOf(state: LearnState, id: string, n: number): string {
  if (n === state.at) return '◉'
  const done = state.states[id]
  return done === 'done' ? '●' : done === 'skipped' ? '◌' : '○'
}

/** As many of the keys as fit, whole, the most important first. */
function keysOf(state: LearnState, view: View, seen: Seen, columns: number): string {
  const [first, ...rest] = hints(state, view, seen)
  let keys = cut(first, columns)
  for (const one of rest) if (widthOf(`${keys} · ${one}`) <= columns) keys += ` · ${one}`
  return keys
}

function hints(state: LearnState, view: View, { from, to }: Seen): string[] {
  const { keys, summary } = state.text.learn
  const step = stepOf(state)
  if (state.running) return [keys.stop, keys.leave]
  if (state.problem) return [keys.leave]
  const details = canUnfold(state) ? [state.details ? keys.less : keys.details] : []
  const ways = [...details, ...(state.review ? [keys.leave] : [keys.back, keys.skip, keys.openLab, keys.leave])]
  if (to < view.lines && state.asking?.kind !== 'sure') {
    const more = keys.more(pageNumber(view, from), view.stops.length)
    return [more, ...details, ...(state.review ? [] : [keys.back, keys.openLab]), keys.leave]
  }
  if (state.asking)
    return [
      keys[({ choice: 'choose', number: 'number', curve: 'curve', sure: 'sure' } as const)[state.asking.kind]],
      ...ways,
    ]
  if (state.at >= state.lesson.script.steps.length)
    return state.next ? [summary.nextKey, keys.back, summary.home] : [summary.home, keys.back]
  if (mustRun(state)) return [keys.run, ...ways]
  const open = step && (state.states[step.id] ?? 'open') === 'open'
  if (step?.do === 'task') return [open ? keys.lab : keys.next, keys.hint, ...ways]
  if (step?.do === 'change') return [open ? keys.lab : keys.next, ...ways]
  return [keys.next, ...ways]
}
