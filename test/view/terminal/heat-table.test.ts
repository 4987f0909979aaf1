import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { widthOf } from '../../../src/view/shared/width.ts'
import { documentOf } from '../../../src/view/svg/document.ts'
import { heatDrawing } from '../../../src/view/svg/heat-table.ts'
import {
  heatTable,
  percent,
  SHARE_SIGNS,
  shareSign,
} from '../../../src/view/terminal/heat-table.ts'
import { named, parseMarkup, textOf } from '../../support/markup.ts'

it('only nothing looks like nothing, and only all like all', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(), (of, n) => {
      const solved = n % (of + 1)
      const [sign, words] = [shareSign(solved / of), percent(solved / of)]
      expect(sign === SHARE_SIGNS[0]).toBe(solved === 0)
      expect(sign === SHARE_SIGNS[4]).toBe(solved === of)
      expect(words === '0').toBe(solved === 0)
      expect(words === '100').toBe(solved === of)
      expect(Math.abs(Number(words) - (100 * solved) / of)).toBeLessThanOrEqual(1)
    }),
  )
  // More is never lighter.
  const signs = Array.from({ length: 101 }, (_, n) =>
    SHARE_SIGNS.indexOf(shareSign(n / 100) as '·'),
  )
  expect(signs).toEqual(signs.toSorted((a, b) => a - b))
  expect(new Set(signs).size).toBe(SHARE_SIGNS.length)
})

const shares = fc.option(fc.double({ min: 0, max: 1, noNaN: true }))
const heat = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }))
  .chain(([columns, rows]) =>
    fc.record({
      corner: fc.constantFrom('length', 'forget-bias \\ length', '遗忘门偏置'),
      columns: fc.array(fc.constantFrom('10', '1000', '0.003', 'chrono', 'no-candidate-tanh'), {
        minLength: columns,
        maxLength: columns,
      }),
      rows: fc.array(
        fc.record({
          name: fc.constantFrom('RNN', 'LSTM', 'chrono', 'none', '一个很长的名字'),
          shares: fc.array(shares, { minLength: columns, maxLength: columns }),
        }),
        { minLength: rows, maxLength: rows },
      ),
    }),
  )

describe('a table of shares', () => {
  it('has every share, at any width, and never more columns than there are', () => {
    fc.assert(
      fc.property(heat, fc.integer({ min: 40, max: 200 }), (table, width) => {
        const lines = heatTable(table, '–', width)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
        const found = lines.join('\n').match(/[·░▒▓█] +\d+|–/g) ?? []
        expect(found).toHaveLength(table.columns.length * table.rows.length)
      }),
    )
  })

  it('has its values where they belong', () => {
    const table = {
      corner: 'b \\ T',
      columns: ['10', '50'],
      rows: [
        { name: '0', shares: [1, 0.5] },
        { name: 'chrono', shares: [null, 0] },
      ],
    }
    expect(heatTable(table, '–', 80)).toEqual([
      ' b \\ T     10     50',
      '     0  █ 100  ▒  50',
      'chrono      –  ·   0',
    ])
  })

  it('as SVG has a field a point, with the same figures, darker the less', () => {
    const table = {
      corner: 'T',
      columns: ['10', '50', '200'],
      rows: [{ name: 'LSTM', shares: [1, 0.5, 0] }],
    }
    const root = parseMarkup(
      documentOf(heatDrawing([{ ...table, title: 'LSTM' }], '–', 'title', 'description')),
    )
    const fields = named(root, 'rect').slice(1)
    // Magma without its black: its ends, and between them its red.
    const fills = fields.map(({ attributes }) => attributes.fill)
    expect([fills[0], fills[2]]).toEqual(['#fcfdbf', '#180f3d'])
    expect(fills[1]).toMatch(/^#c.4.7.$/)
    const words = named(root, 'text').map(textOf)
    for (const one of ['LSTM', 'T', '10', '50', '200', '100', '0']) expect(words).toContain(one)
  })
})
