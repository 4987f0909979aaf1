import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { wrapCommand } from '../../../src/view/shared/copyable-command.ts'
import { table } from '../../../src/view/shared/table.ts'
import { cut, padEnd, padStart, widthOf, wrap, wrapList } from '../../../src/view/shared/width.ts'

const mixed = fc
  .array(
    fc.constantFrom(
      'a',
      'the ',
      '遗',
      '忘门',
      '，',
      '。',
      '（',
      '）',
      ' ',
      'gate',
      '∂L/∂h',
      '1e-12',
      '👩‍🔬',
      '"',
    ),
    {
      maxLength: 40,
    },
  )
  .map((parts) => parts.join(''))

describe('cut and pad', () => {
  test('go by display columns', () => {
    expect(widthOf('遗忘门 f')).toBe(8)
    expect(cut('forget gate', 11)).toBe('forget gate')
    expect(cut('forget gate', 7)).toBe('forget…')
    expect(cut('遗忘门 f', 6)).toBe('遗忘…')
    expect(cut('遗忘门 f', 4)).toBe('遗…')
    expect(cut('遗忘', 0)).toBe('')
    expect(padEnd('门', 4)).toBe('门  ')
    expect(padStart('门', 4)).toBe('  门')
    expect(padStart('forget', 4)).toBe('forget')
  })

  test('agree with string-width on every character, alone and after another', () => {
    for (let code = 0; code < 0x10000; code++) {
      const character = String.fromCharCode(code)
      for (const text of [character, `─${character}`, `门${character}`]) {
        if (widthOf(text) !== stringWidth(text))
          expect.fail(`U+${code.toString(16)} in ${JSON.stringify(text)}`)
      }
    }
  })

  test('never exceed the width', () => {
    fc.assert(
      fc.property(
        mixed,
        fc.integer({ min: 0, max: 30 }),
        (text, width) => widthOf(cut(text, width)) <= width,
      ),
    )
  })
})

describe('wrap', () => {
  test('breaks at spaces, and between Chinese characters but not before a comma', () => {
    expect(wrap('the forget gate keeps', 10)).toEqual(['the forget', 'gate keeps'])
    expect(wrap('遗忘门，输入门', 6)).toEqual(['遗忘', '门，输', '入门'])
    expect(wrap('LSTM 的遗忘门', 8)).toEqual(['LSTM 的', '遗忘门'])
    expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh'])
    expect(wrap('one two three', 7, '  ')).toEqual(['one two', '  three'])
    expect(wrap('', 5)).toEqual([''])
    // No word between two spaces, and an indent that is wider than the line.
    expect(wrap('a  b', 1, '  ')).toEqual(['a', '  b'])
  })

  test('keeps a short equation on one line, where it fits on one', () => {
    expect(wrap('smallest at t = 1, then', 14)).toEqual(['smallest at', 't = 1, then'])
    expect(wrap('最大（t = 1，单元 2）', 10)).toEqual(['最大', '（t = 1，', '单元 2）'])
    expect(wrap('for a t = 1', 4)).toEqual(['for', 'a t', '= 1'])
    expect(wrap('so the norm is c_1 = c_1000000000', 20)).toEqual([
      'so the norm is c_1 =',
      'c_1000000000',
    ])
  })

  test('never exceeds the width and loses nothing but spaces', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 4, max: 30 }), (text, width) => {
        const lines = wrap(text, width)
        expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })
})

test('a list keeps its items whole', () => {
  expect(wrapList(['─ RNN', '═ LSTM', '· 传送带'], 14, '  ')).toEqual(['─ RNN  ═ LSTM', '· 传送带'])
})

test('a table is aligned under Chinese heads and drops its last columns where too wide', () => {
  const columns = [{ head: '网络' }, { head: '种子', right: true }, { head: '状态' }]
  const rows = [
    ['RNN', '1', '未解决'],
    ['LSTM', '12', '已解决'],
  ]
  expect(table(columns, rows, 40)).toEqual([
    '网络  种子  状态',
    'RNN      1  未解决',
    'LSTM    12  已解决',
  ])
  expect(table(columns, rows, 12)).toEqual(['网络  种子', 'RNN      1', 'LSTM    12'])
})

test('a broken command line is the same command to a shell', () => {
  const seeds = Array.from({ length: 40 }, (_, n) => n).join(',')
  const command = `printf %s\\n gatelab compare adding --seeds ${seeds} --length 50`
  const lines = wrapCommand(command, 30)
  expect(lines.length).toBeGreaterThan(3)
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(30)
  const said = (script: string) => execFileSync('sh', ['-c', script], { encoding: 'utf8' })
  expect(said(lines.join('\n'))).toBe(said(command))
})

test.each(['aB/+', '门控网络', 'é1'])(
  'takes no longer for each character of a longer line: %s',
  (some) => {
    const line = some.repeat(100_000 / some.length)
    const begun = performance.now()
    const lines = wrap(line, 80)
    // With a look at the whole line for every character it was a minute.
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(lines.join('')).toBe(line)
    expect(lines.slice(0, -1).every((one) => widthOf(one) === 80)).toBe(true)
  },
)
