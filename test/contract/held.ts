/**
 * Stored files that what the program says is held to, and what of it depends on machine and time.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `npm run contract` writes the stored files anew. */
const RENEW = process.env.CONTRACT === 'renew'

export const SCHEMAS = fileURLToPath(new URL('../../docs/schemas', import.meta.url))
export const EXAMPLES = `${SCHEMAS}/examples`
export const SCREENS = fileURLToPath(new URL('./screens', import.meta.url))

/** Keys whose values are no results, and what stands in their place. */
const PLACEHOLDERS: Readonly<Record<string, unknown>> = {
  version: '0.0.0',
  node: '20.19.0',
  simd: { bits: 128, why: 'node' },
  seconds: 1,
  stepsPerSecond: 4,
  sequencesPerSecond: 4,
  written: '2026-01-01T00:00:00.000Z',
}

/**
 * Powers of 2, whose last bit differs between Node 20 and 24. Every other number is the same to the
 * bit.
 */
const NEARLY: ReadonlySet<string> = new Set(['neededForget', 'neededBias'])
const isNearly = (name: string, a: unknown, b: unknown): boolean =>
  NEARLY.has(name) &&
  typeof a === 'number' &&
  typeof b === 'number' &&
  Math.abs(a - b) <= 1e-14 * Math.abs(b)

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** A value with placeholders; `folder` is where it came about. */
export function normal(value: unknown, folder: string): unknown {
  if (typeof value === 'string') return value.replaceAll(folder, '<folder>')
  if (Array.isArray(value)) return value.map((one) => normal(one, folder))
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    // A learner's file is not the time of its making.
    key in PLACEHOLDERS && !isObject(inner) ? PLACEHOLDERS[key] : normal(inner, folder),
  ])
  return Object.fromEntries(entries)
}

/** A text with placeholders for the program's version, folder and speed. */
export const normalText = (text: string, folder: string, version: string): string =>
  (text === `${version}\n` ? '0.0.0\n' : text)
    .replaceAll(folder, '<folder>')
    .replaceAll(`gatelab ${version}`, 'gatelab 0.0.0')
    .replace(/[\d.,]+ (steps\/s|步\/秒)/g, '4 $1')
    .replace(/^(.*[,，] ?)[\d.]+( s| 秒)$/gm, '$11$2')
    .replace(/ time="[\d.]+"/g, ' time="1"')

/** What a results line says of the machine, in a text of many lines, with placeholders. */
export const normalLines = (lines: string): string =>
  lines.replace(
    /"(seconds|stepsPerSecond|sequencesPerSecond)":[\d.e+-]+/g,
    (_, key) => `"${key}":${PLACEHOLDERS[key]}`,
  )

const WIDE = 100

/** JSON for people: what fits stands on one line. */
export function pretty(value: unknown, indent = ''): string {
  const short = JSON.stringify(value)
  if (!isObject(value) || short.length + indent.length <= WIDE) return short
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const inner = `${indent}  `
  const parts = Object.entries(value).map(([key, one]) =>
    Array.isArray(value) ? pretty(one, inner) : `${JSON.stringify(key)}: ${pretty(one, inner)}`,
  )
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`
}

/** Where two values differ, as `runs[0].solvedAt: 4, stored null`. */
export function differences(found: unknown, stored: unknown, path = ''): string[] {
  if (isObject(found) && isObject(stored) && Array.isArray(found) === Array.isArray(stored)) {
    const [a, b] = [found as Record<string, unknown>, stored as Record<string, unknown>]
    const names = [...new Set([...Object.keys(b), ...Object.keys(a)])]
    const place = (name: string) =>
      Array.isArray(found) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    const order =
      Object.keys(a).join() === Object.keys(b).join() ? [] : [`${path}: its fields or their order`]
    const inner = names
      .filter((name) => !isNearly(name, a[name], b[name]))
      .flatMap((name) => differences(a[name], b[name], place(name)))
    return inner.length > 0 ? inner : order
  }
  return Object.is(found, stored)
    ? []
    : [`${path}: ${JSON.stringify(found)}, stored ${JSON.stringify(stored)}`]
}

/** A stored text; written first where it is to be renewed. */
export function stored(path: string, text: string): string {
  if (RENEW) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  if (!existsSync(path)) throw new Error(`${path} is not there: npm run contract makes it`)
  return readFileSync(path, 'utf8')
}
