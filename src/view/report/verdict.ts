/** What paired runs show: an answer to each of the two questions, and what each rests on. */
import type { Cell } from '../../engine/types.ts'
import type { Findings, Run } from '../../results/report.ts'
import type { Verdict } from '../../results/verdict/verdict-schema.ts'
import { minPairs } from '../../rules/verdict-bounds.ts'
import type { ViewText } from '../shared/text-types.ts'
import { type FactList, paragraph, type ReportBlock } from './blocks.ts'
import { memorySentences } from './difficulty-text.ts'
import { runsOf } from './models.ts'
import { metricFacts, solvedFacts } from './verdict-facts.ts'
import { isAdjusted, oneWay, probability, unitOf, type VerdictView } from './verdict-words.ts'

/** The runs of a comparison on seeds of both cells, so that all counts of a sentence are of one set. */
function pairedRuns(own: readonly Run[]): Run[] {
  const of = (cell: Cell) => new Set(own.flatMap((run) => (run.cell === cell ? [run.seed] : [])))
  const [rnn, lstm] = [of('rnn'), of('lstm')]
  return own.filter(({ seed }) => rnn.has(seed) && lstm.has(seed))
}

/** The comparisons of a point that have a verdict. */
export const verdictViewOf = ({
  comparisons,
  runs: all,
  task,
  settings: { untilSolved },
  certificate,
}: Findings): VerdictView[] =>
  comparisons.flatMap((comparison) => {
    const { verdict } = comparison
    if (!verdict) return []
    const own = runsOf(comparison, all)
    const runs = pairedRuns(own)
    const leftOut = own.length - runs.length
    return [{ verdict, comparison, runs, leftOut, task, untilSolved, certificate }]
  })

/** Both answers, and what is missing for a decision where something is. */
export function answers(judged: VerdictView, text: ViewText): ReportBlock[] {
  const { verdict, task, untilSolved } = judged
  const { question } = text.verdict
  const { solved, metric } = verdict
  const { heldOut, pairs } = verdict
  const least = minPairs(verdict)
  const few = heldOut && heldOut.units < heldOut.least
  const missing = [
    ...withheldWords(judged, text),
    ...(pairs < least ? [text.verdict.tooFew(pairs, oneWay(pairs), least)] : []),
    ...(few
      ? [text.verdict.tooFewUnits(unitOf(heldOut.unit, task), heldOut.units, heldOut.least)]
      : []),
    levelWords(verdict, text),
    ...(judged.leftOut > 0 ? [text.verdict.leftOut(judged.leftOut)] : []),
    ...(untilSolved && solved.both > 0 ? [text.verdict.untilSolved] : []),
  ]
  return [
    answer(question.solved, solved.winner, solvedFacts(judged, text), text),
    answer(
      question.metric(text.metric[task.metric]),
      metric.winner,
      metricFacts(judged, text),
      text,
    ),
    ...missing.map(paragraph),
    ...(judged.certificate ? memorySentences(judged.certificate, text).map(paragraph) : []),
  ]
}

/** The level, and how many pairs it takes at least. */
export function levelWords(verdict: Verdict, text: ViewText): string {
  const least = minPairs(verdict)
  const say = isAdjusted(verdict) ? text.verdict.levelOfFile : text.verdict.level
  return say(String(verdict.level), least - 1, oneWay(least - 1), least, oneWay(least))
}

/** Why a cell that leads on the seeds is not called better; each reason once. */
function withheldWords(
  { verdict, task }: VerdictView,
  { verdict: { withheld }, cell }: ViewText,
): string[] {
  const { solved, metric, heldOut } = verdict
  const words = [solved, metric].flatMap((one) => {
    const ahead =
      one === metric ? metric.lstmBetter - metric.rnnBetter : solved.lstmOnly - solved.rnnOnly
    const name = cell[ahead >= 0 ? 'lstm' : 'rnn']
    if (one.withheld === 'guessing') return [withheld.guessing(name)]
    if (one.withheld !== 'held-out' || !heldOut) return []
    return [withheld.heldOut(name, unitOf(heldOut.unit, task), probability(heldOut.p))]
  })
  return Array.from(new Set(words))
}

function answer(
  question: string,
  winner: Cell | null,
  facts: FactList,
  text: ViewText,
): ReportBlock {
  return { kind: 'answer', question, answer: headline(winner, text), winner, facts }
}

/** The better cell, where a column has no room for more. */
export const winnerName = (winner: Cell | null | undefined, { cell, none }: ViewText): string =>
  winner ? cell[winner] : none

const headline = (winner: Cell | null, { verdict, cell }: ViewText): string =>
  winner ? verdict.better(cell[winner]) : verdict.none
