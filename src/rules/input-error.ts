/**
 * Bad input, as a value: a code and what it concerns. The text tables turn it into one clear line
 * in the user's language; the command line prints that line and exits with code 2.
 */

/** Every way in which input can be refused, with what its sentence needs to know. */
export interface InputErrorDetails {
  /** Not one of the names that exist; nearest is the closest of them, or null. */
  /** `file`: it looks like a file's name. */
  'unknown-task': { name: string; nearest: string | null; known: readonly string[]; file: boolean }
  /**
   * `means`: what was typed is no command but a task or a setting, and the lines that say it in the
   * lab and in the shell. `term`: it might have been a term of the glossary, too.
   */
  'unknown-command': {
    name: string
    nearest: string | null
    known: readonly string[]
    term?: boolean
    means?: { kind: 'task' | 'setting'; lab: string; shell: string }
  }
  /**
   * `nearest` may have a value behind it (variant gru); `absent` is a kind of thing that there is
   * not at all; `argument`: the command takes it without a name, as an argument; `short`: it was
   * typed with one dash; `lab`: in the lab.
   */
  'unknown-option': {
    name: string
    nearest: string | null
    command: string
    absent?: Absent | null
    argument?: boolean
    short?: boolean
    lab?: boolean
  }
  'repeated-option': { name: string }
  'missing-value': { name: string }
  'unexpected-argument': { argument: string; command: string }
  /** `choices`: what it may be, where that is a few words; `lab`: it was typed in the lab. */
  'missing-argument': {
    argument: string
    command: string
    choices?: readonly string[]
    lab?: boolean
  }
  /** A value that is not a number of the wanted kind, or out of its range. */
  /** `point`: the same with a decimal point, where a comma stands in it. */
  'not-a-number': {
    name: string
    value: string
    wanted: 'integer' | 'number'
    min: number
    max: number
    point?: string | null
  }
  /**
   * `variant`: what was typed is a variant of the LSTM, where a cell is asked for; `gate`: one of
   * the GRU's.
   */
  'not-a-choice': {
    name: string
    value: string
    nearest: string | null
    choices: readonly string[]
    variant?: string
    gate?: GruGate
  }
  'bad-seeds': { value: string }
  /** An option that this task has no use for. */
  'not-for-task': { name: string; task: string }
  /** Two options of which only one may be given. */
  'either-option': { one: string; other: string }
  /** The file of a learner's progress could not be understood or read. */
  'nothing-to-report': { path: string; kept?: string | null; reason?: string }
  /** More runs than anybody would finish. */
  'too-many-runs': { runs: number; most: number }
  /** A folder of results that nobody asked to go on with; `path` is the file that is there. */
  'results-exist': { path: string }
  /**
   * Results of two plans, by their commands; or of two versions. `first` is the file of the other;
   * null for what was asked for.
   */
  'results-mixed': { path: string; command: string; other: string; first: string | null }
  'results-version': { path: string; version: string; other: string; first: string | null }
  /** Both places with their lines. */
  'results-double': { run: string; path: string; other: string }
  /**
   * Another process writes there. `silent`: seconds since its last sign of life, where it cannot be
   * asked; null where it lives.
   */
  'results-busy': Writer & { path: string; lock: string; silent: number | null }
  /**
   * Another process has taken the file over; or something has changed it or put another in its
   * place.
   */
  'results-taken': Writer & { path: string }
  'results-changed': { path: string }
  'results-line': { path: string; line: number; problem: string }
  /** Runs that are nowhere: some of their names, and how many there are. */
  'results-gaps': { missing: readonly string[]; count: number }
  'results-none': { path: string }
  /**
   * A folder that is none of the preset's, among others that are; the preset by its command and
   * version.
   */
  'results-no-preset': { path: string; preset: string }
  'line-beyond': { path: string; line: number; limit: number }
  /** Of `--shard`. */
  'bad-shard': { value: string }
  'bad-values': { name: string; value: string; most: number }
  /** One option is nothing without the other. */
  'needs-option': { one: string; other: string }
  /** Of `--expect`: a word that is about the other kind of result. */
  'expect-of': { value: string; what: 'comparison' | 'preset'; choices: readonly string[] }
  /** A preset that trains no cells has nothing to draw. */
  'preset-no-picture': { preset: string; path: string }
  'report-ending': { path: string; endings: readonly string[] }
  'bad-clip': { value: string; point?: string | null }
  'bad-forget-bias': { value: string; point?: string | null }
  /** The run would need more memory than there is. Bytes. */
  'too-much-memory': { needed: number; available: number }
  'bad-units': { name: string; value: string; most: number }
  'bad-sequence': { name: string; value: string; most: number }
  /** A line that cannot be split into words. */
  'unclosed-quote': { quote: string }
  'trailing-backslash': Record<string, never>
  /** As in U+0007. */
  'control-character': { character: string }
  'line-too-long': { length: number; limit: number }
  /** Scripts. Lines are counted from 1. */
  'script-not-text': { path: string }
  'script-failed': { path: string; line: number }
  'scripts-too-deep': { path: string; most: number }
  'repl-in-repl': Record<string, never>
  /** The workbench. */
  'not-on-bench': { cell: string; cells: readonly string[] }
  /** The work was ended before there was an answer. */
  stopped: Record<string, never>
  /** So many changes were let go. */
  'nothing-to-undo': { forgotten?: number }
  'nothing-to-redo': Record<string, never>
  'nothing-to-release': { what: string | null }
  'nothing-yet': { command: string }
  'not-so-far-back': { asked: number; most: number; forgotten?: number }
  /** Surgery needs the gates of an LSTM. */
  'surgery-needs-lstm': { cell: string }
  'beyond-the-net': { name: string; value: number; most: number }
  'from-after-to': { from: number; to: number }
  'one-unit-only': { command: string }
  'too-much-to-show': { numbers: number; most: number }
  'no-picture': { command: string }
  'export-ending': { what: string; path: string; endings: readonly string[] }
  'one-cell-only': { what: string }
  'would-overwrite': { path: string }
  'save-foreign': { path: string }
  /** Lessons. */
  'lesson-name': { name: string }
  'folder-exists': { path: string }
  'bad-lesson': {
    file: string | null
    line: number | null
    problem: { readonly code: string; readonly facts: unknown }
  }
  'save-future': { path: string; format: string; known: string }
  'save-damaged': { path: string; problem: string }
  'set-seeds': Record<string, never>
  'cannot-read': { path: string; reason: string }
  /** `ran` where the work was done by then, so that only writing it down failed. */
  'cannot-write': { path: string; reason: string; ran?: true }
  /**
   * Standard output takes no more: so many bytes of so many are there; and where finished runs and
   * their weights are.
   */
  'output-failed': { reason: string; written: number; of: number; kept: readonly string[] }
  /**
   * The folder of results went away while it was used, with so many runs in it; the report has so
   * many of them.
   */
  /** Runs that the results hold, whose weights are not in the folder. */
  'weights-not-kept': { path: string; count: number; first: string }
  'results-gone': { path: string; written: number; reported: number }
  'no-working-folder': Record<string, never>
  'no-webassembly': Record<string, never>
  /** A pipe is read to its end, once; two of a command's options or arguments name it. */
  'pipe-twice': { path: string; one: string; other: string }
  /** A file beyond what is read at all. Bytes. */
  'file-too-large': { path: string; bytes: number; limit: number }

