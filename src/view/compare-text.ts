/** The finished comparison as plain text that reads well in a log. */
import type { Profile, Report, Run } from '../lab/report.ts'
import { wrapCommand } from './command.ts'
import { rate, significant } from './number.ts'
import { curvePicture, type Picture, pictureText, profileLines, profilePicture } from './pictures.ts'
import { curveSentence, gradientSentences, subjectOf } from './sentences.ts'
import { table } from './table.ts'
import type { ViewText } from './text.ts'
import { verdictLines } from './verdict-text.ts'
import { cut, wrap, wrapList } from './width.ts'

const CURVE_HEIGHT = 10
const PROFILE_HEIGHT = 13
/** Hexadecimal digits kept of a digest. */
const DIGEST = 12
const LIST_LIMIT = 12

/** Lines of at most `width` columns; title, runs, summary, curves, gradient profiles, and how to get the same again. */
export function compareText(report: Report, text: ViewText, width = 80): string {
  const parts = [head(report, text, width), runsTable(report, text, width), summary(report, text, width)]
  const runs = pickRuns(report)
  if (runs.length > 0) {
    parts.push(curves(runs, report, text, width), ...profiles(runs, text, width), digests(report, text, width))
  }
  if (report.verdict) parts.push(verdictLines(report.verdict, report.task, text, width))
  parts.push([...wrap(text.compare.again, width), ...wrapCommand(report.command, width)])
  const lines = parts.filter((part) => part.length > 0).flatMap((part, index) => (index > 0 ? ['', ...part] : part))
  return `${lines.map((line) => cut(line.trimEnd(), width)).join('\n')}\n`
}

function head({ task, settings, partial, runs }: Report, text: ViewText, width: number): string[] {
  const { compare } = text
  const { seeds } = settings
  const some = seeds.length > LIST_LIMIT ? [...seeds.slice(0, LIST_LIMIT - 1), '…', seeds[seeds.length - 1]] : seeds
  const shown = some.join(text.list)
  const list = compare.seeds(seeds.length, shown)
  const blind = text.baseline(task.name, significant(task.baseline, 4))
  const side = task.metric === 'accuracy' ? 'above' : 'below'
  return [
    compare.title(task.name, task.length, settings.hidden, settings.batch, settings.steps, list),
    compare.solvedWhen(text.metric[task.metric], side, significant(task.threshold, 4), blind),
    ...(partial ? [compare.partial(runs.length, seeds.length * settings.cells.length)] : []),
  ].flatMap((sentence) => wrap(sentence, width))
}

function runsTable({ runs }: Report, text: ViewText, width: number): string[] {
  if (runs.length === 0) return wrap(text.compare.noRuns, width)
  const { columns, at } = text.compare
  const heads = [
    { head: columns.cell },
    { head: columns.seed, right: true },
    { head: columns.status },
    { head: columns.solvedAt, right: true },
    { head: columns.best, right: true },
    { head: columns.final, right: true },
    { head: columns.steps, right: true },
    { head: columns.parameters, right: true },
    { head: columns.rate, right: true },
  ]
  const rows = runs.map((run) => [
    text.cell[run.cell],
    String(run.seed),
    text.status[run.status],
    run.solvedAt === null ? text.none : String(run.solvedAt),
    run.best.metric === null ? text.none : at(significant(run.best.metric), run.best.step),
    significant(run.final.metric),
    String(run.steps),
    String(run.parameters),
    rate(run.stepsPerSecond),
  ])
  return table(heads, rows, width)
}

