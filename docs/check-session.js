// Runs the session of why-lstm.gatelab and compares what every line comes to, by value, with
// why-lstm.json.
//   node docs/check-session.js            says what differs, a line each, and exits with 1 if any
//   node docs/check-session.js --write    writes what comes out as what is expected
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const EXPECTED = here('why-lstm.json')

/** Speeds are no results, nor is what they come from. */
const LEFT_OUT = ['stepsPerSecond', 'simd']
/** Logarithms and the like may differ in their last bits between versions of Node. */
const RELATIVE = 1e-6
const ABSOLUTE = 1e-9
/** What the file keeps of a number: enough for the tolerance. */
const DIGITS = 7

const isObject = (value) => typeof value === 'object' && value !== null
const isPlane = (value) =>
  Array.isArray(value) && value.every((row) => Array.isArray(row) && row.length > 4)

/** Of a plane [T][H] there remains what it is like over all t and units. */
function summary(plane) {
  const numbers = plane.flat()
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  return {
    T: plane.length,
    H: plane[0].length,
    mean,
    min: Math.min(...numbers),
    max: Math.max(...numbers),
  }
}

function shortened(value) {
  if (typeof value === 'number') return Number(value.toPrecision(DIGITS))
  if (isPlane(value) && value.length > 0) return shortened(summary(value))
  if (Array.isArray(value)) return value.map(shortened)
  if (!isObject(value)) return value
  const kept = Object.entries(value).filter(([name]) => !LEFT_OUT.includes(name))
  return Object.fromEntries(kept.map(([name, inner]) => [name, shortened(inner)]))
}

/** What every line of the session comes to. */
function session() {
  const args = [here('../bin/gatelab.js'), 'repl', here('why-lstm.gatelab'), '--json']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) {
    process.stderr.write(stderr)
    throw new Error(`the session ended with ${status}`)
  }
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => shortened(JSON.parse(line)))
}

const near = (a, b) =>
  Math.abs(a - b) <= Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(a), Math.abs(b)))

/** Where two values differ, as `lstm.log10.hidden[0]: -1.5, expected -1.4`. */
function differences(found, expected, path = '') {
  if (typeof found === 'number' && typeof expected === 'number' && near(found, expected)) return []
  if (isObject(found) && isObject(expected) && Array.isArray(found) === Array.isArray(expected)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])]
    const place = (name) =>
      Array.isArray(found) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    return names.flatMap((name) => differences(found[name], expected[name], place(name)))
  }
  return found === expected
    ? []
    : [`${path}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`]
}

const found = session()
if (process.argv.includes('--write')) {
  // One line for each command, so that a change shows as a change of those lines.
  writeFileSync(EXPECTED, `[\n${found.map((reply) => JSON.stringify(reply)).join(',\n')}\n]\n`)
} else {
  const expected = JSON.parse(readFileSync(EXPECTED, 'utf8'))
  const rows = Array.from({ length: Math.max(found.length, expected.length) }, (_, n) => {
    const { number, line } = found[n] ?? expected[n]
    return differences(found[n], expected[n]).map(
      (row) => `why-lstm.gatelab:${number}: ${line}: ${row}`,
    )
  }).flat()
  for (const row of rows) console.log(row)
  if (rows.length === 0)
    console.log(`why-lstm.gatelab: ${found.length} commands came to what they should`)
  process.exitCode = rows.length === 0 ? 0 : 1
}