  /** Files of one's own. A task needs one; a digest goes with one. */
  'file-needed': { task: string; option: 'text' | 'data' | 'series' }
  'bad-digest': { name: string; value: string }
  'digest-alone': Record<string, never>
  /** The bytes under that path are not those that are meant. */
  'file-changed': { path: string }
  /**
   * A saved workbench, or results, name a file, which only whoever gives the command may have read.
   */
  'names-a-file': {
    path: string
    file: string
    option: 'text' | 'data' | 'series'
    command: 'load' | 'report' | 'merge'
  }
  'file-empty': { path: string }
  /** No UTF-8; null where the line cannot be said. */
  'file-not-text': { path: string; line: number | null; looks: 'utf-16' | 'binary' | 'other' }
  /** Bytes. */
  'file-line-too-long': { path: string; line: number; bytes: number; limit: number }
  /** Columns by their names or numbers; some of them, and how many there are. */
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
  /**
   * The part that is trained on, or what is asked in the held-out one, is the same number
   * throughout.
   */
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
   * `like`: the key that was probably meant; `others`: what is there, some of it; `flat`: all of it
   * is single values, as of a table's row.
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
  /** Of a file with decimal commas and decimal points: the line of the first of the other kind. */
  'data-two-decimals': { path: string; line: number; place: string; found: string; first: number }
  /** Classes are asked for, and an answer has so many numbers. */
  'data-not-classes': { path: string; line: number; found: number }
  /** NaN, an infinity, or a number beyond float32. */
  'data-not-finite': { path: string; line: number; place: string; found: string }
  'data-not-an-answer': { path: string; line: number; place: string; found: string }
  /** As many answers as steps are expected. */
  'data-answers': { path: string; line: number; found: number; expected: number }
  'data-no-answer': { path: string; line: number; sequences: number }
  /** Not as wide as at the line that came first. */
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
  /** Among the held-out answers are no two different ones. */
  'data-one-answer': { path: string; word?: string }
  /** A header, and rows, of CSV. */
  /**
   * `all`: every such column; `enough`: without them there are still id, x… and an answer;
   * `renamed`: what one of them is probably to be called. Of one without a name: its number and
   * what stands in it.
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
  }
  /** Left out by its name, and not there; `lines`: JSON lines have no columns. */
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

