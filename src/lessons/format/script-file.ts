/**
 * The script of a lesson from its YAML: checked field by field, and the line of everything in it.
 */
import * as v from 'valibot'
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml'
import { checkScript } from './check-references.ts'
import { LessonError } from './lesson-error.ts'
import { FORMAT, type Script, script } from './lesson-schema.ts'
import { faultOf } from './schema-errors.ts'

/** Where something stands in a script: ['steps', 2, 'claims', 0]. */
export type Path = readonly (string | number)[]

export interface ScriptFile {
  readonly script: Script
  /** The line at which something stands; of what is not there, that in which it would be. */
  readonly lineOf: (path: Path) => number
}

/** Words that every object has: a field of that name would not be seen. */
const RESERVED = ['constructor', 'prototype', '__proto__']

/** Reads a script. Throws LessonError with its line. */
export function readScript(source: string, file: string): ScriptFile {
  const counter = new LineCounter()
  const document = parseDocument(source, {
    lineCounter: counter,
    uniqueKeys: true,
    schema: 'core',
    customTags: [],
    logLevel: 'error',
  })
  const [error] = document.errors
  if (error)
    throw new LessonError('lesson-yaml', { code: error.code }).at(
      file,
      error.linePos?.[0].line ?? 1,
    )
  if (document.contents === null)
    throw new LessonError('lesson-empty', { format: FORMAT }).at(file, 1)
  const lineOf = (path: Path) => lineAt(document, counter, path)
  const lineOfNode = (range: readonly number[] | null | undefined) =>
    counter.linePos(range?.[0] ?? 0).line
  visit(document, {
    // With aliases a small file could stand for a huge one.
    Alias(_, node) {
      throw new LessonError('lesson-alias', { name: node.source }).at(file, lineOfNode(node.range))
    },
    Pair(_, { key }) {
      if (isScalar(key) && RESERVED.includes(String(key.value)))
        throw new LessonError('lesson-field', {
          path: '',
          fault: { is: 'reserved', key: String(key.value) },
        }).at(file, lineOfNode(key.range))
    },
  })
  const result = v.safeParse(script, document.toJS())
  if (!result.success) {
    const { path, fault } = faultOf(result.issues)
    // If the fault is a field's name, the name is already in the message.
    const place = 'key' in fault ? path.slice(0, -1) : path
    throw new LessonError('lesson-field', { path: place.join('.'), fault }).at(file, lineOf(path))
  }
  checkScript(result.output, (problem, path) => problem.at(file, lineOf(path)))
  return { script: result.output, lineOf }
}

/**
 * The line of the deepest existing part of a path: for a field that of its name, for an entry that
 * of its first word.
 */
function lineAt(document: Document, counter: LineCounter, path: Path): number {
  let node: unknown = document.contents
  let offset = 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      if (!pair) break
      offset = (isScalar(pair.key) && pair.key.range?.[0]) || offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(part)]
      if (item === undefined) break
      node = item
      if (!isAlias(item) && typeof item === 'object' && item !== null && 'range' in item)
        offset = (item.range as readonly number[] | null)?.[0] ?? offset
    } else break
  }
  return counter.linePos(offset).line
}
