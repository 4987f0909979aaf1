/** The gradient on its way back as a table: which steps, factors, units. */
import { describe, expect, it } from 'vitest'
import { view as en } from '../../../src/text/en/view.ts'
import { backTable } from '../../../src/view/printed/back-table.ts'

type Direction = Parameters<typeof backTable>[0]

/** A gradient that halves at each step back, from 1 at the end. */
const halving = (T: number) => Array.from({ length: T }, (_, t) => (t + 1 - T) * Math.log10(2))
const direction = (T: number, more: object = {}): Direction =>
  ({
    is: 'forward',
    log10: { hidden: halving(T), cell: null, belt: null, rest: null, input: [] },
    attribution: { of: 'hidden', units: [], leading: Array.from({ length: T }, (_, t) => t) },
    ...more,
  }) as never
const rows = (one: Direction, width = 80) =>
  backTable(one, en, width).map((line) => line.trim().split(/\s+/))

describe('rows', () => {
  it('stand at 0, 1, 2, 4, 8 … steps from the end and at t = 1, with factors per step', () => {
    expect(rows(direction(20))).toEqual([
      ['t', '‖∂L/∂h‖', '×', 'unit'],
      ['20', '1', '20'],
      ['19', '5e-1', '×0.5', '19'],
      ['18', '3e-1', '×0.5', '18'],
      ['16', '6e-2', '×0.5', '16'],
      ['12', '4e-3', '×0.5', '12'],
      ['4', '2e-5', '×0.5', '4'],
      ['1', '2e-6', '×0.5', '1'],
    ])
  })

  it('go the other way for the direction that begins at the end', () => {
    const one = direction(5, { is: 'backward' })
    expect(rows(one).map(([t]) => t)).toEqual(['t', '1', '2', '3', '5'])
    expect(rows(one)[2][2]).toBe('×2')
  })

  it.each([
    [1, ['1']],
    [2, ['2', '1']],
    [3, ['3', '2', '1']],
  ])('of %i time steps', (T, times) => {
    expect(
      rows(direction(T))
        .slice(1)
        .map(([t]) => t),
    ).toEqual(times)
  })

  it('have the parts of c, and dashes where a gradient is 0', () => {
    const one = direction(3, {
      log10: {
        hidden: [null, 0, null],
        ...{ cell: [-2, -1, 0], belt: [null, -2, 0], rest: [-2, -1, null], input: [] },
      },
      attribution: { of: 'cell', units: [], leading: [4, null, 0] },
    })
    expect(rows(one)).toEqual([
      ['t', '‖∂L/∂h‖', '×', '‖∂L/∂c‖', '×', 'belt', 'rest', 'unit'],
      ['3', '0', '1', '1', '0', '1'],
      ['2', '1', '–', '1e-1', '×0.1', '1e-2', '1e-1', '–'],
      ['1', '0', '–', '1e-2', '×0.1', '0', '1e-2', '5'],
    ])
  })
})
