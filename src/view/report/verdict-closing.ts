/** The last words of a comparison: what to do next, and what everybody should know. */
import type { Verdict } from '../../results/verdict/verdict-schema.ts'
import { minPairs } from '../../rules/verdict-bounds.ts'
import type { ViewText } from '../shared/text-types.ts'
import { paragraph, type ReportBlock } from './blocks.ts'
import { oneWay, probability, unitOf, type VerdictView } from './verdict-words.ts'

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
