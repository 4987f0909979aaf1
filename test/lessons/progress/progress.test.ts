import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  anew,
  emptyProgress,
  finished,
  left,
  merged,
  noted,
  type Progress,
  progressSchema,
  scored,
} from '../../../src/lessons/progress/progress.ts'
import { ProgressFile } from '../../../src/lessons/progress/progress-file.ts'
import {
  answered,
  concluded,
  dueAt,
  reviewed,
  waiting,
} from '../../../src/lessons/progress/review.ts'
import { freshFolder } from '../../support/temporary-folder.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const DAY = 24 * 60

/** What one program does, one thing a minute. */
const deeds = fc.array(
  fc.record({
    lesson: fc.constantFrom('a', 'b'),
    step: fc.constantFrom('one', 'two', 'three'),
    what: fc.constantFrom('left', 'done', 'skipped', 'answered', 'finished', 'scored'),
  }),
  { maxLength: 12 },
)
type Deeds = readonly { lesson: string; step: string; what: string }[]

/** Every other minute from `first` on: nothing happens twice at once. */
const doing = (start: Progress, list: Deeds, first: number) =>
  list.reduce((progress, { lesson, step, what }, n) => {
    const now = at(2 * n + first)
    if (what === 'left') return left(progress, lesson, step, 1, now)
    if (what === 'finished') return finished(progress, lesson, now)
    if (what === 'scored') {
      const score = { of: 'steps', value: (7 * n + first) % 13, seed: 1 } as const
      return scored(progress, lesson, step, score, now)
    }
    if (what === 'answered')
      return answered(progress, lesson, step, { given: 'x', sure: 3, right: false }, now)
    return noted(progress, lesson, step, { state: what === 'done' ? 'done' : 'skipped' }, now)
  }, start)

describe('progress', () => {
  it('of two programs comes to the same, whoever writes first, and merges only once', () => {
    fc.assert(
      fc.property(deeds, deeds, deeds, (before, mine, yours) => {
        const start = doing(emptyProgress(), before, 0)
        const [a, b] = [doing(start, mine, 100), doing(start, yours, 101)]
        const both = merged(a, b)
        expect(merged(b, a)).toEqual(both)
        expect(merged(both, a)).toEqual(both)
        expect(v.is(progressSchema, JSON.parse(JSON.stringify(both)))).toBe(true)
        for (const one of [a, b])
          for (const [lesson, { steps }] of Object.entries(one.lessons))
            for (const step of Object.keys(steps))
              expect(both.lessons[lesson].steps).toHaveProperty(step)
      }),
    )
  })
})

describe('a score', () => {
  const steps = (value: number, minute: number, start = emptyProgress()) =>
    scored(start, 'a', 'task', { of: 'steps', value, seed: 1 }, at(minute))
  const bestOf = ({ lessons }: Progress) => lessons.a.steps.task.best?.value

  it('is the best one, whoever wrote last, and whatever else was done since', () => {
    const [mine, yours] = [steps(70, 1), steps(90, 2)]
    expect([bestOf(merged(mine, yours)), bestOf(merged(yours, mine))]).toEqual([70, 70])
    const skipped = noted(yours, 'a', 'task', { state: 'skipped' }, at(3))
    expect(merged(mine, skipped).lessons.a.steps.task).toMatchObject({
      state: 'skipped',
      best: { value: 70 },
    })
    expect(bestOf(steps(80, 3, mine))).toBe(70)
    expect(bestOf(steps(60, 3, mine))).toBe(60)
    const lag = (value: number, start: Progress) =>
      scored(start, 'a', 'task', { of: 'lag', value, seed: 1 }, at(4))
    expect(bestOf(lag(20, lag(18, mine)))).toBe(20)
    expect(bestOf(lag(18, lag(20, mine)))).toBe(20)
  })

  it('outlives a new time through the lesson, and is absent from files of before', () => {
    const again = noted(
      anew(steps(70, 1), 'a', at(2)),
      'a',
      'task',
      { state: 'done', hints: 1 },
      at(3),
    )
    expect([bestOf(again), again.lessons.a.steps.task.round]).toEqual([70, 1])
    const { best: _, ...old } = steps(70, 1).lessons.a.steps.task
    const before = {
      ...steps(70, 1),
      lessons: { a: { ...steps(70, 1).lessons.a, steps: { old } } },
    }
    expect(v.parse(progressSchema, JSON.parse(JSON.stringify(before))).lessons.a.steps.old).toEqual(
      old,
    )
  })
})

