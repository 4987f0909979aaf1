/** Files of one's own that cannot be taken, and options that do not go with them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { programFolder } from '../support/program-folder.ts'
import { LINES, ROWS, USER_FILES } from '../support/user-sequences.ts'

const { put, inFolder, complaint } = programFolder(USER_FILES)

describe('one line, exit code 2', () => {
  it.each([
    [['compare', 'text'], /--text FILE/],
    [['compare', 'data'], /--data FILE/],
    [['compare', '--text'], /--text needs a value/],
    [['compare', '--text', 'ab.txt', '--data', 'first.csv'], /--text or --data, not both/],
    [['compare', 'adding', '--data', 'first.csv'], /--data means nothing to the task adding/],
    [['compare', 'text', '--data', 'first.csv'], /--data means nothing to the task text/],
    [
      ['compare', '--data', 'first.csv', '--length', '9'],
      /--length means nothing to the task data/,
    ],
    [['compare', '--text', 'ab.txt', '--symbols', '5000'], /--symbols.* 2 to 4,?096/],
    [
      ['compare', '--data', 'first.csv', '--symbols', '3'],
      /--symbols means nothing to the task data/,
    ],
    [['compare', '--text', 'ab.txt', '--length', '100'], /1,000 characters.*at least 1,010/],
    [['compare', '--text', 'none.txt'], /none\.txt: there is no such file/],
    [
      ['compare', '--data', 'ab.txt'],
      /ab\.txt, line 1: there is one column only, .*commas, semicolons, tabs or bars/,
    ],
    [['compare', '--data', 'first.csv', '--digest', 'abc'], /first 8 to 64 hexadecimal digits/],
    [
      ['compare', '--data', 'first.csv', '--digest', '0123456789ab'],
      /first\.csv is not the file that is meant/,
    ],
    [['compare', '--digest', '0123456789ab'], /goes with --text, --data or --series/],
    [['tasks', '--data', 'first.csv', '--guesses', '5'], /--guesses needs --certify/],
    [['tasks', '--length', '5'], /--length needs --certify/],
    [['tasks', '--classes'], /--classes needs --data/],
    [['compare', '--text', 'ab.txt', '--ignore', 'a'], /--ignore means nothing to the task text/],
    [
      ['compare', '--data', 'first.csv', '--classes', '--numbers'],
      /--classes or --numbers, not both/,
    ],
    [['compare', '--data', 'first.csv', '--ignore', 'a,,b'], /--ignore needs a value/],
    [
      ['compare', '--data', 'first.csv', '--ignore', 'clas'],
      /line 1: there is no column "clas" to leave out; there is "class"/,
    ],
    [['tasks', 'data', '--certify'], /--data FILE/],
    [
      ['tasks', 'recall', '--certify', '--text', 'ab.txt'],
      /--text means nothing to the task recall/,
    ],
  ])('%j', async (args, expected) => {
    expect(await complaint(...args)).toMatch(expected)
  })

  it.each([
    [
      'ragged.jsonl',
      `${LINES}{"x": [[1], [1, 2]], "y": "up"}`,
      /ragged\.jsonl, line 61: x\[1\] has 2 numbers where line 1 has 1\./,
    ],
    ['nan.jsonl', `${LINES}{"x": [[NaN]], "y": "up"}`, /nan\.jsonl, line 61: x\[0\]\[0\] is NaN/],
    [
      'mixed.jsonl',
      `${LINES}{"x": [[1]], "y": [1]}`,
      /mixed\.jsonl, line 61: y is numbers at the end, but at line 1 it is a class as a text/,
    ],
    [
      'label.jsonl',
      '{"x": [[1]], "y": {"\u001b[31m": "\u009b"}}',
      /label\.jsonl, line 1: y is \{…\}|not valid JSON/,
    ],
    ['cells.csv', `${ROWS}\r\n99,1,up,2`, /cells\.csv, line 268: 4 cells where the header has 3/],
    ['few.csv', 'id,x,y\n1,2,3', /few\.csv has 1 sequence; at least 10/],
  ])('%s', async (name, content, expected) => {
    await put(name, content)
    const line = await complaint('compare', '--data', name)
    expect(line).toMatch(expected)
    expect(line).not.toMatch(/(?!\n)\p{Cc}/u)
    expect(await complaint('compare', '--data', name, '--lang', 'zh-CN')).toMatch(/\p{Script=Han}/u)
  })
})

it('garbage is refused in one line or taken as data, and never more', async () => {
  const form = fc.constantFrom('text', 'data')
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 2000 }).map(Buffer.from),
  )
  const prefix = fc.constantFrom('', LINES, ROWS, `${LINES}{"x": `, `${ROWS}\r\n`)
  for (const [option, start, rest] of fc.sample(fc.tuple(form, prefix, bytes), {
    numRuns: 8,
    seed: 11,
  })) {
    await put('garbage', Buffer.concat([Buffer.from(start), rest]))
    const args = [`--${option}`, 'garbage', '--steps', '1', '--hidden', '2', '--seed', '1']
    const { code, stderr } = await inFolder('compare', ...args)
    expect([0, 2]).toContain(code)
    expect(stderr).toMatch(code === 0 ? /^$/ : /^gatelab: (?:(?!\n)\P{Cc})+\n$/u)
  }
})
