/** Progress lines on standard error, off a terminal. */
import { beforeEach, describe, expect, it } from 'vitest'
import { Progress } from '../../src/cli/progress.ts'
import type { CommandEvent } from '../../src/commands/grammar/command.ts'
import { PLAN, RUNS, resultOf, TASK } from '../support/comparison.ts'
import { textIn } from '../support/texts.ts'

const en = textIn('en')
const zh = textIn('zh-CN')

let clock = 0
let progress = new Progress(() => clock, 2)
beforeEach(() => {
  clock = 1000
  progress = new Progress(() => clock, 2)
})
const say = (event: CommandEvent, text = en) => progress.line(event, text)

type Plan = Extract<CommandEvent, { type: 'plan' }>
const plan = PLAN as Plan
const point = { at: {}, task: TASK }
const runs = Array.from({ length: 40 }, (_, index) => ({ ...RUNS[0], index }))
const sweep: Plan = {
  ...plan,
  runs,
  outline: { ...plan.outline, points: Array(20).fill(point), planned: 40, seconds: 170 },
}
const went = (secondsLeft: number): CommandEvent => ({
  type: 'progress',
  run: RUNS[0],
  step: 1,
  stepsPerSecond: 1,
  secondsLeft,
})
const ended = (n: number): CommandEvent => ({
  type: 'end',
  run: runs[n],
  result: resultOf(RUNS[0]),
})

describe('a sweep', () => {
  it('says first how much it is and about how long it takes', () => {
    expect(say(sweep)).toBe('40 runs on adding at 20 points, about 3 min on 2 threads\n')
    expect(say(sweep, zh)).toBe('adding 上 40 次训练，20 个点，用 2 个线程约需 3 分钟\n')
    const part: Plan = {
      ...sweep,
      outline: { ...sweep.outline, planned: 4000, done: 12, trials: 36, seconds: 3 * 86400 },
    }
    expect(say(part)).toBe(
      '40 runs on adding at 20 points, of 4000 in the whole plan, 12 of them there already, after 36 runs of the search for settings, about 3 days on 2 threads\n',
    )
  })

  it('then at most one line every few seconds, with what is done and the time left', () => {
    say(sweep)
    const lines: [number, string][] = []
    for (let n = 0; n < 40; n++) {
      clock += 0.7
      for (const event of [went(30 - clock / 100), ended(n)]) {
        const line = say(event)
        if (line) lines.push([clock, line])
      }
    }
    expect(lines.length).toBeGreaterThan(3)
    const gaps = lines.slice(1).map(([time], n) => time - lines[n][0])
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5)
    for (const [, line] of lines) expect(line).toMatch(/^\d+ of 40 runs · about \d+ s left\n$/)
    const done = lines.map(([, line]) => Number.parseInt(line, 10))
    expect(done).toEqual([...new Set(done)].toSorted((a, b) => a - b))
  })

  it('counts runs that were there before and says nothing of each', () => {
    say({ ...sweep, outline: { ...sweep.outline, done: 12 } })
    clock += 100
    for (let n = 0; n < 12; n++) expect(say(ended(n))).toBeNull()
    expect(say(ended(12))).toBe('13 of 40 runs\n')
  })

  it('speaks of the search while that goes on', () => {
    say({ ...sweep, outline: { ...sweep.outline, trials: 9 } })
    clock += 6
    expect(say({ type: 'trial', run: RUNS[0], done: 3, of: 9 })).toBe('search: 3 of 9 trials\n')
    clock += 6
    expect(say({ type: 'trial', run: RUNS[0], done: 9, of: 9 })).toBe('0 of 40 runs\n')
  })
})

describe('one comparison', () => {
  it('tells each of a few runs as it ends', () => {
    expect(say(plan)).toBe('6 runs on adding, about 10 s on 2 threads\n')
    expect(say({ type: 'end', run: RUNS[0], result: resultOf(RUNS[0]) })).toBe(
      'rnn seed 1: not solved in 500 steps\n',
    )
    expect(say({ type: 'end', run: RUNS[1], result: resultOf(RUNS[1]) })).toBe(
      'lstm seed 1: solved at step 350\n',
    )
  })

  it('tells of many runs only how many', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ ...RUNS[0], index }))
    say({ ...plan, runs: many, outline: { ...plan.outline, planned: 60 } })
    expect(say({ type: 'end', run: many[0], result: resultOf(RUNS[0]) })).toBeNull()
    clock += 5
    expect(say({ type: 'end', run: many[1], result: resultOf(RUNS[0]) })).toBe('2 of 60 runs\n')
  })
})

describe('a look into a net', () => {
  const measured = (done: number) =>
    ({ type: 'net-progress', doing: 'measure', done, of: 12 }) as const

  it('says nothing for a second, then a line every few seconds', () => {
    expect(say(measured(1))).toBeNull()
    clock += 0.9
    expect(say(measured(2))).toBeNull()
    clock += 0.2
    expect(say(measured(3))).toBe('Measuring: 3 of 12 recurrent matrices done\n')
    clock += 4
    expect(say(measured(5))).toBeNull()
    clock += 1
    expect(say(measured(7), zh)).toBe('测量：共 12 个循环矩阵，已完成 7 个\n')
  })

  const layer = { type: 'net-layer', net: null, step: 1, layer: {} as never } as const

  it('says nothing right behind a layer that was told, but a second later', () => {
    expect(say(measured(1))).toBeNull()
    clock += 6
    expect(say(layer)).toBeNull()
    expect(say(measured(4))).toBeNull()
    clock += 1
    expect(say({ type: 'net-progress', doing: 'back', done: 2, of: 9 })).toBe(
      'Back: 2 of 9 time steps\n',
    )
  })

  it('says no more lines for layers that come fast', () => {
    const lines: number[] = []
    for (let n = 0; n < 100; n++) {
      clock += 0.25
      for (const event of [measured(n), layer]) if (say(event)) lines.push(clock)
      clock += 1.25
      if (say(measured(n))) lines.push(clock)
    }
    expect(lines.length).toBeGreaterThan(20)
    const gaps = lines.slice(1).map((time, n) => time - lines[n])
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5)
  })
})

it('has nothing to say of results', () => {
  const simd = { bits: 128, why: 'node' } as const
  expect(say({ type: 'version', version: '1', node: '20', simd })).toBeNull()
})
