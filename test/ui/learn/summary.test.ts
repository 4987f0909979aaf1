/** The last page of a lesson. */
import { expect, it } from 'vitest'
import { startState } from '../../../src/ui/learn/start-state.ts'
import { goTo } from '../../../src/ui/learn/state.ts'
import { summaryBlocks } from '../../../src/ui/learn/summary.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { lessons } from '../../support/lesson-table.ts'
import { textIn } from '../../support/texts.ts'

const [lesson] = await lessons()
const ids = lesson.script.steps.map(({ id }) => id)

const shown = (language: 'en' | 'zh-CN', skipped: readonly number[]) => {
  const start = startState({ text: textIn(language), language, lesson, before: null, next: null })
  const states = Object.fromEntries(skipped.map((n) => [ids[n - 1], 'skipped' as const]))
  const blocks = summaryBlocks(
    { ...goTo(start, ids.length), states },
    { width: 200, page: 40, colors: 'none', screenReader: false },
  )
  return blocks.flat().map(textOf)
}

it('names skipped steps by their places', () => {
  expect(shown('en', [2])).toContain('Skipped: step 2.')
  expect(shown('en', [2, 3])).toContain('Skipped: steps 2, 3.')
  expect(shown('zh-CN', [2])).toContain('跳过了第 2 步。')
  expect(shown('zh-CN', [2, 3])).toContain('跳过了第 2、3 步。')
})
