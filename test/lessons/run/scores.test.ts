/** The score to beat: measured where the task begins, and nothing is left of it. */
import { describe, expect, it } from 'vitest'
import { beats } from '../../../src/lessons/format/scores.ts'
import { loadLesson } from '../../../src/lessons/load/load-lesson.ts'
import { LessonSession } from '../../../src/lessons/run/lesson-session.ts'
import { guideFor } from '../../../src/ui/learn/lab-guide.ts'
import { startState } from '../../../src/ui/learn/start-state.ts'
import { taskBlocks } from '../../../src/ui/learn/task-blocks.ts'
import { textOf } from '../../../src/view/shared/spans.ts'
import { withScore } from '../../support/broken-lessons/edits.ts'
import { freshLab, lessonFolder } from '../../support/small-lesson.ts'
import { textIn } from '../../support/texts.ts'

const MEASURE = 'abs(solved.lstm.h[0][0])'
const LAYOUT = { width: 100, page: 20, colors: 'none', screenReader: false } as const

/** The small lesson at its task, of which the best known answer is to show nothing at all. */
async function atTask(best = ['clamp f 0', 'clamp o 0']) {
  const files = withScore('steps', MEASURE, ...best, '{ line: state, as: solved }')
  const lesson = await loadLesson(await lessonFolder(files))
  const { lab, close } = freshLab()
  const session = new LessonSession(lesson, lab, 1)
  const n = lesson.script.steps.length - 1
  await session.reach(n - 1, () => {})
  const step = lesson.script.steps[n]
  if (step.do !== 'task') throw new Error('no task')
  return { lesson, lab, close, session, n, step }
}

describe('the best known answer', () => {
  it('is measured from where the task begins, before and after it was solved', async () => {
    const { lab, close, session, n } = await atTask()
    const digest = async () => (await lab.workbench()).facts().digest
    const before = await digest()
    expect(await session.best(n)).toBe(0)
    expect(await digest()).toBe(before)
    await session.reach(n, () => {})
    const solved = await digest()
    expect([await session.best(n), await digest()]).toEqual([0, solved])
    expect(await session.best(n - 1)).toBeNull()
    await close()
  })

  it('is none where it does not solve the task', async () => {
    const { close, session, n } = await atTask(['clamp f 0.5'])
    expect(await session.best(n)).toBeNull()
    await close()
  })
})

describe('the learner', () => {
  it('is told of each score, and keeps the better ones', async () => {
    const { lesson, lab, close, session, step, n } = await atTask()
    const text = textIn('en')
    const state = startState({ text, language: 'en', lesson, before: null, next: null })
    const kept: number[] = []
    const terminal = { colors: 'none', streams: process } as never
    const guided = await guideFor(step, state, session, terminal, (score) => kept.push(score))
    if (!guided) throw new Error('no guide')
    const told: string[] = []
    const run = async (line: string) => {
      for (const piece of lab.split(line))
        for await (const event of (await lab.run(piece)).events) {
          const heard = await guided.guide.onEvent(piece.text, event)
          if (heard) told.push(heard.told(text))
        }
    }
    const shown = async () => (await session.lab.workbench()).facts().operations.length
    for (const line of ['clamp f 0', 'state', 'clamp o 0.9', 'state', 'clamp o 0.1', 'state'])
      await run(line)
    expect(await shown()).toBeGreaterThan(2)
    expect(guided.done()).toBe(true)
    expect(kept.length).toBeGreaterThan(0)
    expect(kept.every((score, k) => k === 0 || score < kept[k - 1])).toBe(true)
    expect(guided.score()).toBe(kept.at(-1))
    expect(told.filter((one) => one.startsWith('✓'))).toHaveLength(3)
    expect(told[0] + told[1]).toContain('your best so far. Done:')

    const page = (known: number | null, own: Record<string, number>, language: 'en' | 'zh-CN') => {
      const now = { ...state, text: textIn(language), language, at: n, scores: own }
      return taskBlocks({ ...now, known: { [step.id]: known } }, step, LAYOUT)
        .flat()
        .map(textOf)
        .join(' ')
    }
    expect(page(70, {}, 'en')).toMatch(/fewest training steps.* comes to 70, .*no score yet/)
    expect(page(70, { [step.id]: 60 }, 'en')).toMatch(/Your best: 60\. You beat/)
    expect(page(70, { [step.id]: 80 }, 'en')).not.toMatch(/You beat/)
    expect(page(null, { [step.id]: 80 }, 'zh-CN')).toMatch(/最好成绩：80。/)
    await close()
  })

  it('beats a score with fewer steps, a smaller bias, a longer lag', () => {
    expect([beats('steps', 1, 2), beats('forget-bias', 1, 2), beats('lag', 2, 1)]).toEqual(
      Array(3).fill(true),
    )
    expect([beats('steps', 2, 2), beats('lag', 1, 2), beats('lag', 1, null)]).toEqual([
      ...[false, false, true],
    ])
  })
})
