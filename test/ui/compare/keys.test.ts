import { expect, test } from 'vitest'
import { type Action, actionOf } from '../../../src/ui/compare/keys.ts'
import { KeyDecoder } from '../../../src/ui/shared/key-decoder.ts'

/** What a terminal's bytes mean here. */
const actionsOf = (bytes: string) => {
  const decoder = new KeyDecoder()
  return [...decoder.push(Buffer.from(bytes)), ...decoder.flush()].flatMap(
    (key) => actionOf(key) ?? [],
  )
}

test.each<[string, Action]>([
  [' ', 'pause'],
  ['n', 'next-seed'],
  ['s', 'one-series'],
  ['w', 'lower'],
  ['W', 'lower'],
  ['+', 'faster'],
  ['=', 'faster'],
  ['-', 'slower'],
  ['q', 'leave'],
  ['Q', 'leave'],
  ['?', 'help'],
  ['\uff1f', 'help'],
  ['ｑ', 'leave'],
  ['－', 'slower'],
  ['\u3000', 'pause'],
  ['\u0003', 'interrupt'],
  ['\u000c', 'redraw'],
])('the key %j means %s', (input, action) => {
  expect(actionsOf(input)).toEqual([action])
})

test.each<[string, Action]>([
  ['\u001b[D', 'back'],
  ['\u001bOD', 'back'],
  ['\u001b[C', 'forward'],
  ['\u001b[H', 'first'],
  ['\u001b[1~', 'first'],
  ['\u001b[F', 'live'],
  ['\u001b[4~', 'live'],
  ['\r', 'finish'],
  ['\n', 'finish'],
  ['\u001b', 'finish'],
  // Ctrl-C as kitty and xterm report it where every key is a sequence.
  ['\u001b[99;5u', 'interrupt'],
  ['\u001b[27;5;99~', 'interrupt'],
])('the key %j has a name: %s', (input, action) => {
  expect(actionsOf(input)).toEqual([action])
})

test('several characters in one piece are several keys', () => {
  expect(actionsOf('++-x ')).toEqual(['faster', 'faster', 'slower', 'pause'])
})

test.each(['x', '\u0011', '\u001bq', '\u001b[1;5P', '\u001b[I', '\u001b[<0;3;4M'])(
  '%j means nothing',
  (input) => {
    expect(actionsOf(input)).toEqual([])
  },
)
