/**
 * A newcomer on a real pseudo-terminal: every task is tried wrongly first, every change left
 * undone, every hint asked for; the lesson is left in its middle and gone on with, and when it is
 * finished it is opened again and played anew.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { progressSchema } from '../../src/lessons/progress/progress.ts'
import { inLongJob } from '../support/in-long-job.ts'
import { Learner } from '../support/learner.ts'
import { unmeasured } from '../support/learner-screen.ts'
import { isNewcomers, lessons } from '../support/lesson-table.ts'
import { closePrograms, openProgram } from '../support/pty.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { textIn } from '../support/texts.ts'

const folder = sharedFolder()
afterEach(closePrograms)

const all = await lessons()
// In the long job each lesson at one size in one language and at the other in the other; in the
// gate every fourth lesson at one of them, by turns; one lesson at both, in the long job in both
// languages.
const BOTH = 'one-time-step'
const cases = ([60, 80] as const).flatMap((columns) =>
  (['en', 'zh-CN'] as const).map((language) => ({
    columns,
    rows: columns === 60 ? 20 : 24,
    language,
  })),
)
const played = (id: string, columns: number, language: string) => {
  const n = all.findIndex((lesson) => lesson.id === id)
  const turn = isNewcomers(n) && (n % 8 < 4 ? 60 : 80)
  const usual = (columns === 60) === (language === 'en')
  if (id === BOTH) return usual || inLongJob
  return usual && (inLongJob || columns === turn)
}

const someIn = ({ columns, language }: (typeof cases)[number]) =>
  all.some(({ id }) => played(id, columns, language))

describe.each(cases.filter(someIn))(
  'at $columns × $rows in $language',
  ({ columns, rows, language }) => {
    it.each(
      all
        .filter(({ id }) => played(id, columns, language))
        .map((lesson) => [lesson.id, lesson] as const),
    )(
      '%s is played with wrong answers, quits and returns',
      async (id, lesson) => {
        const state = join(folder, `${columns}-${language}-${id}`)
        const env = { XDG_STATE_HOME: state }
        const open = () => openProgram(['learn', id, '--lang', language], { columns, rows, env })
        const { learn } = textIn(language)
        const middle = Math.floor(lesson.script.steps.length / 2)

        const first = open()
        const before = new Learner(first, lesson, language, true)
        await before.play(0, middle)
        first.press('\u001b')
        expect(await first.exited).toBe(0)

        const second = open()
        const after = new Learner(second, lesson, language, true)
        await after.play(middle)
        second.press('\u001b')
        expect(await second.exited).toBe(0)
        for (const program of [first, second]) expect(program.overflowing()).toEqual([])
        const seen = [...before.seen, ...after.seen].join('\n')
        expect(seen).not.toMatch(unmeasured(lesson))
        expect(seen).not.toContain(learn.problem('').trim())

        const progress = async () => {
          const text = await readFile(join(state, 'gatelab', 'progress.json'), 'utf8')
          return v.parse(progressSchema, JSON.parse(text)).lessons[id]
        }
        const found = await progress()
        expect(found.finished).not.toBeNull()
        expect(lesson.script.steps.filter(({ id }) => found.steps[id]?.state !== 'done')).toEqual(
          [],
        )

        // Opened again it stays finished, and can be played from its start with nothing answered.
        const third = open()
        await third.waitFor(learn.keys.anew)
        third.press('r')
        await third.waitFor((screen) =>
          screen.replaceAll(/\s+/g, '').includes(learn.onceMore.replaceAll(/\s+/g, '')),
        )
        third.press('\u001b')
        expect(await third.exited).toBe(0)
        expect(await progress()).toMatchObject({ finished: found.finished, round: 1 })
      },
      240_000,
    )
  },
)
