/** A lesson in one file is the lesson of its folder; what is no such file is refused. */
import { execFileSync } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { random } from '../../../src/engine/random.ts'
import { filesInTar } from '../../../src/io/tar.ts'
import { LessonError } from '../../../src/lessons/format/lesson-error.ts'
import { lessonsOf } from '../../../src/lessons/load/course.ts'
import { loadLesson } from '../../../src/lessons/load/load-lesson.ts'
import { keyOf } from '../../../src/lessons/progress/overview.ts'
import { lessonFolder } from '../../support/small-lesson.ts'
import { sharedFolder } from '../../support/temporary-folder.ts'

const folder = sharedFolder()
let lesson = ''

/** Packed by the system's tar. */
function packed(name: string, ...words: string[]): string {
  const path = join(folder, name)
  execFileSync('tar', [name.endsWith('.tar') ? '-cf' : '-czf', path, ...words])
  return path
}

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  // A lesson is taken away after each test.
  lesson = join(folder, 'given', '07-small')
  await cp(await lessonFolder(), lesson, { recursive: true })
})

describe('a lesson in one file', () => {
  it.each([
    ['a folder, compressed', 'one.tgz', () => ['-C', dirname(lesson), basename(lesson)]],
    ['a folder', 'one.tar', () => ['-C', dirname(lesson), basename(lesson)]],
    ['the files', 'small.tar.gz', () => ['-C', lesson, 'lesson.yaml', 'en.md', 'zh-CN.md']],
    ['what is here', 'here.tgz', () => ['-C', lesson, '.']],
    ['one language', 'english.tgz', () => ['-C', lesson, 'lesson.yaml', 'en.md']],
  ])('of %s is the same lesson', async (_, name, words) => {
    const path = packed(name, ...words())
    expect(await lessonsOf([path])).toEqual([path])
    const [found, expected] = [await loadLesson(path), await loadLesson(lesson)]
    expect(found.script).toEqual(expected.script)
    expect(found.prose.en).toEqual(expected.prose.en)
    expect(found.id).toMatch(/^(small|here|english)$/)
    expect(keyOf(path)).toBe(path)
  })
})

const problemOf = async (path: string) => {
  const error = await loadLesson(path).catch((one: unknown) => one)
  if (!(error instanceof LessonError)) throw error
  return error.code === 'lesson-archive' ? (error.facts as { problem: string }).problem : error.code
}

describe('no lesson', () => {
  it('is in what is damaged, too large, of several or of none', async () => {
    const other = await lessonFolder({ name: 'other' })
    const both = packed(
      ...(['both.tgz', '-C', dirname(lesson), basename(lesson)] as const),
      ...['-C', dirname(other), 'other'],
    )
    expect(await problemOf(both)).toBe('several')
    const whole = await readFile(packed('whole.tgz', '-C', lesson, '.'))
    const cases: [string, string, Uint8Array][] = [
      ['cut.tgz', 'gzip', whole.subarray(0, whole.length / 2)],
      ['text.tgz', 'tar', Buffer.from('not an archive')],
      ['nothing.tar', 'tar', new Uint8Array()],
      ['zeros.tar', 'tar', new Uint8Array(10_240)],
      ['bomb.tgz', 'too-large', gzipSync(new Uint8Array(2 ** 24))],
      ['large.tar', 'lesson-too-large', new Uint8Array(2 ** 20 + 1)],
    ]
    for (const [name, problem, bytes] of cases) {
      const path = join(folder, name)
      await writeFile(path, bytes)
      expect(await problemOf(path), name).toBe(problem)
    }
    expect(await problemOf(packed('deep.tgz', '-C', folder, 'given'))).toBe('none')
    expect(await problemOf(join(folder, 'absent.tgz'))).toBe('lesson-missing')
  })

  it('is in what names its files outside, or as links', async () => {
    const [file] = filesInTar(await readFile(packed('file.tar', '-C', lesson, 'en.md'))) ?? []
    expect(file.name).toBe('en.md')
    const bytes = Buffer.from(await readFile(join(folder, 'file.tar')))
    const renamed = (name: string, type = '0') => {
      const copy = Buffer.from(bytes)
      copy.fill(0, 0, 100)
      copy.write(name, 0)
      copy.write(type, 156)
      copy.fill(' ', 148, 156)
      const sum = copy.subarray(0, 512).reduce((total, byte) => total + byte, 0)
      copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
      return copy
    }
    for (const [name, copy] of [
      ['up.tar', renamed('../lesson.yaml')],
      ['link.tar', renamed('lesson.yaml', '2')],
      ['folder.tar', renamed('lesson.yaml', '5')],
    ] as const) {
      await writeFile(join(folder, name), copy)
      expect(await problemOf(join(folder, name)), name).toBe('none')
    }
    await writeFile(join(folder, 'plain.tar'), renamed('lesson.yaml'))
    expect(await problemOf(join(folder, 'plain.tar'))).not.toBe('none')
  })

  it('hangs or breaks anything: 400 archives with bytes changed are read or refused', async () => {
    const whole = await readFile(packed('good.tar', '-C', dirname(lesson), basename(lesson)))
    const path = join(folder, 'changed.tar')
    const { below } = random(11, 'guesses')
    let read = 0
    for (let n = 0; n < 400; n++) {
      const bytes = Buffer.from(whole)
      // Headers, mostly: there are the sizes and the sums.
      const at = n % 4 === 0 ? below(bytes.length) : 512 * below(6) + below(512)
      for (let k = 0; k < 1 + below(4); k++) bytes[(at + k) % bytes.length] = below(256)
      await writeFile(path, n % 7 === 0 ? bytes.subarray(0, below(bytes.length)) : bytes)
      const found = await loadLesson(path).catch((error: unknown) => error)
      if (!(found instanceof LessonError)) read++
    }
    expect(read).toBeGreaterThan(5)
  })
})
