/**
 * Bad input, as a value: a code and what it concerns. The text tables turn it into one clear line
 * in the user's language; the command line prints that line and exits with code 2.
 */

/** Every way in which input can be refused, with what its sentence needs to know. */
export interface InputErrorDetails {
  /** Not an existing name; `nearest` is the closest one, or null; `file`: it looks like a file. */
  'unknown-task': { name: string; nearest: string | null; known: readonly string[]; file: boolean }
  /**
   * `means`: the typed word is not a command but a task or a setting; these are the lines that do
   * it in the lab and in the shell. `term`: it may also be a glossary term.
   */
  'unknown-command': {
    name: string
    nearest: string | null
    known: readonly string[]
    term?: boolean
    means?: { kind: 'task' | 'setting'; lab: string; shell: string }
  }
  /**
   * `nearest` may include a value (variant gru); `absent`: a feature that gatelab does not have at
   * all; `argument`: the command takes this value as an argument, without a name; `short`: it was
   * typed with one dash; `lab`: it was typed in the lab.
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
  /**
   * Not a number of the wanted kind, or out of range. `point`: the same number written with a
   * decimal point, if a comma was typed.
   */
  'not-a-number': {
    name: string
    value: string
    wanted: 'integer' | 'number'
    min: number
    max: number
    point?: string | null
  }
  /**
   * `variant`: an LSTM variant was typed where a cell is expected; `gate`: a gate of the GRU was
   * typed.
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
  /**
   * The folder already holds results and `--resume` was not given; `path` is the file that is
   * there.
   */
  'results-exist': { path: string }
  /**
   * Results of two different plans (given by their commands) or versions. `first` is the other
   * file; null if the other is the plan asked for now.
   */
  'results-mixed': { path: string; command: string; other: string; first: string | null }
  'results-version': { path: string; version: string; other: string; first: string | null }
  /** The same run in two places, each with its line number. */
  'results-double': { run: string; path: string; other: string }
  /**
   * Another process is writing there. `silent`: seconds since its last heartbeat if we cannot probe
   * it; null if it is alive.
   */
  'results-busy': Writer & { path: string; lock: string; silent: number | null }
  /** Another process took the file over, or something changed or replaced it. */
  'results-taken': Writer & { path: string }
  'results-changed': { path: string }
  'results-line': { path: string; line: number; problem: string }
  /** Missing runs: the names of some, and the count of all. */
  'results-gaps': { missing: readonly string[]; count: number }
  'results-none': { path: string }
  /**
   * A folder that does not belong to the preset, among others that do. The preset is given by its
   * command and version.
   */
  'results-no-preset': { path: string; preset: string }
  'line-beyond': { path: string; line: number; limit: number }
  /** Of `--shard`. */
  'bad-shard': { value: string }
  'bad-values': { name: string; value: string; most: number }
  /** This option needs the other one. */
  'needs-option': { one: string; other: string }
  /** `--expect`: this word belongs to the other kind of result. */
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
  /** `forgotten`: how many older changes are no longer kept. */
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
  /** `ran`: the work had already run; only writing it down failed. */
  'cannot-write': { path: string; reason: string; ran?: true }
  /**
   * Standard output accepts no more: bytes written, of how many; and where finished runs and their
   * weights are.
   */
  'output-failed': { reason: string; written: number; of: number; kept: readonly string[] }
  /** Runs in the results whose weights are missing from the folder. */
  'weights-not-kept': { path: string; count: number; first: string }
  /**
   * The results folder disappeared while in use: how many runs it held, and how many are in the
   * report.
   */
  'results-gone': { path: string; written: number; reported: number }
  'no-working-folder': Record<string, never>
  'no-webassembly': Record<string, never>
  /** A pipe can be read only once, but two options or arguments of the command name it. */
  'pipe-twice': { path: string; one: string; other: string }
  /** A file beyond what is read at all. Bytes. */
  'file-too-large': { path: string; bytes: number; limit: number }

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
   * number and its contents.
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
  /** The byte count from shape and dtype differs from the one from the offsets. */
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
  /** `--readout` names no such tensor; `found` lists those that could be the readout. */
  'net-readout': { asked: string; isThere: boolean; found: readonly string[] }
  /** The file is a saved workbench, of several nets. */
  'net-workbench': { path: string }
  /** An option contradicts the file, or applies to another cell than the file's. */
  'net-says': { option: 'variant' | 'nonlinearity'; says: string; asked: string }
  'net-option': { option: 'variant' | 'nonlinearity'; value: string; cell: 'rnn' | 'lstm' | 'gru' }
  /** weight_hh_l0 is neither [H, H] (RNN) nor [4·H, H] (LSTM) nor [3·H, H] (GRU). */
  'net-recurrent-shape': { tensor: string; found: readonly number[] }
  /** `expected` may hold letters, where a size is free. */
  'net-shape': { tensor: string; expected: readonly (number | string)[]; found: readonly number[] }
  'net-not-finite': { tensor: string; index: readonly number[]; value: string }
  /** The weights are finite, but what they compute overflows float32. */
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
  /** The array under `key` would fit if the first two dimensions of x were swapped. */
  'case-batch-first': { key: string; first: number; second: number; given: boolean }
  /**
   * h0 or c0 has the wrong shape (`expected` is [B, H]), or c0 is given for a net without a cell
   * state.
   */
  'case-state': { key: 'h0' | 'c0'; found: readonly number[]; expected: readonly number[] }
  'case-no-cell-state': { cell: 'rnn' | 'gru' }
  'case-length': { place: string; found: string; most: number }
  'case-lengths': { found: number; expected: number }
}

/** Update gate, reset gate and candidate of a GRU: surgery has the LSTM's only. */
export type GruGate = 'z' | 'r' | 'n'

/** Features that users ask for and gatelab does not have. */
export type Absent = 'regularisation' | 'layers' | 'device'

/** The form of a sequence's target: a class or numbers, at the last step or at each step. */
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
