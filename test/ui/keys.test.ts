import { expect, test } from 'vitest'
import { type Action, actionsOf } from '../../src/ui/keys.ts'

test.each<[string, Action]>([
  [' ', 'pause'],
  ['n', 'next-seed'],
  ['+', 'faster'],
  ['=', 'faster'],
  ['-', 'slower'],
  ['q', 'leave'],
  ['Q', 'leave'],
  ['?', 'help'],
  ['\uff1f', 'help'],
  ['\u0003', 'interrupt'],
])('the key %j means %s', (input, action) => {
  expect(actionsOf(input, {})).toEqual([action])
})

test('named keys', () => {
  expect(actionsOf('', { leftArrow: true })).toEqual(['back'])
  expect(actionsOf('', { rightArrow: true })).toEqual(['forward'])
  expect(actionsOf('', { home: true })).toEqual(['first'])
  expect(actionsOf('', { end: true })).toEqual(['live'])
  expect(actionsOf('\r', { return: true })).toEqual(['finish'])
  expect(actionsOf('c', { ctrl: true })).toEqual(['interrupt'])
})

test('several characters in one piece are several keys', () => {
  expect(actionsOf('++-x ', {})).toEqual(['faster', 'faster', 'slower', 'pause'])
})

test('other keys mean nothing', () => {
  expect(actionsOf('x', {})).toEqual([])
  expect(actionsOf('q', { ctrl: true })).toEqual([])
  expect(actionsOf('q', { meta: true })).toEqual([])
})
