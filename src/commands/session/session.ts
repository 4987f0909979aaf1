/**
 * A conversation with the lab, line by line: what the shell, the REPL, a script and a lesson have
 * in common.
 */
import { simd } from '../../io/simd.ts'
import { quote } from '../../rules/shell-quote.ts'
import type { CommandText } from '../../specs/command-text.ts'
import type { Spec } from '../../specs/spec.ts'
import type { LabResult } from '../../workbench/result-kinds.ts'
import type { Workbench } from '../../workbench/workbench.ts'
import type {
  Command,
  CommandEvent,
  Completion,
  Context,
  RunningCommand,
  StartedCommand,
  Values,
} from '../grammar/command.ts'
import { tokenise } from '../grammar/tokenise.ts'
import { complete } from './complete.ts'
import { CurrentCommand } from './current-command.ts'
import { inLab, located } from './error-column.ts'
import type { Host } from './host.ts'
import { closedToLessons, commandOf } from './named-command.ts'
import { type Invocation, parse } from './parse.ts'
import { readPipes } from './read-pipes.ts'

export type { CommandText, Completion, StartedCommand }

/** A lab with a workbench of its own and so many threads, and how to end it. */
export function freshLab(
  host: Host,
  threads = host.cores,
): {
  readonly lab: Session
  readonly close: () => Promise<void>
} {
  const session = new Session({ ...host, cores: threads })
  return { lab: session.within(), close: () => session.close() }
}

export class Session {
  readonly current = new CurrentCommand()
  private bench: Promise<Workbench> | null = null

  constructor(
    private readonly host: Host,
    /** The session that this one is within, whose workbench it shares. */
    private readonly parent: Session | null = null,
  ) {}

  /** Sessions around this one; 0 is the shell's. */
  get depth(): number {
    return this.parent ? this.parent.depth + 1 : 0
  }

  /** A session within this one: its lines work on the same workbench. */
  within(): Session {
    return new Session(this.host, this)
  }

  workbench(): Promise<Workbench> {
    if (this.parent) return this.parent.workbench()
    this.bench ??= this.host.freshBench(this.host.cores)
    return this.bench
  }

  /**
   * The commands of a line: none for a blank line or a comment. Throws InputError with the column
   * of what is wrong.
   */
  split(line: string): CommandText[] {
    return tokenise(line)
  }

  closedToLessons(piece: CommandText): string | null {
    return closedToLessons(piece)
  }

  /** The command that a piece names; null where there is none of that name. */
  nameOf(piece: CommandText): string | null {
    return commandOf(piece)?.name ?? null
  }

  /**
   * Seconds that a piece would take, to a factor of two or so; 0 where that is next to nothing.
   * Throws InputError.
   */
  async secondsOf(piece: CommandText): Promise<number> {
    const { command, values } = this.parse(piece)
    if (values.version || values.help) return 0
    return (await command?.seconds?.(values, this.contextOf(piece))) ?? 0
  }

  /**
   * Parses and runs one command. Throws InputError; the events throw it, too, when a command finds
   * out later. It has a column where it is about a word of the line. `keys`: see Context.
   */
  async run(piece: CommandText, keys?: 'keys'): Promise<StartedCommand> {
    return this.runParsed(this.parse(piece), piece, keys)
  }

  /** Runs one command that is parsed already. Throws as {@link run}. */
  async runParsed(
    { command, values }: Invocation,
    piece: CommandText,
    keys?: 'keys',
  ): Promise<StartedCommand> {
    if (values.version || values.help || command === null) {
      const name = command?.name ?? (values.version ? 'version' : 'help')
      return { name, command: null, values, events: this.about(command, values) }
    }
    const going = await this.start(command, values, piece, keys).catch((error) => {
      throw located(piece, error)
    })
    this.current.begin(going)
    return { ...going, name: command.name, command, values, events: this.follow(piece, going) }
  }

  /** Runs a command when what comes through pipes has come. */
  private async start(
    command: Command,
    values: Values,
    piece: CommandText,
    keys?: 'keys',
  ): Promise<RunningCommand> {
    const { pipeOf } = this.host
    if (pipeOf) await readPipes(values, pipeOf, (reading) => this.current.begin(reading))
    const context = { ...this.contextOf(piece), ...(keys && { keys: true as const }) }
    return this.current.prepared(() => command.run(values, context))
  }

  /** Ends what is running now; what is finished is kept. */
  stop(): void {
    this.current.stop()
  }

  /** The same at once, whatever it is at; nothing has to be kept. */
  end(): void {
    this.current.end()
  }

  /** Stops it, and ends it if it goes on for half a second: for whoever waits for nothing more. */
  leave(): void {
    this.current.leave()
  }

  complete(line: string, cursor: number): Completion {
    return complete(line, cursor)
  }

  /** Ends the workbench's threads, if it has any. */
  async close(): Promise<void> {
    ;(await this.bench)?.close()
  }

  private parse(piece: CommandText): Invocation {
    try {
      return parse(piece.tokens.map(({ text }) => text))
    } catch (error) {
      throw located(piece, this.parent ? inLab(error) : error)
    }
  }

  private contextOf(piece: CommandText): Context {
    const { version, cores, memory, planning, draw, inJson, reportAs, piped, progressPath } =
      this.host
    const inShell = this.parent === null
    return {
      version,
      cores,
      memory,
      planning,
      draw,
      inJson,
      reportAs,
      progressPath,
      workbench: () => this.workbench(),
      spec: inShell ? undefined : () => this.specOf(),
      line: piece.tokens.map(({ text }) => quote(text)).join(' '),
      replay: (lines) => this.replay(lines),
      fresh: (threads) => freshLab(this.host, threads),
      scripts: {
        depth: this.depth,
        within: () => this.within(),
        piped: (inShell && piped) || null,
      },
    }
  }

  /** What `compare` starts from: nothing of a net from a file. */
  private async specOf(): Promise<Spec | undefined> {
    const { given, spec } = await this.workbench()
    return given ? undefined : spec
  }

  private async *about(command: Command | null, values: Values): AsyncGenerator<CommandEvent> {
    const { version, node } = this.host
    if (values.version) yield { type: 'version', version, node, simd: simd() }
    else yield { type: 'lab', result: { kind: 'help', command: command?.name ?? null } }
  }

  private async *follow(piece: CommandText, going: RunningCommand): AsyncGenerator<CommandEvent> {
    try {
      yield* going.events
    } catch (error) {
      throw located(piece, error)
    } finally {
      this.current.through(going)
    }
  }

  private async replay(
    lines: readonly string[],
  ): Promise<{ result: LabResult | null; digest: string }> {
    const session = new Session(this.host).within()
    const { given } = await this.workbench()
    if (given) (await session.workbench()).hold(given)
    let result: LabResult | null = null
    try {
      for (const line of lines) {
        for (const piece of session.split(line)) {
          for await (const event of (await session.run(piece)).events)
            if (event.type === 'lab') result = event.result
        }
      }
      return { result, digest: (await session.workbench()).facts().digest }
    } finally {
      await session.parent?.close()
    }
  }
}
