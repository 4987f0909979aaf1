/** Keys from bytes, against terminfo's own tables, whatever way the bytes are cut. */
import { describe, expect, it, test } from 'vitest'
import { type Key, KeyDecoder } from '../../../src/ui/shared/key-decoder.ts'
import { NO_KEYS, nonsense, seeded, TERMINFO } from '../../support/sequences.ts'

function decoded(...pieces: readonly Uint8Array[]): Key[] {
  const decoder = new KeyDecoder()
  return [...pieces.flatMap((piece) => decoder.push(piece)), ...decoder.flush()]
}
const keysOf = (text: string) => decoded(Buffer.from(text))
const typed = (keys: readonly Key[]) => keys.map(({ text }) => text).join('')
const bytewise = (bytes: Uint8Array) => Array.from(bytes, (byte) => Uint8Array.of(byte))

describe('the keys of terminfo', () => {
  const NAMES: Readonly<Record<string, string>> = {
    kcuu1: 'up',
    kcud1: 'down',
    kcub1: 'left',
    kcuf1: 'right',
    kUP: 'up',
    kDN: 'down',
    kLFT: 'left',
    kRIT: 'right',
    kind: 'down',
    kri: 'up',
    khome: 'home',
    kHOM: 'home',
    kend: 'end',
    kEND: 'end',
    kich1: 'insert',
    kIC: 'insert',
    kdch1: 'delete',
    kDC: 'delete',
    kpp: 'pageup',
    kPRV: 'pageup',
    knp: 'pagedown',
    kNXT: 'pagedown',
    kcbt: 'tab',
    kent: 'return',
    kbs: 'backspace',
  }
  it.each(TERMINFO)('%s', (name, bytes) => {
    const capability = name.split(' ')[1]
    const keys = decoded(bytes)
    // The start of a mouse's report alone is none.
    if (capability === 'kmous') return expect(keys).toEqual([])
    const base = NAMES[capability.replace(/\d$/, '')] ?? NAMES[capability]
    if (base) expect(keys).toMatchObject([{ name: base, text: '' }])
    // Where a terminal has no key of its own for it, F13 is F1 with Shift.
    else if (/^kf\d+$/.test(capability))
      expect(keys).toMatchObject([{ name: expect.stringMatching(/^f\d+$/), text: '' }])
    else expect(keys.length).toBeLessThanOrEqual(1)
    const modifiers = Number(
      /^k(?:DC|DN|END|HOM|IC|LFT|NXT|PRV|RIT|UP)(\d)$/.exec(capability)?.[1] ?? 0,
    )
    if (modifiers > 0 && name.startsWith('xterm ')) {
      const bits = modifiers - 1
      const [shift, meta, ctrl] = [1, 2, 4].map((bit) => (bits & bit) !== 0)
      expect(keys).toMatchObject([{ shift, meta, ctrl }])
    }
    expect(decoded(...bytewise(bytes))).toEqual(keys)
  })
})

test.each(NO_KEYS)('%j is no key, and nothing of it is typed', (sequence) => {
  const bytes = Buffer.from(sequence)
  expect(decoded(bytes)).toEqual([])
  // What follows it is.
  for (const pieces of [[Buffer.from(`${sequence}a`)], bytewise(Buffer.from(`${sequence}a`))]) {
    expect(decoded(...pieces)).toMatchObject([{ text: 'a' }])
  }
  expect(typed(keysOf(`\u001b[200~a${sequence}b\u001b[201~`))).toBe('ab')
})

test('5,000 random sequences: nothing throws, none becomes text, and cuts change nothing', () => {
  const random = seeded(11)
  for (let n = 0; n < 5_000; n++) {
    const { kind, data } = nonsense(random)
    const whole = decoded(data)
    expect(decoded(...bytewise(data)), data.toString('hex')).toEqual(whole)
    const cut = Math.floor(random() * (data.length + 1))
    expect(decoded(data.subarray(0, cut), data.subarray(cut)), data.toString('hex')).toEqual(whole)
    for (const { text, name } of whole) {
      expect(`${text}${name}`).not.toMatch(
        /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
      )
    }
    // The keypad's and kitty's characters are keys that type; one character each.
    if (kind === 'sequence')
      expect([...typed(whole)].length, data.toString('latin1')).toBeLessThanOrEqual(1)
    // Behind whatever it was, once nothing more came, keys are keys again.
    const decoder = new KeyDecoder()
    decoder.push(data)
    while (decoder.waiting !== null) decoder.flush()
    expect(decoder.push(Buffer.from('\u0003'))).toMatchObject([{ name: 'c', ctrl: true }])
  }
})

test('one stream of all of them at once, in pieces of any size', () => {
  const random = seeded(12)
  const stream = Buffer.concat(Array.from({ length: 2_000 }, () => nonsense(random).data))
  const pieces: Uint8Array[] = []
  for (let at = 0; at < stream.length; ) {
    const size = 1 + Math.floor(random() * 50)
    pieces.push(stream.subarray(at, at + size))
    at += size
  }
  expect(decoded(...pieces)).toEqual(decoded(stream))
})

