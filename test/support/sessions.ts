/** Sessions without a terminal, a thread or a shell around them. */
import type { CommandEvent } from '../../src/commands/grammar/command.ts'
import type { Host } from '../../src/commands/session/host.ts'
import { Session } from '../../src/commands/session/session.ts'
import { InputError } from '../../src/rules/input-error.ts'
import { Workbench } from '../../src/workbench/workbench.ts'

export const host = (more: Partial<Host> = {}): Host => ({
  version: '1.2.3',
  node: '20.19.0',
  cores: 1,
  memory: () => 4e9,
  progressPath: () => null,
  draw: async () => null,
  inJson: async (result) => result,
  reportAs: async (report) => [new TextEncoder().encode(JSON.stringify(report))],
  freshBench: async () => new Workbench(1),
  ...more,
})

/** The session of a REPL: one within the shell's. */
export const openSession = (more: Partial<Host> = {}): Session => new Session(host(more)).within()

/** All that the commands of a line say, one after the other. */
export async function eventsOf(session: Session, line: string): Promise<CommandEvent[]> {
  const events: CommandEvent[] = []
  for (const piece of session.split(line)) {
    for await (const event of (await session.run(piece)).events) events.push(event)
  }
  return events
}

/** What a line is refused with, and at which column. */
export async function refusal(
  session: Session,
  line: string,
): Promise<[string, number | undefined]> {
  try {
    await eventsOf(session, line)
  } catch (error) {
    if (error instanceof InputError) return [error.code, error.column]
    throw error
  }
  throw new Error(`${line} was accepted`)
}

/** The replies among events, shortly. */
export const replies = (events: readonly CommandEvent[]) =>
  events.flatMap((event) =>
    event.type === 'reply'
      ? [
          [
            event.number,
            event.line,
            event.ok ? 'ok' : ((event.error as InputError).code ?? event.error.message),
          ],
        ]
      : [],
  )

/** What the lab said among events. */
export const results = (events: readonly CommandEvent[]) =>
  events.flatMap((event) => (event.type === 'lab' ? [event.result] : []))
