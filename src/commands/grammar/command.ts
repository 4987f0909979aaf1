/** A command, as a value: what it takes, and what it does. */

import type { PresetEvent, PresetReport } from '../../experiments/papers/preset-report.ts'
import type { NetEvent } from '../../inspection/given-net/inspect-file.ts'
import type { InspectionEvent } from '../../inspection/given-net/inspection-event.ts'
import type { NetProgress } from '../../inspection/given-net/net-progress.ts'
import type { Simd } from '../../io/simd.ts'
import type { CheckedInReport, CheckReport } from '../../lessons/check/check-report.ts'
import type { ClassReport } from '../../lessons/classes/class-schema.ts'
import type { LessonEntry } from '../../lessons/progress/overview.ts'
import type { Progress } from '../../lessons/progress/progress.ts'
import type { Notice } from '../../lessons/progress/progress-file.ts'
import type { Measured } from '../../lessons/run/claims.ts'
import type { Lab, LabEvent } from '../../lessons/run/lab.ts'
import type { MappingTemplate } from '../../net-files/mapping/mapping-template.ts'
import type { Control } from '../../results/events.ts'
import type { Report, Sweep } from '../../results/report.ts'
import type { InputError } from '../../rules/input-error.ts'
import type { CommandText, Token } from '../../specs/command-text.ts'
import type { PresetName } from '../../specs/preset-names.ts'
import type { Spec } from '../../specs/spec.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Workbench } from '../../workbench/workbench.ts'
import type { Option, OptionValues, Positional } from './kinds.ts'
import type { COMMON_OPTIONS } from './options.ts'

/** Documents for programs. */
type Reporter = 'junit' | 'tap'

/** The events of all commands. Readers (screen, text, JSON) present them; commands never print. */
export type CommandEvent =
  | LabEvent
  | InspectionEvent
  | NetEvent
  | NetProgress
  /** A mapping to start from, for a file whose names say nothing. */
  | { readonly type: 'net-map'; readonly template: MappingTemplate }
  | {
      readonly type: 'version'
      readonly version: string
      readonly node: string
      readonly simd: Simd
    }
  | {
      readonly type: 'check-lesson'
      readonly lesson: CheckedInReport
      readonly reporter?: Reporter
    }
  | { readonly type: 'check'; readonly report: CheckReport; readonly reporter?: Reporter }
  /** The lessons, and how far somebody has come. */
  | {
      readonly type: 'course'
      readonly entries: readonly LessonEntry[]
      readonly progress: Progress
    }
  /**
   * A lesson, with what its claims measured when it was played just now; null if it was not played.
   */
  | {
      readonly type: 'lesson'
      readonly entry: LessonEntry
      readonly measured: Readonly<Record<string, Measured>> | null
      /** The best known scores of its tasks, by their steps. */
      readonly best?: Readonly<Record<string, number>>
    }
  | {
      readonly type: 'review'
      readonly entries: readonly LessonEntry[]
      readonly progress: Progress
    }
  /** What a class did, and why some of what was handed in could not be read. */
  | {
      readonly type: 'class'
      readonly found: ClassReport
      readonly refused: readonly InputError[]
    }
  /** A notice about the file of a learner's progress. */
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'written'; readonly what: 'lesson' | 'report'; readonly path: string }
  | PresetEvent
  /** The presets that there are, with their minutes on two cores. */
  | {
      readonly type: 'presets'
      readonly presets: readonly { readonly name: PresetName; readonly minutes: number }[]
    }
  /** A file that was written beside the command's result. */
  | { readonly type: 'wrote'; readonly path: string }
  | ScriptEvent

/**
 * A command of a script. Scripts run scripts, so these may come between another's start and reply.
 */
interface Step {
  /** As it stands in the script. */
  readonly line: string
  /** Its line in the script, from 1 (0: what stands before it), and the script: a path, `stdin` or `--execute`. */
  readonly number: number
  readonly source: string
  /** null where none was recognised. */
  readonly command: string | null
}

/** Events that surround those of each command of a script. */
export type ScriptEvent =
  | (Step & { readonly type: 'step'; readonly tokens: readonly Token[]; readonly values: Values })
  | (Step & { readonly type: 'reply'; readonly ok: true })
  /** An InputError with its column, or what went wrong. */
  | (Step & { readonly type: 'reply'; readonly ok: false; readonly error: Error })

/** Option values by name, checked; absent where not given. Positionals by their own names. */
export type Values = Readonly<Record<string, unknown>>

