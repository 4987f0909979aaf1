/** The question from an earlier lesson with which a lesson begins. */
import { describe, expect, it } from 'vitest'
import { entries } from '../../../src/lessons/progress/overview.ts'
import {
  anew,
  emptyProgress,
  finished,
  left,
  merged,
  noted,
  type Progress,
} from '../../../src/lessons/progress/progress.ts'
import { recalled, recallFor } from '../../../src/lessons/progress/recall.ts'
import { waiting } from '../../../src/lessons/progress/review.ts'

const all = await entries()
const on = (day: number) => new Date(Date.UTC(2026, 0, day))
/** Lessons finished on one day after another. */
const havingDone = (...done: readonly string[]): Progress =>
  done.reduce(
    (progress, key, n) => finished(left(progress, key, null, 1, on(n + 1)), key, on(n + 1)),
    emptyProgress(),
  )
const asked = (key: string, progress: Progress) => {
  const found = recallFor(all, key, progress)
  return found && `${found.entry.key}/${found.step}`
}
const answer = (key: string, progress: Progress, given: string | null, day: number) => {
  const question = recallFor(all, key, progress)
  if (!question) throw new Error('nothing is asked')
  return recalled(progress, key, question, given, 7, on(day))
}

describe('which question', () => {
  it('is of an earlier lesson that is finished', () => {
    expect(asked('vanishing-gradient', emptyProgress())).toBeNull()
    expect(asked('one-sequence', havingDone('variant-of-rnn'))).toBeNull()
    expect(asked('vanishing-gradient', havingDone('forget-gate'))).toBeNull()
    expect(asked('vanishing-gradient', havingDone('one-sequence'))).toBe('one-sequence/why')
    expect(asked('/elsewhere/my-lesson', havingDone('one-sequence'))).toBeNull()
  })

  it('is of the one that was not asked for longest', () => {
    const begun = havingDone('one-sequence', 'variant-of-rnn')
    expect(asked('vanishing-gradient', begun)).toMatch(/^one-sequence/)
    const once = answer('vanishing-gradient', begun, null, 3)
    expect(asked('three-gates', once)).toMatch(/^variant-of-rnn/)
    const twice = answer('three-gates', once, null, 4)
    expect(asked('forget-gate', twice)).toMatch(/^one-sequence/)
  })

  it('comes once, and again where the lesson is begun anew', () => {
    const begun = havingDone('one-sequence')
    const once = answer('variant-of-rnn', begun, null, 2)
    expect(asked('variant-of-rnn', once)).toBeNull()
    const again = anew(once, 'variant-of-rnn', on(3))
    expect(asked('variant-of-rnn', again)).toBe('one-sequence/why')
  })

  it('does not come into the middle of a lesson', () => {
    const begun = havingDone('one-sequence')
    expect(asked('forget-gate', left(begun, 'forget-gate', 'look', 1, on(2)))).toBeNull()
    const done = noted(begun, 'forget-gate', 'look', { state: 'done' }, on(2))
    expect(asked('forget-gate', done)).toBeNull()
  })
})

describe('an answer', () => {
  const begun = havingDone('one-sequence')
  const step = all[0].lesson.script.steps.find(({ id }) => id === 'why')
  const right = step?.do === 'explain' ? step.right : ''

  it('is kept, with the seed of the lesson', () => {
    const kept = answer('variant-of-rnn', begun, right, 2).lessons['variant-of-rnn']
    expect(kept).toMatchObject({
      seed: 7,
      step: null,
      finished: null,
      recall: { lesson: 'one-sequence', step: 'why', given: right, right: true, round: 0 },
    })
  })

  it('that is wrong comes back the next day; one that is right or not given does not', () => {
    const [wrong, fine, none] = ['last-alone', right, null].map((given) =>
      answer('variant-of-rnn', begun, given, 2),
    )
    expect(waiting(wrong)).toMatchObject([
      { lesson: 'one-sequence', step: 'why', due: on(3).toISOString() },
    ])
    expect(waiting(fine)).toEqual([])
    expect(waiting(none)).toEqual([])
    expect(none.lessons['variant-of-rnn'].recall).toMatchObject({ given: null, right: null })
  })

  it('is not lost where two copies are put together', () => {
    const one = answer('variant-of-rnn', begun, right, 2)
    const other = left(begun, 'variant-of-rnn', 'count', 7, on(3))
    const both = merged(one, other).lessons['variant-of-rnn']
    expect(both).toMatchObject({ step: 'count', recall: { given: right } })
    expect(merged(other, one)).toEqual(merged(one, other))
  })
})
