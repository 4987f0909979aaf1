import { expect, it } from 'vitest'
import { checkAll } from '../../../src/lessons/check/check-all.ts'
import { freshLab, lessonFolder } from '../../support/small-lesson.ts'

it('plays lessons at the same time and tells of them in their order', async () => {
  const paths = [
    await lessonFolder(),
    await lessonFolder({ script: 'steps: 1' }),
    await lessonFolder(),
  ]
  const seen: string[] = []
  const lab = (threads: number) => {
    const fresh = freshLab()
    seen.push(`opened with ${threads}`)
    return {
      ...fresh,
      async close() {
        seen.push('closed')
        await fresh.close()
      },
    }
  }
  const codes: (string | null)[] = []
  for await (const event of checkAll(paths, { seeds: [1], mutants: false, cores: 5, lab }))
    if (event.type === 'check-lesson') codes.push(event.lesson.problem ? 'broken' : null)
  expect(codes).toEqual([null, 'broken', null])
  expect(seen.slice(0, 2)).toEqual(['opened with 2', 'opened with 2'])
  expect(seen.slice(2)).toEqual(['closed', 'closed'])
})
