/** Refusals of studies, their results and reports. */

/** The process that holds a lock, and since when (ISO 8601); null where the lock does not say. */
interface Writer {
  pid: number | null
  host: string | null
  since: string | null
}

export interface ResultErrors {
  /** The file of a learner's progress could not be understood or read. */
  'nothing-to-report': { path: string; kept?: string | null; reason?: string }
  /** No report of a learner: a folder without any, no JSON, or the field that is not as it is in one. */
  'no-learner':
    | { path: string; problem: 'empty' | 'json' }
    | { path: string; problem: 'field'; field: string }
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
  /** `--expect`: this word belongs to the other kind of result. */
  'expect-of': { value: string; what: 'comparison' | 'preset'; choices: readonly string[] }
  /** A preset that trains no cells has nothing to draw. */
  'preset-no-picture': { preset: string; path: string }
  'report-ending': { path: string; endings: readonly string[] }
  /** Runs in the results whose weights are missing from the folder. */
  'weights-not-kept': { path: string; count: number; first: string }
  /**
   * The results folder disappeared while in use: how many runs it held, and how many are in the
   * report.
   */
  'results-gone': { path: string; written: number; reported: number }
}
