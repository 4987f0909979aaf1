import { appendFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LessonError } from '../../../src/lessons/format/lesson-error.ts'
import { readScript } from '../../../src/lessons/format/script-file.ts'
import { course } from '../../../src/lessons/load/course.ts'
import { preparedCourse } from '../../../src/lessons/load/prepare-course.ts'
import { preparedLesson } from '../../../src/lessons/load/prepared-lesson.ts'
import { readLesson } from '../../../src/lessons/load/read-lesson.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'

const root = sharedFolder()
const from = join(root, 'course')
await mkdir(from)
for (const [name, lesson] of Object.entries(await preparedCourse()))
  await writeFile(join(from, `${name}.json`), JSON.stringify(lesson))

const folders = await course()

/** A copy of a lesson, in a course of its own. */
async function copied(folder: string, into: string) {
  const copy = join(root, into, basename(folder))
  await cp(folder, copy, { recursive: true })
  return { copy, at: { course: join(root, into), from } }
}

describe('a lesson of the course, prepared', () => {
  it.each(folders.map((folder) => [basename(folder), folder] as const))(
    '%s is what its files say',
    async (_, folder) => {
      const [prepared, read] = [await preparedLesson(folder, { from }), await readLesson(folder)]
      const { lineOf, ...parts } = prepared ?? expect.fail('not prepared')
      expect(parts).toEqual({ name: read.name, script: read.script, prose: read.prose })
      // Everything in the script has its line, and what is not there the line where it would be.
      const source = await readFile(join(folder, 'lesson.yaml'), 'utf8')
      const { lineOf: known } = readScript(source, folder)
      for (const path of [
        [],
        ['setup', 0],
        ['steps', 1, 'id'],
        ...read.script.steps.flatMap((step, n) => [
          ['steps', n],
          ['steps', n, 'absent', 3],
          ...Object.keys(step).map((key) => ['steps', n, key]),
        ]),
        ['mutants', 99],
      ])
        expect([path, lineOf(path)]).toEqual([path, known(path)])
    },
  )

  it('holds for the very files alone', async () => {
    const { copy, at } = await copied(folders[0], 'changed')
    expect(await preparedLesson(copy, at)).not.toBeNull()
    await appendFile(join(copy, 'zh-CN.md'), '\n')
    expect(await preparedLesson(copy, at)).toBeNull()
  })

  it('is none without one of its files, under another name, elsewhere, or damaged', async () => {
    const { copy, at } = await copied(folders[1], 'other')
    await rm(join(copy, 'en.md'))
    expect(await preparedLesson(copy, at)).toBeNull()
    expect(await preparedLesson(folders[1], at)).toBeNull()
    const { copy: whole, at: here } = await copied(folders[1], 'damaged')
    const damaged = join(root, 'half')
    await mkdir(damaged)
    const text = await readFile(join(from, `${basename(folders[1])}.json`), 'utf8')
    await writeFile(join(damaged, `${basename(folders[1])}.json`), text.slice(0, 1000))
    expect(await preparedLesson(whole, here)).not.toBeNull()
    expect(await preparedLesson(whole, { ...here, from: damaged })).toBeNull()
    expect(await preparedLesson(whole, { ...here, from: join(root, 'absent') })).toBeNull()
  })

  it('has its places in the script when something is wrong with it', async () => {
    const found = await preparedLesson(folders[2], { from })
    const n = 2
    const problem = new LessonError('lesson-trouble', { why: '' }).at(
      'x',
      found?.lineOf(['steps', n, 'id']) ?? 0,
    )
    const lines = (await readFile(join(folders[2], 'lesson.yaml'), 'utf8')).split('\n')
    expect(lines[(problem.line ?? 0) - 1]).toContain(`id: ${found?.script.steps[n].id}`)
  })
})
