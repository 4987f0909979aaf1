/** What paired runs show: an answer to each of the two questions, what each rests on, and sentences to take over. */
import type { Cell } from '../../engine/types.ts'
import type { Comparison, Findings, Run } from '../../lab/report.ts'
import type { Verdict } from '../../lab/verdict-data.ts'
import { memorySentences } from '../certificate-text.ts'
import { finalOf } from '../dots.ts'
import { significant } from '../number.ts'
import { spreadWords } from '../spread.ts'
import type { ViewText } from '../text.ts'
import { type Block, type Facts, paragraph } from './blocks.ts'
import { runsOf } from './contestants.ts'

/** Pairs that anybody is told to run at most, and differences up to which the signed ranks are counted out: as the lab has them. */
export const MOST_PAIRS = 1000
export const COUNTED_OUT = 200

/** Pairs below which no outcome whatever could be sure: all of them one way have p = 2·2^−n. */
export const leastPairs = ({ level }: Verdict): number => Math.floor(Math.log2(2 / level)) + 1

/** One comparison: its verdict, and what it is about. */
export interface Judged {
  readonly verdict: Verdict
  readonly comparison: Comparison
  readonly runs: readonly Run[]
  readonly task: Findings['task']
  readonly untilSolved: boolean
  readonly certificate: Findings['certificate']
}

/** The comparisons of a point that have a verdict. */
export const judgedOf = ({ comparisons, runs, task, settings, certificate }: Findings): Judged[] =>
  comparisons.flatMap((comparison) =>
    comparison.verdict
      ? [
          {
            verdict: comparison.verdict,
            comparison,
            runs: runsOf(comparison, runs),
            task,
            untilSolved: settings.untilSolved,
            certificate,
          },
        ]
      : [],
  )

/** Both answers, and what is missing for a decision where something is. */
export function answers(judged: Judged, text: ViewText): Block[] {
  const { verdict, task, untilSolved } = judged
  const { question } = text.verdict
  const { solved, metric } = verdict
  const missing = [
    ...(verdict.pairs < leastPairs(verdict) ? [text.verdict.tooFew(leastPairs(verdict))] : []),
    ...(untilSolved && solved.both > 0 ? [text.verdict.untilSolved] : []),
  ]
  return [
    answer(question.solved, solved.winner, solvedFacts(judged, text), text),
    answer(question.metric(text.metric[task.metric]), metric.winner, metricFacts(judged, text), text),
    ...missing.map(paragraph),
    ...(judged.certificate ? memorySentences(judged.certificate, text).map(paragraph) : []),
  ]
}

function answer(question: string, winner: Cell | null, facts: Facts, text: ViewText): Block {
  return { kind: 'answer', question, answer: headline(winner, text), winner, facts }
}

/** The better cell, where a column has no room for more. */
export const winnerName = (winner: Cell | null | undefined, { cell, none }: ViewText): string =>
  winner ? cell[winner] : none

export const headline = (winner: Cell | null, { verdict, cell }: ViewText): string =>
  winner ? verdict.better(cell[winner]) : verdict.none

function solvedFacts({ verdict, comparison, runs }: Judged, text: ViewText): Facts {
  const { verdict: words, cell, list } = text
  const { solved, needed } = verdict
  const counts = CELLS.flatMap((one) => {
    const all = comparison.summary[one]
    return all ? [words.of(cell[one], all.solved, all.of)] : []
  })
  const steps = CELLS.flatMap((one) => {
    const at = runs.flatMap((run) => (run.cell === one && run.solvedAt !== null ? [run.solvedAt] : []))
    return at.length > 0 ? [words.value(cell[one], spreadWords(at, text))] : []
  })
  return [
    [words.facts.solved, counts.join(list)],
    ...(steps.length > 0 ? [[words.facts.steps, steps.join(text.join)] as const] : []),
    [
      words.facts.pairs,
      words.solvedPairs(cell.lstm, cell.rnn, solved.lstmOnly, solved.rnnOnly, solved.both, solved.neither),
    ],
    [words.facts.chance, words.chance(probability(solved.p), words.tests.mcnemar)],
    ...toDecide(solved.winner, needed.solved, solved.lstmOnly === solved.rnnOnly, text),
  ]
}

function metricFacts({ verdict, runs }: Judged, text: ViewText): Facts {
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
    [words.facts.pairs, words.metricPairs(cell.lstm, cell.rnn, metric.lstmBetter, metric.rnnBetter, level)],
    [words.facts.difference, difference(metric, text)],
    [words.facts.chance, words.chance(probability(metric.p), wilcoxon(metric, text))],
    ...toDecide(metric.winner, needed.metric, metric.lstmBetter === metric.rnnBetter, text),
  ]
}

