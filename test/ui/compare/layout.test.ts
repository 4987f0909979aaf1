import { expect, test } from 'vitest'
import { layoutOf } from '../../../src/ui/compare/layout.ts'

const HEIGHTS = Array.from({ length: 50 }, (_, n) => n + 24)
const words = { gradient: 2, curve: 3, title: 0 }

test.each(['waterfall', 'gates'] as const)(
  'above the %s the profile has eight lines or more, or is left out',
  (lower) => {
    const layouts = HEIGHTS.map((rows) => layoutOf(80, rows, 2, words, lower))
    for (const layout of layouts) {
      if (layout?.gradient === 0) expect(layout.curve).toBeGreaterThanOrEqual(12)
      else expect(layout?.gradient).toBeGreaterThanOrEqual(8)
    }
    // At 80 × 24 it stands alone; on a tall screen both are there.
    expect(layouts[0]?.gradient).toBe(0)
    expect(layouts.at(-1)?.gradient).toBeGreaterThan(8)
  },
)

test('with the curves the profile is always there', () => {
  for (const rows of HEIGHTS)
    expect(layoutOf(80, rows, 2, words)?.gradient).toBeGreaterThanOrEqual(6)
})
