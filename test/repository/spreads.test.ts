/**
 * No list is spread into the arguments of a call: a long one is more than the stack takes ("Maximum
 * call stack size exceeded").
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'rolldown/parseAst'
import { expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../../src/', import.meta.url))

/** Spread arguments that are no lists of data: what a function was called with, or a pair. */
const HANDED_ON: readonly string[] = [
  'args',
  'found',
  'at',
  'place',
  'shapes',
  'given',
  'before',
  'spread',
  'about(file)',
]
/** A key sequence, which ends after so many bytes. */
const BOUNDED: readonly string[] = [
  'String.fromCharCode(...all.slice(from, Math.min(to, from + LONGEST)))',
]

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

/** Every call with a list in its arguments, as it is written. */
function spreadsIn(code: string, lang: 'ts' | 'tsx'): string[] {
  const found: string[] = []
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one)
    if (!isNode(value)) return
    if (value.type === 'CallExpression' || value.type === 'NewExpression') {
      for (const argument of value.arguments as Node[]) {
        if (argument.type !== 'SpreadElement') continue
        const { start, end } = argument.argument as Node
        // A list that is written out there is as long as it is written.
        if ((argument.argument as Node).type === 'ArrayExpression') continue
        const call = code.slice(value.start, value.end)
        if (!HANDED_ON.includes(code.slice(start, end)) && !BOUNDED.includes(call)) found.push(call)
      }
    }
    for (const one of Object.values(value)) walk(one)
  }
  walk(parseAst(code, { lang }))
  return found
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.tsx?$/.test(name),
)

it('finds what it looks for', () => {
  const code = `const a = [1]; Math.max(0, ...a); new Set([...a]);
    b(c(...a.map((x) => x)), { ...d }); e(...args); g(...[1, 2])`
  expect(spreadsIn(code, 'ts')).toEqual(['Math.max(0, ...a)', 'c(...a.map((x) => x))'])
  expect(files.length).toBeGreaterThan(300)
})

it('no call in the program takes a list apart', () => {
  const found = files
    .filter((name) => !name.startsWith('engine/wasm/'))
    .flatMap((name) =>
      spreadsIn(readFileSync(SRC + name, 'utf8'), name.endsWith('x') ? 'tsx' : 'ts').map(
        (call) => `${name}: ${call}`,
      ),
    )
  expect(found).toEqual([])
})