const CELLS = ['rnn', 'lstm'] as const

function difference({ medianDifference, interval }: Verdict['metric'], { verdict, cell }: ViewText): string {
  if (medianDifference === null) return verdict.noMedian
  const median = significant(medianDifference)
  if (!interval) return verdict.differenceOnly(cell.lstm, median)
  return verdict.difference(cell.lstm, median, significant(interval[0]), significant(interval[1]))
}

const wilcoxon = ({ lstmBetter, rnnBetter }: Verdict['metric'], { verdict: { tests } }: ViewText): string =>
  lstmBetter + rnnBetter > COUNTED_OUT ? tests.normal : tests.wilcoxon

/** "= 0.002", "< 0.001" */
export const probability = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${significant(p, 2)}`)

function toDecide(winner: Cell | null, needed: number | null, even: boolean, { verdict }: ViewText): Facts {
  if (winner) return []
  const words = needed !== null ? verdict.needed(needed) : even ? verdict.even : verdict.neededMany(MOST_PAIRS)
  return [[verdict.facts.toDecide, words]]
}

/** A sentence for anybody, and one for a paper. */
export function quotes(judged: Judged, text: ViewText): Block[] {
  const { quoteTitle, appendixTitle } = text.verdict
  return [
    { kind: 'quote', title: quoteTitle, text: quote(judged, text) },
    { kind: 'quote', title: appendixTitle, text: appendix(judged, text) },
  ]
}

function quote({ verdict, comparison, task, certificate }: Judged, text: ViewText): string {
  const { quote: words } = text.verdict
  const { cell } = text
  const { solved, metric, pairs } = verdict
  const saying = (winner: Cell | null, p: number, oftener = true) => {
    if (!winner) return words.none(probability(p))
    return oftener ? words.better(cell[winner], probability(p)) : words.larger(cell[winner], probability(p))
  }
  const lead = metric.lstmBetter - metric.rnnBetter
  const [lstm, rnn] = (['lstm', 'rnn'] as const).map((one) =>
    words.solves(cell[one], comparison.summary[one]?.solved ?? 0),
  )
  const least = leastPairs(verdict)
  const clauses = [
    words.solved(pairs, task.name, task.length, lstm, rnn, saying(solved.winner, solved.p)),
    words.metric(
      words.ahead(cell.lstm, metric.lstmBetter),
      words.ahead(cell.rnn, metric.rnnBetter),
      saying(metric.winner, metric.p, metric.winner === 'lstm' ? lead > 0 : lead < 0),
    ),
    ...(pairs < least ? [words.tooFew(least)] : []),
  ]
  const memory = certificate ? memorySentences(certificate, text) : []
  return [text.end(clauses.join(text.join)), ...memory].join(text.between)
}

function appendix({ verdict, comparison, task }: Judged, text: ViewText): string {
  const { verdict: words, cell } = text
  const { solved, metric, pairs, level } = verdict
  const { medianDifference, interval } = metric
  const exact = (p: number) => (p < 1e-12 ? '< 1e-12' : `= ${significant(p)}`)
  const numbers = medianDifference !== null && interval ? ([medianDifference, ...interval] as const) : null
  return words.appendix({
    pairs,
    task: task.name,
    length: task.length,
    metric: text.metric[task.metric],
    cells: CELLS.flatMap((one) => {
      const [hidden, weights] = [comparison.hidden[one], comparison.parameters[one]]
      return hidden === undefined || weights === undefined ? [] : [words.contestant(cell[one], hidden, weights)]
    }),
    onlyLstm: solved.lstmOnly,
    onlyRnn: solved.rnnOnly,
    solvedP: exact(solved.p),
    solvedTest: words.tests.mcnemar,
    differences: metric.lstmBetter + metric.rnnBetter,
    metricP: exact(metric.p),
    metricTest: wilcoxon(metric, text),
    difference: numbers && [significant(numbers[0]), significant(numbers[1]), significant(numbers[2])],
    lstm: cell.lstm,
    rnn: cell.rnn,
    level: String(level),
  })
}

/** What everybody should know who reads an answer. */
export const notes = (judged: readonly Judged[], { verdict: words }: ViewText): Block[] => {
  const [first] = judged
  if (!first) return [paragraph(words.onlyOne)]
  const open = judged.some(({ verdict }) => !verdict.solved.winner || !verdict.metric.winner)
  return [words.paired, words.level(String(first.verdict.level)), ...(open ? [words.notEqual] : [])].map(paragraph)
}
