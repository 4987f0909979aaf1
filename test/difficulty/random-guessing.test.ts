import { describe, expect, it } from 'vitest'
import { draw, netOf, type SmallNet, sizesFor } from '../../src/difficulty/guessed-nets.ts'
import {
  type Budget,
  bytesOfGuessing,
  type Guessed,
  guess,
  partsOf,
} from '../../src/difficulty/random-guessing.ts'
import { random, STREAMS } from '../../src/engine/random.ts'
import type { Weights } from '../../src/engine/types.ts'
import { HELD_OUT } from '../../src/rules/limits.ts'
import { findTask } from '../../src/tasks/index.ts'
import type { Task } from '../../src/tasks/shared/task.ts'
import { emptyBatch } from '../../src/training/evaluation.ts'
import { coin, twoSequences } from '../support/invented-tasks.ts'
import { kernelsModule } from '../support/kernels.ts'

const PLENTY = (guesses: number): Budget => ({ guesses, work: 1e9 })
function guessed(
  task: Task,
  guesses: number,
  part = 0,
  seed = 1,
  budget = PLENTY(guesses),
): Guessed {
  const found = guess(kernelsModule, task, seed, budget, part, () => false)
  if (!found) throw new Error('given up')
  return found
}
const make = (name: string, length: number, symbols?: number) =>
  findTask(name).make({ length, symbols })

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))

/** The readout of one sequence [T, I] at its last step, by a net of its own size, in float64. */
function answer(
  { cell, hidden: H }: SmallNet,
  weights: Weights,
  room: number,
  x: number[][],
  O: number,
): number[] {
  const I = x[0].length
  let h = new Array(H).fill(0)
  let c = new Array(H).fill(0)
  for (const input of x) {
    const z = (block: number, k: number) => {
      const row = block * room + k
      let sum = weights.bias_ih_l0[row]
      for (let i = 0; i < I; i++) sum += weights.weight_ih_l0[row * I + i] * input[i]
      for (let j = 0; j < H; j++) sum += weights.weight_hh_l0[row * room + j] * h[j]
      return sum
    }
    const units = h.map((_, k) => k)
    if (cell === 'rnn') {
      h = units.map((k) => Math.tanh(z(0, k)))
      continue
    }
    const next = units.map((k) => sigmoid(z(1, k)) * c[k] + sigmoid(z(0, k)) * Math.tanh(z(2, k)))
    h = units.map((k) => sigmoid(z(3, k)) * Math.tanh(next[k]))
    c = next
  }
  return Array.from({ length: O }, (_, o) =>
    h.reduce(
      (sum, one, k) => sum + weights['readout.weight'][o * room + k] * one,
      weights['readout.bias'][o],
    ),
  )
}

/** What a net shows of its readout. */
const shown = ({ output }: SmallNet, z: number) => (output === 'linear' ? z : sigmoid(z))

/** The part of the held-out sequences on which a net has the sign right. */
function accuracy(task: Task, net: SmallNet, weights: Weights, room: number): number {
  const batch = emptyBatch(task, HELD_OUT)
  task.sample(random(1, 'heldOut'), batch, HELD_OUT)
  let right = 0
  for (let b = 0; b < HELD_OUT; b++) {
    const x = Array.from({ length: task.timeSteps }, (_, t) => [batch.x[t * HELD_OUT + b]])
    if (shown(net, answer(net, weights, room, x, 1)[0]) * batch.y[b] > 0) right++
  }
  return right / HELD_OUT
}

describe('the two-sequence problem is guessed', () => {
  const task = twoSequences(50)

  it.each([0, 1])(
    'more than once in a few hundred guesses, and a net that is computed anew says so: part %d',
    (part) => {
      const from = 1000 * part
      const found = guessed(task, from + 300, part)
      expect(found.guesses).toBe(300)
      expect(found.solved).toBeGreaterThan(1)
      const numbers = random(1, 'guesses', part)
      const solvers: number[] = []
      for (let n = 0; n < found.guesses; n++) {
        const net = netOf(task, from + n)
        const sizes = sizesFor(net.cell, 1, 1)
        const weights = draw(net, sizes, numbers)
        if (accuracy(task, net, weights, sizes.hidden) >= 0.99) solvers.push(n + 1)
      }
      // One that is wrong on some of the 512 may fall by one of the first eight; nothing else is
      // left out.
      expect(Math.abs(solvers.length - found.solved)).toBeLessThanOrEqual(1)
      expect(solvers).toContain(found.firstSolvedAt)
      expect(found.first).toEqual(netOf(task, from + (found.firstSolvedAt ?? 0) - 1))
    },
  )
})

describe('other tasks', () => {
  it('adding at T = 50, temporal order and a coin are not guessed', () => {
    for (const task of [make('adding', 50), make('temporal-order', 50), coin(10)])
      expect(guessed(task, 1000)).toEqual({
        guesses: 1000,
        solved: 0,
        firstSolvedAt: null,
        first: null,
      })
  })

  it('recall over a short time is, and over a longer one too', () => {
    expect(guessed(make('recall', 2), 300).solved).toBeGreaterThan(0)
    expect([0, 1, 2].some((part) => guessed(make('recall', 50), 3000, part).solved > 0)).toBe(true)
  })

  it('the two-sequence problem of 1997 is, as its source says, with a logistic output', () => {
    const parts = [0, 1, 2].map((part) => guessed(make('two-sequence', 40), 3000, part))
    const solver = parts.find(({ solved }) => solved > 0)
    expect(solver?.first?.output).toBe('logistic')
  })

  it('a loss can be guessed as well as an accuracy', () => {
    const easy: Task = { ...make('copy', 1), threshold: 3 }
    expect(guessed(easy, 100).solved).toBeGreaterThan(0)
  })
})