describe('single keys', () => {
  const key = (name: string, more: Partial<Key> = {}) => ({
    text: '',
    name,
    ctrl: false,
    meta: false,
    shift: false,
    ...more,
  })
  test.each<[string, Key[]]>([
    ['\u001b', [key('escape')]],
    ['\u001b\u001b', [key('escape'), key('escape')]],
    ['\u001bb', [key('b', { meta: true })]],
    ['\u001b\u007f', [key('backspace', { meta: true })]],
    ['\u001b[', [key('', { meta: true })]],
    ['\u001b\u001b[D', [key('left', { meta: true })]],
    ['\u001b[Z', [key('tab', { shift: true })]],
    ['\u001b[1;5P', [key('f1', { ctrl: true })]],
    ['\u001b[3^', [key('delete', { ctrl: true })]],
    ['\u001b[3$', [key('delete', { shift: true })]],
    ['\u001b[d', [key('left', { shift: true })]],
    ['\u001b[[A', [key('f1')]],
    ['\u001bOM', [key('return')]],
    ['\u001bOp', [key('0', { text: '0' })]],
    ['\u009bA', [key('up')]],
    ['\u001b[97;5u', [key('a', { ctrl: true })]],
    ['\u001b[97;2u', [key('a', { text: 'A', shift: true })]],
    ['\u001b[97:65;2;65u', [key('a', { text: 'A', shift: true })]],
    ['\u001b[228u', [key('', { text: 'ä' })]],
    ['\u001b[27u', [key('escape')]],
    ['\u001b[27;2;13~', [key('return', { shift: true })]],
    ['A', [key('a', { text: 'A', shift: true })]],
    ['中', [key('', { text: '中' })]],
    ['😀', [key('', { text: '😀' })]],
    ['\u0001', [key('a', { ctrl: true })]],
    ['\u0000', [key('@', { ctrl: true })]],
  ])('%j', (bytes, keys) => expect(keysOf(bytes)).toMatchObject(keys))

  test('one-byte C1 controls are what they are in 7 bits; other stray bytes are nothing', () => {
    expect(decoded(Uint8Array.of(0x9b, 0x41))).toMatchObject([{ name: 'up' }])
    expect(decoded(Uint8Array.of(0x9d, 0x30, 0x3b, 0x71, 0x9c, 0x61))).toMatchObject([
      { text: 'a' },
    ])
    // Overlong, surrogates, beyond Unicode, a start without its rest.
    for (const wrong of ['c0af', 'e080af', 'eda080', 'edbfbf', 'f4908080', 'f8', 'ff', 'e4b8']) {
      expect(typed(decoded(Buffer.from(`${wrong}61`, 'hex'))), wrong).toBe('a')
    }
  })

  test('what nobody sees is not typed', () => {
    expect(typed(keysOf('a\u202eb\u200bc\u061cd\u2028e\ufefff\u{e0041}g\u0085h'))).toBe('abcdefgh')
  })
})

describe('pastes', () => {
  test('in a paste there are text, tabs and line ends, and nothing acts', () => {
    const keys = keysOf(
      '\u001b[200~q\u0003\t\u001b[31mred\u001b[0m\r\u001bq\u001b[A\u001b[200~x\u001b[201~y',
    )
    expect(keys.map(({ name, text }) => (text === '' ? name : text)).join(' ')).toBe(
      'paste-start q tab r e d return x paste-end y',
    )
  })

  test('a sequence in a paste that never ends does not take the end of the paste with it', () => {
    for (const open of [
      '\u001b]0;title',
      '\u001bPdata',
      '\u001b[12;',
      '\u001b[M',
      '\u001b',
      '\u001b(',
      '\u001bO',
      '\u009d',
    ]) {
      const keys = keysOf(`\u001b[200~a${open}\u001b[201~\u0003`)
      expect(
        keys.map(({ name }) => name),
        JSON.stringify(open),
      ).toEqual(['paste-start', 'a', 'paste-end', 'c'])
    }
  })

  test('a paste whose end was lost is over when nothing more comes', () => {
    const decoder = new KeyDecoder()
    expect(decoder.push(Buffer.from('\u001b[200~abc')).map(({ name }) => name)).toEqual([
      'paste-start',
      'a',
      'b',
      'c',
    ])
    expect(decoder.waiting).toBe('paste')
    expect(decoder.flush().map(({ name }) => name)).toEqual(['paste-end'])
    expect(decoder.push(Buffer.from('\u001b[201~q')).map(({ name }) => name)).toEqual(['q'])
  })
})

test('whatever never ends is held to a bound, and Ctrl-C goes through', () => {
  for (const open of ['\u001b]0;', '\u001bP', '\u009d', '\u001b[1;']) {
    const decoder = new KeyDecoder()
    decoder.push(Buffer.from(open))
    for (let n = 0; n < 300; n++) expect(decoder.push(Buffer.from('1;2'.repeat(300)))).toEqual([])
    expect(decoder.push(Buffer.from('\u0003'))).toMatchObject([{ name: 'c', ctrl: true }])
  }
})
