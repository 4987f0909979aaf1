import { describe, expect, test } from 'vitest'
import type { CompareEvent, Control } from '../../../src/results/events.ts'
import { curveWords } from '../../../src/ui/compare/charts.ts'
import type { Action } from '../../../src/ui/compare/keys.ts'
import { reduceAction } from '../../../src/ui/compare/reduce-key.ts'
import { observationAt, profileSteps, progressOf } from '../../../src/ui/compare/selectors.ts'
import { fold, runOf, type ScreenState, START } from '../../../src/ui/compare/state.ts'
import {
  PLAN,
  playedComparison,
  RUNS,
  reportOf,
  training,
  wholeRun,
} from '../../support/comparison.ts'
import { textIn } from '../../support/texts.ts'

const stateAfter = (...events: CompareEvent[]): ScreenState => events.reduce(fold, START)

/** The state after the keys, and what the comparison was told. */
function pressAll(start: ScreenState, ...actions: Action[]) {
  const { control, told } = playedComparison()
  let state = start
  let leave = false
  for (const action of actions) {
    const pressed = reduceAction(state, action)
    state = pressed.state
    pressed.control?.(control as Control)
    leave ||= pressed.leave ?? false
  }
  return { state, told, leave }
}

describe('events', () => {
  test('a run goes from waiting through training to its end', () => {
    const [rnn, lstm] = RUNS
    expect(runOf(stateAfter(PLAN), 'rnn', 1)?.status).toBe('waiting')
    const state = stateAfter(PLAN, ...training(rnn, 0, 100), ...wholeRun(lstm))
    expect(runOf(state, 'rnn', 1)).toMatchObject({ status: 'training', step: 100, solvedAt: null })
    expect(runOf(state, 'lstm', 1)).toMatchObject({ status: 'solved', step: 500, solvedAt: 350 })
  })

  test('a curve is held against the best constant on the same data, once that is measured', () => {
    const [rnn] = RUNS
    const seen = (baseline?: number | null): CompareEvent => ({
      type: 'observation',
      run: rnn,
      observation: {
        step: 50,
        loss: 0.2,
        metric: 0.184,
        profile: {
          step: 50,
          log10: { hidden: [0], cell: null, belt: null, rest: null, input: [0] },
        },
        baseline,
      },
    })
    const words = (...events: CompareEvent[]) => {
      const state = stateAfter(PLAN, ...events)
      const run = runOf(state, 'rnn', 1)
      if (!run || !state.task) throw new Error('no run')
      return curveWords(run, 50, { ...state.task, baseline: 0.15, metric: 'mse' }, textIn('en'))
    }
    expect(words(seen())).toMatch(/worse than the 0\.15 /)
    expect(words(seen(null))).toMatch(/worse than the 0\.15 /)
    expect(words(seen(0.184))).toContain('about the 0.184 of the best constant answer there')
    // What comes without it, as an old thread would say it, takes nothing back.
    expect(words(seen(0.184), seen())).toContain('about the 0.184')
  })

  test('a run that trains on after it was solved says so', () => {
    expect(runOf(stateAfter(PLAN, ...training(RUNS[1], 0, 300)), 'lstm', 1)?.solvedAt).toBeNull()
    expect(runOf(stateAfter(PLAN, ...training(RUNS[1], 0, 450)), 'lstm', 1)).toMatchObject({
      status: 'training',
      solvedAt: 350,
    })
  })

  test('the pictures move on to the next seed when both cells of one are over', () => {
    const [first, second, third] = RUNS
    expect(stateAfter(PLAN, ...wholeRun(first), ...training(third, 0, 50)).watched).toBe(1)
    expect(
      stateAfter(PLAN, ...wholeRun(first), ...training(third, 0, 50), ...wholeRun(second)).watched,
    ).toBe(2)
  })

  test('with the report everything without a result counts as skipped', () => {
    const state = stateAfter(PLAN, ...wholeRun(RUNS[0]), ...training(RUNS[1], 0, 50), {
      type: 'report',
      report: reportOf([RUNS[0]], true),
    })
    expect(state.runs.map((run) => run.status)).toEqual([
      'unsolved',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
      'skipped',
    ])
  })

  test('progress: seeds, part and time left', () => {
    const state = stateAfter(
      PLAN,
      ...wholeRun(RUNS[0]),
      ...wholeRun(RUNS[1]),
      ...training(RUNS[2], 0, 250),
    )
    expect(progressOf(state)).toEqual({
      seedsDone: 1,
      seeds: 3,
      part: expect.closeTo((500 + 500 + 250) / 3000, 10),
      stepsPerSecond: 400,
      secondsLeft: 1750 / 400,
    })
    expect(progressOf({ ...state, paused: true }).secondsLeft).toBeNull()
    expect(progressOf({ ...state, pace: 6 }).stepsPerSecond).toBe(10)
  })
})

