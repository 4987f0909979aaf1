/** Weights set by hand, held to closed forms: a latch of one tanh unit, gates of biases alone. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { Session } from '../../src/commands/session/session.ts'
import type { LabResult } from '../../src/workbench/result-kinds.ts'
import { refused } from '../support/refused.ts'
import { eventsOf, host } from '../support/sessions.ts'

const session = new Session(host())
const folder = await mkdtemp(join(tmpdir(), 'gatelab-'))
afterAll(async () => {
  await session.close()
  await rm(folder, { recursive: true })
})

async function result<K extends LabResult['kind']>(kind: K, line: string) {
  const event = (await eventsOf(session, line)).findLast(({ type }) => type === 'lab')
  if (event?.type !== 'lab' || event.result.kind !== kind) throw new Error(`${line}: no ${kind}`)
  return event.result as Extract<LabResult, { kind: K }>
}

const LATCH = ['W_ih -5,5,0,0,0,0', 'W_hh 3', 'b 0', 'V -5,5', 'a 0']

/** A latch of one unit over T steps; the last line's result. */
async function latch(T: number) {
  await eventsOf(session, `task recall --length ${T} --symbols 2 --hidden 1 --cells rnn`)
  for (const line of LATCH.slice(0, -1)) await eventsOf(session, `weight ${line}`)
  return result('bench', `weight ${LATCH.at(-1)}`)
}

describe('a latch of one tanh unit', () => {
  const T = 300
  beforeEach(() => latch(T))

  it('holds its bit: every answer is right, though it was not trained', async () => {
    const { nets } = await result('bench', 'show')
    expect(nets.rnn).toMatchObject({ metric: 1, step: 0, status: 'untrained', solvedAt: 0 })
  })

  it('is at h_t = tanh(3 h_{t−1}) from t = 2 on', async () => {
    const { rnn } = await result('states', 'state')
    const sign = Math.sign(rnn?.h[0][0] ?? 0)
    let h = sign * Math.tanh(5)
    for (let t = 0; t < T; t++) {
      expect(rnn?.h[t][0]).toBeCloseTo(h, 5)
      h = Math.tanh(3 * h)
    }
  })

  it('lets the gradient fall by 3 (1 − h²) a step, far below float32', async () => {
    const { rnn } = await result('gradient', 'gradient')
    let h = Math.tanh(5)
    let fall = 0
    for (let t = 1; t < T; t++) {
      h = Math.tanh(3 * h)
      fall += Math.log10(3 * (1 - h * h))
    }
    const hidden = rnn?.log10.hidden ?? []
    const found = (hidden[0] ?? 0) - (hidden.at(-1) ?? 0)
    expect(fall).toBeLessThan(-400)
    expect(Math.abs(found / fall - 1)).toBeLessThan(1e-3)
  })

  it('is the same after undo and redo, from its receipt, and from a file', async () => {
    const { digest } = await result('bench', 'show')
    await eventsOf(session, 'undo')
    expect((await result('bench', 'show')).digest).not.toBe(digest)
    expect((await result('bench', 'redo')).digest).toBe(digest)
    await eventsOf(session, 'gradient')
    const { check, again } = await result('receipt', 'receipt --check')
    expect(check).toMatchObject({ same: true })
    expect(again).toContain('weight W_ih -5,5,0,0,0,0')
    const path = join(folder, 'latch.gatelab')
    await eventsOf(session, `save ${path}`)
    await eventsOf(session, 'reset')
    expect((await result('bench', `load ${path}`)).digest).toBe(digest)
  })

  it('trains on from there, and is measured once at step 0', async () => {
    const { cells } = await result('training', 'train 3')
    expect(cells.rnn).toMatchObject({ from: 0, to: 3 })
    expect(cells.rnn?.curve.step).toEqual([0, 3])
    expect(cells.rnn?.curve.metric[0]).toBe(1)
    expect((await result('training', 'undo; until solved --steps 3')).cells.rnn?.to).toBe(0)
  })
})

describe('an LSTM by its biases alone', () => {
  it('has the gates that they say, block by block', async () => {
    await eventsOf(session, 'task adding --length 6 --hidden 2 --cells lstm')
    for (const line of ['W_ih 0', 'W_hh 0', 'b 0', 'b 5 --row 3..4', 'b 1,-2 --row 1..2'])
      await eventsOf(session, `weight ${line}`)
    const { lstm } = await result('states', 'gates')
    const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))
    for (const [gate, wanted] of [
      ['f', [sigmoid(5), sigmoid(5)]],
      ['i', [sigmoid(1), sigmoid(-2)]],
      ['o', [0.5, 0.5]],
      ['g', [0, 0]],
    ] as const) {
      for (const row of lstm?.[gate] ?? [])
        for (const [unit, value] of row.entries()) expect(value).toBeCloseTo(wanted[unit], 6)
    }
  })

  it('has a gradient that finite differences confirm, with a column of its own', async () => {
    await eventsOf(session, 'task adding --length 6 --hidden 2 --cells lstm')
    await eventsOf(session, 'weight W_ih 0.5,-1 --row 7..8 --column 1')
    const { cells } = await result('verification', 'verify gradient')
    for (const { textbook } of cells.lstm?.tensors ?? []) expect(textbook).toBeLessThan(1e-5)
  })
})

describe('what is refused, with nothing changed', () => {
  it.each([
    ['weight W_hh 1,2,3', 'weights-count'],
    ['weight V 1 --row 3', 'beyond-the-net'],
    ['weight W_ih 1 --column 9', 'beyond-the-net'],
    ['weight b x', 'not-a-number'],
    ['weight U 1', 'not-a-choice'],
    [`weight W_ih ${new Array(1001).fill(0).join(',')}`, 'weights-many'],
  ])('%.30s: %s', async (line, code) => {
    const { digest } = await latch(5)
    expect((await refused(() => eventsOf(session, line)))?.code).toBe(code)
    expect((await result('bench', 'show')).digest).toBe(digest)
  })
})
