/**
 * The strip of dots, read back: every run is there, where its value is, and looks like what became
 * of it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { modelsOf } from '../../../src/view/report/models.ts'
import { widthOf } from '../../../src/view/shared/width.ts'
import { documentOf } from '../../../src/view/svg/document.ts'
import { dotDrawing } from '../../../src/view/svg/dots.ts'
import { dotLines, dotPlot, MARKS } from '../../../src/view/terminal/dots.ts'
import { everything, named, parseMarkup, textOf } from '../../support/markup.ts'
import { comparison, type Outcome } from '../../support/reports.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en').view
const zh = textIn('zh-CN').view

const plotOf = (report: ReturnType<typeof comparison>) => dotPlot(modelsOf(report, en), report.task)

/**
 * Of each row of the picture its name, and the marks by column with how many runs each stands for;
 * diverged ones apart.
 */
function readBack(lines: readonly string[]) {
  const rows: {
    name: string
    marks: Map<number, { mark: string; count: number }>
    diverged: number
  }[] = []
  for (const line of lines) {
    const [head, body] = [line.slice(0, line.indexOf('│')), line.slice(line.indexOf('│') + 1)]
    if (!line.includes('│')) break
    const lane = body.match(/ ✗(\d*)$/)
    const signs = Array.from(lane ? body.slice(0, lane.index) : body)
    if (head.trim() !== '') {
      const marks = new Map(
        signs.flatMap((mark, n) => (' ┊'.includes(mark) ? [] : [[n, { mark, count: 1 }] as const])),
      )
      rows.push({ name: head.trim(), marks, diverged: lane ? Number(lane[1] || 1) : 0 })
      continue
    }
    signs.forEach((digit, n) => {
      const found = rows[rows.length - 1].marks.get(n)
      if (/\d/.test(digit) && found) {
        // The first digit takes the place of the 1 that the mark alone would be.
        found.count = seen.has(found) ? found.count * 10 + Number(digit) : Number(digit)
        seen.add(found)
      }
    })
  }
  return rows
}
const seen = new WeakSet<object>()

