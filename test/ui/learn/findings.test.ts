/** Why a task is not done, in words: no name of a field of a result is shown to a learner. */
import { expect, test } from 'vitest'
import { conditionsOf } from '../../../src/lessons/run/conditions.ts'
import type { ConditionResult } from '../../../src/lessons/run/task-checker.ts'
import { findingLines } from '../../../src/ui/learn/findings.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { lessons } from '../../support/lesson-table.ts'
import { textIn } from '../../support/texts.ts'

const TASK = {
  id: 'neither',
  do: 'task' as const,
  solve: [{ line: 'gradient --cells rnn', as: 'solved' }],
  check: 'true',
  hints: 1,
}

type Compared = [left: string, sign: string, right: string]

const saidOf = (
  language: 'en' | 'zh-CN',
  [left, sign, right]: Compared,
  measured: ConditionResult['measured'],
  wanted: ConditionResult['wanted'],
): string =>
  findingLines(
    {
      condition: { whole: `${left} ${sign} ${right}`, compared: { left, sign, right } },
      ok: false,
      measured,
      wanted,
      differing: null,
    } as ConditionResult,
    TASK as never,
    textIn(language),
    200,
    'none',
  )
    .map(textOf)
    .join('\n')

test.each([
  {
    compared: ['solved.cells.lstm.status', '==', '"solved"'] as Compared,
    measured: 'unsolved',
    wanted: 'solved',
    en: '✗ LSTM and its task: measured unsolved, wanted solved',
    zh: '✗ LSTM 与它的任务：实测 未解决，要求 解决',
  },
  {
    compared: ['solved.task.name', '==', '"adding"'] as Compared,
    measured: 'copy',
    wanted: 'adding',
    en: '✗ the task: measured copy, wanted adding',
    zh: '✗ 任务：实测 copy，要求 adding',
  },
  {
    compared: ['solved.rnn.step', '==', '0.0'] as Compared,
    measured: 5,
    wanted: 0,
    en: '✗ update steps of the RNN: measured 5, wanted 0',
    zh: '✗ RNN 的更新步数：实测 5，要求 0',
  },
  {
    compared: ['size(solved.rnn.log10.hidden)', '==', '50'] as Compared,
    measured: 60,
    wanted: 50,
    en: '✗ how many values log10 ‖∂L/∂h_t‖ (RNN) has: measured 60, wanted 50',
    zh: '✗ log10 ‖∂L/∂h_t‖（RNN） 的个数：实测 60，要求 50',
  },
  {
    compared: [
      'solved.rnn.log10.hidden[size(solved.rnn.log10.hidden) - 1] - solved.rnn.log10.hidden[0]',
      '<',
      '5.0',
    ] as Compared,
    measured: 7.5,
    wanted: 5,
    en: '✗ log10 ‖∂L/∂h‖ at t = T (RNN) − log10 ‖∂L/∂h‖ at t = 1 (RNN): measured 7.5, wanted < 5',
    zh: '✗ t = T 处的 log10 ‖∂L/∂h‖（RNN） − t = 1 处的 log10 ‖∂L/∂h‖（RNN）：实测 7.5，要求 < 5',
  },
  {
    compared: ['solved.before.median', '>=', '200.0'] as Compared,
    measured: 2.2,
    wanted: 200,
    en: '✗ median half-life before training: measured 2.2, wanted ≥ 200',
    zh: '✗ 训练之前半衰期的中位数：实测 2.2，要求 ≥ 200',
  },
])('$compared.0', ({ compared, measured, wanted, en, zh }) => {
  expect(saidOf('en', compared, measured, wanted)).toBe(en)
  expect(saidOf('zh-CN', compared, measured, wanted)).toBe(zh)
})

const tasks = (await lessons()).flatMap(({ id, script }) =>
  script.steps.flatMap((step) => (step.do === 'task' ? [[id, step] as const] : [])),
)

test.each(tasks)('what the task of %s asks for is said without a name of a field', (_, task) => {
  for (const language of ['en', 'zh-CN'] as const)
    for (const condition of conditionsOf(task.check))
      for (const ok of [true, false]) {
        const [measured, wanted] = condition.compared ? [3, 4] : [undefined, undefined]
        const found = { condition, ok, measured, wanted, differing: null }
        const said = findingLines(found, task, textIn(language), 400, 'none').map(textOf).join('\n')
        expect(said).not.toMatch(/[a-z]\.[a-z]|\w\(|\brow\b|undefined|solved[A-Z.]/)
      }
})

test('of two results of one command it says which one', () => {
  const solve = [
    { line: 'until solved --steps 1500', as: 'withGates' },
    { line: 'until solved --steps 1500', as: 'without' },
  ]
  const compared = { left: 'without.cells.lstm.status', sign: '==', right: '"unsolved"' }
  const said = findingLines(
    {
      condition: { whole: '', compared },
      ...{ ok: false, measured: 'solved', wanted: 'unsolved', differing: null },
    },
    { id: 'another', do: 'task', solve, check: 'true', hints: 1 } as never,
    textIn('en'),
    200,
    'none',
  )
  expect(said.map(textOf)).toEqual([
    '✗ LSTM and its task (until, no. 2): measured solved, wanted unsolved',
  ])
})
