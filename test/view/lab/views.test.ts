/** Of each kind of result nothing can be forgotten: most of this is held by the compiler. */
import { describe, expect, test } from 'vitest'
import { hasPart } from '../../../src/lessons/format/picture-parts.ts'
import { partLines } from '../../../src/view/lab/lab-text.ts'
import type { LabView } from '../../../src/view/lab/lab-view.ts'
import { viewOf } from '../../../src/view/lab/views.ts'
import type { Kind, LabResult } from '../../../src/workbench/result-kinds.ts'
import { RESULTS } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const text = () => []
type Views = { readonly [K in Kind]: LabView<K> }

describe('what does not compile', () => {
  test('a kind without a view, a part declared and not drawn, or drawn and not declared', () => {
    // @ts-expect-error Every other kind is missing.
    const views: Views = { math: { text } }
    // @ts-expect-error `parts` with `table` is missing.
    const whole: LabView<'memory'> = { text }
    // @ts-expect-error `cell` is missing.
    const half: LabView<'gradient'> = { text, parts: { hidden: text } }
    // @ts-expect-error Nothing declares a part of this kind.
    const more: LabView<'verification'> = { text, parts: { table: text } }
    expect([views, whole, half, more]).toHaveLength(4)
  })
})

const CASES: [string, LabResult][] = Object.entries(RESULTS)
test.each(CASES)('each part that %s has is drawn, and is less than all of it', (_, result) => {
  const words = textIn('en')
  const all = partLines(result, 'no such part', words, 80)
  for (const part of Object.keys(viewOf(result).parts ?? {})) {
    const lines = partLines(result, part, words, 80)
    if (hasPart(result, part)) {
      expect(lines.length, part).toBeGreaterThan(0)
      expect(lines.length, part).toBeLessThan(all.length)
    } else expect(lines.length, part).toBe(all.length)
  }
})
