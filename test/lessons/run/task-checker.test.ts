/** What a learner is told of a wrong try: what was measured, and what is wanted. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Session } from '../../../src/commands/session/session.ts'
import { atSeed, lineOf } from '../../../src/lessons/format/lesson-schema.ts'
import { conditionsOf } from '../../../src/lessons/run/conditions.ts'
import { LessonSession } from '../../../src/lessons/run/lesson-session.ts'
import { findingLines } from '../../../src/ui/learn/findings.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { lessons } from '../../support/lesson-table.ts'
import { freshLab } from '../../support/small-lesson.ts'
import { textIn } from '../../support/texts.ts'

describe('a check', () => {
  it('is taken apart where it is joined, and nowhere else', () => {
    const sides = (check: string) =>
      conditionsOf(check).map(({ whole, compared }) => compared ?? whole)
    expect(sides('a.b[0] == 1.0 && size(a.c) > 2')).toEqual([
      { left: 'a.b[0]', sign: '==', right: '1.0' },
      { left: 'size(a.c)', sign: '>', right: '2' },
    ])
    expect(sides('a.all(x, x > 0.0 && x < 1.0) && b != "&& <"')).toEqual([
      'a.all(x, x > 0.0 && x < 1.0)',
      { left: 'b', sign: '!=', right: '"&& <"' },
    ])
    expect(sides('a <= 1\n  && b >= 2')).toMatchObject([{ sign: '<=' }, { sign: '>=' }])
    expect(sides('a > 1 || b > 2')).toEqual(['a > 1 || b > 2'])
    expect(sides('a > 1 ? b : c')).toEqual(['a > 1 ? b : c'])
  })
})

const open: Session[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const all = await lessons()

describe('the task of', () => {
  it.each(
    all.flatMap((lesson) =>
      lesson.script.steps.flatMap((step) =>
        step.do === 'task' ? [[lesson.id, lesson, step] as const] : [],
      ),
    ),
  )(
    '%s says what was measured and what is wanted of a try that changes nothing',
    async (_, lesson, task) => {
      const { lab, close } = freshLab()
      try {
        const passage = new LessonSession(lesson, lab, 1)
        const at = lesson.script.steps.indexOf(task)
        await passage.reach(at - 1, () => {})
        const attempt = passage.checker(task)
        let done: boolean | null = null
        const run = async (line: string) => {
          for (const piece of lab.split(line))
            for await (const event of (await lab.run(piece)).events) {
              const heard = await attempt.addResult(piece.text, event)
              if (heard !== null) done = heard
            }
        }
        // The looks of the solution, without what it changes.
        const looks = task.solve
          .filter((one) => typeof one !== 'string')
          .map((one) => atSeed(lineOf(one), 1))
        for (const line of looks) await run(line)
        expect(attempt.missing).toEqual([])
        if (done !== true) {
          expect(done).toBe(false)
          const findings = await attempt.findings()
          expect(findings.some(({ ok }) => !ok)).toBe(true)
          for (const language of ['en', 'zh-CN'] as const) {
            const text = textIn(language)
            const said = findings
              .flatMap((one) => findingLines(one, task, text, 80, 'none'))
              .map(textOf)
            expect(said.join('\n')).toMatch(
              language === 'en' ? /measured|does not have/ : /实测|没有/,
            )
            expect(said.join('\n')).not.toMatch(/undefined|NaN|solved\w*\./)
          }
        }
        for (const one of task.solve) await run(atSeed(lineOf(one), 1))
        expect(done).toBe(true)
        expect((await attempt.findings()).filter(({ ok }) => !ok)).toEqual([])
        passage.close()
      } finally {
        await close()
      }
    },
    60_000,
  )
})