  /** The weights file is no safetensors file. Bytes; names are cleaned for print. */
  'safetensors-too-short': { bytes: number }
  /**
   * The claimed header is longer than the format allows, or than what follows its length; `claimed`
   * is decimal.
   */
  'safetensors-header-length': { claimed: string; limit: number }
  'safetensors-header': {
    problem: 'utf-8' | 'syntax' | 'too-deep' | 'too-many-parts' | 'not-an-object'
  }
  'safetensors-repeated-name': { name: string }
  'safetensors-name': { name: string }
  'safetensors-metadata': { key: string | null }
  /**
   * A tensor's entry lacks a field, or has one of the wrong kind (a negative dimension, a dimension
   * beyond 2^53).
   */
  'safetensors-entry': { tensor: string; field: 'entry' | 'dtype' | 'shape' | 'data_offsets' }
  'safetensors-dtype': { tensor: string; dtype: string; known: readonly string[] }
  /** Shape and dtype make one number of bytes, the offsets another. */
  'safetensors-size': { tensor: string; needed: number; bytes: number }
  'safetensors-offsets': { tensor: string; begin: number; end: number; bytes: number }
  'safetensors-overlap': { tensor: string; other: string }
  /** Bytes that belong to no tensor: `count` of them before `tensor`, or at the end of the file. */
  'safetensors-hole': { tensor: string; count: number }
  'safetensors-trailing': { count: number }

