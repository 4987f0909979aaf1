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
  /** Lines of the two pictures, without legend and sentence. */
  readonly gradient: number
  readonly curve: number
  /** Lines kept for the sentence under each, so that the pictures stay where they are. */
  readonly gradientWords: number
  readonly curveWords: number
  /** Empty lines between the parts, where there is room for them. */
  readonly air: number
  /**
   * Room for more words: a head over each column with its run's state, the depth of a profile, what
   * the signs mean.
   */
  readonly wordy: boolean
}

/** Lines taken by the title, by the legend over each of the two pictures, by progress and keys. */
const FIXED = 5
const GAP = 2
/** From so many rows on there is room for more words and for air. */
const ROOMY = 30

/**
 * The layout for a terminal of this size and so many cells side by side; null where there is no
 * room for pictures.
 */
export function layoutOf(columns: number, rows: number, cells: number): Layout | null {
  if (columns < MIN_COLUMNS || rows < MIN_ROWS) return null
  const frame = rows - 1
  const wordy = rows >= ROOMY
  const air = wordy ? 1 : 0
  const [gradientWords, curveWords] = wordy ? [4, 3] : [2, 3]
  // Blank lines go below the title, between the pictures, and above the list of runs; heads and
  // legend take a line each.
  const pictures = frame - FIXED - gradientWords - curveWords - cells - 3 * air - (wordy ? 2 : 0)
  const gradient = Math.ceil(pictures / 2)
  const curve = pictures - gradient
  const column = Math.floor((columns - GAP * (cells - 1)) / cells)
  return {
    columns,
    rows: frame,
    column,
    gap: GAP,
    gradient,
    curve,
    gradientWords,
    curveWords,
    air,
    wordy,
  }
}
