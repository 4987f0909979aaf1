/** Documents in pieces are, byte for byte, those that are written at once. */
import { describe, expect, it } from 'vitest'
import { jsonPieces, VERBATIM } from '../../src/io/json-pieces.ts'
import { jsonText } from '../../src/io/sanitize.ts'

const written = (value: unknown) => Buffer.concat([...jsonPieces(value)]).toString('utf8')

describe('the text in pieces', () => {
  it.each([
    ['numbers', [1, -0.5, 1e300, null]],
    ['nothing', {}],
    ['an empty list', { runs: [] }],
    ['objects in lists in objects', { a: 1, runs: [{ at: { x: [{ y: 2 }] } }, { at: null }] }],
    ['members that are undefined', { first: undefined, runs: [{ a: undefined, b: 1 }], last: 0 }],
    ['lists of lists', { table: [[{ a: 1 }], [2]] }],
    ['characters that steer', { name: '\u202e\u0007é', runs: [{ 'key\u2028': '零\u200b' }] }],
    ['a text', 'a "text"'],
  ])('of %s', (_, value) => {
    expect(written(value)).toBe(jsonText(value))
  })

  it('comes in several, of which none is large', () => {
    const value = { runs: Array.from({ length: 40_000 }, (_, n) => ({ n, name: `run ${n}` })) }
    const pieces = [...jsonPieces(value)]
    expect(pieces.length).toBeGreaterThan(3)
    for (const { length } of pieces) expect(length).toBeLessThan(2 ** 19)
    expect(Buffer.concat(pieces).toString('utf8')).toBe(jsonText(value))
  })
})

it('writes members that are text as they stand, in the place of the first', () => {
  const run = { cell: 'rnn', curve: { step: [7] }, gradient: [], digest: 'x' }
  const text = Buffer.from('"curve":{"step":[1.0]},"gradient":[2]')
  Object.defineProperty(run, VERBATIM, { value: { keys: ['curve', 'gradient'], text } })
  expect(written({ runs: [run] })).toBe(
    '{"runs":[{"cell":"rnn","curve":{"step":[1.0]},"gradient":[2],"digest":"x"}]}',
  )
})
