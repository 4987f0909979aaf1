import { describe, expect, it } from 'vitest'
import type { Sweep } from '../../../src/results/report.ts'
import { csv } from '../../../src/view/report/csv.ts'
import { comparison, sweep } from '../../support/reports.ts'

/** Fields as RFC 4180 has them: quoted where they must be, "" for a quote, records end in CRLF. */
function parse(text: string): string[][] {
  const records: string[][] = []
  let at = 0
  while (at < text.length) {
    const record: string[] = []
    for (;;) {
      const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at))
      const plain = /^[^",\r\n]*/.exec(text.slice(at)) as RegExpExecArray
      record.push(quoted ? quoted[1].replaceAll('""', '"') : plain[0])
      at += (quoted ?? plain)[0].length
      if (text[at] !== ',') break
      at++
    }
    expect(text.slice(at, at + 2)).toBe('\r\n')
    at += 2
    records.push(record)
  }
  return records
}

const table = (text: string) => {
  const [head, ...rows] = parse(text)
  expect(new Set(head).size).toBe(head.length)
  return rows.map((row) => {
    expect(row).toHaveLength(head.length)
    return Object.fromEntries(head.map((name, n) => [name, row[n]]))
  })
}
const number = (field: string) => (field === '' ? null : Number(field))

describe('a report as CSV', () => {
  it('gives back every run of a sweep, with the values of its point', () => {
    const report = sweep({
      axes: [
        { option: 'hidden', values: [4, 8] },
        { option: 'clip', values: [0.5, null] },
      ],
      outcomes: ({ seed, cell }) =>
        seed === 1
          ? { metric: null }
          : { metric: seed / 3, solvedAt: cell === 'rnn' ? null : 100 * seed },
    })
    const rows = table(csv(report))
    const runs = report.points.flatMap((point) => point.runs.map((run) => ({ point, run })))
    expect(rows).toHaveLength(runs.length)
    runs.forEach(({ point, run }, n) => {
      const row = rows[n]
      expect([row.task, row.length, row.metric]).toEqual(['adding', '20', 'mse'])
      expect([number(row['at.hidden']), number(row['at.clip'])]).toEqual([
        point.at.hidden,
        point.at.clip,
      ])
      expect([row.cell, row.status, row.digest]).toEqual([run.cell, run.status, run.digest])
      const names = [
        'seed',
        'hidden',
        'parameters',
        'solvedAt',
        'steps',
        'seconds',
        'stepsPerSecond',
      ] as const
      for (const name of names) expect(number(row[name])).toBe(run[name])
      expect([number(row.bestStep), number(row.bestMetric)]).toEqual([
        run.best.step,
        run.best.metric,
      ])
      expect([number(row.finalLoss), number(row.finalMetric)]).toEqual([
        run.final.loss,
        run.final.metric,
      ])
    })
  })

  it('needs no curves, and a comparison has no columns of a sweep', () => {
    const text = csv(comparison({ lean: true }))
    expect(text).toBe(csv(comparison()))
    expect(text).not.toContain('at.')
    expect(table(text)).toHaveLength(16)
  })

  it('is no formula, whatever its strings; numbers stay numbers', () => {
    const strings = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', 'a,"b"\r\nc', '"=1"']
    for (const name of strings) {
      const given = sweep({ axes: [{ option: 'length', values: [10, 20] }] })
      const points = given.points.map((point) => ({
        ...point,
        at: { length: name },
        task: { ...point.task, name },
      }))
      const report: Sweep = { ...given, points }
      for (const { task, 'at.length': at } of table(csv(report))) {
        expect(task).toBe(/^[=+\-@\t\r]/.test(name) ? `'${name}` : name)
        expect(at).toBe(task)
        expect(task).not.toMatch(/^[=+\-@\t\r]/)
      }
    }
    const below = comparison({ outcomes: () => ({ metric: -2.5 }) })
    expect(table(csv(below))[0].finalMetric).toBe('-2.5')
  })
})
