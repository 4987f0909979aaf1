/**
 * The colours of all pictures, each with its meaning: a hue for each cell and path, a colour map
 * for each kind of quantity; the same in terminals of every kind, drawings and pages.
 */
import type { Cell } from '../../engine/types.ts'

/** How many colours there are to draw with. */
export type Colors = 'truecolor' | '256' | '16' | 'none'

/**
 * A colour map for each kind of quantity, from low to high: what lies between 0 and 1, what has a
 * sign, magnitudes on a log scale.
 */
export type RampName = (typeof RAMPS)[number]
export const RAMPS = ['probability', 'signed', 'log'] as const

/** As a ramp of this many colours. */
export const LEVELS = 48

type Rgb = readonly [number, number, number]

/**
 * Magma without its black, and viridis (both van der Walt & Smith 2015): lightness rises evenly, so
 * they read without any hue. RdBu (Brewer): lightest at zero, blue below it.
 */
const STOPS: Readonly<Record<RampName, readonly string[]>> = {
  probability: [
    '#180f3d',
    '#440f76',
    '#721f81',
    '#9e2f7f',
    '#cd4071',
    '#f1605d',
    '#fd9668',
    '#feca8d',
    '#fcfdbf',
  ],
  log: [
    '#440154',
    '#482878',
    '#3e4989',
    '#31688e',
    '#26828e',
    '#1f9e89',
    '#35b779',
    '#6ece58',
    '#b5de2b',
    '#fde725',
  ],
  signed: [
    '#2166ac',
    '#4393c3',
    '#92c5de',
    '#d1e5f0',
    '#f7f7f7',
    '#fddbc7',
    '#f4a582',
    '#d6604d',
    '#b2182b',
  ],
}

const NAMED: Readonly<Record<RampName, readonly string[]>> = {
  probability: ['black', 'blue', 'red', 'magenta', 'yellow', 'whiteBright'],
  log: ['black', 'blue', 'green', 'cyan', 'yellow', 'whiteBright'],
  signed: ['blue', 'cyan', 'white', 'yellow', 'red'],
}

const rgbOf = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb

const hexOf = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

function between(stops: readonly string[], part: number): Rgb {
  const place = Math.min(1, Math.max(0, part)) * (stops.length - 1)
  const first = Math.min(stops.length - 2, Math.floor(place))
  const [a, b] = [rgbOf(stops[first]), rgbOf(stops[first + 1])]
  return a.map((from, k) => from + (b[k] - from) * (place - first)) as unknown as Rgb
}

/** The colour of a ramp at 0..1, as #rrggbb. */
export const rampHex = (name: RampName, part: number): string => hexOf(between(STOPS[name], part))

/** The steps of the 6×6×6 cube of the 256 colours. */
const CUBE = [0, 95, 135, 175, 215, 255]

/**
 * The nearest of the 240 colours of which every terminal with 256 has the same: the cube and the
 * greys.
 */
function nearest256(rgb: Rgb): string {
  const place = rgb.map((part) => nearestIndex(CUBE, part))
  const cube = place.map((at) => CUBE[at]) as unknown as Rgb
  const level = Math.min(23, Math.max(0, Math.round((rgb[0] + rgb[1] + rgb[2]) / 30 - 0.8)))
  const grey = 8 + 10 * level
  const closer = distance(rgb, [grey, grey, grey]) < distance(rgb, cube)
  return `ansi256(${closer ? 232 + level : 16 + 36 * place[0] + 6 * place[1] + place[2]})`
}

const nearestIndex = (values: readonly number[], value: number): number =>
  values.reduce(
    (best, one, index) => (Math.abs(one - value) < Math.abs(values[best] - value) ? index : best),
    0,
  )

const distance = (a: Rgb, b: Rgb): number => a.reduce((sum, part, k) => sum + (part - b[k]) ** 2, 0)

const ramps = new Map<string, readonly string[]>()

/** The {@link LEVELS} colours of a ramp, from low to high; null where there is no colour. */
export function rampOf(name: RampName, colors: Colors): readonly string[] | null {
  if (colors === 'none') return null
  const key = `${name} ${colors}`
  const known = ramps.get(key)
  if (known) return known
  const ramp = Array.from({ length: LEVELS }, (_, level) => {
    const part = level / (LEVELS - 1)
    if (colors === '16')
      return NAMED[name][Math.min(NAMED[name].length - 1, Math.floor(part * NAMED[name].length))]
    const rgb = between(STOPS[name], part)
    return colors === '256' ? nearest256(rgb) : hexOf(rgb)
  })
  ramps.set(key, ramp)
  return ramp
}

/** What has a colour of its own: a cell, a path of ∂L/∂c, what is pointed out, and all the rest. */
export type HueName = Cell | 'cell' | 'belt' | 'rest' | 'mark' | 'quiet'

/**
 * Hues of lines and bars, the same in terminals, drawings and pages, whatever the background: each
 * has a contrast of 3 or more with white and with a dark page, and any two of the first five are
 * told apart without red, green or blue cones (test/view/shared/palette.test.ts). Lines differ in
 * their strokes, too.
 */
export const INK: Readonly<Record<HueName, string>> = {
  rnn: '#e17718',
  lstm: '#3a9bca',
  cell: '#7c47f6',
  belt: '#4d7136',
  rest: '#a54872',
  mark: '#c0392b',
  quiet: '#777777',
}

/** The nearest of 256 that keep all this. */
const OF_256: Readonly<Record<Exclude<HueName, 'quiet'>, number>> = {
  rnn: 137,
  lstm: 33,
  cell: 61,
  belt: 28,
  rest: 168,
  mark: 160,
}

/** Where there are 16, the terminal's own choice of them; `quiet` is dim text there. */
const OF_16: Readonly<Record<Exclude<HueName, 'quiet'>, string>> = {
  rnn: 'yellow',
  lstm: 'cyan',
  cell: 'blueBright',
  belt: 'green',
  rest: 'magenta',
  mark: 'red',
}

export function hueOf(name: keyof typeof OF_16, colors: Colors): string | undefined {
  if (colors === 'none') return undefined
  if (colors === '16') return OF_16[name]
  return colors === '256' ? `ansi256(${OF_256[name]})` : INK[name]
}

export const styleOf = (cell: Cell, colors: Colors): string | undefined => hueOf(cell, colors)

/** Of ∂L/∂c, its belt and its rest. */
export const pathHue = (part: 'cell' | 'belt' | 'rest', colors: Colors): string | undefined =>
  hueOf(part, colors)
