/** Blanks that Markdown asks for and nobody is to see. */
import { expect, it } from 'vitest'
import { blocksOf } from '../../../src/lessons/format/prose-blocks.ts'

const said = (markdown: string) =>
  blocksOf(markdown).flatMap((block) =>
    block.kind === 'code' ? [] : [block.pieces.map(({ text }) => text).join('')],
  )

it('no blank follows a full-width mark in bold', () => {
  expect(said('一种误解：**先找到，再更新。** 并没有查找。')).toEqual([
    '一种误解：先找到，再更新。并没有查找。',
  ])
  expect(said('- **对吗？** *对。* 是')).toEqual(['对吗？对。是'])
})

it('other blanks stay', () => {
  expect(said('**gates recognise it.** Before training `f` was 1.')).toEqual([
    'gates recognise it. Before training f was 1.',
  ])
  expect(said('请看 **c** 与 `h`')).toEqual(['请看 c 与 h'])
})
