import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LINE_LIMIT, tokenise } from '../../../src/commands/grammar/tokenise.ts'
import { InputError } from '../../../src/rules/input-error.ts'
import { quote } from '../../../src/rules/shell-quote.ts'

const words = (line: string) => tokenise(line).map(({ tokens }) => tokens.map(({ text }) => text))

function refusalOf(line: string): InputError {
  try {
    tokenise(line)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
  throw new Error(`${JSON.stringify(line)} was split`)
}

describe('a line', () => {
  it.each<[string, string[][]]>([
    ['', []],
    ['  \t\u3000', []],
    ['# nothing', []],
    ['train 50', [['train', '50']]],
    ['\u3000task\u3000adding  --length\t7 ', [['task', 'adding', '--length', '7']]],
    ['train 50; gradient', [['train', '50'], ['gradient']]],
    ['train 50;gradient;', [['train', '50'], ['gradient']]],
    ['train 50；gradient； ;', [['train', '50'], ['gradient']]],
    ["save '数据；2' 甲\\；", [['save', '数据；2', '甲；']]],
    [' ;; ', []],
    ['train # 50; gradient', [['train']]],
    ['save a#b', [['save', 'a#b']]],
    ['save a\\#b \\#c \\;', [['save', 'a#b', '#c', ';']]],
    ["save 'a b;#\"' next", [['save', 'a b;#"', 'next']]],
    ['save "a \'b\' \\" \\\\ \\n"', [['save', "a 'b' \" \\ \\n"]]],
    [`save a'b'"c"d`, [['save', 'abcd']]],
    [`save '' ""`, [['save', '', '']]],
    ['save $HOME *.json ~ `x` a|b', [['save', '$HOME', '*.json', '~', '`x`', 'a|b']]],
    ['gatelab train 50; gatelab gradient', [['train', '50'], ['gradient']]],
    ['gatelab gatelab', [['gatelab']]],
    ['gatelab', [[]]],
    ['help gatelab', [['help', 'gatelab']]],
  ])('%j', (line, expected) => {
    expect(words(line)).toEqual(expected)
  })

  it('keeps where its words are and how its commands were written', () => {
    const line = ` gatelab train  '5'0 ;字 "b"`
    const [first, second] = tokenise(line)
    expect(first.text).toBe(`gatelab train  '5'0`)
    expect(
      first.tokens.map(({ text, column, end }) => [text, line.slice(column - 1, end - 1)]),
    ).toEqual([
      ['train', 'train'],
      ['50', `'5'0`],
    ])
    expect(second.tokens.map(({ column }) => column)).toEqual([23, 25])
  })

  it.each([
    ["save 'a b", 'unclosed-quote', 6],
    ['save a"b\\"', 'unclosed-quote', 7],
    ['字 "', 'unclosed-quote', 3],
    ['save a\\', 'trailing-backslash', 7],
    ['save \u0007', 'control-character', 6],
    ['save\nshow', 'control-character', 5],
    ["save 'a\u0085'", 'control-character', 8],
    ['# \u001b[2J', 'control-character', 3],
    ['a'.repeat(LINE_LIMIT + 1), 'line-too-long', LINE_LIMIT + 1],
  ])('%# is refused at its column', (line, code, column) => {
    const refusal = refusalOf(line)
    expect([refusal.code, refusal.column]).toEqual([code, column])
  })

  it('is read up to its limit, and quickly', () => {
    expect(words('a'.repeat(LINE_LIMIT))[0][0]).toHaveLength(LINE_LIMIT)
    expect(words(`"${'\\\\'.repeat(LINE_LIMIT / 2 - 1)}"`)[0][0]).toHaveLength(LINE_LIMIT / 2 - 1)
  })
})

/** Anything that a line may hold. */
const text = fc
  .string({ unit: 'binary', maxLength: 12 })
  .map((word) => word.replace(/(?!\t)\p{Cc}/gu, ''))
/** Much of what means something. */
const tricky = fc.string({ unit: fc.constantFrom(...`'"\\;# \t\u3000a$*字-`), maxLength: 8 })

describe('quoting', () => {
  it('brings every word back', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(text, tricky), { minLength: 1, maxLength: 6 }), (list) => {
        fc.pre(list[0] !== 'gatelab')
        expect(words(list.map(quote).join(' '))).toEqual([list])
        expect(words(list.map(quote).join(';'))).toEqual(
          list.map((word) => (word === 'gatelab' ? [] : [word])),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('is right for the shell, too', () => {
    const list = fc.sample(tricky, { numRuns: 40, seed: 3 })
    const printed = execFileSync('sh', ['-c', `printf '%s\\n' ${list.map(quote).join(' ')}`], {
      encoding: 'utf8',
    })
    expect(printed).toBe(list.map((word) => `${word}\n`).join(''))
  })
})

describe('splitting', () => {
  it('agrees with the shell where nothing is expanded', () => {
    const line = fc.string({ unit: fc.constantFrom(...`'"\\# ab-`), maxLength: 16 })
    const lines = fc.sample(line, { numRuns: 400, seed: 5 })
    let compared = 0
    const accepted = lines.filter((one) => {
      try {
        return tokenise(one).length === 1
      } catch {
        return false
      }
    })
    const script = accepted.map((one) => `printf '%s|' ${one}\necho`).join('\n')
    const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n')
    accepted.forEach((one, n) => {
      expect(`${words(one)[0].join('|')}|`, one).toBe(printed[n])
      compared++
    })
    expect(compared).toBeGreaterThan(100)
  })
})
