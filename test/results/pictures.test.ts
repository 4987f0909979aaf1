/** What the JSON says of the pictures is what the pictures show. */
import { describe, expect, it } from 'vitest'
import { asJson } from '../../src/cli/json-output.ts'
import { picturesOf } from '../../src/results/pictures.ts'
import type { Report } from '../../src/results/report.ts'
import { reportAs } from '../../src/view/report/index.ts'
import { problems, undescribed } from '../contract/schemas.ts'
import { RESULTS } from '../support/lab-results.ts'
import { everything, parseMarkup, textOf } from '../support/markup.ts'
import { comparison } from '../support/reports.ts'
import { textIn } from '../support/texts.ts'

const en = textIn('en')
const report = comparison()

/** Words of a drawing, in their order. */
const wordsOf = (svg: string): string[] =>
  everything(parseMarkup(svg))
    .filter(({ name }) => name === 'text')
    .map(textOf)

const powerOf = (log10: number) => (log10 === 0 ? '1' : log10 === 1 ? '10' : `1e${log10}`)

describe('the pictures of a report', () => {
  const pictures = picturesOf(report)
  const drawn = wordsOf(reportAs(report, 'html', en))

  it('is as the schema says', () => {
    const document = { ...report, pictures }
    expect(problems('report', document)).toEqual([])
    expect(undescribed('report', document)).toEqual([])
    expect(problems('report', { ...document, pictures: { norms: null } })).not.toEqual([])
  })

  it('names the labels that the axis has, from the highest down', () => {
    const { norms } = pictures
    if (!norms) throw new Error('no axis')
    const labels = norms.ticks.map(powerOf)
    const at = drawn.findIndex((_, n) => labels.every((words, k) => drawn[n + k] === words))
    expect(at, `${labels.join(' ')} in ${drawn.join(' ')}`).toBeGreaterThan(0)
    expect(norms.ticks.every((one) => one <= norms.top && one >= norms.bottom)).toBe(true)
  })

  it('has an axis that holds every norm of every profile', () => {
    const { norms } = pictures
    const parts = ['hidden', 'cell', 'belt'] as const
    const all = report.runs.flatMap(({ gradient }) =>
      gradient.flatMap(({ log10 }) => parts.flatMap((part) => log10[part] ?? [])),
    )
    const known = all.filter((value) => value !== null)
    expect(known.length).toBeGreaterThan(100)
    expect(Math.max(...known)).toBeLessThanOrEqual(norms?.top ?? Number.NaN)
    expect(Math.min(...known)).toBeGreaterThanOrEqual(norms?.bottom ?? Number.NaN)
  })

  it('counts the norms that are exactly zero', () => {
    expect(pictures.norms?.zeros).toBe(0)
    const [run, ...others] = report.runs
    const [seen, ...later] = run.gradient
    const log10 = { ...seen.log10, hidden: seen.log10.hidden.map((one, t) => (t < 3 ? null : one)) }
    const cut = { ...run, gradient: [{ ...seen, log10 }, ...later] }
    expect(picturesOf({ ...report, runs: [cut, ...others] }).norms?.zeros).toBe(3)
    const { zeros: _, ...before } = pictures.norms ?? {}
    expect(problems('report', { ...report, pictures: { ...pictures, norms: before } })).toEqual([])
  })

  it('says the ends of the colours, and each row of the waterfall', () => {
    const fall = pictures.waterfall
    if (!fall) throw new Error('no waterfall')
    expect(drawn).toContain(powerOf(fall.top))
    for (const { run, step, reachesBackTo } of fall.sides) {
      const { gradient } = report.runs[run]
      expect(step).toEqual(gradient.map((one) => one.step))
      gradient.forEach(({ log10: { hidden } }, row) => {
        const norms = hidden.map((value) => 10 ** (value ?? Number.NEGATIVE_INFINITY))
        const most = Math.max(...norms)
        const first = norms.findIndex((one) => one >= (most / 1000) * (1 - 1e-9))
        expect(reachesBackTo[row]).toBe(first + 1)
      })
    }
    expect(fall.sides.map(({ run }) => report.runs[run].cell)).toEqual(['rnn', 'lstm'])
  })

  it('has none where nothing was measured', () => {
    const without: Report = {
      ...report,
      runs: report.runs.map((run) => ({ ...run, gradient: [] })),
    }
    expect(picturesOf(without)).toEqual({ norms: null, waterfall: null })
  })
})

describe('the axis of what the lab draws', () => {
  it.each(['gradient', 'surgery', 'jacobian', 'attribution'] as const)('%s', async (kind) => {
    const result = RESULTS[kind]
    const told = JSON.parse((await asJson({ type: 'lab', result }, en))?.output ?? '')
    expect(problems('lab-result', told)).toEqual([])
    expect(undescribed('lab-result', told)).toEqual([])
    const { norms, ...rest } = told
    expect(rest).toEqual(JSON.parse(JSON.stringify(result)))
    expect(norms.bottom).toBeLessThan(norms.top)
    expect(norms.ticks.length).toBeGreaterThan(2)
  })

  it('is said of nothing else', async () => {
    const { output = '' } = (await asJson({ type: 'lab', result: RESULTS.history }, en)) ?? {}
    const told = JSON.parse(output)
    expect(told).not.toHaveProperty('norms')
  })
})
