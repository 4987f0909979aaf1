import { describe, expect, test } from 'vitest'
import {
  type Edit,
  type EditName,
  type Editor,
  edit,
  emptyEditor,
  entered,
} from '../../../src/ui/lab/editor.ts'

/** A line with the cursor as `|`. */
const at = (marked: string, history: readonly string[] = []): Editor => ({
  ...emptyEditor(history),
  text: marked.replace('|', ''),
  cursor: marked.indexOf('|'),
})
const shown = ({ text, cursor }: Editor) => `${text.slice(0, cursor)}|${text.slice(cursor)}`
const insert = (text: string): Edit => ({ type: 'insert', text })

/** After these edits, one after another; a word with a space before it is typed. */
const edited = (editor: Editor, ...changes: (EditName | ` ${string}`)[]): Editor =>
  changes.reduce(
    (now, change) =>
      edit(now, change.startsWith(' ') ? insert(change.slice(1)) : { type: change as EditName }),
    editor,
  )

const FAMILY = '👨‍👩‍👧'
const FLAG = '🇨🇳'
const ACCENT = 'e\u0301\u0323'
const HANGUL = '\u1112\u1161\u11ab'

describe('what a reader takes for one character', () => {
  test.each([
    ['a letter', 'x'],
    ['a Chinese character', '忘'],
    ['a character beyond the first plane', '𠮷'],
    ['a family joined by ZWJ', FAMILY],
    ['a flag', FLAG],
    ['a skin tone', '👍🏽'],
    ['a letter with two marks', ACCENT],
    ['a syllable in parts', HANGUL],
  ])('%s is stepped over and taken away as a whole', (_, one) => {
    expect(shown(edited(at(`a${one}|b`), 'left'))).toBe(`a|${one}b`)
    expect(shown(edited(at(`a|${one}b`), 'right'))).toBe(`a${one}|b`)
    expect(shown(edited(at(`a${one}|b`), 'backspace'))).toBe('a|b')
    expect(shown(edited(at(`a|${one}b`), 'delete'))).toBe('a|b')
    expect(shown(edited(at(`${one}${one}|`), 'left', 'left', 'left'))).toBe(`|${one}${one}`)
    expect(shown(edited(at(`|${one}${one}`), 'right', 'right', 'right'))).toBe(`${one}${one}|`)
  })

  test('a mark that comes after its letter joins it', () => {
    expect(shown(edited(at('e|x'), ' \u0301'))).toBe('e\u0301|x')
    expect(shown(edited(at('e|x'), ' \u0301', 'backspace'))).toBe('|x')
  })

  test('a cursor inside one gets out of it on both sides', () => {
    const inside: Editor = { ...emptyEditor(), text: `a${FAMILY}b`, cursor: 3 }
    expect(shown(edited(inside, 'left'))).toBe(`a|${FAMILY}b`)
    expect(shown(edited(inside, 'right'))).toBe(`a${FAMILY}|b`)
  })
})

describe('typing', () => {
  test('goes in where the cursor is', () => {
    expect(shown(edited(at('训练|步'), ' 十', ' 二'))).toBe('训练十二|步')
    expect(shown(edit(at('clamp f| --unit 3'), { type: 'replace', from: 0, text: '忘' }))).toBe(
      '忘| --unit 3',
    )
    expect(shown(edit(at('tra|in'), { type: 'set', text: 'walk' }))).toBe('walk|')
  })

  test('home and end', () => {
    expect(shown(edited(at('训|练'), 'end'))).toBe('训练|')
    expect(shown(edited(at('训|练'), 'home'))).toBe('|训练')
  })

  test('nothing happens at the ends', () => {
    const start = at('|ab')
    for (const name of [
      'left',
      'word-left',
      'backspace',
      'cut-word-left',
      'cut-blank-left',
      'cut-to-start',
    ] as const) {
      expect(edited(start, name)).toEqual(start)
    }
    const end = at('ab|')
    for (const name of ['right', 'word-right', 'delete', 'cut-word-right', 'cut-to-end'] as const) {
      expect(edited(end, name)).toEqual(end)
    }
  })
})

describe('words', () => {
  test.each([
    [
      'set forget-bias chro|',
      ['set forget-bias |chro', 'set forget-|bias chro', 'set |forget-bias chro'],
    ],
    ['导出 权重  |', ['导出 |权重  ', '|导出 权重  ']],
    [`a ${FAMILY} b|`, [`a ${FAMILY} |b`, `|a ${FAMILY} b`]],
    [`caf${ACCENT} ol${ACCENT}|`, [`caf${ACCENT} |ol${ACCENT}`, `|caf${ACCENT} ol${ACCENT}`]],
  ])('to the left of %s', (start, stops) => {
    let editor = at(start)
    for (const stop of stops) {
      editor = edited(editor, 'word-left')
      expect(shown(editor)).toBe(stop)
    }
  })

  test('to the right, to the ends of words', () => {
    const first = edited(at('|set  forget-bias 一二'), 'word-right')
    expect(shown(first)).toBe('set|  forget-bias 一二')
    expect(shown(edited(first, 'word-right'))).toBe('set  forget|-bias 一二')
    expect(shown(edited(first, 'word-right', 'word-right', 'word-right'))).toBe(
      'set  forget-bias 一二|',
    )
  })
})

