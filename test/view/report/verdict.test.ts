/** The answers and sentences of a verdict say what the numbers say, and no more. */
import { describe, expect, it } from 'vitest'
import { signedRankTest } from '../../../src/results/verdict/statistics.ts'
import { COUNTED_OUT, minPairs } from '../../../src/rules/verdict-bounds.ts'
import { compareText } from '../../../src/view/report/compare-text.ts'
import { answers, verdictViewOf } from '../../../src/view/report/verdict.ts'
import { quotes } from '../../../src/view/report/verdict-quotes.ts'
import { guessed, hard } from '../../support/certificates.ts'
import { flat } from '../../support/plain-text.ts'
import { comparison, type Outcomes } from '../../support/reports.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en').view
const zh = textIn('zh-CN').view
/** The first n with 2·2^−n < 0.025. */
const LEAST = 7
const seeds = (n: number) => Array.from({ length: n }, (_, k) => k + 1)

function judged(n: number, outcomes?: Outcomes, more: Parameters<typeof comparison>[0] = {}) {
  const report = comparison({ choices: { seeds: seeds(n), ...more.choices }, outcomes })
  const [one] = verdictViewOf({ at: {}, ...report })
  return { report, one }
}

it('knows the bounds that the lab keeps', () => {
  const { one } = judged(3)
  expect(minPairs(one.verdict)).toBe(LEAST)
  // Up to there the ranks are counted out: all signs alike have p = 2·2^−n. Beyond, the normal
  // distribution says otherwise.
  const alike = (n: number) => signedRankTest(seeds(n)).p
  expect(alike(COUNTED_OUT) / 2 ** (1 - COUNTED_OUT)).toBeCloseTo(1, 9)
  expect(alike(COUNTED_OUT + 1) / 2 ** -COUNTED_OUT).not.toBeCloseTo(1, 1)
})

it('goes through the runs a few times, however many they are', () => {
  const { report } = judged(400)
  let reads = 0
  const counted = report.runs.map(({ seed, ...run }) => ({
    ...run,
    get seed() {
      reads++
      return seed
    },
  }))
  const [one] = verdictViewOf({ at: {}, ...report, runs: counted })
  expect([one.runs.length, one.leftOut]).toEqual([800, 0])
  expect(reads).toBeLessThan(10 * 800)
})

describe('an answer', () => {
  it('is in capitals, with counts, medians, spread, interval and p', () => {
    const { one, report } = judged(8)
    const [solved, metric] = answers(one, en)
    if (solved.kind !== 'answer' || metric.kind !== 'answer')
      throw new Error('there are two answers')
    expect([solved.answer, metric.answer]).toEqual(['LSTM BETTER', 'LSTM BETTER'])
    const facts = Object.fromEntries(solved.facts)
    expect(facts.solved).toBe('RNN 0 of 8, LSTM 8 of 8')
    expect(facts.steps).toBe('LSTM median 300 (quartiles 300 to 300)')
    expect(facts.pairs).toBe('only the LSTM on 8, only the RNN on 0, both on 0, neither on 0')
    // 2·2^−8 = 0.0078
    expect(facts.test).toBe('p = 0.0078 (exact McNemar test, two-sided)')
    // Seeds 1..8: 0.15 + s/1000 has its quartiles at s = 2.75 and 6.25, its median at 4.5.
    const ends = Object.fromEntries(metric.facts)
    expect(ends['at the end']).toContain('RNN median 0.154 (quartiles 0.153 to 0.156)')
    expect(ends.difference).toMatch(
      /^median 0\.153 \(positive in favour of the LSTM\), 95 % bootstrap interval 0\.15\d? to 0\.15\d$/,
    )
    expect(flat(compareText(report, en))).toContain(
      'How far did it get (mean squared error at the end)? LSTM BETTER',
    )
  })

  it('says when there are too few seeds, and how many would do', () => {
    const { one, report } = judged(LEAST - 1)
    for (const text of [en, zh]) {
      const blocks = answers(one, text)
      const texts = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []))
      expect(texts).toContain(text.verdict.tooFew(6, '= 0.031', 7))
      expect(flat(compareText(report, text)).replaceAll(' ', '')).toContain(
        text.verdict.tooFew(6, '= 0.031', 7).replaceAll(' ', ''),
      )
      for (const block of blocks) {
        if (block.kind !== 'answer') continue
        expect(block.answer).toBe(text.verdict.none)
        expect(block.winner).toBeNull()
        expect(Object.fromEntries(block.facts)[text.verdict.facts.toDecide]).toBe(
          text.verdict.needed(7),
        )
      }
    }
    expect(flat(compareText(judged(LEAST).report, en))).not.toContain('Too few')
  })

  it('names the number that would do where undecided, and says where nothing points', () => {
    // One of eight seeds only by the LSTM; the RNN is ahead as often as the LSTM.
    const { one } = judged(8, ({ cell, seed }) =>
      cell === 'lstm'
        ? { metric: seed % 2 === 0 ? 0.25 : 0.75, solvedAt: seed === 1 ? 100 : null }
        : { metric: 0.5 },
    )
    const [solved, metric] = answers(one, en)
    if (solved.kind !== 'answer' || metric.kind !== 'answer')
      throw new Error('there are two answers')
    expect(solved.answer).toBe('NO DIFFERENCE SHOWN')
    expect(Object.fromEntries(solved.facts)['to decide']).toBe(
      `${one.verdict.needed.solved} seeds, if things go on like this`,
    )
    expect(Object.fromEntries(metric.facts)['to decide']).toBe('nothing points either way so far')
  })

  it('counts runs that diverged, and calls no median what has none', () => {
    const { one } = judged(8, ({ cell, seed }) =>
      cell === 'lstm' ? { metric: null } : { metric: seed / 10, solvedAt: 50 },
    )
    const [solved, metric] = answers(one, en)
    if (solved.kind !== 'answer' || metric.kind !== 'answer')
      throw new Error('there are two answers')
    expect([solved.winner, metric.winner]).toEqual(['rnn', 'rnn'])
    expect(Object.fromEntries(metric.facts)['at the end']).toMatch(/; LSTM 8 diverged$/)
    expect(Object.fromEntries(metric.facts).difference).toBe(en.verdict.noMedian)
  })

  it('calls a GRU one', () => {
    const report = comparison({ choices: { variant: 'gru' } })
    expect(compareText(report, en)).toContain('GRU BETTER')
    expect(compareText(report, en).replace(report.command, '')).not.toContain('LSTM')
  })
})

