/** show code prints code that is there: PyTorch runs its lines, and the reference has the others. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { VARIANTS } from '../../../src/engine/types.ts'
import { codeOf } from '../../../src/workbench/receipts/code-lines.ts'
import { smallBench } from '../../support/small-bench.ts'

/** What PyTorch made of the lines: test/fixtures/code-lines.py. */
const ran: Readonly<Record<string, { lines: string[]; off?: number; back?: number }>> = JSON.parse(
  readFileSync(new URL('../../fixtures/code-lines.json', import.meta.url), 'utf8'),
)
const reference = (file: string) =>
  readFileSync(new URL(`../../../src/engine/reference/${file}`, import.meta.url), 'utf8')
const cellsOf = (variant: (typeof VARIANTS)[number]) => codeOf(smallBench({ variant })).cells

describe.each(VARIANTS)('%s', (variant) => {
  it('has the lines that PyTorch has run', () => {
    const [rnn, gated] = cellsOf(variant)
    expect(rnn.lines.map(({ pytorch }) => pytorch)).toEqual(ran.rnn.lines)
    expect(gated.lines.map(({ pytorch }) => pytorch)).toEqual(ran[variant].lines)
  })

  it('has lines of the reference as they stand there', () => {
    for (const { lines } of cellsOf(variant))
      for (const { reference: line, file } of lines) {
        const found = reference(file)
          .split('\n')
          .map((one) => one.replace(/ \/\/ .*$/, '').trim())
        expect(found).toContain(line)
      }
  })

  it('has an equation for each line, and each but once', () => {
    const [, { lines }] = cellsOf(variant)
    expect(new Set(lines.map(({ equation }) => equation)).size).toBe(lines.length)
  })
})

it('has lines that come to what PyTorch has', () => {
  for (const name of ['rnn', 'gru', 'standard']) expect(ran[name].off).toBeLessThan(1e-14)
  for (const [name, { back }] of Object.entries(ran))
    if (name !== 'gru') expect(back, name).toBeLessThan(1e-14)
})

it('shows no tanh where surgery took it away', () => {
  const bench = smallBench({ cells: ['lstm'] })
  bench.become('plain output', { ...bench.state, operations: [{ kind: 'plain-output' }] })
  const lines = codeOf(bench).cells[0].lines.map(({ pytorch }) => pytorch)
  expect(lines).toContain('h = o * c')
})
