/**
 * What a lesson shows, typed by somebody else: the lines that it tells, in a lab of their own, and
 * its comparisons in a shell that knows nothing of the lesson. Every number that the lesson prints
 * comes out the same, and no comparison is concluded from but by its own verdict.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { workOut } from '../../src/lessons/format/expressions.ts'
import { atSeed } from '../../src/lessons/format/lesson-schema.ts'
import { claimsOf, linesOfSetup, linesOfStep } from '../../src/lessons/format/script-lines.ts'
import type { Lesson } from '../../src/lessons/load/lesson.ts'
import { inLongJob } from '../support/in-long-job.ts'
import { lessons } from '../support/lesson-table.ts'
import { gatelab } from '../support/program.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

const SEED = 1
/** Whole lessons, on a machine that may be busy. */
const LONG = 600_000
const all = await lessons()

const folder = sharedFolder()

const isComparison = (line: string) => line.startsWith('compare ')

/** Every line of a lesson in a lab, one a line of a script: what each came to, by its number. */
async function typed({ id }: Lesson, lines: readonly string[]): Promise<Map<number, unknown>> {
  const script = join(folder, `${id}.gatelab`)
  await writeFile(script, `${lines.join('\n')}\n`)
  const { code, stdout, stderr } = await gatelab(['repl', script, '--json'])
  expect({ code, stderr }, stderr).toMatchObject({ code: 0 })
  const replies = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  return new Map(replies.map(({ number, result }) => [number, result]))
}

/** A comparison by itself: `gatelab compare …`, as it stands in the lesson. */
async function inShell(line: string): Promise<unknown> {
  const { code, stdout } = await gatelab([...line.split(' '), '--json'])
  expect(code).toBe(0)
  return JSON.parse(stdout)
}

/** What the lesson itself measures, claim by claim. */
async function measuredBy({ id }: Lesson): Promise<Map<string, unknown>> {
  const { stdout } = await gatelab(['check', id, '--seeds', String(SEED), '--json'])
  const [{ claims }] = JSON.parse(stdout).lessons
  return new Map(
    claims.map(({ id: claim, measured }: { id: string; measured: unknown }) => [claim, measured]),
  )
}

describe.each(all.map((lesson) => [lesson.id, lesson] as const))('%s', (_, lesson) => {
  const { script, prose } = lesson
  /** In the gate every third lesson is typed, in the long job all. */
  const isTyped = inLongJob || all.indexOf(lesson) % 3 === 0

  it('tells the lines that its lab was set up by, in both languages, before any question', () => {
    for (const page of [prose.en, prose['zh-CN']]) {
      const { body } = page.steps[script.steps[0].id]
      for (const { line } of linesOfSetup(script)) expect(body).toContain(`\`${line}\``)
      expect(body).toContain('`seed 1`')
    }
  })

  it('concludes from a comparison by its verdict', () => {
    for (const [n, step] of script.steps.entries()) {
      const compared = linesOfStep(script, n).filter(
        ({ line, name }) => isComparison(line) && name !== null,
      )
      const measures = claimsOf(step).map(({ measure }) => measure)
      for (const { name } of compared) {
        if (!measures.some((measure) => measure.includes(`${name}.`))) continue
        // Of two cells, or of settings of one that are held against each other.
        const verdict = new RegExp(
          String.raw`\b${name}\.(verdict\.solved|between\[\d+\]\.(solved|metric))\.p\b`,
        )
        expect(
          measures.filter((measure) => verdict.test(measure)),
          `${name}`,
        ).not.toEqual([])
      }
    }
  })

  it.runIf(isTyped)(
    'prints what a learner gets who types its lines',
    { timeout: LONG },
    async () => {
      const lines = [...linesOfSetup(script).map(({ line }) => line), `seed ${SEED}`]
      const places = script.steps.map((_step, n) =>
        linesOfStep(script, n).map(({ line, name }) => ({
          name,
          line: atSeed(line, SEED),
          number: 0,
        })),
      )
      for (const place of places.flat()) place.number = lines.push(place.line)
      const [found, measured] = [await typed(lesson, lines), await measuredBy(lesson)]
      const results: Record<string, unknown> = {}
      let compared = 0
      for (const [n, step] of script.steps.entries()) {
        for (const { name, line, number } of places[n]) {
          if (name !== null)
            results[name] = isComparison(line) ? await inShell(line) : found.get(number)
        }
        for (const { id, measure } of claimsOf(step)) {
          expect({ [id]: workOut(measure, results) }).toEqual({ [id]: measured.get(id) })
          compared++
        }
      }
      expect(compared).toBe(measured.size)
    },
  )
})