describe('keys', () => {
  const live = stateAfter(PLAN, ...training(RUNS[0], 0, 200), ...training(RUNS[1], 0, 150))

  test('arrows walk through what either cell recorded, and past the end to live', () => {
    expect(profileSteps(live)).toEqual([0, 50, 100, 150, 200])
    const back = pressAll(live, 'back', 'back').state
    expect(back.at).toBe(100)
    expect(pressAll(back, 'forward').state.at).toBe(150)
    expect(pressAll(back, 'forward', 'forward').state.at).toBeNull()
    expect(pressAll(live, 'first', 'back').state.at).toBe(0)
    expect(pressAll(live, 'first', 'live').state.at).toBeNull()
  })

  test('looking back stays in place during training, and shows each cell at that step', () => {
    const back = pressAll(live, 'back').state
    const later = training(RUNS[0], 250, 300).reduce(fold, back)
    expect(later.at).toBe(150)
    expect(observationAt(runOf(later, 'rnn', 1), later.at)?.step).toBe(150)
    expect(observationAt(runOf(later, 'lstm', 1), 300)?.step).toBe(150)
    expect(observationAt(runOf(later, 'rnn', 1), null)?.step).toBe(300)
  })

  test('space pauses and resumes', () => {
    expect(pressAll(live, 'pause', 'pause').told).toEqual(['pause', 'resume'])
    expect(pressAll(live, 'pause').state.paused).toBe(true)
  })

  test('+ and − set the pace, within its ends', () => {
    expect(pressAll(live, 'slower', 'slower', 'faster').told).toEqual([
      'pace 500',
      'pace 200',
      'pace 500',
    ])
    expect(pressAll(live, 'faster').told).toEqual([])
    const slow = pressAll(live, ...Array<Action>(9).fill('slower'))
    expect(slow.told.at(-1)).toBe('pace 10')
    expect(slow.told).toHaveLength(6)
  })

  test('n skips what the watched seed still has to do; afterwards it only turns the page', () => {
    const next = pressAll(live, 'next-seed')
    expect(next.told).toEqual(['skip 1'])
    expect(next.state.watched).toBe(2)
    expect(runOf(next.state, 'rnn', 1)?.status).toBe('skipped')
    const all = stateAfter(PLAN, ...RUNS.flatMap(wholeRun), {
      type: 'report',
      report: reportOf(RUNS),
    })
    const turned = pressAll({ ...all, watched: 3 }, 'next-seed')
    expect(turned).toMatchObject({ told: [], state: { watched: 1 } })
  })

  test('q asks for the end once; twice it leaves; with the report it leaves', () => {
    expect(pressAll(live, 'leave')).toMatchObject({
      told: ['stop'],
      leave: false,
      state: { ending: true },
    })
    expect(pressAll(live, 'leave', 'leave')).toMatchObject({ told: ['stop'], leave: true })
    expect(pressAll({ ...live, report: reportOf(RUNS) }, 'leave')).toMatchObject({
      told: [],
      leave: true,
    })
    expect(pressAll(live, 'finish').leave).toBe(false)
    expect(pressAll({ ...live, report: reportOf(RUNS) }, 'finish').leave).toBe(true)
  })

  test('any key closes the help and does nothing else', () => {
    const help = pressAll(live, 'help').state
    expect(help.help).toBe(true)
    expect(pressAll(help, 'next-seed')).toMatchObject({
      told: [],
      state: { help: false, watched: 1 },
    })
    expect(pressAll(help, 'interrupt').told).toEqual(['stop'])
  })

  test('before the plan no key does harm', () => {
    const actions: Action[] = [
      'back',
      'forward',
      'first',
      'live',
      'next-seed',
      'help',
      'help',
      'finish',
    ]
    expect(pressAll(START, ...actions)).toEqual({ state: START, told: [], leave: false })
  })
})
