/**
 * Verdicts on tiny files, as a whole program: ties are ties, and what is below guessing is not
 * better.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Report, report } from '../../src/results/report.ts'
import { fixturePath } from '../support/fixture-path.ts'
import { gatelab } from '../support/program.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const folder = sharedFolder()

const fixture = (name: string) => fixturePath(`own/${name}`)
async function written(name: string, lines: readonly unknown[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  return path
}
async function compared(path: string, ...args: string[]): Promise<Report> {
  const { code, stdout, stderr } = await gatelab([
    'compare',
    '--data',
    path,
    '--hidden',
    '6',
    ...args,
    '--json',
  ])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return v.parse(report, JSON.parse(stdout))
}
const verdictOf = ({ verdict }: Report) => {
  if (!verdict) throw new Error('no verdict')
  return verdict
}
/**
 * How many answers each run has right, of how many, counted from its own list of held-out
 * sequences.
 */
const rightOf = ({ runs }: Report, cell: 'rnn' | 'lstm') =>
  runs
    .filter((run) => run.cell === cell)
    .map(({ heldOut }) => {
      const total = (values: readonly (number | null)[]) =>
        values.reduce<number>((sum, one) => sum + (one ?? 0), 0)
      return { right: total(heldOut?.sum ?? []), of: total(heldOut?.of ?? []) }
    })
const sign = (value: number) => (value > 0 ? 1 : value < 0 ? -1 : 0)

/**
 * The cells are level on as many seeds as they have the same number right on, and ahead on the
 * others.
 */
function tiesAreTies(found: Report, sequences: number): void {
  const [rnn, lstm] = [rightOf(found, 'rnn'), rightOf(found, 'lstm')]
  const leads = lstm.map(({ right }, n) => sign(right - rnn[n].right))
  const count = (lead: number) => leads.filter((one) => one === lead).length
  const { metric, heldOut, solved } = verdictOf(found)
  expect([metric.lstmBetter, metric.rnnBetter]).toEqual([count(1), count(-1)])
  expect([metric.winner, solved.winner]).toEqual([null, null])
  // Five parts hold every sequence out once, and each answer is a whole one.
  expect(heldOut).toMatchObject({ units: sequences, unit: 'sequence', parts: 5, ofParts: 5 })
  for (const { right, of } of [...rnn, ...lstm])
    expect([right, of].every(Number.isInteger)).toBe(true)
  expect(lstm.slice(0, 5).reduce((sum, { of }) => sum + of, 0)).toBe(sequences)
  for (const { final, cell } of found.runs.slice(0, 2)) {
    const [{ right, of }] = cell === 'rnn' ? rnn : lstm
    expect(final.metric).toBe(right / of)
  }
}

describe('a verdict on a tiny file', () => {
  it('has ties where cells have as many right, whatever the number of sequences', async () => {
    tiesAreTies(await compared(fixture('tie25.jsonl'), '--steps', '60', '--seeds', '7'), 25)
    const lines = (await readFile(fixture('tie25.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    // Neighbours: another count, other spellings, another order.
    tiesAreTies(
      await compared(
        await written('23.jsonl', lines.slice(0, 23)),
        '--steps',
        '60',
        '--seeds',
        '7',
      ),
      23,
    )
    const spelt = lines
      .map(({ x, y }: { x: unknown; y: unknown }) => ({ x, y: `class ${y}` }))
      .reverse()
    tiesAreTies(
      await compared(await written('spelt.jsonl', spelt), '--steps', '60', '--seeds', '7'),
      25,
    )
  })

  it('has no winner on labels by chance, and says of guessing what was measured', async () => {
    const noise = Array.from({ length: 40 }, (_, n) => ({
      x: Array.from({ length: 4 }, (_, t) => [Math.sin(n * 12.9898 + t * 78.233)]),
      y: (n * 2654435761) % 7 < 3 ? 'a' : 'b',
    }))
    const files = [fixture('random30.jsonl'), await written('noise.jsonl', noise)]
    for (const path of files) {
      const found = await compared(path, '--steps', '100', '--seeds', '10')
      const { metric, solved, guessing } = verdictOf(found)
      expect([metric.winner, solved.winner]).toEqual([null, null])
      const over = (cell: 'rnn' | 'lstm') =>
        found.runs
          .filter((run) => run.cell === cell)
          .map(({ final, baseline }) => (final.metric ?? 0) - (baseline ?? 0))
          .toSorted((a, b) => a - b)
      const middle = (values: readonly number[]) => (values[4] + values[5]) / 2
      expect(guessing).toMatchObject({
        rnnBetter: middle(over('rnn')) > 0,
        lstmBetter: middle(over('lstm')) > 0,
      })
      expect(found.certificate).toMatchObject({ solvedBy: [], showsMemory: true })
    }
    const text = await gatelab([
      'compare',
      '--data',
      files[0],
      '--hidden',
      '6',
      '--steps',
      '100',
      '--seeds',
      '10',
    ])
    const flat = text.stdout.replaceAll(/\s+/g, ' ')
    expect(flat).not.toMatch(/\bBETTER\b|nothing about memory/)
    expect(flat).toContain('the best constant answer has')
    expect(flat).toContain('too few to say whether it solves it')
  })

  it('holds out each class that has two or more, however it is spelt', async () => {
    const lines = (await readFile(fixture('skew_12.jsonl'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const respelt = (say: (y: unknown) => unknown) =>
      lines.map(({ x, y }: { x: unknown; y: unknown }) => ({ x, y: say(y) }))
    const [first] = lines.map(({ y }: { y: unknown }) => y)
    const files = [
      fixture('skew_12.jsonl'),
      await written(
        'swapped.jsonl',
        respelt((y) => (y === first ? 'zebra' : 'Ähre')),
      ),
      await written(
        'numbers.jsonl',
        respelt((y) => (y === first ? 'one' : '1')),
      ),
    ]
    for (const path of files) {
      const found = await compared(path, '--steps', '20', '--seeds', '5')
      for (const run of found.runs) expect(run.baseline).toBeLessThan(1)
      expect(verdictOf(found).heldOut).toMatchObject({ parts: 5 })
    }
  })
})
