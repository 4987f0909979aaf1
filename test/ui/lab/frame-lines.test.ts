/** The lines at the foot of the lab: the prompt, its complaints and its hint. */
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { errorLineOf } from '../../../src/ui/lab/draw-event.ts'
import { type Editor, edit, emptyEditor } from '../../../src/ui/lab/editor.ts'
import { labFrame } from '../../../src/ui/lab/frame.ts'
import { add, type LabState } from '../../../src/ui/lab/state.ts'
import { at, LANGUAGES, LONG, start, typing, words } from '../../support/lab-frames.ts'
import { walk } from '../../support/lab-results.ts'
import { textIn } from '../../support/texts.ts'

describe('the prompt', () => {
  const promptOf = (editor: Editor, columns: number) => {
    const { lines, cursor } = labFrame({ ...start('en'), editor }, at(columns, 24))
    return { line: words(lines[cursor.y]), x: cursor.x }
  }
  const HEAD = 'gatelab> '.length

  test('has the cursor where typing goes on, also behind wide characters', () => {
    expect(promptOf(typing(''), 80)).toEqual({ line: 'gatelab> ', x: HEAD })
    expect(promptOf(typing('遗忘门 f'), 80)).toEqual({ line: 'gatelab> 遗忘门 f', x: HEAD + 8 })
    expect(promptOf(typing('遗忘门 f', 'left', 'left', 'left'), 80).x).toBe(HEAD + 4)
    expect(promptOf(typing('e\u0301👨‍👩‍👧x', 'left'), 80).x).toBe(HEAD + 3)
  })

  test.each([80, 41, 40, 20])('shows the part around the cursor, %i columns wide', (columns) => {
    const line = Array.from(
      { length: 60 },
      (_, n) => String.fromCodePoint(0x4e00 + n) + String(n % 10),
    ).join('')
    let editor = typing(line)
    const room = columns - HEAD - 1
    for (;;) {
      const { line: shown, x } = promptOf(editor, columns)
      const part = shown.slice(HEAD)
      const from = line.indexOf(part)
      expect(from).toBeGreaterThanOrEqual(0)
      expect(stringWidth(part)).toBeLessThanOrEqual(room)
      // Nothing is hidden for which there was room.
      const rest = line.slice(from + part.length)
      if (rest !== '') expect(stringWidth(part)).toBeGreaterThanOrEqual(room - 2)
      // The cursor stands right behind what is left of it, and what it stands on is seen.
      expect(x).toBe(HEAD + stringWidth(line.slice(from, editor.cursor)))
      expect(x + stringWidth(line.charAt(editor.cursor) || ' ')).toBeLessThanOrEqual(columns - 1)
      if (editor.cursor === 0) break
      editor = edit(editor, { type: 'left' })
    }
    expect(promptOf(editor, columns).x).toBe(HEAD)
  })

  test('a very long line is no matter', () => {
    const { line, x } = promptOf(typing('忘'.repeat(50_000), 'left'), 80)
    expect(stringWidth(line)).toBeLessThanOrEqual(80)
    expect(x).toBeLessThan(80)
  })

  test('nothing in a line steers the terminal', () => {
    expect(promptOf(typing('a\u202eb\u001bc'), 80).line).toBe('gatelab> a·b·c')
  })
})

describe('the hint', () => {
  const hintOf = (state: LabState, columns = 80) => {
    const { lines } = labFrame(state, at(columns, 24))
    return words(lines[lines.length - 1])
  }

  test.each(LANGUAGES)('names the keys in %s, in 80 columns', (language) => {
    expect(hintOf(start(language))).toBe(textIn(language).labUi.hint)
  })

  test('says what a search finds, and that it finds nothing', () => {
    const editor = emptyEditor(['show', 'gradient'])
    const searching = (...typed: string[]) =>
      typed.reduce(
        (now, text) => edit(now, { type: 'insert', text }),
        edit(editor, { type: 'search' }),
      )
    expect(hintOf({ ...start('en'), editor: searching('gra') })).toMatch(/^search "gra"/)
    expect(hintOf({ ...start('en'), editor: searching('忘') })).toBe(
      'nothing in the history has "忘"',
    )
    // Found first, and then no more.
    expect(hintOf({ ...start('en'), editor: searching('gra', 'x') })).toBe(
      'nothing in the history has "grax"',
    )
  })

  test('says what runs, what waits, and how to leave', () => {
    const state = start('en')
    expect(hintOf({ ...state, running: 'train 5', queue: ['show'] })).toBe(
      'train 5 … · Ctrl-C stops it · 1 line waits',
    )
    expect(hintOf({ ...state, leaving: true })).toBe('Ctrl-D leaves')
    const long = add(state, () => Array.from({ length: 30 }, () => []), { begins: true })
    expect(hintOf({ ...long, running: 'train 5' })).toMatch(
      / · Ctrl-C stops it · ↓ \d+ more lines, PgDn$/,
    )
    expect(hintOf({ ...long, trace: walk })).toMatch(
      /^↓ \d+ more lines, PgDn · ←→ time step · ↑↓ unit · n next cue/,
    )
    expect(hintOf({ ...long, suggestions: ['show'] })).toMatch(
      /^↓ \d+ more lines, PgDn · Tab puts in/,
    )
    // What does not fit is left out whole.
    expect(hintOf(state, 40)).toBe('Tab completes · help · Ctrl-D leaves')
    expect(hintOf({ ...state, running: LONG, queue: ['show'] })).toMatch(
      /… · Ctrl-C stops it · 1 line waits$/,
    )
  })
})

test('the mark of a complaint stands under the place, also behind wide characters', () => {
  const typed = '夹住 遗忘门 1'
  const draw = errorLineOf(typed, { sentence: () => 'no', column: typed.indexOf('遗') + 1 }, 'none')
  expect(draw({ width: 80, text: textIn('en') }).map(words)).toEqual([
    `${' '.repeat(2 + 5)}^`,
    'no',
  ])
  // Beyond the edge it stands at the edge, where the line is cut.
  const far = errorLineOf('忘'.repeat(60), { sentence: () => 'no', column: 60 }, 'none')
  expect(far({ width: 80, text: textIn('en') }).map(words)[0]).toBe(`${' '.repeat(79)}^`)
  const nowhere = errorLineOf(typed, { sentence: () => 'no', column: null }, 'none')
  expect(nowhere({ width: 80, text: textIn('en') }).map(words)).toEqual(['no'])
})