  /** The weights are not those of a one-layer RNN, LSTM or GRU with a readout. */
  'net-missing': { tensor: string; found: readonly string[] }
  'net-layers': { tensor: string; layers: number }
  'net-bidirectional': { tensor: string }
  'net-projection': { tensor: string }
  'net-several': { tensors: readonly string[] }
  'net-several-readouts': { tensors: readonly string[] }
  'net-unexpected': { tensor: string }
  /** Of `--readout`: there is no such tensor; `found` are those that could be it. */
  'net-readout': { asked: string; isThere: boolean; found: readonly string[] }
  /** The file is a saved workbench, of several nets. */
  'net-workbench': { path: string }
  /** An option says another thing than the file; or is about another cell than the file's. */
  'net-says': { option: 'variant' | 'nonlinearity'; says: string; asked: string }
  'net-option': { option: 'variant' | 'nonlinearity'; value: string; cell: 'rnn' | 'lstm' | 'gru' }
  /** weight_hh_l0 is neither [H, H] (RNN) nor [4·H, H] (LSTM) nor [3·H, H] (GRU). */
  'net-recurrent-shape': { tensor: string; found: readonly number[] }
  /** `expected` may hold letters, where a size is free. */
  'net-shape': { tensor: string; expected: readonly (number | string)[]; found: readonly number[] }
  'net-not-finite': { tensor: string; index: readonly number[]; value: string }
  /** The weights are finite and what they make of the input is not, in float32. */
  'net-overflows': { what: 'output' | 'state' | 'gradient' }

  /** What a weights file says about itself, under the key gatelab of its metadata. */
  'about-not-json': {
    problem: 'utf-8' | 'syntax' | 'too-deep' | 'too-many-parts' | 'not-an-object'
  }
  'about-format': { format: string; known: number }
  'about-unknown': { field: string }
  /**
   * A field that is missing or has an impossible value; `known` are the possible ones, where they
   * are few.
   */
  'about-field': { field: string; found: string; known: readonly string[] }
  'about-cell': { says: 'rnn' | 'lstm' | 'gru'; found: 'rnn' | 'lstm' | 'gru' }
  'about-count': { field: string; found: number; expected: number }

  /** case.json is not {"x": [T][B][I], "y": [B][O]}. Places are written as in x[3][1]. */
  'case-not-json': { problem: 'utf-8' | 'syntax' | 'too-deep' | 'too-many-parts' | 'not-an-object' }
  'case-missing': { key: 'x'; found: readonly string[] }
  'case-repeated': { key: string }
  'case-not-an-array': { place: string; found: string }
  'case-empty': { place: string }
  'case-ragged': { place: string; found: number; like: string; expected: number }
  'case-not-a-number': { place: string; found: string }
  /** NaN, an infinity, or a number beyond float32. */
  'case-not-finite': { place: string; found: string }
  'case-batch': { x: number; y: number }
  'case-sizes': { key: 'x' | 'y'; found: number; expected: number }
  /** `key` has as many sequences as x would have, were its first two sides the other way round. */
  'case-batch-first': { key: string; first: number; second: number; given: boolean }
  /** h0 or c0; `expected` is [B, H]. And c0 of a net that has no cell state. */
  'case-state': { key: 'h0' | 'c0'; found: readonly number[]; expected: readonly number[] }
  'case-no-cell-state': { cell: 'rnn' | 'gru' }
  'case-length': { place: string; found: string; most: number }
  'case-lengths': { found: number; expected: number }
}

/** Update gate, reset gate and candidate of a GRU: surgery has the LSTM's only. */
export type GruGate = 'z' | 'r' | 'n'

/** What some ask for and gatelab does not have. */
export type Absent = 'regularisation' | 'layers' | 'device'

/** What is asked of a sequence: a class or numbers, at its end or at its steps. */
export type AnswerForm =
  | 'class-number'
  | 'class-text'
  | 'classes'
  | 'number-at-steps'
  | 'numbers'
  | 'numbers-at-steps'

/** The process that holds a lock, and since when (ISO 8601); null where the lock does not say. */
interface Writer {
  pid: number | null
  host: string | null
  since: string | null
}

export type InputErrorCode = keyof InputErrorDetails

/**
 * Thrown for bad input and nothing else. Its message is for logs; users see the text table's
 * sentence.
 */
export class InputError<C extends InputErrorCode = InputErrorCode> extends Error {
  /** Where in the line it is, in UTF-16 code units from 1; set by whoever knows the line. */
  column?: number

  constructor(
    readonly code: C,
    readonly details: InputErrorDetails[C],
  ) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'InputError'
  }
}