/** Values of the options that every command takes. */
export type CommonValues = OptionValues<typeof COMMON_OPTIONS>

/** Values of a whole line: the common options and those of its command. */
export type ParsedValues = CommonValues & Values

export type ReportFormat = 'md' | 'html' | 'json' | 'csv' | 'svg'

/** What a command needs from its environment. */
export interface Context {
  readonly version: string
  /** Threads when `--workers` is not given. */
  readonly cores: number
  /** Called with the progress of planning when there are many points. */
  readonly planning?: (points: number, of: number) => void
  /** Bytes of memory that may still be taken. */
  readonly memory: () => number
  /** The file of a learner's progress; null where there is no place for one. */
  readonly progressPath: () => string | null
  /**
   * The state that lab commands work on: one for a whole REPL, a fresh one for each command of the
   * shell.
   */
  readonly workbench: () => Promise<Workbench>
  /** In a session: what `compare` starts from. */
  readonly spec?: () => Promise<Spec | undefined>
  /** The command as it was typed. */
  readonly line: string
  /** On a screen whose keys can move what the result shows. */
  readonly keys?: true
  /** A result as a picture in a file; null where it has none. */
  readonly draw: (result: LabResult, format: 'svg' | 'text') => Promise<string | null>
  /** A result as `--json` tells it: with the axes of its pictures. */
  readonly inJson: (result: LabResult) => Promise<LabResult>
  /** A report as the bytes of a file, in pieces. */
  readonly reportAs: (
    report: Report | Sweep | PresetReport | ClassReport,
    format: ReportFormat,
  ) => Promise<Iterable<Uint8Array>>
  /** Runs lines on a fresh workbench: the last result, and the workbench's digest at the end. */
  readonly replay: (
    lines: readonly string[],
  ) => Promise<{ result: LabResult | null; digest: string }>
  /**
   * A lab with its own workbench, and how to end it. Lessons run in such a lab. Threads: all cores.
   */
  readonly fresh: (threads?: number) => {
    readonly lab: LabSession
    readonly close: () => Promise<void>
  }
  /** What a script needs. */
  readonly scripts?: Scripts
}

export interface Scripts {
  /** Sessions that this command runs in: 0 for the shell. */
  readonly depth: number
  /** A session within this one, on the same workbench. */
  readonly within: () => LabSession
  /** What is piped in; null where there is nothing of the kind. */
  readonly piped: (() => AsyncIterable<Uint8Array>) | null
}

export interface RunningCommand {
  readonly events: AsyncIterable<CommandEvent>
  /** For commands that can be steered while they go. */
  readonly control?: Control
  /** The screen for it on a terminal: pictures of one comparison, or the progress of a study. */
  readonly screen?: 'comparison' | 'study'
  /** Ends it early (Ctrl-C); what is finished is kept. */
  readonly stop?: () => void
  /** Ends it immediately; nothing has to be kept. */
  readonly end?: () => void
}

/** A command that was started, and what it was asked. */
export interface StartedCommand extends RunningCommand {
  readonly name: string
  /** null for a line that asks for help or the version. */
  readonly command: Command | null
  readonly values: ParsedValues
}

/** What Tab offers: it replaces the characters from `from` to the cursor (UTF-16 offsets). */
export interface Completion {
  readonly from: number
  readonly candidates: readonly string[]
}

/** What commands and scripts know of a session; session/session.ts is one. */
export interface LabSession extends Lab {
  run(piece: CommandText): Promise<StartedCommand>
  /** Ends what is running now; what is finished is kept. */
  stop(): void
  complete(line: string, cursor: number): Completion
}

export interface Command {
  readonly name: string
  /** Works on the workbench. */
  readonly lab?: boolean
  /**
   * Lessons, which are untrusted, may use it: it writes nothing, reads no file and does not prompt.
   */
  readonly inLessons?: boolean
  readonly positionals: readonly Positional[]
  readonly options: readonly Option[]
  /** Options that must be given. */
  readonly required?: readonly string[]
  /** It asks the lab's threads, which are started while the rest of its code is loaded. */
  readonly asksThreads?: true
  /** It runs for a while: on a terminal it may have a screen. */
  readonly live?: boolean
  /** Lines that show its use; the tests run each on a fresh workbench. `;` separates commands. */
  readonly examples: readonly string[]
  /** Estimated seconds, within a factor of about two; absent if negligible. */
  seconds?(values: Values, context: Context): Promise<number>
  run(values: Values, context: Context): Promise<RunningCommand>
}
