/** Sessions without a terminal, a thread or a shell around them. */
import type { CommandEvent } from '../../src/commands/grammar/command.ts'
import type { Host } from '../../src/commands/session/host.ts'
import { Session } from '../../src/commands/session/session.ts'
import { Workbench } from '../../src/workbench/workbench.ts'

export const host = (more: Partial<Host> = {}): Host => ({
  version: '1.2.3',
  node: '20.19.0',
  cores: 1,
  memory: () => 4e9,
  progressPath: () => null,
  draw: async () => null,
  reportAs: async (report) => JSON.stringify(report),
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
