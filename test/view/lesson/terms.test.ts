/** Terms of the glossary, marked where a lesson has them first. */
import { describe, expect, it } from 'vitest'
import { blocksOf } from '../../../src/lessons/format/prose-blocks.ts'
import { glossaries, namesInProse, termFor } from '../../../src/text/glossary.ts'
import { termsOf } from '../../../src/ui/learn/terms.ts'
import { proseLines } from '../../../src/view/lesson/prose.ts'
import { firstUses, termFinder, withTerms } from '../../../src/view/lesson/terms.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { lessons } from '../../support/lesson-table.ts'

const all = await glossaries()
const find = termFinder([
  { id: 'gradient', name: 'gradient' },
  { id: 'profile', name: 'gradient profile' },
  { id: 'lag', name: 'lag' },
  { id: 'loss', name: 'loss' },
])
const named = (text: string) => find(text).map(({ at, length }) => text.slice(at, at + length))

describe('finding', () => {
  it('takes whole words, in the plural, too, and of two the longer one', () => {
    expect(named('The gradient profile of lags')).toEqual(['gradient profile', 'lags'])
    expect(named('a flag, lagging, time-lag, losses')).toEqual([])
    expect(named('Gradients; a loss.')).toEqual(['Gradients', 'loss'])
  })

  it('finds Chinese terms without blanks around them', () => {
    const chinese = termFinder(namesInProse(all['zh-CN']))
    const text = '遗忘门偏置决定梯度消失得多快'
    const found = chinese(text).map(({ at, length }) => text.slice(at, at + length))
    expect(found).toEqual(['遗忘门偏置', '梯度消失'])
  })
})

describe('marking', () => {
  const texts = ['The *lag* and a `gradient`.', 'A lag, a gradient, a gradient.']
  const uses = firstUses(texts, find)
  const marked = (text: string) =>
    withTerms(blocksOf(text), uses.get(text) ?? new Set(), find).flatMap((block) =>
      block.kind === 'code' ? [] : block.pieces.filter(({ term }) => term).map(({ text }) => text),
    )

  it('marks each once, in the text that has it first, and not in code', () => {
    expect(texts.map(marked)).toEqual([['lag'], ['gradient']])
  })

  it('changes no letter, and underlines', () => {
    const blocks = withTerms(blocksOf(texts[1]), new Set(['gradient']), find)
    const plain = proseLines(blocksOf(texts[1]), 80, 'truecolor').map(textOf)
    const lines = proseLines(blocks, 80, 'truecolor')
    expect(lines.map(textOf)).toEqual(plain)
    const underlined = lines.flat().filter((one) => one.underline)
    expect(underlined.map(({ text }) => text)).toEqual(['gradient'])
    expect(
      proseLines(blocks, 80, 'none')
        .flat()
        .some((one) => one.underline),
    ).toBe(false)
  })
})

describe.each(['en', 'zh-CN'] as const)('the course in %s', (language) => {
  it('has terms in every lesson, each of which help knows', async () => {
    for (const lesson of await lessons()) {
      const { uses } = termsOf(lesson, all)(language)
      const ids = [...uses.values()].flatMap((one) => [...one])
      expect(new Set(ids).size, lesson.id).toBe(ids.length)
      expect(ids.length, lesson.id).toBeGreaterThan(2)
    }
    for (const { id, name } of namesInProse(all[language])) expect(termFor(name, all)).toBe(id)
  })
})
