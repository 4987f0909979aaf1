/** A cut on the way back alone, drawn beside none and the full one. */
import { describe, expect, test } from 'vitest'
import type { SurgeryResult } from '../../../src/results/lab-results.ts'
import { pictureSvg } from '../../../src/view/lab/lab-svg.ts'
import { labText } from '../../../src/view/lab/lab-text.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { falling, surgery } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const side = (metric: number, every: number) => ({
  metric,
  loss: metric,
  log10: { ...surgery.before.log10, hidden: falling(every), cell: falling(every) },
})
const [uncut, backward, full] = [side(0.0042, 40), side(0.0042, 0.9), side(0.6, 2)]
const result: SurgeryResult = {
  ...surgery,
  operations: [{ kind: 'sever-belt-backward', units: null, from: null, to: null }],
  before: uncut,
  after: backward,
  beside: { uncut, full },
}

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  const text = textIn(language)
  const { beside, columns } = text.lab.surgery

  test.each([60, 80, 120])('three curves have one axis and one legend at %i columns', (width) => {
    const lines = labText(result, text, width).split('\n')
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width)
    for (const words of [`── ${beside.uncut}`, `══ ${beside.backward}`, `·· ${beside.full}`])
      expect(lines.some((line) => line.includes(words))).toBe(true)
    // Down to the lowest of the three, 1e-55.
    expect(lines.some((line) => line.includes('1e-60┤'))).toBe(true)
  })

  test('says all three for ears', () => {
    const lines = labText(result, text, 1000, { pictures: false })
    const name = text.view.metric.mse
    expect(lines).toContain(beside.metric(name, '0.0042', '0.6'))
    expect(lines).toContain(beside.path(text.view.quantity.cell, '6e-3', '4e-56', '3e-26'))
    expect(lines).not.toContain('──')
  })

  test('what stood before is told where it is another net', () => {
    const cut = { ...result, before: side(0.1, 10) }
    const head = (of: SurgeryResult) =>
      labText(of, text, 100)
        .split('\n')
        .find((line) => line.includes(columns.full))
    expect(head(result)).not.toContain(columns.uncut)
    expect(head(cut)).toContain(columns.uncut)
  })

  test('the drawing has all three', () => {
    const drawn = pictureSvg(result, text) ?? ''
    for (const words of [beside.uncut, beside.backward, beside.full]) expect(drawn).toContain(words)
  })
})
