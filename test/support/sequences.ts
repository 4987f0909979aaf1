/**
 * What terminals send, and what nobody should: sequences of keys from terminfo, replies, reports,
 * and seeded nonsense.
 */
import { readFileSync } from 'node:fs'

interface Table {
  readonly source: string
  readonly terminals: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const table = JSON.parse(
  readFileSync(new URL('../fixtures/terminfo-keys.json', import.meta.url), 'utf8'),
) as Table

/** Every sequence of terminfo's keys, with its terminal and its name there. */
export const TERMINFO: readonly (readonly [name: string, bytes: Buffer])[] = Object.entries(
  table.terminals,
).flatMap(([terminal, keys]) =>
  Object.entries(keys).map(([name, keys]) => [`${terminal} ${name}`, Buffer.from(keys)] as const),
)

const ESC = '\u001b'

/** What is no key, and none of which may be typed or pressed. */
export const NO_KEYS: readonly string[] = [
  // Focus comes and goes.
  `${ESC}[I`,
  `${ESC}[O`,
  // The mouse: SGR, urxvt, X10 with every kind of third character.
  `${ESC}[<0;10;20M`,
  `${ESC}[<0;10;20m`,
  `${ESC}[<35;300;200M`,
  `${ESC}[32;10;20M`,
  `${ESC}[M !!`,
  `${ESC}[Mq\u007f~`,
  `${ESC}[M\u00a0\u00c3\u00b4`,
  // Answers: attributes, status, place of the cursor, modes, colours, version, kitty's flags,
  // title, settings.
  `${ESC}[?62;1;6c`,
  `${ESC}[>41;354;0c`,
  `${ESC}[0n`,
  `${ESC}[12;40R`,
  `${ESC}[?12;40R`,
  `${ESC}[?2026;2$y`,
  `${ESC}[?1u`,
  `${ESC}[8;24;80t`,
  `${ESC}]11;rgb:1e1e/1e1e/1e1e${ESC}\\`,
  `${ESC}]11;rgb:1e1e/1e1e/1e1e\u0007`,
  `${ESC}]52;c;cXVpdA==\u0007`,
  `${ESC}]l quit ${ESC}\\`,
  `${ESC}P>|xterm(390)${ESC}\\`,
  `${ESC}P1$r0 q${ESC}\\`,
  `${ESC}P!|00000000${ESC}\\`,
  `${ESC}_Gi=31;OK${ESC}\\`,
  `${ESC}^private${ESC}\\`,
  `${ESC}Xstart${ESC}\\`,
  // The same as C1 controls, in UTF-8.
  '\u009b?62;1c',
  '\u009d0;a title\u009c',
  '\u0090>|name\u009c',
  '\u009b<0;1;1M',
  // Pictures of text: colours, sets of characters, links, modes.
  `${ESC}[1;31m`,
  `${ESC}[38;5;196m`,
  `${ESC}[38:2::1:2:3m`,
  `${ESC}[0m`,
  `${ESC}[K`,
  `${ESC}[2J`,
  `${ESC}[?25l`,
  `${ESC}[?1049h`,
  `${ESC}[4 q`,
  `${ESC}[!p`,
  `${ESC}(B`,
  `${ESC}#8`,
  `${ESC}%G`,
  `${ESC}]8;;https://example.org/q${ESC}\\`,
  // Keys that are let go, keys without text, more parameters than anybody has.
  `${ESC}[113;1:3u`,
  `${ESC}[57441;2u`,
  `${ESC}[57358u`,
  `${ESC}[0u`,
  `${ESC}[1114112u`,
  `${ESC}[55296u`,
  `${ESC}[27;1;0~`,
  `${ESC}[999~`,
  `${ESC}[${'1;'.repeat(200)}1~`,
  `${ESC}[[Z`,
  `${ESC}]0;${'long '.repeat(400)}\u0007`,
]

/** Seeded numbers from 0 to below 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A sequence of nonsense: of a known shape with unknown parts, cut off, or any bytes at all. It may
 * well be a key, but holds no text, so that nothing of it is to be typed; `bytes` may be anything.
 */
export function nonsense(random: () => number): {
  readonly kind: 'sequence' | 'bytes'
  readonly data: Buffer
} {
  const upTo = (n: number) => Math.floor(random() * n)
  const some = (n: number, one: () => string) => Array.from({ length: upTo(n) }, one).join('')
  const from = (low: number, high: number) => () => String.fromCharCode(low + upTo(high - low + 1))
  const introducer = [
    '\u001b[',
    '\u001bO',
    '\u001b[?',
    '\u001b[<',
    '\u001b[>',
    '\u009b',
    '\u001b\u001b[',
  ][upTo(7)]
  switch (upTo(5)) {
    case 0:
    case 1:
      if (introducer === '\u001bO') return sequence(`${introducer}${from(0x40, 0x7e)()}`)
      return sequence(
        introducer + some(6, from(0x30, 0x3b)) + some(2, from(0x20, 0x2f)) + from(0x40, 0x7e)(),
      )
    case 2:
      return sequence(
        `\u001b${'P]_^X'[upTo(5)]}${some(20, from(0x20, 0x7e))}` +
          (random() < 0.5 ? '\u0007' : '\u001b\\'),
      )
    case 3:
      return sequence(`\u001b${from(0x20, 0x2f)()}${from(0x30, 0x7e)()}`)
    default:
      return { kind: 'bytes', data: Buffer.from(Array.from({ length: upTo(12) }, () => upTo(256))) }
  }
}

const sequence = (text: string) => ({ kind: 'sequence' as const, data: Buffer.from(text) })