describe('the review', () => {
  const wrong = { given: 'x', sure: 2, right: false } as const

  it('asks again what was answered wrongly with confidence, and nothing else', () => {
    const progress = [
      ['sure', wrong],
      ['guessed', { ...wrong, sure: 1 }],
      ['right', { ...wrong, right: true }],
      ['open', { ...wrong, right: null }],
    ].reduce(
      (one, [step, answer]) => answered(one, 'a', step as string, answer as typeof wrong, at(0)),
      emptyProgress(),
    )
    expect(waiting(progress).map(({ step }) => step)).toEqual(['sure'])
    expect(dueAt(progress, at(DAY - 1))).toEqual([])
    expect(dueAt(progress, at(DAY)).map(({ step }) => step)).toEqual(['sure'])
  })

  it('asks, three days after a lesson was finished, what it came to, and once alone', () => {
    const right = { ...wrong, right: true }
    const played = answered(emptyProgress(), 'a', 'why', right, at(0))
    const done = concluded(played, 'a', 'why', at(0))
    expect(done.lessons.a.finished).toBe(at(0).toISOString())
    expect(dueAt(done, at(3 * DAY - 1))).toEqual([])
    const [question] = dueAt(done, at(3 * DAY))
    expect(question).toMatchObject({ lesson: 'a', step: 'why' })
    const later = reviewed(done, question, true, at(3 * DAY))
    expect(dueAt(later, at(10 * DAY - 1))).toEqual([])
    expect(dueAt(later, at(10 * DAY)).length).toBe(1)
    // Played to the end again, it is not asked anew.
    const again = concluded(later, 'a', 'why', at(4 * DAY))
    expect(waiting(again)).toEqual(waiting(later))
  })

  it('leaves alone what comes back sooner, and asks nothing that was skipped', () => {
    const played = answered(emptyProgress(), 'a', 'why', wrong, at(0))
    expect(waiting(concluded(played, 'a', 'why', at(5)))).toEqual(waiting(played))
    const skipped = noted(emptyProgress(), 'a', 'why', { state: 'skipped' }, at(0))
    expect(waiting(concluded(skipped, 'a', 'why', at(5)))).toEqual([])
    expect(waiting(concluded(skipped, 'a', null, at(5)))).toEqual([])
  })

  it('asks after 1, 3, 7, 16, 35 days while answers are right, and anew after a wrong one', () => {
    let progress = answered(emptyProgress(), 'a', 'q', wrong, at(0))
    let now = 0
    const days: number[] = []
    const turn = (right: boolean) => {
      const [question] = waiting(progress)
      days.push((Date.parse(question.due) - at(now).getTime()) / 86_400_000)
      now += days[days.length - 1] * DAY
      progress = reviewed(progress, question, right, at(now))
    }
    for (const right of [true, true, false, true, true, true, true, true]) turn(right)
    expect(days).toEqual([1, 3, 7, 1, 3, 7, 16, 35])
    expect(waiting(progress)).toEqual([])
  })
})

describe('the file', () => {
  const folder = freshFolder()
  let path = ''
  beforeEach(async () => {
    path = join(folder, 'deep', 'progress.json')
  })

  const stored = async () => v.parse(progressSchema, JSON.parse(await readFile(path, 'utf8')))
  const done = (step: string) => (progress: Progress, now: Date) =>
    noted(progress, 'a', step, { state: 'done' }, now)
  async function given(text: string | Uint8Array) {
    await mkdir(join(folder, 'deep'), { recursive: true })
    await writeFile(path, text)
  }

  it('is there at once, with nothing left lying about', async () => {
    const file = await ProgressFile.open(path)
    file.update(done('one'))
    await file.save()
    expect((await stored()).lessons.a.steps.one.state).toBe('done')
    expect(await readdir(join(folder, 'deep'))).toEqual(['progress.json'])
    expect((await ProgressFile.open(path)).progress).toEqual(await stored())
    expect(file.notice).toBeNull()
  })

  it('keeps what two programs do at once', async () => {
    const [a, b] = [await ProgressFile.open(path), await ProgressFile.open(path)]
    const steps = Array.from({ length: 12 }, (_, n) => `s${n}`)
    for (const [n, step] of steps.entries()) (n % 2 === 0 ? a : b).update(done(step))
    await Promise.all([a.save(), b.save()])
    expect(Object.keys((await stored()).lessons.a.steps).toSorted()).toEqual(steps.toSorted())
  })

  it('keeps what comes while it is being written', async () => {
    const file = await ProgressFile.open(path)
    file.update(done('one'))
    for (let n = 0; n < 20; n++) {
      file.update(done(`s${n}`))
      await Promise.resolve()
    }
    await file.save()
    expect(Object.keys((await stored()).lessons.a.steps)).toHaveLength(21)
  })

  it.each([
    ['no JSON', '{"schema": "gatelab.progress/1", "less'],
    ['nothing', ''],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80])],
    ['another shape', '{"schema": "gatelab.progress/1", "lessons": 3}'],
    ['somebody else’s', '{"hello": 1}'],
  ])('is set aside where it holds %s', async (_, text) => {
    await given(text)
    const file = await ProgressFile.open(path)
    expect(file.notice).toMatchObject({ kind: 'damaged', path })
    const kept = (file.notice as { kept: string }).kept
    expect(Buffer.from(await readFile(kept))).toEqual(Buffer.from(text as string))
    file.update(done('one'))
    await file.save()
    expect((await stored()).lessons.a.steps.one.state).toBe('done')
    expect(Buffer.from(await readFile(kept))).toEqual(Buffer.from(text as string))
  })

  it('of a later version is set aside as such', async () => {
    await given('{"schema": "gatelab.progress/2", "anything": true}')
    expect((await ProgressFile.open(path)).notice).toMatchObject({ kind: 'newer' })
    expect((await readdir(join(folder, 'deep'))).some((name) => name.includes('newer'))).toBe(true)
  })

  it('says where it cannot be written', async () => {
    await writeFile(join(folder, 'deep'), 'in the way')
    const file = await ProgressFile.open(path)
    file.update(done('one'))
    await file.save()
    expect(file.notice).toMatchObject({ kind: 'unwritable', reason: 'ENOTDIR' })
    expect(file.progress.lessons.a.steps.one.state).toBe('done')
  })
})
