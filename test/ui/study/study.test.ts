import { describe, expect, it } from 'vitest'
import type { CompareEvent, Control, Outline, RunId } from '../../../src/results/events.ts'
import type { Key } from '../../../src/ui/shared/keyboard.ts'
import { studyFrame } from '../../../src/ui/study/frame.ts'
import { reduceKey } from '../../../src/ui/study/reduce-key.ts'
import { fold, type StudyState, startOf } from '../../../src/ui/study/state.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { resultOf, SPEC, TASK } from '../../support/comparison.ts'
import { textIn } from '../../support/texts.ts'

const VALUES = { length: [10, 200, 3000], bias: [0, 1, 'chrono'] }
const points = VALUES.length.flatMap((length) =>
  VALUES.bias.map((bias) => ({ at: { length, 'forget-bias': bias }, task: TASK })),
)
const outline: Outline = {
  axes: [
    { option: 'length', values: VALUES.length },
    { option: 'forget-bias', values: VALUES.bias },
  ],
  points,
  planned: 54,
  done: 0,
  trials: 0,
  seconds: 400,
}
const runs: RunId[] = points
  .flatMap((_, point) =>
    SPEC.seeds.flatMap((seed) =>
      (['rnn', 'lstm'] as const).map((cell) => ({ point, seed, cell, hidden: 32 })),
    ),
  )
  .map((run, index) => ({ ...run, index }))
const PLAN: CompareEvent = { type: 'plan', spec: SPEC, task: TASK, runs, outline }

const having = (...events: CompareEvent[]): StudyState =>
  events.reduce(fold, startOf(textIn('en'), null))
const ends = (choose: (run: RunId) => boolean): CompareEvent[] =>
  runs.filter(choose).flatMap((run) => [
    { type: 'start', run },
    { type: 'end', run, result: resultOf(run) },
  ])

const size = (columns = 80, rows = 24, screenReader = false) => ({
  columns,
  rows,
  colors: 'none' as const,
  screenReader,
})
const linesOf = (state: StudyState, of = size()) => studyFrame(state, of).lines.map(textOf)

describe('the screen of a sweep', () => {
  it('has a place for every point, with how many of its finished runs were solved', () => {
    const state = having(
      PLAN,
      ...ends(({ point, seed }) => point === 4 || (point === 8 && seed === 1)),
    )
    const lines = linesOf(state)
    expect(lines[0]).toBe('adding · 9 points · 3 seeds')
    const rows = lines.filter((line) => line.startsWith('length '))
    expect(rows).toEqual([
      'length 10          ·      ·      ·',
      'length 200         ·    0/3      ·',
      'length 3000        ·      ·   0/1…',
      'length 10          ·      ·      ·',
      'length 200         ·    3/3      ·',
      'length 3000        ·      ·   1/1…',
    ])
    expect(lines.join('\n')).toContain('8 of 54 runs')
  })

  it('says what is at work and how long the rest takes', () => {
    const [run] = runs.filter(({ point, cell }) => point === 5 && cell === 'lstm')
    const state = having(
      PLAN,
      { type: 'start', run },
      { type: 'progress', run, step: 120, stepsPerSecond: 33.4, secondsLeft: 181 },
    )
    expect(linesOf(state).join('\n')).toContain(
      '▸ LSTM length 200 forget-bias chrono seed 1  step 120 of 500, 33/s',
    )
    expect(linesOf(state).join('\n')).toContain('0 of 54 runs  about 3 min left')
    expect(
      linesOf(fold(state, { type: 'end', run, result: resultOf(run) })).join('\n'),
    ).not.toContain('▸')
  })

  it('tells of the search that comes first', () => {
    const searching = having(
      { ...PLAN, outline: { ...outline, trials: 12 } },
      { type: 'trial', run: runs[0], done: 5, of: 12 },
    )
    expect(linesOf(searching).join('\n')).toContain('search: 5 of 12 trials')
    const through = fold(searching, { type: 'trial', run: runs[0], done: 12, of: 12 })
    expect(linesOf(through).join('\n')).toContain('0 of 54 runs')
  })

  it.each([
    [80, 24],
    [40, 12],
    [120, 40],
    [20, 6],
    [10, 3],
  ])('fits %i × %i, in both languages', (columns, rows) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const state = { ...having(PLAN, ...ends(({ point }) => point < 5)), text: textIn(language) }
      const lines = linesOf(state, size(columns, rows))
      expect(lines.length).toBeLessThan(Math.max(rows, 5))
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
    }
  })

  it('is for ears a few words', () => {
    const lines = linesOf(having(PLAN, ...ends(({ point }) => point === 0)), size(80, 24, true))
    expect(lines.join(' ')).toMatch(/6 of 54 runs; RNN: 0 of 3 solved; LSTM: 3 of 3 solved/)
    expect(lines.some((line) => line === '')).toBe(false)
  })
})

describe('its keys', () => {
  const key = (text: string, more: Partial<Key> = {}): Key => ({
    text,
    name: text,
    ctrl: false,
    meta: false,
    shift: false,
    ...more,
  })
  const told = (pressed: ReturnType<typeof reduceKey>) => {
    const said: string[] = []
    const control = new Proxy({}, { get: (_, name) => () => said.push(String(name)) }) as Control
    pressed.control?.(control)
    return said
  }

  it('pause and go on', () => {
    const paused = reduceKey(having(PLAN), key('p'))
    expect([paused.state.paused, told(paused)]).toEqual([true, ['pause']])
    expect(told(reduceKey(paused.state, key('p')))).toEqual(['resume'])
  })

  it('end it and keep what is finished; asked again, the screen goes', () => {
    const once = reduceKey(having(PLAN), key('q'))
    expect([once.state.ending, told(once), once.effect]).toEqual([true, ['stop'], undefined])
    expect(linesOf(once.state).at(-1)).toContain('ending')
    expect(reduceKey(once.state, key('q')).effect).toBe('leave')
    const interrupted = reduceKey(having(PLAN), key('', { name: 'c', ctrl: true }))
    expect([told(interrupted), interrupted.effect]).toEqual([['stop'], 'interrupt'])
  })
})
