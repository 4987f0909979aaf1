/**
 * What paired runs show: an answer to each of the two questions, what each rests on, and sentences
 * to take over.
 */
import type { Cell } from '../../engine/types.ts'
import type { Comparison, Findings, Run } from '../../results/report.ts'
import type { HeldOutVerdict, Verdict } from '../../results/verdict-schema.ts'
import { COUNTED_JOINTLY, COUNTED_OUT, MAX_PAIRS, minPairs } from '../../rules/verdict-bounds.ts'
import type { Unit } from '../../text/en/verdict.ts'
import { significant } from '../shared/number.ts'
import { spreadWords } from '../shared/spread.ts'
import type { ViewText } from '../shared/text-types.ts'
import { finalOf } from '../terminal/dots.ts'
import { type FactList, paragraph, type ReportBlock } from './blocks.ts'
import { memorySentences } from './difficulty-text.ts'
import { runsOf } from './models.ts'

/** Of a file each p is adjusted for both questions being asked. */
export const isAdjusted = ({ heldOut }: Verdict): boolean => heldOut !== null

/** One comparison: its verdict, and what it is about. */
export interface VerdictView {
  readonly verdict: Verdict
  readonly comparison: Comparison
  /** Of paired seeds; of the others only how many they are. */
  readonly runs: readonly Run[]
  readonly leftOut: number
  readonly task: Findings['task']
  readonly untilSolved: boolean
  readonly certificate: Findings['certificate']
}

/** Seeds that have both cells: counts and pairs of one sentence are of one set. */
function pairedSeeds(comparison: Comparison, runs: readonly Run[]): ReadonlySet<number> {
  const own = runsOf(comparison, runs)
  const of = (cell: Cell) => new Set(own.flatMap((run) => (run.cell === cell ? [run.seed] : [])))
  const lstm = of('lstm')
  return new Set(Array.from(of('rnn')).filter((seed) => lstm.has(seed)))
}

/** The comparisons of a point that have a verdict. */
export const verdictViewOf = ({
  comparisons,
  runs,
  task,
  settings,
  certificate,
}: Findings): VerdictView[] =>
  comparisons.flatMap((comparison) =>
    comparison.verdict
      ? [
          {
            verdict: comparison.verdict,
            comparison,
            runs: runsOf(comparison, runs).filter(({ seed }) =>
              pairedSeeds(comparison, runs).has(seed),
            ),
            leftOut: runsOf(comparison, runs).filter(
              ({ seed }) => !pairedSeeds(comparison, runs).has(seed),
            ).length,
            task,
            untilSolved: settings.untilSolved,
            certificate,
          },
        ]
      : [],
  )

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

/** What one counts of what was held out, as it is called: a block of a series is none of text. */
const unitOf = (unit: HeldOutVerdict['unit'], { name }: VerdictView['task']): Unit =>
  unit === 'block' && name === 'series' ? 'windows' : unit

/** p where all of so many pairs go one way. */
const oneWay = (pairs: number): string => probability(2 ** (1 - pairs))

/** The level, and how many pairs it takes at least. */
export function levelWords(verdict: Verdict, text: ViewText): string {
  const least = minPairs(verdict)
  const say = isAdjusted(verdict) ? text.verdict.levelOfFile : text.verdict.level
  return say(String(verdict.level), least - 1, oneWay(least - 1), least, oneWay(least))
}

/** Why a cell that is ahead seed after seed is not called better; each reason once. */
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

/** On how many of the paired seeds a cell solved it. */
const solvedBy = ({ solved }: Verdict, cell: Cell): number =>
  solved.both + (cell === 'lstm' ? solved.lstmOnly : solved.rnnOnly)

function solvedFacts({ verdict, runs, task }: VerdictView, text: ViewText): FactList {
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

function metricFacts({ verdict, runs, task }: VerdictView, text: ViewText): FactList {
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

const CELLS = ['rnn', 'lstm'] as const

function difference(
  { medianDifference, interval }: Verdict['metric'],
  { verdict, cell }: ViewText,
): string {
  if (medianDifference === null) return verdict.noMedian
  const median = significant(medianDifference)
  if (!interval) return verdict.differenceOnly(cell.lstm, median)
  return verdict.difference(cell.lstm, median, significant(interval[0]), significant(interval[1]))
}

function wilcoxon(verdict: Verdict, text: ViewText): string {
  const { tests } = text.verdict
  const { lstmBetter, rnnBetter } = verdict.metric
  return testName(
    verdict,
    lstmBetter + rnnBetter > COUNTED_OUT ? tests.normal : tests.wilcoxon,
    tests.ranks,
    text,
  )
}

const mcnemar = (verdict: Verdict, text: ViewText): string =>
  testName(verdict, text.verdict.tests.mcnemar, text.verdict.tests.counts, text)

/** The test of pairs; of a file one within its parts, while seeds are few. */
function testName(
  verdict: Verdict,
  ofPairs: string,
  withinParts: string,
  { verdict: { tests } }: ViewText,
): string {
  if (!isAdjusted(verdict)) return ofPairs
  return tests.adjusted(verdict.pairs > COUNTED_JOINTLY ? ofPairs : withinParts)
}

/** "= 0.002", "< 0.001" */
export const probability = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${significant(p, 2)}`)

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

/**
 * The last words of a comparison: what is decided, or what it would take, with the line that does
 * it.
 */
export function closing(
  { verdict, task }: VerdictView,
  next: string | null,
  text: ViewText,
): ReportBlock[] {
  const { closing: words, quote: quoted } = text.verdict
  const { solved, metric, pairs, needed, heldOut } = verdict
  const target = quoted.target[heldOut ? unitOf(heldOut.unit, task) : 'draws']
  const won = [solved, metric].find(({ winner }) => winner)
  if (won?.winner)
    return [paragraph(words.decided(text.cell[won.winner], target, probability(won.p)))]
  const least = minPairs(verdict)
  const found = pairs < least ? words.few(pairs, oneWay(pairs)) : words.open
  const seeds = fewest(needed)
  const say = (reason: string) => paragraph([found, reason].join(text.between))
  if ([solved, metric].some(({ withheld }) => withheld === 'guessing'))
    return [say(words.noBetterThanGuessing)]
  if (next !== null) {
    const reason =
      heldOut &&
      heldOut.parts < heldOut.ofParts &&
      (seeds ?? 0) <= heldOut.ofParts &&
      pairs >= least
        ? words.more(heldOut.ofParts)
        : seeds === null || (pairs < least && seeds <= least)
          ? words.couldDo(Math.max(least, seeds ?? 0))
          : words.wouldDo(seeds)
    return [say(reason), { kind: 'command', line: next }]
  }
  const short = heldOut && (heldOut.units < heldOut.least || metric.withheld === 'held-out')
  return [say(short ? words.moreData : words.longer)]
}

const fewest = ({ solved, metric }: Verdict['needed']): number | null =>
  solved === null ? metric : metric === null ? solved : Math.min(solved, metric)

/** What everybody should know who reads an answer. */
export const notes = (
  judged: readonly VerdictView[],
  { verdict: words }: ViewText,
): ReportBlock[] => {
  const [first] = judged
  if (!first) return [paragraph(words.onlyOne)]
  const open = judged.some(({ verdict }) => !verdict.solved.winner || !verdict.metric.winner)
  return [words.paired, ...(open ? [words.notEqual] : [])].map(paragraph)
}