/** For each cell: how many were solved, and the medians; how far beyond training the nets go, where that was tried. */
function summary({ summary, settings, runs }: Report, text: ViewText, width: number): string[] {
  const { compare } = text
  return settings.cells.flatMap((cell) => {
    const all = summary[cell]
    if (!all || all.of === 0) return []
    const facts = [compare.summary(text.cell[cell], all.solved, all.of)]
    if (all.medianSolvedAt !== null) facts.push(compare.medianSolvedAt(significant(all.medianSolvedAt)))
    if (all.medianMetric !== null) facts.push(compare.medianMetric(significant(all.medianMetric)))
    const reaches = runs.flatMap((run) => (run.cell === cell && run.reach ? [run.reach] : []))
    const accepted = reaches.map((reach) => reach.accepted).join(text.list)
    const beyond = reaches.length > 0 ? [compare.reach(text.cell[cell], accepted, reaches[0].trained)] : []
    return [facts.join(text.join), ...beyond].flatMap((sentence) => wrap(text.end(sentence), width))
  })
}

/** The first run of each cell, with the same seed wherever one seed has them all. */
function pickRuns({ runs, settings }: Report): Run[] {
  const cells = settings.cells.filter((cell) => runs.some((run) => run.cell === cell))
  const whole = settings.seeds.find((seed) =>
    cells.every((cell) => runs.some((run) => run.cell === cell && run.seed === seed)),
  )
  return cells.flatMap((cell) => {
    const own = runs.filter((run) => run.cell === cell)
    return own.find((run) => run.seed === whole) ?? own[0]
  })
}

/** Which runs the pictures show: "seed 1", or each with its own. */
function runNames(runs: readonly Run[], { cell, compare, list }: ViewText): string {
  if (runs.every((run) => run.seed === runs[0].seed)) return compare.seedName(runs[0].seed)
  return runs.map((run) => compare.runName(cell[run.cell], run.seed)).join(list)
}

function curves(runs: readonly Run[], { task }: Report, text: ViewText, width: number): string[] {
  const lines = runs.map(({ cell, curve }) => ({ name: text.cell[cell], step: curve.step, metric: curve.metric }))
  const title = text.compare.curveTitle(text.metric[task.metric], runNames(runs, text))
  const facts = runs.map(({ cell, status, solvedAt, steps, final }) => ({
    cell,
    status,
    solvedAt,
    steps,
    metric: final.metric,
  }))
  const picture = curvePicture(lines, task, { width, height: CURVE_HEIGHT }, text)
  return section(title, picture, curveSentence(facts, task, text), width)
}

/** Before training and at the end; one picture where these are the same. */
function profiles(runs: readonly Run[], text: ViewText, width: number): string[][] {
  const known = runs.filter(({ gradient }) => gradient.length > 0)
  if (known.length === 0) return []
  const first = known.map((run) => [run, run.gradient[0]] as const)
  const last = known.map((run) => [run, run.gradient[run.gradient.length - 1]] as const)
  const start = profile(first, text, width)
  return last.every(([, { step }], index) => step === first[index][1].step)
    ? [start]
    : [start, profile(last, text, width)]
}

function profile(shown: readonly (readonly [Run, Profile])[], text: ViewText, width: number): string[] {
  const lines = shown.flatMap(([{ cell }, { log10 }]) => profileLines(cell, log10, text))
  const subjects = shown.map(([{ cell }, { log10 }]) => subjectOf(cell, log10))
  const names = runNames(
    shown.map(([run]) => run),
    text,
  )
  const picture = profilePicture(lines, { width, height: PROFILE_HEIGHT }, text)
  return section(profileTitle(shown, names, text), picture, gradientSentences(subjects, text), width)
}

function profileTitle(shown: readonly (readonly [Run, Profile])[], names: string, { compare }: ViewText): string {
  const step = shown[0][1].step
  if (shown.some(([, one]) => one.step !== step)) return compare.profileEnd(names)
  return step === 0 ? compare.profileStart(names) : compare.profileAt(step, names)
}

const section = (title: string, picture: Picture, sentence: string, width: number): string[] => [
  ...wrap(title, width),
  ...pictureText(picture, width),
  ...wrap(sentence, width),
]

function digests({ runs }: Report, text: ViewText, width: number): string[] {
  const list = runs.map(({ cell, seed, digest }) =>
    text.compare.digest(text.cell[cell], seed, digest.replace('sha256:', '').slice(0, DIGEST)),
  )
  return [...wrap(text.compare.digests, width), ...wrapList(list, width)]
}
