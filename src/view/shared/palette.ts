/**
 * Colours of pictures, for terminals of every kind: ramps for heat strips, hues for the lines of
 * charts.
 */
import type { Cell } from '../../engine/types.ts'

/** How many colours there are to draw with. */
export type Colors = 'truecolor' | '256' | '16' | 'none'

/** From low to high: `sequential` for values from 0 up, `diverging` for values around 0. */
export type RampName = 'sequential' | 'diverging'

/** As a ramp of this many colours. */
export const LEVELS = 48

type Rgb = readonly [number, number, number]

/**
 * Viridis (van der Walt & Smith 2015) and RdBu (Brewer), both even in lightness; blue is below
 * zero.
 */
const STOPS: Readonly<Record<RampName, readonly string[]>> = {
  sequential: [
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
  diverging: [
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
  sequential: ['black', 'blue', 'green', 'cyan', 'yellow', 'whiteBright'],
  diverging: ['blue', 'cyan', 'white', 'yellow', 'red'],
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

/** The hues of the cells and of the parts of a profile, as the screen of a comparison has them. */
const HUES = {
  hidden: { rnn: 'yellow', lstm: 'cyan' },
  cell: 'blueBright',
  belt: 'green',
  rest: 'magenta',
} as const

export const styleOf = (cell: Cell, colors: Colors): string | undefined =>
  colors === 'none' ? undefined : HUES.hidden[cell]

/** Of ∂L/∂c, its belt and its rest. */
export const pathHue = (part: 'cell' | 'belt' | 'rest', colors: Colors): string | undefined =>
  colors === 'none' ? undefined : HUES[part]

/** The same hues on paper. */
export const INK: Readonly<Record<'rnn' | 'lstm' | 'cell' | 'belt' | 'rest' | 'quiet', string>> = {
  rnn: '#b58900',
  lstm: '#0087a5',
  cell: '#3465c4',
  belt: '#2e8b57',
  rest: '#a63a9b',
  quiet: '#777777',
}
