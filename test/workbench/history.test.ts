import { describe, expect, it } from 'vitest'
import { WEIGHT_NAMES } from '../../src/engine/types.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'
import { diff, history, redo, undo } from '../../src/workbench/history.ts'
import { listOf, withLines } from '../../src/workbench/receipts/replay-lines.ts'
import { type BenchState, bytesOf, fresh } from '../../src/workbench/state.ts'
import { intervene } from '../../src/workbench/surgery.ts'
import { Timeline } from '../../src/workbench/undo-history.ts'
import { Workbench } from '../../src/workbench/workbench.ts'
import { refused } from '../support/refused.ts'
import { smallBench, trained } from '../support/small-bench.ts'
import { textIn } from '../support/texts.ts'

const ALL = { units: null, from: null, to: null }

describe('the past of a workbench', () => {
  it('undo restores every digest in turn, redo goes back up', async () => {
    const bench = smallBench()
    const digests = [bench.facts().digest]
    const note = () => digests.push(bench.facts().digest)
    await trained(bench, { steps: 5 })
    note()
    bench.choose('set', { ...bench.spec, steps: 77 })
    note()
    await intervene(bench, 'clamp f 1', [{ kind: 'clamp', gate: 'f', value: 1, ...ALL }])
    note()
    await trained(bench, { steps: 5, cells: ['lstm'] })
    note()
    bench.choose('seed 9', { ...bench.spec, seeds: [9] })
    note()
    expect(new Set(digests).size).toBe(digests.length)
    for (const digest of digests.slice(0, -1).toReversed()) expect(undo(bench).digest).toBe(digest)
    for (const digest of digests.slice(1)) expect(redo(bench).digest).toBe(digest)
    expect(() => redo(bench)).toThrow('nothing-to-redo')
  })

  it('a change after undo replaces the future', () => {
    const bench = smallBench()
    bench.choose('set steps 5', { ...bench.spec, steps: 5 })
    undo(bench)
    bench.choose('set steps 6', { ...bench.spec, steps: 6 })
    expect(bench.facts().redo).toBe(0)
    expect(history(bench).changes.map(({ line }) => line)).toEqual(['', 'task', 'set steps 6'])
  })

  it('what changes nothing is no change', () => {
    const bench = smallBench()
    const { undo: before } = bench.facts()
    bench.choose('again', bench.spec)
    expect(bench.facts().undo).toBe(before)
  })

  it('refuses an impossible spec and stays as it was', () => {
    const bench = smallBench()
    const before = bench.facts()
    expect(() => bench.choose('task', { ...bench.spec, task: 'addition' })).toThrow('unknown-task')
    expect(() => bench.choose('set', { ...bench.spec, length: 1_000_000, hidden: 4096 })).toThrow(
      'too-much-memory',
    )
    expect(bench.facts()).toEqual(before)
  })

  it('diff names what changed, in the spec and in numbers', async () => {
    const bench = smallBench()
    await trained(bench, { steps: 20 })
    const trainedDiff = await diff(bench, 1)
    expect(trainedDiff.differences).toContainEqual({ what: 'lstm.step', before: 0, after: 20 })
    expect(trainedDiff.differences.some(({ what }) => what === 'hidden')).toBe(false)
    expect(trainedDiff.distance.rnn).toBeGreaterThan(0)
    bench.choose('set', { ...bench.spec, hidden: 11 })
    const resized = await diff(bench, 1)
    expect(resized.differences).toContainEqual({ what: 'hidden', before: 9, after: 11 })
    expect(resized.distance).toEqual({})
    await expect(diff(bench, 99)).rejects.toThrow('not-so-far-back')
  })
})

describe('the past is bounded', () => {
  const weightsOf = (floats: number) =>
    Object.fromEntries(
      WEIGHT_NAMES.map((name, n) => [name, new Float32Array(n === 0 ? floats : 0)]),
    ) as never

  /** A state with one net of so many floats, three times. */
  const state = (step: number, floats: number): BenchState => {
    const curve = { step: [step], loss: [null], metric: [null] }
    const parts = {
      weights: weightsOf(floats),
      moment1: weightsOf(floats),
      moment2: weightsOf(floats),
    }
    const net = { step, ...parts, random: [step], diverged: false, solvedAt: null, curve }
    return { ...fresh(resolveSpec({ task: 'adding', seeds: [1] })), nets: { rnn: net } }
  }
  const held = (timeline: Timeline) =>
    timeline
      .list()
      .changes.reduce((sum, { state }) => sum + (state.nets.rnn ? bytesOf(state.nets.rnn) : 0), 0)

  it('to 1000 changes, which count when they are let go', () => {
    const timeline = new Timeline({ line: '', state: state(0, 1) })
    for (let n = 1; n <= 1200; n++) timeline.push(`train ${n}`, state(n, 1))
    expect(timeline.undoable).toBe(999)
    expect(timeline.forgotten).toBe(201)
  })

  it('to 12 MiB of nets, and to eight changes of larger ones', () => {
    const [many, few] = [2 ** 15, 2 ** 19].map((floats) => {
      const timeline = new Timeline({ line: '', state: state(0, floats) })
      for (let n = 1; n <= 2 ** 22 / floats; n++) timeline.push(`train ${n}`, state(n, floats))
      return timeline
    })
    expect(held(many)).toBeLessThanOrEqual(12 * 2 ** 20)
    expect(many.undoable).toBe(30)
    expect(few.undoable).toBe(7)
    expect(few.forgotten).toBe(1)
  })

  it('says why there is nothing more to undo', async () => {
    const bench = new Workbench(1)
    try {
      for (let n = 1; n <= 1010; n++)
        bench.become(`set length ${n + 1}`, fresh({ ...bench.spec, length: n + 1 }))
      expect(bench.facts()).toMatchObject({ undo: 999, forgotten: 11 })
      for (let n = 0; n < 999; n++) undo(bench)
      expect(await refused(() => undo(bench))).toEqual({
        code: 'nothing-to-undo',
        details: { forgotten: 11 },
      })
      expect(textIn('en').inputErrors['nothing-to-undo']({ forgotten: 11 })).toMatch(
        /the 11 changes before were let go/,
      )
    } finally {
      bench.close()
    }
  })

  it('a state shares the lines of the one before it', () => {
    const one = withLines(null, ['train 1', 'clamp f 1'])
    const two = withLines(one, ['train 2'])
    expect(two?.before).toBe(one)
    expect([one, two].map(listOf)).toEqual([
      ['train 1', 'clamp f 1'],
      ['train 1', 'clamp f 1', 'train 2'],
    ])
  })
})
