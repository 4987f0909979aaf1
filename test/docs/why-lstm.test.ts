/**
 * What the session docs/why-lstm.gatelab is there to show. The gate runs it and compares it with
 * why-lstm.json (docs/check-session.js); here is what those numbers must say.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LabResult, LabResults } from '../../src/workbench/result-kinds.ts'

interface Reply {
  readonly line: string
  readonly number: number
  readonly ok: boolean
  readonly result: LabResult
}
const docs = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const replies: readonly Reply[] = JSON.parse(docs('why-lstm.json'))

/** The results of a line, in order. */
function all<R extends LabResult>(line: string): R[] {
  const found = replies.filter((reply) => reply.line === line).map(({ result }) => result as R)
  expect(found.length, line).toBeGreaterThan(0)
  return found
}
/** The result of the line after a line, which is there once. */
function following<R extends LabResult>(line: string): R {
  const at = replies.findIndex((reply) => reply.line === line)
  expect(at, line).toBeGreaterThanOrEqual(0)
  return replies[at + 1].result as R
}
const first = (profile: readonly (number | null)[] | null | undefined): number =>
  profile?.[0] ?? Number.NaN

describe('why-lstm.json', () => {
  it('is of the lines of why-lstm.gatelab, all of which go well', () => {
    const lines = docs('why-lstm.gatelab')
      .split('\n')
      .map((line, n) => ({ line, number: n + 1 }))
      .filter(({ line }) => line !== '' && !line.startsWith('#'))
    expect(replies.map(({ line, number }) => ({ line, number }))).toEqual(lines)
    expect(replies.every(({ ok }) => ok)).toBe(true)
  })

  it('fits the repository', () => {
    expect(docs('why-lstm.json').length).toBeLessThan(300_000)
  })
})

describe('the session shows', () => {
  const [untrained, trained, atTheEnd] = all<LabResults['gradient']>('gradient')
  const training = all<LabResults['training']>('until solved --steps 1000')[0]
  const [severed] = all<LabResults['surgery']>('sever belt')
  const [truncated] = all<LabResults['surgery']>('sever gates')

  it('gradients that finite differences agree with', () => {
    const [{ cells }] = all<LabResults['verification']>('verify gradient')
    for (const cell of [cells.rnn, cells.lstm]) {
      for (const { textbook, engine } of cell?.tensors ?? []) {
        expect(textbook).toBeLessThan(1e-8)
        expect(engine).toBeLessThan(1e-5)
      }
      expect(cell?.tensors).toHaveLength(5)
    }
  })

  it("that before training the RNN's gradient has vanished where the LSTM's has not", () => {
    const { cell, belt, rest } = untrained.lstm?.log10 ?? {}
    const both = Math.log10(10 ** first(belt) + 10 ** first(rest))
    expect(both).toBeGreaterThanOrEqual(first(cell) - 1e-5)
    expect(both - first(untrained.rnn?.log10.hidden)).toBeGreaterThan(5)
    expect(untrained.rnn?.belowMillionth).toBeGreaterThan(10)
    expect(untrained.lstm?.belowMillionth).toBeNull()
  })

  it('that the LSTM solves the task and the RNN does not', () => {
    expect(training.cells.lstm).toMatchObject({ status: 'solved', solvedAt: expect.any(Number) })
    expect(training.cells.rnn).toMatchObject({ status: 'unsolved', solvedAt: null, to: 1000 })
    expect(first(trained.lstm?.log10.cell) - first(trained.rnn?.log10.hidden)).toBeGreaterThan(15)
  })

  it('that some gates have learnt to remember for as long as the task takes', () => {
    const [before, now] = all<LabResults['memory']>('memory')
    expect(before.after.longest).toBeLessThan(5)
    expect(now.after.longest).toBeGreaterThan(now.lag)
    expect(now.after.longEnough).toBeGreaterThan(0)
  })

  it('that the LSTM answers by the marked inputs, far beyond chance, and the RNN does not', () => {
    const [{ cells, chance }] = all<LabResults['attribution']>('attribution --sequence 3')
    expect(cells.lstm?.meanShare).toBeGreaterThan(5 * chance)
    expect(cells.rnn?.meanShare).toBeLessThan(chance)
  })

  it('that without the belt the answer is gone, and the gradient with it', () => {
    const { before, after: without } = severed
    expect(without.metric).toBeGreaterThan(10 * (before.metric ?? Number.NaN))
    expect(first(before.log10.cell) - first(without.log10.cell)).toBeGreaterThan(5)
    expect(
      without.log10.belt?.every((value, t, { length }) => value === null || t === length - 1),
    ).toBe(true)
    expect(following<LabResults['gradient']>('sever belt').lstm?.log10).toEqual(without.log10)
  })

  it('that without the way through h the belt is all there is of the gradient', () => {
    const { log10 } = truncated.after
    expect(log10.rest?.every((value) => value === null)).toBe(true)
    expect(log10.belt).toEqual(log10.cell)
    expect(first(log10.belt)).toBeGreaterThan(-10)
    expect(following<LabResults['gradient']>('sever gates').lstm?.log10).toEqual(log10)
  })

  it('that a forget gate of one half forgets one half a step', () => {
    const { halfLife } = following<LabResults['memory']>('clamp f 0.5').after
    expect(halfLife).toHaveLength(32)
    for (const steps of halfLife) expect(steps).toBeCloseTo(1, 6)
  })

  it('that all of it can be taken back, and every number be had again', () => {
    for (const { digest } of all<LabResults['bench']>('undo').filter(
      ({ operations }) => operations.length === 0,
    )) {
      expect(digest).toBe(training.digest)
    }
    const [receipt] = all<LabResults['receipt']>('receipt --check')
    expect(receipt.digest).toBe(training.digest)
    expect(receipt.check).toEqual({ same: true, differences: [] })
    expect(atTheEnd).toEqual(trained)
  })
})
