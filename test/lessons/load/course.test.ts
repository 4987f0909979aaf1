/** What holds of the course as a whole: nothing is left out, in either language. */
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { placeholdersOf } from '../../../src/lessons/format/placeholders.ts'
import { claimsOf } from '../../../src/lessons/format/script-lines.ts'
import { lessonSchema } from '../../support/lesson-schema.ts'
import { errorTable, lessons, places, rowTable } from '../../support/lesson-table.ts'

const read = (path: string) =>
  readFile(fileURLToPath(new URL(`../../../lessons/${path}`, import.meta.url)), 'utf8')
const all = await lessons()
const claims = places(all)

/** The errors that learners meet elsewhere. */
const ERRORS = [
  'a-flat-profile-is-a-good-model',
  'clipping-cures-vanishing',
  'determinant-decides',
  'forget-bias-one-is-safe',
  'frameworks-start-alike',
  'gates-matter-alike',
  'gates-take-turns',
  'gradient-is-zero',
  'h-is-c',
  'keeping-and-writing-are-free',
  'norms-above-one-explode',
  'not-learned-is-not-representable',
  'one-means-forget',
  'one-run-shows-it',
  'remembering-is-the-default',
  'rnn-never-learns-a-long-lag',
  'self-weight-is-one',
  'small-gradient-is-a-bad-model',
  'spectral-radius-decides',
  'units-are-time-steps',
  'wins-because-of-its-gates',
]

describe('the course', () => {
  it('has as many lessons as the pages say, each after those that it needs', async () => {
    const [english, chinese] = ['Twenty-six', '二十六']
    expect(all.length, 'the number here, and in the pages below').toBe(26)
    for (const page of ['../README.md', '../docs/lessons.md'])
      expect(await read(page), page).toContain(`${english} lessons`)
    for (const page of ['../README.zh-CN.md', '../docs/lessons.zh-CN.md'])
      expect(await read(page), page).toContain(`${chinese}课`)
    for (const [n, { script }] of all.entries()) {
      for (const need of script.needs) expect(all.slice(0, n).map(({ id }) => id)).toContain(need)
    }
  })

  it('has a page of its own in each language', async () => {
    for (const { folder } of all) {
      const files = await readdir(folder)
      expect(files.toSorted()).toEqual(['en.md', 'lesson.yaml', 'zh-CN.md'])
    }
  })

  it('covers every row of the claims, and every error', () => {
    const rows = new Set(claims.flatMap(({ claim }) => claim.covers ?? []))
    expect([...rows].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 26 }, (_, n) => n + 1))
    expect([...new Set(claims.flatMap(({ claim }) => claim.refutes ?? []))].toSorted()).toEqual(
      ERRORS,
    )
  })

  it('has its tables in the README as the scripts have them', async () => {
    const readme = await read('README.md')
    expect(readme).toContain(rowTable(claims))
    expect(readme).toContain(errorTable(claims))
  })

  it('has a schema for editors that is the one that checks', async () => {
    expect(JSON.parse(await read('lesson.schema.json'))).toEqual(JSON.parse(lessonSchema()))
  })
})

/**
 * Numerals, signs and all, as they stand in a text; those in names of units and commands among
 * them.
 */
const numerals = (text: string) =>
  (text.replaceAll(/(?<=\d),(?=\d{3})/g, '').match(/\d+(\.\d+)?/g) ?? []).toSorted()

describe.each(all.map((lesson) => [lesson.id, lesson] as const))('%s', (_, { script, prose }) => {
  it('has a prediction, an explanation, a change and a task, and takes 5 to 10 minutes', () => {
    const kinds = script.steps.map((step) => step.do)
    for (const kind of ['predict', 'explain', 'change', 'task'] as const)
      expect(kinds).toContain(kind)
    expect(script.minutes).toBeGreaterThanOrEqual(5)
    expect(script.minutes).toBeLessThanOrEqual(10)
  })

  it.each(script.steps.map(({ id }) => id))('says the same in both languages: %s', (id) => {
    const [en, zh] = [prose.en.steps[id], prose['zh-CN'].steps[id]]
    expect(Object.keys(zh.choices)).toEqual(Object.keys(en.choices))
    expect(Object.keys(zh.refutations)).toEqual(Object.keys(en.refutations))
    expect(zh.hints.length).toBe(en.hints.length)
    const text = ({ body, choices, refutations, hints, look, after }: typeof en) =>
      [body, ...Object.values(choices), ...Object.values(refutations), ...hints, look, after].join(
        '\n',
      )
    expect([zh.look === '', zh.after === '']).toEqual([en.look === '', en.after === ''])
    expect(placeholdersOf(text(zh)).toSorted()).toEqual(placeholdersOf(text(en)).toSorted())
    expect(numerals(text(zh))).toEqual(numerals(text(en)))
  })

  it('says before anything runs what to look at, and quotes only what was measured by then', () => {
    for (const page of [prose.en, prose['zh-CN']]) {
      const measured = new Set<string>()
      for (const step of script.steps) {
        const { body, look, after, choices, refutations, hints } = page.steps[step.id]
        if (step.do === 'run') expect(look, step.id).not.toBe('')
        const before = [
          look,
          ...(step.do === 'run' ? [] : [body]),
          ...Object.values(choices),
          ...hints,
        ]
        for (const id of placeholdersOf(before.join('\n'))) expect(measured, step.id).toContain(id)
        for (const { id } of claimsOf(step)) measured.add(id)
        const later = [after, body, ...Object.values(refutations)]
        for (const id of placeholdersOf(later.join('\n'))) expect(measured, step.id).toContain(id)
      }
    }
  })

  it('quotes figures, and calls each wrong answer by the name of the misconception', () => {
    const figures = script.steps.flatMap(claimsOf).flatMap(({ id, holds }) => (holds ? [] : [id]))
    for (const page of [prose.en, prose['zh-CN']]) {
      for (const { body, refutations, after } of Object.values(page.steps)) {
        for (const id of placeholdersOf([body, after, ...Object.values(refutations)].join('\n')))
          expect(figures).toContain(id)
        for (const refutation of Object.values(refutations))
          expect(refutation).toMatch(/^\*\*[^*]+[.。]\*\* /)
      }
    }
  })

  it('uses every challenge', () => {
    const named = script.steps
      .flatMap(claimsOf)
      .flatMap(({ holdsOver = [], fallsOver = [] }) => [...holdsOver, ...fallsOver])
    expect(script.challenges.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([])
  })

  it('uses every mutant, and sends no wrong answer away without a measurement', () => {
    const named = script.steps
      .flatMap((step) => ('claims' in step ? step.claims : []))
      .flatMap(({ mutants }) => mutants)
    expect(script.mutants.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([])
    for (const step of script.steps) {
      if (step.do !== 'explain') continue
      for (const [id, { refutedBy }] of Object.entries(step.wrong)) {
        for (const page of [prose.en, prose['zh-CN']])
          expect(placeholdersOf(page.steps[step.id].refutations[id])).toContain(refutedBy)
      }
    }
  })
})
