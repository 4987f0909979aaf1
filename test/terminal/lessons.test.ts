/**
 * Lessons on a real pseudo-terminal, from the first key to the last: in the gate half of them,
 * in one language by turns (a quarter is played by the newcomer, and all are checked without a
 * terminal); in the long job every one in both.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { progressSchema } from '../../src/lessons/progress/progress.ts'
import { inLongJob } from '../support/in-long-job.ts'
import { Learner } from '../support/learner.ts'
import { unmeasured } from '../support/learner-screen.ts'
import { lessons } from '../support/lesson-table.ts'
import { closePrograms, openProgram } from '../support/pty.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { textIn } from '../support/texts.ts'

const folder = sharedFolder()
afterEach(closePrograms)

const all = await lessons()
const inTurn = (language: string) =>
  all.filter((_, n) => inLongJob || n % 4 === (language === 'zh-CN' ? 2 : 3))

describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
  it.each(inTurn(language).map((lesson) => [lesson.id, lesson] as const))(
    '%s is played from the first key to the last',
    async (id, lesson) => {
      const state = join(folder, `${language}-${id}`)
      const program = openProgram(['learn', id, '--lang', language], {
        env: { XDG_STATE_HOME: state },
      })
      const learner = new Learner(program, lesson, language)
      await learner.play()
      expect(program.overflowing()).toEqual([])
      program.press('\u001b')
      expect(await program.exited).toBe(0)
      expect(program.onAlternateScreen()).toBe(false)

      const text = await readFile(join(state, 'gatelab', 'progress.json'), 'utf8')
      const found = v.parse(progressSchema, JSON.parse(text)).lessons[id]
      expect(found.finished).not.toBeNull()
      const { steps } = lesson.script
      expect(steps.filter(({ id }) => found.steps[id]?.state !== 'done')).toEqual([])
      for (const step of steps) {
        if (step.do === 'predict' || step.do === 'explain')
          expect(found.steps[step.id].answer?.right, step.id).toBeTypeOf('boolean')
      }
      // Nothing failed, no placeholder was left over where it had been measured, and nothing was
      // measured wrongly.
      const words = textIn(language).learn
      expect(learner.seen.join('\n')).not.toContain(words.problem('').trim())
      expect(learner.seen.join('\n')).not.toMatch(unmeasured(lesson))
      expect(learner.seen.at(-1)).toContain(words.summary.title)
    },
    120_000,
  )
})
