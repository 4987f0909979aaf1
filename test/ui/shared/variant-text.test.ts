/** The compare screen's legend of a GRU names what a GRU has: no cell state, no belt. */
import { expect, it } from 'vitest'
import { gradientPicture } from '../../../src/ui/compare/charts.ts'
import { wordsFor } from '../../../src/ui/shared/variant-text.ts'
import { textIn } from '../../support/texts.ts'

it.each(['en', 'zh-CN'] as const)('%s: before anything is measured and by variant', (language) => {
  const legendOf = (variant: string) =>
    gradientPicture('lstm', undefined, undefined, {
      width: 40,
      height: 5,
      text: wordsFor(variant, textIn(language)),
    }).legend
  expect(legendOf('gru')).toContain('∂L/∂h')
  expect(legendOf('gru')).not.toContain('∂L/∂c')
  expect(legendOf('standard')).toContain('∂L/∂c')
})