describe('the sentences to take over', () => {
  it('hold the figures of the verdict, the same in both languages', () => {
    for (const n of [1, 3, 7, 12]) {
      const { one } = judged(n, ({ cell, seed }) =>
        cell === 'lstm'
          ? { metric: 0.02 * seed, solvedAt: seed % 3 === 0 ? 40 * seed : null }
          : { metric: 0.05 * seed },
      )
      const { solved, metric, pairs } = one.verdict
      const numbers = (words: string) => (words.match(/\d[\d.e+-]*\d|\d/g) ?? []).toSorted()
      const [english, chinese] = [en, zh].map((text) =>
        quotes(one, text).map((block) => (block.kind === 'quote' ? block.text : '')),
      )
      expect(english.map(numbers)).toEqual(chinese.map(numbers))
      const [quote, appendix] = english
      expect(quote).toContain(
        `On ${pairs} paired ${pairs === 1 ? 'seed' : 'seeds'} of adding (T = 20)`,
      )
      expect(quote.includes('can never decide, 7 are the least')).toBe(n < 7)
      expect(appendix).toContain(`n = ${pairs} paired seeds`)
      expect(appendix).toContain(
        `${solved.lstmOnly} pairs with only the LSTM and ${solved.rnnOnly} with only the RNN`,
      )
      expect(appendix).toContain(`${metric.lstmBetter + metric.rnnBetter} non-zero differences`)
      for (const words of [
        'exact McNemar test',
        'exact Wilcoxon signed-rank test',
        'alpha = 0.025',
        'Bonferroni',
      ]) {
        expect(appendix).toContain(words)
      }
      // One sentence each.
      for (const words of [quote, appendix]) expect(words.match(/[^\d]\.(?: |$)/g)).toHaveLength(1)
    }
  })

  it('say, beside the answers too, that a task which guessing solves shows no memory', () => {
    for (const text of [en, zh]) {
      const { one } = judged(8)
      const words = (certificate: typeof one.certificate) => {
        const known = { ...one, certificate }
        const said = [...answers(known, text), ...quotes(known, text)]
        return said
          .map((block) => ('text' in block ? block.text : ''))
          .filter((sentence) => /memory|记忆/.test(sentence))
      }
      expect([words(null), words(hard)]).toEqual([[], []])
      expect(words(guessed)).toHaveLength(2)
    }
  })

  it('name the normal distribution where it was used', () => {
    const { one } = judged(COUNTED_OUT + 1)
    const [, appendix] = quotes(one, en)
    expect(appendix.kind === 'quote' && appendix.text).toContain('by the normal distribution')
  })
})
