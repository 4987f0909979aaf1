/** What each answer of a verdict rests on, as a list of facts. */
import type { Verdict } from '../../results/verdict/verdict-schema.ts'
import { MAX_PAIRS } from '../../rules/verdict-bounds.ts'
import { significant } from '../shared/number.ts'
import { spreadWords } from '../shared/spread.ts'
import type { ViewText } from '../shared/text-types.ts'
import { finalOf } from '../terminal/dots.ts'
import type { FactList } from './blocks.ts'
import {
  CELLS,
  mcnemar,
  probability,
  solvedBy,
  unitOf,
  type VerdictView,
  wilcoxon,
} from './verdict-words.ts'

export function solvedFacts({ verdict, runs, task }: VerdictView, text: ViewText): FactList {
  const { verdict: words, cell, list } = text
  const { solved, needed } = verdict
  const counts = CELLS.map((one) => words.of(cell[one], solvedBy(verdict, one), verdict.pairs))
  const steps = CELLS.flatMap((one) => {
    const at = runs.flatMap((run) =>
      run.cell === one && run.solvedAt !== null ? [run.solvedAt] : [],
    )
    return at.length > 0 ? [words.value(cell[one], spreadWords(at, text))] : []
  })
  return [
    [words.facts.solved, counts.join(list)],
    ...(steps.length > 0 ? [[words.facts.steps, steps.join(text.join)] as const] : []),
    [
      words.facts.pairs,
      words.solvedPairs(
        cell.lstm,
        cell.rnn,
        solved.lstmOnly,
        solved.rnnOnly,
        solved.both,
        solved.neither,
      ),
    ],
    [
      words.facts.chance,
      words.chance(probability(solved.seedsP ?? solved.p), mcnemar(verdict, text)),
    ],
    ...toDecide(verdict, task, 'solved', needed.solved, solved.lstmOnly === solved.rnnOnly, text),
  ]
}

export function metricFacts({ verdict, runs, task }: VerdictView, text: ViewText): FactList {
  const { verdict: words, cell } = text
  const { metric, needed, pairs } = verdict
  const ends = CELLS.flatMap((one) => {
    const own = runs.filter((run) => run.cell === one)
    const values = own.flatMap((run) => finalOf(run) ?? [])
    const lost = own.length - values.length
    const parts = [
      ...(values.length > 0 ? [spreadWords(values, text)] : []),
      ...(lost > 0 ? [words.diverged(lost)] : []),
    ]
    return own.length > 0 ? [words.value(cell[one], parts.join(text.list))] : []
  })
  const level = pairs - metric.lstmBetter - metric.rnnBetter
  return [
    [words.facts.end, ends.join(text.join)],
    [
      words.facts.pairs,
      words.metricPairs(cell.lstm, cell.rnn, metric.lstmBetter, metric.rnnBetter, level),
    ],
    [words.facts.difference, difference(metric, text)],
    [
      words.facts.chance,
      words.chance(probability(metric.seedsP ?? metric.p), wilcoxon(verdict, text)),
    ],
    ...heldOutFacts(verdict, task, text),
    ...guessingFacts(verdict, task, text),
    ...toDecide(
      verdict,
      task,
      'metric',
      needed.metric,
      metric.lstmBetter === metric.rnnBetter,
      text,
    ),
  ]
}

function difference(
  { medianDifference, interval }: Verdict['metric'],
  { verdict, cell }: ViewText,
): string {
  if (medianDifference === null) return verdict.noMedian
  const median = significant(medianDifference)
  if (!interval) return verdict.differenceOnly(cell.lstm, median)
  return verdict.difference(cell.lstm, median, significant(interval[0]), significant(interval[1]))
}

/** What the held-out part of a file shows: the same question, asked of new sequences. */
function heldOutFacts(
  { heldOut }: Verdict,
  task: VerdictView['task'],
  { verdict: words, cell }: ViewText,
): FactList {
  if (!heldOut) return []
  const { unit, units, parts, ofParts, lstmBetter, rnnBetter, p, widened } = heldOut
  const ahead = words.metricPairs(
    cell.lstm,
    cell.rnn,
    lstmBetter,
    rnnBetter,
    units - lstmBetter - rnnBetter,
  )
  return [
    [words.facts.heldOut, words.heldOut(unitOf(unit, task), units, parts, ofParts, ahead)],
    [words.facts.anew, words.anew(probability(p), significant(widened, 2))],
  ]
}

/** The best constant answer on the same data, beside what is known of it. */
function guessingFacts(
  { guessing, heldOut }: Verdict,
  task: VerdictView['task'],
  { verdict: words }: ViewText,
): FactList {
  if (!guessing) return []
  const say = heldOut ? words.guessingFile : words.guessing
  return [[words.facts.guessing, say(significant(guessing.metric), significant(task.baseline, 4))]]
}

function toDecide(
  given: Verdict,
  task: VerdictView['task'],
  question: 'solved' | 'metric',
  needed: number | null,
  even: boolean,
  { verdict }: ViewText,
): FactList {
  const { winner, withheld } = given[question]
  if (winner || withheld === 'guessing') return []
  const { heldOut } = given
  if (withheld === 'held-out' && heldOut) {
    const words =
      heldOut.needed === null
        ? verdict.even
        : verdict.neededUnits(unitOf(heldOut.unit, task), heldOut.needed)
    return [[verdict.facts.toDecide, words]]
  }
  const words =
    needed !== null ? verdict.needed(needed) : even ? verdict.even : verdict.neededMany(MAX_PAIRS)
  return [[verdict.facts.toDecide, words]]
}
