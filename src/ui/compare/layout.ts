/** Divides a frame that is one line shorter than the terminal. Pure. */

/** In fewer columns the screen uses words instead of pictures. */
export const MIN_COLUMNS = 80
export const MIN_ROWS = 24

export interface Layout {
  readonly columns: number
  /** Height of the frame: one line less than the terminal, since a full one would scroll. */
  readonly rows: number
  /** Width of one cell's column, and of the gap between two. */
  readonly column: number
  readonly gap: number
  /**
   * Lines of the two pictures, without legend and sentence; without the gradient's where the other
   * stands alone.
   */
  readonly gradient: number
  readonly curve: number
  /** Lines of the sentence under each. */
  readonly gradientWords: number
  readonly curveWords: number
  /** Empty lines between the parts, where the pictures have enough. */
  readonly air: number
  /**
   * Room for more words: a head over each column with its run's state, the depth of a profile, what
   * the signs mean, what was understood of a file.
   */
  readonly wordy: boolean
}

/** Lines taken by the title, by the legend over each of the two pictures, by progress and keys. */
const FIXED = 5
const GAP = 2
/** From so many rows on there is room for more words. */
const ROOMY = 30
/** With fewer lines a picture gets those that would stay empty. */
const ENOUGH = 12
/** The lower picture's part of the lines for pictures, and what it has at least. */
const LOWER = { part: { curves: 0.4, waterfall: 0.6, gates: 0.6 }, least: 4 }
/** What the profile above a waterfall or the gates has at least; else these stand alone. */
const LEAST_PROFILE = 8
const MOST_WORDS = { gradient: 4, curve: 3 }

/** The width of one of so many columns side by side. */
export const columnOf = (columns: number, cells: number): number =>
  Math.floor((columns - GAP * (cells - 1)) / cells)

export const isWordy = (rows: number): boolean => rows >= ROOMY

/** Lines that the sentences need, and further lines of words below the title. */
export interface WordLines {
  readonly gradient: number
  readonly curve: number
  readonly title: number
}

/**
 * The layout for a terminal of this size and so many cells side by side; null where there is no
 * room for pictures.
 */
export function layoutOf(
  columns: number,
  rows: number,
  cells: number,
  words: WordLines = { gradient: 2, curve: 2, title: 0 },
  lower: keyof typeof LOWER.part = 'curves',
): Layout | null {
  if (columns < MIN_COLUMNS || rows < MIN_ROWS) return null
  const frame = rows - 1
  const wordy = isWordy(rows)
  const most = wordy ? MOST_WORDS.gradient : 2
  const gradientWords = Math.min(most, words.gradient)
  const curveWords = Math.min(MOST_WORDS.curve, words.curve)
  // Heads and what the signs mean take a line each.
  const more = wordy ? 2 + words.title : 0
  const whole = frame - FIXED - curveWords - cells - more
  const free = whole - gradientWords
  // Blank lines go below the title, between the pictures, and above the list of runs.
  const air = lowerLines(free - 3, lower) >= ENOUGH ? 1 : 0
  const pictures = free - 3 * air
  const curve = lowerLines(pictures, lower)
  const size = { columns, rows: frame, column: columnOf(columns, cells), gap: GAP, wordy }
  if (lower !== 'curves' && pictures - curve < LEAST_PROFILE) {
    // The legend of the profile gives its line to the head, which is there in any case.
    const more = wordy ? 1 : 0
    return { ...size, gradient: 0, curve: whole + more, gradientWords: 0, curveWords, air: 0 }
  }
  return { ...size, gradient: pictures - curve, curve, gradientWords, curveWords, air }
}

const lowerLines = (pictures: number, lower: keyof typeof LOWER.part): number =>
  Math.max(LOWER.least, Math.floor(LOWER.part[lower] * pictures))