describe('cutting and pasting', () => {
  test.each([
    ['cut-word-left', "save 'my net|.x'", "save 'my |.x'", 'net'],
    ['cut-blank-left', "save 'my/net.js|'", "save |'", "'my/net.js"],
    ['cut-blank-left', '导出　权重  |x', '导出　|x', '权重  '],
    ['cut-word-right', 'train| 60 steps', 'train| steps', ' 60'],
    ['cut-to-start', '训练 6|0', '|0', '训练 6'],
    ['cut-to-end', '训练 |60', '训练 |', '60'],
  ] as const)('%s of %s', (name, start, left, cut) => {
    const editor = edited(at(start), name)
    expect(shown(editor)).toBe(left)
    expect(editor.cut).toBe(cut)
    expect(shown(edited(editor, 'paste'))).toBe(left.replace('|', `${cut}|`))
  })

  test('what was cut outlives a line, what was deleted is not kept', () => {
    const editor = edited(at('walk 25|'), 'cut-blank-left', 'backspace')
    expect(editor.cut).toBe('25')
    expect(shown(edited(entered(editor), 'paste'))).toBe('25|')
    expect(shown(edited(editor, 'clear', 'paste'))).toBe('25|')
  })
})

const PAST = ['task adding', 'train 60', 'gradient', 'train 200']

describe('history', () => {
  test('older lines, and back to what was being written', () => {
    const draft = at('cla|mp', PAST)
    const texts = (...names: EditName[]) => shown(edited(draft, ...names))
    expect(texts('older')).toBe('train 200|')
    expect(texts('older', 'older')).toBe('gradient|')
    expect(texts('older', 'older', 'newer')).toBe('train 200|')
    expect(texts('older', 'older', 'newer', 'newer')).toBe('clamp|')
    expect(texts('newer')).toBe('cla|mp')
    expect(texts('older', 'older', 'older', 'older', 'older')).toBe('task adding|')
  })

  test('the draft survives a look back more than once', () => {
    const looked = edited(at('草稿|', PAST), 'older', 'older', 'newer', 'newer')
    expect(shown(edited(looked, 'older', 'newer'))).toBe('草稿|')
  })

  test('an old line that is edited becomes a new one', () => {
    const editor = edited(at('|', PAST), 'older', 'older', ' s')
    expect(shown(editor)).toBe('gradients|')
    expect(entered(editor).history).toEqual([...PAST, 'gradients'])
    expect(editor.history).toEqual(PAST)
  })

  test('takes up what was entered, but no blank line and none twice in a row', () => {
    expect(entered(at('show|', PAST))).toEqual(emptyEditor([...PAST, 'show']))
    expect(entered(at('  |', PAST)).history).toEqual(PAST)
    expect(entered(at('train 200|', PAST)).history).toEqual(PAST)
    expect(entered(at('train 60|', PAST)).history).toEqual([...PAST, 'train 60'])
  })

  test('with nothing in it, the keys do nothing', () => {
    expect(shown(edited(at('a|'), 'older', 'newer'))).toBe('a|')
  })
})

describe('reverse search', () => {
  test('finds the newest line, and older ones at a further press', () => {
    const first = edited(at('x|', PAST), 'search', ' tra')
    expect(shown(first)).toBe('tra|in 200')
    const second = edited(first, 'search')
    expect(shown(second)).toBe('tra|in 60')
    // No older one: it stays.
    expect(shown(edited(second, 'search'))).toBe('tra|in 60')
    expect(second.search).toEqual({ query: 'tra', at: 1 })
  })

  test('a longer query goes on from where it is, a shorter one from the newest', () => {
    const older = edited(at('|', PAST), 'search', ' t', 'search', ' r', ' a', ' in 6')
    expect(shown(older)).toBe('train 6|0')
    expect(shown(edited(older, 'backspace'))).toBe('train |200')
  })

  test('what is nowhere leaves the line as it was', () => {
    const lost = edited(at('x|', PAST), 'search', ' 忘')
    expect(shown(lost)).toBe('x|')
    expect(lost.search).toEqual({ query: '忘', at: null })
    expect(shown(edited(lost, 'backspace', ' grad'))).toBe('grad|ient')
  })

  test('backspace takes a whole character of the query', () => {
    expect(edited(at('|', PAST), 'search', ` a${FAMILY}`, 'backspace').search?.query).toBe('a')
  })

  test('any other key takes the line over and acts on it', () => {
    expect(shown(edited(at('|', PAST), 'search', ' gra', 'end', ' s'))).toBe('gradients|')
    const kept = edited(at('|', PAST), 'search', ' gra', 'search-end')
    expect([shown(kept), kept.search]).toEqual(['gra|dient', null])
  })

  test('left by Ctrl-G it is as before, and so is the way through the history', () => {
    const left = edited(at('草稿|', PAST), 'search', ' task', 'clear')
    expect([shown(left), left.search]).toEqual(['草稿|', null])
    expect(shown(edited(left, 'older'))).toBe('train 200|')
    expect(shown(edited(left, 'older', 'newer'))).toBe('草稿|')
  })
})