describe('guesses', () => {
  it('are the same whatever else was guessed, and others in every part and for every seed', () => {
    const task = make('recall', 2)
    const budget = PLENTY(3000)
    const parts = [2, 0, 1].map((part) => guessed(task, 3000, part, 1, budget))
    expect([2, 0, 1].map((part) => guessed(task, 3000, part, 1, budget))).toEqual(parts)
    expect(
      new Set([...parts, guessed(task, 3000, 0, 2, budget)].map((one) => JSON.stringify(one))).size,
    ).toBe(4)
  })

  it('come in parts that together are all of them', () => {
    const task = make('recall', 2)
    for (const guesses of [0, 1, 999, 1000, 1001, 2500]) {
      const parts = Array.from({ length: partsOf(task, PLENTY(guesses)) }, (_, part) =>
        guessed(task, guesses, part),
      )
      expect(parts.reduce((sum, part) => sum + part.guesses, 0)).toBe(guesses)
    }
  })

  it('end with the budget: on the first sequences, and where all are looked at', () => {
    const long = make('adding', 1_000_000)
    expect(partsOf(long, { guesses: 10_000, work: 1e7 })).toBe(0)
    const task = make('adding', 50)
    const few = guessed(task, 1000, 0, 1, { guesses: 1000, work: 8 * 50 * 1.75 * 17.5 })
    expect(few.guesses).toBe(17)
    // Every guess solves it, and each look at all sequences costs as much as 64 first ones.
    const trivial: Task = { ...task, threshold: 1e9 }
    const made = guessed(trivial, 1000, 0, 1, { guesses: 1000, work: 8 * 50 * 1.75 * 1000.5 })
    expect(made.solved).toBe(made.guesses)
    expect(made.guesses).toBeGreaterThan(10)
    expect(made.guesses).toBeLessThan(20)
  })

  it('are given up when nobody wants them any more', () => {
    let asked = 0
    expect(
      guess(kernelsModule, make('adding', 50), 1, PLENTY(1000), 0, () => ++asked > 7),
    ).toBeNull()
    expect(asked).toBe(8)
  })

  it('have every net with every range and every output that its loss asks for', () => {
    const kinds = (task: Task, guesses: number) =>
      new Set(Array.from({ length: guesses }, (_, n) => JSON.stringify(netOf(task, n)))).size
    expect([12, 24, 48].map((guesses) => kinds(make('adding', 5), guesses))).toEqual([12, 24, 24])
    expect([12, 24].map((guesses) => kinds(make('recall', 5), guesses))).toEqual([12, 12])
    expect(netOf(make('adding', 5), 0)).toEqual({
      cell: 'rnn',
      hidden: 1,
      range: 1,
      output: 'linear',
    })
    expect(netOf(make('adding', 5), 15)).toEqual({
      cell: 'lstm',
      hidden: 1,
      range: 1,
      output: 'logistic',
    })
  })

  it('leave the units at zero that a net does not have, and fill the range of the others', () => {
    const sizes = { cell: 'lstm' as const, input: 3, hidden: 2, output: 2 }
    const weights = draw({ hidden: 1, range: 10 }, sizes, random(3, 'guesses', 0))
    // Four blocks of one unit: 3 inputs, itself, a bias; two answers with a bias.
    const values = Object.values(weights).flatMap((one) => Array.from(one as Float32Array))
    const drawn = values.filter((one) => one !== 0)
    expect(drawn).toHaveLength(4 * 5 + 2 * 2)
    expect(Math.max(...drawn.map(Math.abs))).toBeLessThanOrEqual(10)
    expect(Math.max(...drawn.map(Math.abs))).toBeGreaterThan(7)
    expect(Array.from(weights.bias_hh_l0)).toEqual(Array(8).fill(0))
  })

  it('take as much memory as is said beforehand', () => {
    expect(bytesOfGuessing(make('adding', 1_000_000))).toBeGreaterThan(2 * 8 * 1e6 * 64)
    expect(bytesOfGuessing(make('adding', 50))).toBeLessThan(4e6)
  })

  it('have streams of their own, behind those that were there before', () => {
    expect(STREAMS).toMatchObject({ heldOut: 1, train: 2, weights: 3 })
    const first = (stream: 'heldOut' | 'train' | 'weights' | 'guesses', number = 0) =>
      random(5, stream, number).state().join()
    const states = [
      ...(['heldOut', 'train', 'weights'] as const).map((one) => first(one)),
      ...[0, 1, 2].map((number) => first('guesses', number)),
    ]
    expect(new Set(states).size).toBe(6)
    expect(STREAMS.guesses).toBe(Math.max(...Object.values(STREAMS)))
  })
})
