import { describe, expect, test } from 'vitest'
import type { Operation } from '../../../src/engine/types.ts'
import { themeOf } from '../../../src/ui/shared/theme.ts'
import { labSpans, labText } from '../../../src/view/lab/lab-text.ts'
import { rangesOf } from '../../../src/view/lab/operation-words.ts'
import { LEVELS, rampHex, rampOf, styleOf } from '../../../src/view/shared/palette.ts'
import { shellLines } from '../../../src/view/shared/shell-lines.ts'
import { cutLine, line, sideBySide, span, textOf, trimmed } from '../../../src/view/shared/spans.ts'
import { halfBlocks } from '../../../src/view/terminal/half-blocks.ts'
import { histogram, unitBins } from '../../../src/view/terminal/histogram.ts'
import { gru, states, walk } from '../../support/lab-results.ts'
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
    expect(row).toMatch(/^ +f=0\.913 +i=0\.312 +g=-0\.402 +o=0\.771 +0\.196$/)
    // The forget gate stands under the ×, the write of i and g under the +.
    const around = (text: string, what: string) =>
      text.indexOf(what) + Math.floor((what.length - 1) / 2)
    expect(around(row, 'f=0.913')).toBe(lines[top].indexOf('×'))
    expect(lines[top + 2].indexOf('×')).toBe(lines[top].indexOf('+'))
    expect(lines[top + 2].indexOf('[tanh]') + 2).toBe(lines[top].indexOf('┳'))
    expect(lines[top + 7]).toMatch(/│ σ │ +│ σ │ +│tanh│ +│ σ │/)
    expect(lines[top + 10]).toBe(' ├── x_t = 0.53, 1')
    expect(lines[top + 11]).toBe(' └── h_{t−1} = -0.112')
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
      '\n   ✂ h_{t−1} = -0.112\n',
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
    expect(drawn([clamp], 59)).toContain('f_t = 0.913\ni_t = 0.312 ✂\ng_t = -0.402\n')
  })

  test('of a GRU has h on the belt', () => {
    const text = labText(gru, en, 80)
    expect(text).toMatch(/h_\{t−1\} = 0\.421 +h_t = 0\.265\n━+×━+\+━+▶\n/)
    expect(text).toMatch(/z=0\.852 +n=-0\.633 +r=0\.231\n/)
    expect(text).not.toContain('cell state')
  })
})

describe('strips', () => {
  const column = (sign: string, text: string) => {
    const row = text.split('\n').find((one) => one.includes(sign)) ?? ''
    return [row.indexOf(sign), row.lastIndexOf(sign)]
  }

  test('show the marks of the task above their columns, and the time step looked at below', () => {
    const text = labText(walk, en, 80)
    // Labels "1–2 │" take five columns; T = 50 has one column each.
    expect(column('▼', text)).toEqual([5 + 11, 5 + 30])
    expect(column('▲', text)).toEqual([5 + 11, 5 + 11])
    expect(text).toMatch(/└t = 1 ─+ 50\n/)
  })

  test('are half blocks in colours: the upper unit in front, the lower behind', () => {
    const ramp = rampOf('sequential', 'truecolor') ?? []
    const [low, high] = [ramp[0], ramp[LEVELS - 1]]
    const values = [
      [0, 1, 0],
      [1, 1, 1],
    ]
    const [first, second] = halfBlocks({ values, lo: 0, hi: 1, columns: 2, height: 4, ramp })
    expect(first).toEqual({
      spans: [
        { text: '▀', color: low, background: high },
        { text: '▀', color: high, background: high },
      ],
      first: 1,
      last: 2,
    })
    expect(second).toEqual({
      spans: [span('▀', { color: low }), span('▀', { color: high })],
      first: 3,
      last: 3,
    })
  })

  test('take the mean of what shares a column or a row', () => {
    const ramp = rampOf('diverging', 'truecolor') ?? []
    const values = Array.from({ length: 10 }, (_, t) => (t < 5 ? [-1, 1, -1, -1] : [1, -1, 1, 1]))
    const [one] = halfBlocks({ values, lo: -1, hi: 1, columns: 2, height: 1, ramp })
    expect(one.spans.map(({ color }) => color)).toEqual([
      ramp[Math.round((LEVELS - 1) / 2)],
      ramp[Math.round((LEVELS - 1) / 2)],
    ])
    expect(one.spans.map(({ background }) => background)).toEqual([ramp[0], ramp[LEVELS - 1]])
  })

  test('use only colours that the terminal has', () => {
    const pattern = {
      truecolor: /^#[0-9a-f]{6}$/,
      256: /^ansi256\((1[6-9]|[2-9]\d|1\d\d|2[0-4]\d|25[0-5])\)$/,
      16: /^[a-z]+(Bright)?$/,
    }
    const named = /^(red|yellow|cyan|green|blueBright|magenta|white)$/
    for (const colors of ['truecolor', '256', '16'] as const) {
      const used = labSpans(states, en, 100, { colors })
        .flat()
        .flatMap(({ color, background }) => [color, background])
      const strips = used.filter((one) => one !== undefined && !named.test(one))
      expect(strips.length).toBeGreaterThan(10)
      for (const one of strips) expect(one).toMatch(pattern[colors])
    }
  })

  test('the ramps get steadily lighter, or lighter and darker again', () => {
    const lightness = (hex: string) => {
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const at = (name: 'sequential' | 'diverging') =>
      Array.from({ length: 21 }, (_, n) => lightness(rampHex(name, n / 20)))
    const rising = at('sequential')
    expect(rising.toSorted((a, b) => a - b)).toEqual(rising)
    const both = at('diverging')
    expect(both.slice(0, 11).toSorted((a, b) => a - b)).toEqual(both.slice(0, 11))
    expect(both.slice(10).toSorted((a, b) => b - a)).toEqual(both.slice(10))
  })

  test('the cells have the hues that the comparison gives them', () => {
    for (const cell of ['rnn', 'lstm'] as const)
      expect(styleOf(cell, '16')).toBe(themeOf(true).series[cell][0].color)
  })
})

describe('histograms', () => {
  test('have bars in proportion, and one for everything that is there', () => {
    const bars = histogram(
      [
        { label: 'a', count: 10 },
        { label: 'bb', count: 5 },
        { label: 'c', count: 0 },
        { label: 'd', count: 1 },
      ],
      2 + 3 + 2 + 10,
    )
    expect(bars).toEqual([
      { label: ' a', bar: '█'.repeat(10), count: '10' },
      { label: 'bb', bar: '█'.repeat(5), count: '5' },
      { label: ' c', bar: '', count: '0' },
      { label: ' d', bar: '█', count: '1' },
    ])
    expect(
      histogram(
        [
          { label: '', count: 1 },
          { label: '', count: 1e6 },
        ],
        20,
      )[0].bar,
    ).not.toBe('')
  })

  test('put bins together and lose none', () => {
    const counts = Array.from({ length: 23 }, (_, n) => n)
    const bins = unitBins(counts, 10, (from, to) => `${from}..${to}`)
    expect(bins.length).toBeLessThanOrEqual(10)
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(253)
    expect(bins.at(-1)?.to).toBe(1)
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
