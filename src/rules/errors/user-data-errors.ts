/** Refusals of a user’s sequences, series and texts. */

/** The form of a sequence's target: a class or numbers, at the last step or at each step. */
export type AnswerForm =
  | 'class-number'
  | 'class-text'
  | 'classes'
  | 'number-at-steps'
  | 'numbers'
  | 'numbers-at-steps'

export interface UserDataErrors {
  /** User data files. A task of that kind needs one; a digest is meaningless without one. */
  'file-needed': { task: string; option: 'text' | 'data' | 'series' }
  'bad-digest': { name: string; value: string }
  'digest-alone': Record<string, never>
  /** The file at that path does not have the expected digest. */
  'file-changed': { path: string }
  /**
   * A saved workbench or results name a file. Such paths are never followed: the user has to name
   * the file.
   */
  'names-a-file': {
    path: string
    file: string
    option: 'text' | 'data' | 'series'
    command: 'load' | 'report' | 'merge'
  }
  /** Only tasks on a text can be asked with more or less context. */
  'text-needed': { task: string }
  /** The held-out part is too short for windows of this length. */
  'text-context-too-long': { length: number }
  'file-empty': { path: string }
  /** Not UTF-8. `line` is null if it cannot be determined. */
  'file-not-text': { path: string; line: number | null; looks: 'utf-16' | 'binary' | 'other' }
  /** Bytes. */
  'file-line-too-long': { path: string; line: number; bytes: number; limit: number }
  /** Columns by name or number: some of them, and the count of all. */
  'series-columns': { path: string; all: readonly string[]; count: number }
  'series-no-numbers': { path: string; all: readonly string[]; count: number }
  'series-no-column': {
    path: string
    column: string
    nearest: string | null
    all: readonly string[]
    count: number
  }
  /** Several columns of one name, by their numbers. */
  'series-column-again': { path: string; column: string; numbers: readonly number[] }
  /** The training part, or the held-out targets, are one constant number. */
  'series-constant': { column: string; part: 'train' | 'heldOut' }
  /** How many windows there are, and would be needed. */
  'series-too-short': {
    values: number
    missing: number
    window: number
    horizon: number
    found: { readonly train: number; readonly heldOut: number }
    needed: { readonly train: number; readonly heldOut: number }
  }
  'text-one-character': { path: string }
  'text-too-short': { characters: number; length: number; needed: number }
  /**
   * A line of JSON is no sequence. Places are written as in x[3][1], or as the column is called.
   */
  'data-not-json': {
    path: string
    line: number
    problem: 'utf-8' | 'syntax' | 'too-deep' | 'too-many-parts' | 'not-an-object' | 'a-list'
  }
  'data-repeated-key': { path: string; line: number; key: string }
  /**
   * `like`: the key that was probably meant; `others`: some of the keys that are there; `flat`: all
   * values are single values, as in a row of a table.
   */
  'data-missing': {
    path: string
    line: number
    key: 'x' | 'y' | 'id'
    found?: string
    like?: string | null
    others?: readonly string[]
    flat?: boolean
  }
  'data-bad-id': { path: string; line: number; found: string }
  'data-id-again': { path: string; line: number; id: string; first: number }
  'data-not-steps': { path: string; line: number; place: string; found: string }
  'data-not-a-number': {
    path: string
    line: number
    place: string
    found: string
    why?: 'missing' | 'decimal-comma' | 'thousands' | 'date' | 'class' | 'asked'
  }
  /** The file mixes decimal commas and decimal points: the first line with the other kind. */
  'data-two-decimals': { path: string; line: number; place: string; found: string; first: number }
  /** Classes were requested, but an answer holds this many numbers. */
  'data-not-classes': { path: string; line: number; found: number }
  /** NaN, an infinity, or a number beyond float32. */
  'data-not-finite': { path: string; line: number; place: string; found: string }
  'data-not-an-answer': { path: string; line: number; place: string; found: string }
  /** As many answers as steps are expected. */
  'data-answers': { path: string; line: number; found: number; expected: number }
  'data-no-answer': { path: string; line: number; sequences: number }
  /** Another width than at the line that came first. */
  'data-ragged': {
    path: string
    line: number
    place: string
    found: number
    expected: number
    first: number
  }
  'data-mixed': {
    path: string
    line: number
    found: AnswerForm
    expected: AnswerForm
    first: number
  }
  'data-too-many': {
    path: string
    line: number
    what: 'inputs' | 'outputs' | 'classes' | 'steps'
    found: number
    most: number
  }
  'data-too-few': {
    path: string
    found: number
    needed: number
    unanswered?: number
    word?: string
  }
  /** All held-out answers are the same. */
  'data-one-answer': { path: string; word?: string }
  /** A header, and rows, of CSV. */
  /**
   * `all`: every such column; `enough`: without them there still are id, x… and an answer;
   * `renamed`: the name that one of them probably should have. For a column without a name: its
   * number and its contents. `numbers`: it is a number, and no name is
   * known, so that the row is no header.
   */
  'data-column': {
    path: string
    line: number
    column: string
    all?: readonly string[]
    enough?: boolean
    renamed?: { from: string; to: string } | null
    number?: number
    found?: string
    numbers?: boolean
  }
  /** Nothing that is known separates the cells of the header, which is no column's name. */
  'data-one-column': { path: string; line: number; column: string }
  /**
   * A column named in `--ignore` does not exist. `lines`: the file is JSON lines, which has no
   * columns.
   */
  'data-no-such-column': {
    path: string
    line: number
    column: string
    nearest: string | null
    lines?: true
  }
  'data-column-again': { path: string; line: number; column: string }
  'data-no-column': { path: string; line: number; column: 'id' | 'x' | 'y' }
  'data-two-answers': { path: string; line: number }
  'data-cells': { path: string; line: number; found: number; expected: number }
  'data-half-answer': { path: string; line: number }
  'data-quote': { path: string; line: number }
}
