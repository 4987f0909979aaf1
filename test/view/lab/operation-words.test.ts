import { describe, expect, it } from 'vitest'
import type { Operation } from '../../../src/engine/types.ts'
import { inEffect } from '../../../src/view/lab/operation-words.ts'

const all = { units: null, from: null, to: null }
const clamp = (value: number, reach: object = {}): Operation => ({
  kind: 'clamp',
  gate: 'f',
  value,
  ...all,
  ...reach,
})
const scale = (value: number, reach: object = {}): Operation => ({
  kind: 'scale',
  gate: 'f',
  value,
  ...all,
  ...reach,
})
const sever: Operation = { kind: 'sever-belt', ...all }

describe('what is listed of surgery', () => {
  it.each([
    ['the later of two clamps', [clamp(1), clamp(0.5)], [1]],
    ['a clamp, not what was scaled before', [scale(2), clamp(1)], [1]],
    ['a clamp and what is scaled after it', [clamp(1), scale(2)], [0, 1]],
    ['both where the later reaches fewer units', [clamp(1), clamp(0, { units: [3] })], [0, 1]],
    ['both where the later begins later', [clamp(1), clamp(0, { from: 2 })], [0, 1]],
    [
      'the later where it reaches all of the earlier',
      [clamp(1, { units: [2], from: 3, to: 4 }), clamp(0, { to: 4 })],
      [1],
    ],
    ['both factors', [scale(2), scale(0.5)], [0, 1]],
    ['a cut once', [sever, clamp(1), sever], [1, 2]],
    ['the last of three', [clamp(1), clamp(0.5), clamp(0)], [2]],
    ['other gates', [clamp(1), { ...clamp(0), gate: 'i' } as Operation], [0, 1]],
  ] as [string, Operation[], number[]][])('is %s', (_, operations, left) => {
    expect(inEffect(operations)).toEqual(left.map((n) => operations[n]))
  })
})