const outcome = fc.record({
  metric: fc.oneof(
    { weight: 9, arbitrary: fc.double({ min: 1e-7, max: 10, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  solvedAt: fc.option(fc.integer({ min: 0, max: 500 })),
})

describe('in characters', () => {
  it('has every run once, in the order of the values, and keeps to its width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(outcome, outcome), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 30, max: 200 }),
        (outcomes: [Outcome, Outcome][], width) => {
          const seeds = outcomes.map((_, n) => n + 1)
          const report = comparison({
            choices: { seeds },
            outcomes: ({ cell, seed }) => outcomes[seed - 1][cell === 'rnn' ? 0 : 1],
          })
          const plot = plotOf(report)
          const lines = dotLines(plot, en, width)
          for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width)
          for (const line of dotLines(plot, zh, width))
            expect(widthOf(line)).toBeLessThanOrEqual(width)
          const rows = readBack(lines)
          expect(rows.map(({ name }) => name)).toEqual(['RNN', 'LSTM'])
          rows.forEach(({ marks, diverged }, n) => {
            const own = plot.rows[n].runs
            const counted = Array.from(marks.values()).reduce((sum, { count }) => sum + count, 0)
            expect(counted + diverged).toBe(own.length)
            expect(diverged).toBe(own.filter(({ status }) => status === 'diverged').length)
            // As many at the left of each column as there are lower values.
            const values = own.flatMap(({ final, status }) =>
              status === 'diverged' ? [] : [final.metric ?? 0],
            )
            const sorted = values.toSorted((a, b) => a - b)
            let through = 0
            for (const [column, { count }] of Array.from(marks).toSorted(([a], [b]) => a - b)) {
              const here = sorted.slice(through, through + count)
              through += count
              const next = sorted[through]
              if (next !== undefined) expect(here[here.length - 1]).toBeLessThanOrEqual(next)
              expect(column).toBeGreaterThanOrEqual(0)
            }
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  it('tells fates apart: one solved, one not, both in one place, and two that diverged', () => {
    const fates: Outcome[] = [
      { metric: 0.001, solvedAt: 10 },
      { metric: 1 },
      { metric: 0.1, solvedAt: 10 },
      { metric: 0.1 },
      { metric: null },
      { metric: null },
    ]
    const outcomes = ({ seed }: { seed: number }) => fates[seed - 1]
    const report = comparison({ choices: { seeds: [1, 2, 3, 4, 5, 6], cells: ['lstm'] }, outcomes })
    const lines = dotLines(plotOf(report), en, 60)
    const [row] = readBack(lines)
    const marks = Array.from(row.marks.values())
    expect(marks).toEqual([
      { mark: MARKS.solved, count: 1 },
      { mark: MARKS.mixed, count: 2 },
      { mark: MARKS.unsolved, count: 1 },
    ])
    expect(row.diverged).toBe(2)
    for (const sign of [MARKS.solved, MARKS.mixed, MARKS.unsolved, MARKS.diverged]) {
      expect(lines.slice(-3).join('\n')).toContain(sign)
    }
    // On the log axis the middle one of three decades stands two thirds of the way.
    const [first, middle, last] = row.marks.keys()
    expect((middle - first) / (last - first)).toBeCloseTo(2 / 3, 1)
  })

  it('counts that take several digits are read downwards', () => {
    const seeds = Array.from({ length: 137 }, (_, n) => n + 1)
    const report = comparison({
      choices: { seeds, cells: ['rnn'] },
      outcomes: () => ({ metric: 0.2 }),
    })
    const lines = dotLines(plotOf(report), en, 40)
    expect(readBack(lines)[0].marks.values().next().value).toEqual({
      mark: MARKS.unsolved,
      count: 137,
    })
  })
})

describe('as SVG', () => {
  const fates: Record<number, Outcome> = {
    1: { metric: 0.001, solvedAt: 10 },
    2: { metric: 0.01, solvedAt: null },
    3: { metric: 1 },
    4: { metric: null },
  }
  const report = comparison({
    choices: { seeds: [1, 2, 3, 4], cells: ['lstm'] },
    outcomes: ({ seed }) => fates[seed],
  })

  it('every run has its place and says which it is', () => {
    for (const text of [en, zh]) {
      const root = parseMarkup(documentOf(dotDrawing(plotOf(report), 'title', 'description', text)))
      const dots = everything(root).filter(
        (one) =>
          one.name !== 'svg' &&
          one.children.some((child) => typeof child !== 'string' && child.name === 'title') &&
          one !== root,
      )
      expect(dots).toHaveLength(4)
      const x = (seed: number) => {
        const dot = dots.find((one) =>
          textOf(one).startsWith(text === en ? `seed ${seed}:` : `种子 ${seed}：`),
        )
        if (!dot) throw new Error(`seed ${seed} is missing`)
        return Number(dot.attributes.cx ?? dot.attributes.d.match(/^M([\d.]+)/)?.[1])
      }
      // Three decades, evenly; the one that diverged stands beyond the axis.
      expect((x(2) - x(1)) / (x(3) - x(1))).toBeCloseTo(1 / 3, 2)
      expect(x(4)).toBeGreaterThan(x(3) + 8)
      // The labels of the axis stand where their values do.
      for (const [seed, words] of [
        [1, '1e-3'],
        [2, '1e-2'],
        [3, '1'],
      ] as const) {
        const [tick] = named(root, 'text').filter((one) => textOf(one) === words)
        expect(Math.abs(Number(tick.attributes.x) - x(seed))).toBeLessThanOrEqual(1)
      }
      const fills = named(root, 'circle')
        .filter((one) => one.children.length > 0)
        .map((one) => one.attributes.fill)
      expect(fills.filter((fill) => fill === '#ffffff')).toHaveLength(2)
      expect(fills.filter((fill) => fill !== '#ffffff')).toHaveLength(1)
    }
  })

  it('dots that would lie upon one another are stacked, however many', () => {
    const seeds = Array.from({ length: 500 }, (_, n) => n + 1)
    const many = comparison({
      choices: { seeds, cells: ['rnn'] },
      outcomes: () => ({ metric: 0.2 }),
      lean: true,
    })
    const drawing = dotDrawing(plotOf(many), 'title', 'description', en)
    const dots = named(parseMarkup(documentOf(drawing)), 'circle').filter(
      (one) => one.children.length > 0,
    )
    expect(dots).toHaveLength(500)
    expect(new Set(dots.map((one) => one.attributes.cy)).size).toBe(500)
    for (const { attributes } of dots) {
      expect(Number(attributes.cy)).toBeGreaterThan(0)
      expect(Number(attributes.cy)).toBeLessThan(drawing.height)
    }
  })
})
