/** What is printed of attribution. */
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { view as en } from '../../../src/text/en/view.ts'
import { view as zh } from '../../../src/text/zh-CN/view.ts'
import { attributionParts } from '../../../src/view/printed/attribution-text.ts'

type Shown = Parameters<typeof attributionParts>[0]

const side = (of: 'cell' | 'hidden', units: readonly number[]) =>
  ({ attribution: { of, units, leading: [] } }) as never
const shown: Shown = {
  attribution: {
    steps: [
      [1, -1],
      [0, 0],
      [4, 2],
    ],
    features: [
      [3, 1],
      [-3, 3],
    ],
  },
  layers: [
    { directions: [side('cell', [0, 9, 1, 0, 0, 0]), side('cell', [2, 2, 2, 2, 2, 2])] },
    { directions: [side('hidden', [0, 0])] },
  ] as never,
}
const NAMES = ['layer 1, forward in time', 'layer 1, backward in time', 'layer 2']
const told = (one: Shown, text = en, width = 80) => attributionParts(one, NAMES, text, width)

describe('in English', () => {
  it('steps by size over all sequences, with their signed sums; features; units', () => {
    expect(told(shown)).toEqual([
      [
        'Of gradient × input, x_t ⊙ ∂L/∂x_t, half stands at 1 of 3 time steps, most at',
        '  t = 3 (75%):',
        't  share  x_t·∂L/∂x_t',
        '3    75%            6',
        '1    25%            0',
        'By features of x, counted from 1: 1 (60%), 2 (40%).',
      ],
      [
        'The units that carry most, by |c_t ⊙ ∂L/∂c_t| over all time steps (of h where no',
        '  c goes from step to step):',
        'layer                      of  half on  most on units',
        'layer 1, forward in time   c   1 of 6   2 (90%), 3 (10%)',
        'layer 1, backward in time  c   3 of 6   1 (17%), 2 (17%), 3 (17%), 4 (17%)',
      ],
    ])
  })

  it('nothing of units and one sentence where no gradient comes', () => {
    const none: Shown = {
      attribution: { steps: [[0], [0]], features: [[0, 0]] },
      layers: [{ directions: [side('cell', [0, 0])] }] as never,
    }
    expect(told(none)).toEqual([['Gradient × input, x_t ⊙ ∂L/∂x_t, is 0 at all time steps.']])
  })

  it('no features of one alone, or of symbols', () => {
    for (const features of [[[3], [1]], null]) {
      const { steps } = shown.attribution ?? { steps: [] }
      const one = told({ ...shown, attribution: { steps, features } })
      expect(one[0].join(' ')).not.toContain('By features')
    }
  })
})

it.each([
  ['en', en, 40],
  ['en', en, 60],
  ['zh-CN', zh, 48],
  ['zh-CN', zh, 60],
] as const)('fits, in %s', (_, text, width) => {
  for (const part of told(shown, text, width))
    for (const line of part) expect(stringWidth(line)).toBeLessThanOrEqual(width)
})
