/** A lesson from its folder: the script, checked field by field, and the prose of every language beside it. */
import { join } from 'node:path'
import * as v from 'valibot'
import { type Document, LineCounter, type Node, parseDocument } from 'yaml'
import { readBytes } from '../lab/files.ts'
import { decodeUtf8 } from '../lab/json.ts'
import { Refusal } from '../refusal.ts'
import { checkScript } from './consistent.ts'
import { type Script, script } from './format.ts'
import { Problem } from './problem.ts'
import { type Prose, readProse } from './prose.ts'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

export interface Lesson {
  /** The folder's name without its number. */
  readonly id: string
  readonly folder: string
  readonly script: Script
  readonly prose: Readonly<Record<Language, Prose>>
  /** The line of the script at which something stands, by its path: ['steps', 2, 'claims', 0]. */
  readonly lineOf: (path: readonly (string | number)[]) => number | null
}

/** Bytes that a file of a lesson may have. */
const LIMIT = 256 * 1024

export const SCRIPT_FILE = 'lesson.yaml'

/** Reads and checks a lesson. Throws Problem with file and line. */
export async function loadLesson(folder: string): Promise<Lesson> {
  const file = join(folder, SCRIPT_FILE)
  const { script, lineOf } = readScript(await text(file), file)
  const pages = await Promise.all(
    LANGUAGES.map(async (language) => {
      const page = join(folder, `${language}.md`)
      const prose = located(page, await text(page), (source) => readProse(source, script, language))
      return [language, prose] as const
    }),
  )
  const id = (folder.split(/[\\/]/).findLast((part) => part !== '') ?? '').replace(/^\d+-/, '')
  return { id, folder, script, prose: Object.fromEntries(pages) as Lesson['prose'], lineOf }
}

async function text(file: string): Promise<string> {
  try {
    const found = decodeUtf8(await readBytes(file, LIMIT))
    if (found === null) throw new Problem('lesson-missing', { file, reason: 'utf-8' }).at(file, null)
    return found
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const facts = error.facts as { reason?: string; bytes?: number }
    if (error.code === 'file-too-large') {
      throw new Problem('lesson-too-large', { file, bytes: facts.bytes ?? 0, limit: LIMIT }).at(file, null)
    }
    throw new Problem('lesson-missing', { file, reason: facts.reason ?? error.code }).at(file, null)
  }
}

/** Control characters that no text needs; they could steer a terminal. */
const CONTROL = /(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** Reads a page; problems get its name, and the line of the first that is wrong where it is one character. */
function located<T>(file: string, source: string, read: (source: string) => T): T {
  const bad = source.replaceAll('\r\n', '\n').search(CONTROL)
  if (bad >= 0) throw new Problem('lesson-control', { place: file }).at(file, source.slice(0, bad).split('\n').length)
  try {
    return read(source.replaceAll('\r\n', '\n'))
  } catch (error) {
    throw error instanceof Problem ? error.at(file, null) : error
  }
}

function readScript(source: string, file: string): Pick<Lesson, 'script' | 'lineOf'> {
  const counter = new LineCounter()
  return located(file, source, (clean) => {
    const document = parseDocument(clean, { lineCounter: counter, uniqueKeys: true, schema: 'core', customTags: [] })
    const [error] = document.errors
    if (error)
      throw new Problem('lesson-yaml', { why: error.message.split('\n')[0] }).at(file, error.linePos?.[0].line ?? null)
    const lineOf = (path: readonly (string | number)[]) => lineAt(document, counter, path)
    const plain = plainOf(document)
    const result = v.safeParse(script, plain)
    if (!result.success) {
      const [issue] = result.issues
      const path = issue.path?.map(({ key }) => key as string | number) ?? []
      throw new Problem('lesson-field', { path: path.join('.') || '.', why: issue.message }).at(file, lineOf(path))
    }
    checkScript(result.output, (problem, path) => problem.at(file, lineOf(path)))
    return { script: result.output, lineOf }
  })
}

/** Aliases may multiply a small file into a huge one, so there are few of them. */
function plainOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 })
  } catch (error) {
    throw new Problem('lesson-yaml', { why: error instanceof Error ? error.message : String(error) })
  }
}

/** The line of the deepest node on a path that is there. */
function lineAt(document: Document, counter: LineCounter, path: readonly (string | number)[]): number | null {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    const range = (node as Node | undefined)?.range
    if (range) return counter.linePos(range[0]).line
  }
  return null
}
