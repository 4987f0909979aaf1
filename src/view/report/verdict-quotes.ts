/** Sentences of a verdict to take over: one for anybody, one for a paper. */
import type { Verdict } from '../../results/verdict/verdict-schema.ts'
import { minPairs } from '../../rules/verdict-bounds.ts'
import { significant } from '../shared/number.ts'
import type { ViewText } from '../shared/text-types.ts'
import type { ReportBlock } from './blocks.ts'
import { memorySentences } from './difficulty-text.ts'
import {
  CELLS,
  isAdjusted,
  mcnemar,
  probability,
  solvedBy,
  unitOf,
  type VerdictView,
  wilcoxon,
} from './verdict-words.ts'

/** A sentence for anybody, and one for a paper. */
export function quotes(judged: VerdictView, text: ViewText): ReportBlock[] {
  const { quoteTitle, appendixTitle } = text.verdict
  return [
    { kind: 'quote', title: quoteTitle, text: quote(judged, text) },
    { kind: 'quote', title: appendixTitle, text: appendix(judged, text) },
  ]
}

type Question = Pick<Verdict['metric'], 'winner' | 'p' | 'seedsP' | 'withheld'>

function quote({ verdict, task, certificate }: VerdictView, text: ViewText): string {
  const { quote: words } = text.verdict
  const { cell } = text
  const { solved, metric, pairs, heldOut } = verdict
  const unit = heldOut && unitOf(heldOut.unit, task)
  const target = words.target[unit ?? 'draws']
  const saying = ({ winner, p, seedsP = p, withheld }: Question, lead: number) => {
    if (withheld === 'guessing') return words.noGuess(probability(p))
    const ahead = cell[lead >= 0 ? 'lstm' : 'rnn']
    if (withheld === 'held-out')
      return words.onlyHere(ahead, target, probability(seedsP), probability(p))
    if (!winner) return words.none(target, probability(p))
    const say = winner === 'lstm' ? lead > 0 : lead < 0
    return (say ? words.better : words.larger)(cell[winner], target, probability(p))
  }
  const data = heldOut && unit ? words.data[unit](heldOut.units) : words.data.draws
  const [lstm, rnn] = (['lstm', 'rnn'] as const).map((one) =>
    words.solves(cell[one], solvedBy(verdict, one)),
  )
  const least = minPairs(verdict)
  const clauses = [
    words.solved(
      pairs,
      task.name,
      task.length,
      data,
      lstm,
      rnn,
      saying(solved, solved.lstmOnly - solved.rnnOnly),
    ),
    words.metric(
      words.ahead(cell.lstm, metric.lstmBetter),
      words.ahead(cell.rnn, metric.rnnBetter),
      saying(metric, metric.lstmBetter - metric.rnnBetter),
    ),
    ...(pairs < least ? [words.tooFew(pairs, least)] : []),
  ]
  const memory = certificate ? memorySentences(certificate, text) : []
  return [text.end(clauses.join(text.join)), ...memory].join(text.between)
}

function appendix({ verdict, comparison, task }: VerdictView, text: ViewText): string {
  const { verdict: words, cell } = text
  const { solved, metric, pairs, level, heldOut } = verdict
  const { medianDifference, interval } = metric
  const exact = (p: number) => (p < 1e-12 ? '< 1e-12' : `= ${significant(p)}`)
  const numbers =
    medianDifference !== null && interval ? ([medianDifference, ...interval] as const) : null
  return words.appendix({
    pairs,
    task: task.name,
    length: task.length,
    metric: text.metric[task.metric],
    cells: CELLS.flatMap((one) => {
      const [hidden, weights] = [comparison.hidden[one], comparison.parameters[one]]
      return hidden === undefined || weights === undefined
        ? []
        : [words.model(cell[one], hidden, weights)]
    }),
    onlyLstm: solved.lstmOnly,
    onlyRnn: solved.rnnOnly,
    solvedP: exact(solved.seedsP ?? solved.p),
    solvedTest: mcnemar(verdict, text),
    differences: metric.lstmBetter + metric.rnnBetter,
    metricP: exact(metric.seedsP ?? metric.p),
    metricTest: wilcoxon(verdict, text),
    difference: numbers && [
      significant(numbers[0]),
      significant(numbers[1]),
      significant(numbers[2]),
    ],
    lstm: cell.lstm,
    rnn: cell.rnn,
    level: String(level),
    adjusted: isAdjusted(verdict),
    heldOut: heldOut && {
      unit: unitOf(heldOut.unit, task),
      units: heldOut.units,
      p: exact(heldOut.p),
      widened: significant(heldOut.widened, 2),
    },
  })
}
