/** The tables of a verdict, of several ways to be fair, say what the numbers say. */
import { describe, expect, it } from 'vitest'
import { FAIRS } from '../../../src/specs/design.ts'
import { compareText } from '../../../src/view/report/compare-text.ts'
import { answers, verdictViewOf } from '../../../src/view/report/verdict.ts'
import { flat } from '../../support/plain-text.ts'
import { comparison } from '../../support/reports.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en').view

describe('several ways to be fair', () => {
  const report = comparison({ fair: FAIRS })
  const sizes = report.comparisons.map(({ hidden, parameters, multiplyAdds }) => ({
    hidden,
    parameters,
    multiplyAdds,
  }))

  it('stand in one table with their verdicts, H, weights and multiply-adds', () => {
    const lines = compareText(report, en).split('\n')
    const at = lines.findIndex((line) => line.startsWith('equal in'))
    expect(lines[at]).toBe(
      'equal in       solved?  how far?        H  solved      weights  multiply-adds',
    )
    sizes.forEach(({ hidden, parameters, multiplyAdds }, n) => {
      const cells = lines[at + 1 + n].split(/ {2,}/)
      expect(cells).toEqual([
        ['units H', 'weights', 'multiply-adds'][n],
        'LSTM',
        'LSTM',
        `${hidden.rnn} / ${hidden.lstm}`,
        '0 / 8',
        `${parameters.rnn} / ${parameters.lstm}`,
        `${multiplyAdds.rnn} / ${multiplyAdds.lstm}`,
      ])
    })
    expect(sizes[1].hidden.rnn).toBeGreaterThan(32)
  })

  it('rest each on its own sizes', () => {
    // The RNN is as far as its H says.
    const own = comparison({ fair: FAIRS, outcomes: ({ hidden }) => ({ metric: hidden }) })
    for (const one of verdictViewOf({ at: {}, ...own })) {
      const [, metric] = answers(one, en)
      const ends = metric.kind === 'answer' ? Object.fromEntries(metric.facts)['at the end'] : ''
      const H = one.comparison.hidden.rnn
      expect(ends).toBe(
        `RNN median ${H} (quartiles ${H} to ${H}); LSTM median 32 (quartiles 32 to 32)`,
      )
    }
  })

  it('are quoted each, and their dots have a row for each size', () => {
    const words = flat(compareText(report, en))
    for (const equal of ['units H', 'weights', 'multiply-adds'])
      expect(words).toContain(`Equal in ${equal}: On 8 paired seeds`)
    const rnns = new Set(
      report.runs.filter(({ cell }) => cell === 'rnn').map(({ hidden }) => hidden),
    )
    for (const H of rnns) expect(words).toContain(` RNN, H = ${H} │`)
    expect(words).toContain('LSTM, H = 32 │')
  })
})

it('a comparison of one cell has dots, and no verdict', () => {
  const report = comparison({ choices: { cells: ['lstm'] } })
  expect(report.verdict).toBeNull()
  const words = compareText(report, en)
  expect(words).toContain('LSTM │')
  expect(words).not.toMatch(/BETTER|Verdict/)
  expect(words).toContain('LSTM: 8 of 8 solved')
})
