/** Refusals of the lab, its save files and lessons. */

export interface LabErrors {
  /** The workbench. */
  'not-on-bench': { cell: string; cells: readonly string[]; given?: boolean }
  /** The work was ended before there was an answer. */
  stopped: Record<string, never>
  /** `forgotten`: how many older changes are no longer kept. */
  'nothing-to-undo': { forgotten?: number }
  'nothing-to-redo': Record<string, never>
  'nothing-to-release': { what: string | null }
  'nothing-yet': { command: string }
  'not-so-far-back': { asked: number; most: number; forgotten?: number }
  /** Surgery needs the gates of an LSTM or a GRU. */
  'surgery-needs-lstm': { cell: string }
  /**
   * The gate is one of the LSTM, and on the bench is a GRU, or the other way round; `given`: the
   * net is from a file, and no other can take its place.
   */
  'gate-of-other-cell': { gate: string; gru: boolean; gates: readonly string[]; given?: boolean }
  /** `plain output` on a cell without a cell state. */
  'surgery-on-cell': { cell: string }
  /** Not as many numbers as there are entries. */
  'weights-count': { name: string; rows: number; columns: number; given: number }
  'weights-many': { given: number; most: number }
  'beyond-the-net': { name: string; value: number; most: number }
  /** A dial without a value, where nobody is there to move it by keys. */
  'dial-needs-value': { what: string; example: string }
  'from-after-to': { from: number; to: number }
  'one-unit-only': { command: string }
  'too-much-to-show': { numbers: number; most: number }
  'no-picture': { command: string }
  'export-ending': { what: string; path: string; endings: readonly string[] }
  /** `--format` is of weights. */
  'export-format': { what: string }
  /** What the format has no words for. */
  'export-variant': { format: string; variant: string }
  /** One layer behind h_t is all that the format's nets have here. */
  'export-readout': { format: string; readout: 'mean' | 'attention' }
  'export-surgery': { format: string; count: number }
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
}
