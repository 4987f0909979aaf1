/** `gatelab check [lesson…]`: lessons unattended, every claim measured and asserted. */
import type { Command, CommandEvent } from './command.ts'
import { MUTANTS, REPORTER, SPEC_OPTIONS } from './options.ts'

const SEEDS = SPEC_OPTIONS.filter(({ name }) => name === 'seeds')

export const check: Command = {
  name: 'check',
  positionals: [{ name: 'lessons', required: false, many: true }],
  options: [...SEEDS, MUTANTS, REPORTER],
  examples: ['check', 'check forget-gate --mutants', 'check ./my-lesson --seeds 10 --json'],
  async run(values, { fresh }) {
    const { checkAll } = await import('../lessons/unattended.ts')
    const asked = (values.lessons as string[] | undefined) ?? []
    const seeds = (values.seeds as number[] | undefined) ?? [1]
    let stopped = false
    let stopLab = () => {}
    const lab = () => {
      const one = fresh()
      stopLab = () => one.lab.stop()
      return one
    }
    async function* events(): AsyncIterable<CommandEvent> {
      const reporter = values.reporter as 'junit' | 'tap' | undefined
      for await (const event of checkAll(asked, { seeds, mutants: values.mutants === true, lab })) {
        if (stopped) return
        // A document for a program is one whole; the lessons stand in it.
        if (event.type === 'check') yield reporter ? { ...event, reporter } : event
        else if (!reporter || event.lesson.problem) yield event
      }
    }
    return {
      events: events(),
      stop() {
        stopped = true
        stopLab()
      },
    }
  },
}
