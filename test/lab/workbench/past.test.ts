import { describe, expect, it } from 'vitest'
import { diff, history, redo, undo } from '../../../src/lab/workbench/past.ts'
import { operate } from '../../../src/lab/workbench/surgery.ts'
import { smallBench, trained } from './bench.ts'

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
    await operate(bench, 'clamp f 1', [{ kind: 'clamp', gate: 'f', value: 1, ...ALL }])
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
    expect(() => bench.choose('set', { ...bench.spec, length: 1_000_000, hidden: 4096 })).toThrow('too-much-memory')
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
