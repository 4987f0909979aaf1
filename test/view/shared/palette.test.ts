/**
 * The palette, seen by eyes without one kind of cone and on both shades of background. Simulated by
 * Machado, Oliveira & Fernandes 2009 (IEEE TVCG 15, severity 1.0, in linear RGB); differences as
 * CIE 1976 ΔE, contrast as WCAG 2.1 has it.
 */
import { describe, expect, it } from 'vitest'
import { DARK_PAPER } from '../../../src/view/report/style.ts'
import { type Colors, hueOf, INK, RAMPS, rampOf } from '../../../src/view/shared/palette.ts'
import { PAPER } from '../../../src/view/svg/document.ts'

type Triple = readonly [number, number, number]

const SIGHT: Readonly<Record<string, readonly Triple[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const linear = (hex: string): Triple =>
  [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as unknown as Triple

const times = (matrix: readonly Triple[], v: Triple): Triple =>
  matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Triple

const seenBy = (sight: string, hex: string): Triple =>
  times(SIGHT[sight], linear(hex)).map((part) =>
    Math.min(1, Math.max(0, part)),
  ) as unknown as Triple

/** From sRGB's primaries, and its white D65. */
const TO_XYZ: readonly Triple[] = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
]
const WHITE: Triple = [0.95047, 1, 1.08883]

function lab(rgb: Triple): Triple {
  const [x, y, z] = times(TO_XYZ, rgb).map((part, n) => {
    const t = part / WHITE[n]
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116
  })
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

const difference = (a: Triple, b: Triple): number =>
  Math.hypot(...lab(a).map((part, n) => part - lab(b)[n]))

const luminance = (hex: string): number => times(TO_XYZ, linear(hex))[1]

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((one, other) => one - other)
  return (light + 0.05) / (dark + 0.05)
}

/** Of the 256 colours of xterm, those that a palette may name. */
function hexOf256(name: string): string {
  const n = Number(/^ansi256\((\d+)\)$/.exec(name)?.[1])
  const cube = [0, 95, 135, 175, 215, 255]
  const parts =
    n < 232
      ? [Math.floor((n - 16) / 36), Math.floor((n - 16) / 6) % 6, (n - 16) % 6].map((k) => cube[k])
      : new Array(3).fill(8 + 10 * (n - 232))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** What a terminal of 16 colours has, by xterm's defaults. */
const XTERM: Readonly<Record<string, string>> = {
  black: '#000000',
  red: '#cd0000',
  green: '#00cd00',
  yellow: '#cdcd00',
  blue: '#0000ee',
  magenta: '#cd00cd',
  cyan: '#00cdcd',
  white: '#e5e5e5',
  whiteBright: '#ffffff',
}

const hexOf = (name: string): string =>
  name.startsWith('#') ? name : (XTERM[name] ?? hexOf256(name))

const LINES = ['rnn', 'lstm', 'cell', 'belt', 'rest'] as const
const PAIRS = LINES.flatMap((a, n) => LINES.slice(n + 1).map((b) => [a, b] as const))

it('the simulation tells red from green by normal eyes alone, and knows white and black', () => {
  const apart = (sight: string) => difference(seenBy(sight, '#c04000'), seenBy(sight, '#5a7a00'))
  expect(apart('deuteranopia')).toBeLessThan(apart('normal') / 3)
  for (const sight of Object.keys(SIGHT))
    expect(difference(seenBy(sight, '#ffffff'), [1, 1, 1])).toBeLessThan(0.5)
  expect(difference([0, 0, 0], [1, 1, 1])).toBeCloseTo(100, 4)
  expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 4)
})

describe.each(Object.keys(SIGHT))('with %s', (sight) => {
  it.each(PAIRS)('%s and %s are told apart', (a, b) => {
    const [one, other] = [a, b].map((name) => seenBy(sight, INK[name]))
    expect(difference(one, other)).toBeGreaterThan(25)
  })

  it('cells and paths are told apart among 256 colours', () => {
    for (const [a, b] of PAIRS) {
      const [one, other] = [a, b].map((name) => seenBy(sight, hexOf(hueOf(name, '256') ?? '')))
      expect(difference(one, other), `${a} ${b}`).toBeGreaterThan(20)
    }
  })

  it.each(RAMPS)('%s rises or falls in lightness', (name) => {
    const ramp = rampOf(name, 'truecolor') ?? []
    const lightness = ramp.map((hex) => lab(seenBy(sight, hex))[0])
    const steps = lightness.slice(1).map((one, n) => one - lightness[n])
    if (name === 'signed') {
      // Lightest in the middle, and its ends differ in hue.
      const middle = lightness.indexOf(Math.max(...lightness))
      expect(Math.abs(middle - (ramp.length - 1) / 2)).toBeLessThanOrEqual(1)
      steps.forEach((step, n) => {
        expect(Math.sign(step)).toBe(n < middle ? 1 : -1)
      })
      const [low, high] = [ramp[0], ramp[ramp.length - 1]].map((hex) => seenBy(sight, hex))
      expect(difference(low, high)).toBeGreaterThan(25)
    } else {
      for (const step of steps) expect(step).toBeGreaterThan(0)
      expect(lightness[ramp.length - 1] - lightness[0]).toBeGreaterThan(70)
    }
  })
})

it.each(['probability', 'log'] as const)('%s has rising lightness of 16 colours', (name) => {
  const ramp = [...new Set(rampOf(name, '16') ?? [])]
  expect(ramp.length).toBeGreaterThanOrEqual(6)
  const lightness = ramp.map((one) => lab(linear(hexOf(one)))[0])
  expect(lightness).toEqual(lightness.toSorted((a, b) => a - b))
})

it('the maps of different quantities do not look alike', () => {
  const at = (name: (typeof RAMPS)[number], part: number) =>
    linear((rampOf(name, 'truecolor') ?? [])[Math.round(part * 47)])
  const part = [0.3, 0.4, 0.5, 0.6, 0.7]
  for (const [a, b] of [
    ['probability', 'log'],
    ['probability', 'signed'],
    ['log', 'signed'],
  ] as const)
    expect(Math.min(...part.map((p) => difference(at(a, p), at(b, p))))).toBeGreaterThan(25)
})

describe.each([
  ['white paper', PAPER],
  ['a dark page', DARK_PAPER],
  ['a black terminal', '#000000'],
])('on %s', (_, background) => {
  it.each(Object.keys(INK) as (keyof typeof INK)[])('%s has a contrast of 3 or more', (name) => {
    expect(contrast(INK[name], background)).toBeGreaterThanOrEqual(3)
  })

  it('so have the hues of a terminal with 256 colours', () => {
    for (const name of [...LINES, 'mark'] as const)
      expect(
        contrast(hexOf(hueOf(name, '256') ?? ''), background),
        `${name} ${hueOf(name, '256')}`,
      ).toBeGreaterThanOrEqual(3)
  })
})

it('there are none where colours are not wanted', () => {
  const none: Colors = 'none'
  for (const name of LINES) expect(hueOf(name, none)).toBeUndefined()
  for (const name of RAMPS) expect(rampOf(name, none)).toBeNull()
})
