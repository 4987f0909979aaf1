import { describe, expect, test } from 'vitest'
import type { Operation } from '../../../src/engine/types.ts'
import { labText } from '../../../src/view/lab/lab-text.ts'
import { rangesOf } from '../../../src/view/lab/operation-words.ts'
import { shellLines } from '../../../src/view/shared/shell-lines.ts'
import { cutLine, line, sideBySide, span, textOf, trimmed } from '../../../src/view/shared/spans.ts'
import { gru, walk } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

const en = textIn('en')
const drawn = (operations: readonly Operation[], width = 80) =>
  labText({ ...walk, operations }, en, width)
const belt = (text: string) => text.split('\n').find((one) => one.includes('━')) ?? ''

describe('the diagram of the cell', () => {
  test('has the belt on top, and every number at its place', () => {
    const lines = drawn([]).split('\n')
    const top = lines.findIndex((one) => one.includes('━'))
    expect(lines[top - 1]).toMatch(/^c_\{t−1\} = 0\.421 +c_t = 0\.259$/)
    expect(lines[top]).toMatch(/^━+×━+\+━+┳━+▶$/)
    const row = lines[top + 5]
    expect(row).toMatch(/^ +f=0\.913 +i=0\.312 +g=−0\.402 +o=0\.771 +0\.196$/)
    // The forget gate stands under the ×, the write of i and g under the +.
    const around = (text: string, what: string) =>
      text.indexOf(what) + Math.floor((what.length - 1) / 2)
    expect(around(row, 'f=0.913')).toBe(lines[top].indexOf('×'))
    expect(lines[top + 2].indexOf('×')).toBe(lines[top].indexOf('+'))
    expect(lines[top + 2].indexOf('[tanh]') + 2).toBe(lines[top].indexOf('┳'))
    expect(lines[top + 7]).toMatch(/│ σ │ +│ σ │ +│tanh│ +│ σ │/)
    expect(lines[top + 10]).toBe(' ├── x_t = 0.53, 1')
    expect(lines[top + 11]).toBe(' └── h_{t−1} = −0.112')
    expect(lines.slice(top - 1, top + 12)).toHaveLength(13)
  })

  test('shows surgery where it acts, and only there', () => {
    const clamp = { kind: 'clamp', gate: 'f', value: 1, units: [3], from: 10, to: 12 } as const
    expect(drawn([clamp])).toContain('f=0.913✂')
    expect(drawn([{ ...clamp, units: [4] }])).not.toContain('✂')
    expect(drawn([{ ...clamp, to: 11 }])).not.toContain('✂')
    expect(drawn([{ ...clamp, gate: 'o', kind: 'scale' }])).toContain('o=0.771✂')
    expect(belt(drawn([{ kind: 'sever-belt', units: null, from: null, to: null }]))).toMatch(
      /━ {3}✂ {3}×━/,
    )
    expect(drawn([{ kind: 'sever-belt', units: null, from: null, to: null }])).toContain(
      'the belt is severed here',
    )
    expect(drawn([{ kind: 'sever-gates', from: 12, to: null }])).toContain(
      '\n   ✂ h_{t−1} = −0.112\n',
    )
    expect(drawn([{ kind: 'sever-gates', from: 13, to: null }])).not.toContain('✂')
    expect(labText({ ...walk, output: 'plain' as const }, en, 80)).not.toContain('[tanh]')
  })

  test('is a list where it does not fit', () => {
    expect(belt(drawn([], 60))).not.toBe('')
    expect(belt(drawn([], 59))).toBe('')
    const clamp = {
      kind: 'clamp',
      gate: 'i',
      value: 0.312,
      units: null,
      from: null,
      to: null,
    } as const
    expect(drawn([clamp], 59)).toContain('f_t = 0.913\ni_t = 0.312 ✂\ng_t = −0.402\n')
  })

  test('of a GRU has h on the belt', () => {
    const text = labText(gru, en, 80)
    expect(text).toMatch(/h_\{t−1\} = 0\.421 +h_t = 0\.265\n━+×━+\+━+▶\n/)
    expect(text).toMatch(/z=0\.852 +n=−0\.633 +r=0\.231\n/)
    expect(text).not.toContain('cell state')
  })
})

describe('spans', () => {
  test('are cut by columns, and trimmed but for colour', () => {
    const two = [span('遗忘', { color: 'red' }), span('gate')]
    expect(textOf(cutLine(two, 8))).toBe('遗忘gate')
    expect(textOf(cutLine(two, 7))).toBe('遗忘ga…')
    expect(textOf(cutLine(two, 4))).toBe('遗…')
    expect(textOf(cutLine(two, 0))).toBe('')
    expect(trimmed([span('a '), span('  ')])).toEqual([span('a')])
    expect(trimmed([span('a'), span(' ', { background: 'red' })])).toHaveLength(2)
  })

  test('stand side by side', () => {
    const left = [line('门'), line('bc')]
    expect(sideBySide(left, [line('x'), line('y'), line('z')], 4, 1).map(textOf)).toEqual([
      '门   x',
      'bc   y',
      '     z',
    ])
  })
})

test('units as ranges', () => {
  expect(rangesOf([9, 3, 4, 5])).toEqual(['3–5', '9'])
  expect(rangesOf([1])).toEqual(['1'])
})

describe('shell lines', () => {
  /**
   * As a POSIX shell reads it: a backslash before a line's end is nothing, quotes hold words
   * together.
   */
  function read(text: string): string[] {
    const all: string[] = []
    let word: string | null = null
    let open = false
    for (let at = 0; at < text.length; at++) {
      const c = text[at]
      if (open) {
        if (c === "'") open = false
        else word = (word ?? '') + c
      } else if (c === '\\') {
        at++
        if (text[at] !== '\n') word = (word ?? '') + text[at]
      } else if (c === "'") {
        open = true
        word ??= ''
      } else if (c === ' ') {
        if (word !== null) all.push(word)
        word = null
      } else word = (word ?? '') + c
    }
    return word === null ? all : [...all, word]
  }

  test('are the same command in every width', () => {
    const inner = `task adding --length 50; train 200; clamp f 1; ${'x'.repeat(70)} gradient`
    const command = `gatelab repl --execute '${inner}' --name 'it'\\''s here' --lang en`
    expect(read(command)).toEqual([
      'gatelab',
      'repl',
      '--execute',
      inner,
      '--name',
      "it's here",
      '--lang',
      'en',
    ])
    for (let width = 10; width < 140; width++) {
      const lines = shellLines(command, width)
      expect(Math.max(...lines.map((one) => one.length))).toBeLessThanOrEqual(width)
      expect(read(lines.join('\n'))).toEqual(read(command))
    }
  })
})
