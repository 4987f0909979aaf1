import { describe, expect, it } from 'vitest'
import { exponential } from '../../../src/tasks/shared/exponential.ts'
import {
  countAnswers,
  countSequences,
  largestRight,
  legalMostActive,
  softmaxWithin,
} from '../../../src/tasks/shared/score.ts'

const batch = (y: readonly number[]) => ({ x: new Float32Array(0), y: Float32Array.from(y) })
/** Logits whose softmax is this. */
const logits = (...shares: number[]) => Float32Array.from(shares, (share) => Math.log(share) + 3)

describe('the rules of the sources', () => {
  it('softmax within a limit: the share of the target decides', () => {
    const target = batch([0, 1, 0])
    expect(softmaxWithin(logits(0.14, 0.72, 0.14), target, 0, 3, 0.3)).toBe(true)
    expect(softmaxWithin(logits(0.16, 0.68, 0.16), target, 0, 3, 0.3)).toBe(false)
    expect(softmaxWithin(logits(0.72, 0.14, 0.14), target, 0, 3, 0.3)).toBe(false)
    // At another place, and far beyond the range of the exponential.
    expect(
      softmaxWithin(Float32Array.of(9, 9, 9, 0, 5000, 0), batch([1, 0, 0, 0, 1, 0]), 3, 3, 0.01),
    ).toBe(true)
    expect(softmaxWithin(Float32Array.of(0, -5000, 0), target, 0, 3, 0.99)).toBe(false)
  })

  it('legal outputs above all others, however they stand to one another', () => {
    const legal = 0b0110
    expect(legalMostActive(Float32Array.of(0, 5, 1, 0.5), 0, 4, legal)).toBe(true)
    expect(legalMostActive(Float32Array.of(0, 1, 5, 0.5), 0, 4, legal)).toBe(true)
    expect(legalMostActive(Float32Array.of(0, 5, 0.4, 0.5), 0, 4, legal)).toBe(false)
    expect(legalMostActive(Float32Array.of(0, 5, 0.5, 0.5), 0, 4, legal)).toBe(false)
    expect(legalMostActive(Float32Array.of(7, 7, 0, 5, 1, 0.5), 2, 4, legal)).toBe(true)
  })

  it('the largest output', () => {
    expect(largestRight(Float32Array.of(0, 3, 1), batch([0, 1, 0]), 0, 3)).toBe(true)
    expect(largestRight(Float32Array.of(0, 3, 1), batch([0, 0, 1]), 0, 3)).toBe(false)
  })

  it('what is not a number is never right', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const all = Float32Array.of(bad, bad, bad)
      for (const target of [
        [1, 0, 0],
        [0, 0, 1],
      ]) {
        expect(softmaxWithin(all, batch(target), 0, 3, 0.9)).toBe(false)
        expect(largestRight(all, batch(target), 0, 3)).toBe(false)
      }
      expect(legalMostActive(all, 0, 3, 0b001)).toBe(false)
    }
    expect(softmaxWithin(Float32Array.of(1, Number.NaN, 0), batch([1, 0, 0]), 0, 3, 0.9)).toBe(
      false,
    )
    expect(legalMostActive(Float32Array.of(1, Number.NaN, 0), 0, 3, 0b001)).toBe(false)
  })

  it('counts positions that ask for something, and sequences', () => {
    const asked = { ...batch([]), weight: Float32Array.of(0, 1, 0.5, 0) }
    expect(countAnswers(asked, 4, (n) => n === 1)).toEqual({ right: 1, of: 2 })
    expect(countAnswers(batch([]), 4, (n) => n > 0)).toEqual({ right: 3, of: 4 })
    expect(countSequences(5, (b) => b % 2 === 0)).toEqual({ right: 3, of: 5 })
  })

  it('has the exponential of the standard library, to 15 digits', () => {
    for (let x = 0; x >= -699; x -= 0.37)
      expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-15)
    expect(exponential(0)).toBe(1)
    expect(exponential(-1e6)).toBe(0)
  })
})
