/** Figures of a net that was changed afterwards say so. */
import { expect, it } from 'vitest'
import { panel } from '../../src/ui/lab/panel.ts'
import { labText } from '../../src/view/lab/lab-text.ts'
import { textOf } from '../../src/view/shared/spans.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { smallBench, trained } from '../support/small-bench.ts'
import { textIn } from '../support/texts.ts'

const SEVERED = { kind: 'sever-gates', from: null, to: null } as const
const clamped = (gate: 'i' | 'f') =>
  ({ kind: 'clamp', gate, value: 0.5, units: null, from: 4, to: null }) as const

const titles = (bench: ReturnType<typeof smallBench>) =>
  panel(bench.facts(), null, textIn('en'), { width: 120, pictures: 0, colors: 'none' }).map(textOf)

it('says whether the net was measured under the surgery that it has', async () => {
  const bench = smallBench()
  const isOld = () => bench.facts().nets.lstm?.beforeSurgery
  await trained(bench, { steps: 10 })
  expect(isOld()).toBeUndefined()
  expect(titles(bench)[0]).not.toMatch(/severed/)

  await intervene(bench, 'sever gates', [SEVERED])
  expect(isOld()).toBe(true)
  expect(bench.facts().nets.rnn?.beforeSurgery).toBeUndefined()
  const [title, rnn, lstm] = titles(bench)
  expect(title).toMatch(/ · gates severed$/)
  expect(lstm).toMatch(/before this surgery: unsolved/)
  expect(rnn).not.toMatch(/surgery/)
  const shown = bench.result('show')
  expect(labText(shown, textIn('en'), 100)).toMatch(/LSTM came to was measured before this surgery/)
  expect(labText(shown, textIn('zh-CN'), 100)).toMatch(/LSTM 的成绩是在这次干预之前测得的。/)

  await trained(bench, { steps: 10 })
  expect(isOld()).toBeUndefined()
  bench.timeline.undo()
  expect(isOld()).toBe(true)
  bench.timeline.undo()
  expect(isOld()).toBeUndefined()
})

it('names two operations in the title, and counts more', async () => {
  const bench = smallBench()
  await intervene(bench, '', [clamped('i'), SEVERED])
  expect(titles(bench)[0]).toMatch(/ · i = 0\.5, t = 4\.\.T · gates severed$/)
  await intervene(bench, '', [clamped('i'), SEVERED, clamped('f')])
  expect(titles(bench)[0]).toMatch(/ · 3 operations$/)
})
