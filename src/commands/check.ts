/** `gatelab check [lesson…]`: lessons unattended, every claim measured and asserted. */
import { InputError } from '../rules/input-error.ts'
import type { CommandEvent } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import { optionsNamed } from './grammar/kinds.ts'
import { CHALLENGES, MUTANTS, REPORTER, SPEC_OPTIONS } from './grammar/options.ts'

const SEEDS = optionsNamed(SPEC_OPTIONS, 'seeds')

export const check = defineCommand({
  name: 'check',
  positionals: [{ name: 'lessons', required: false, many: true }],
  options: [...SEEDS, MUTANTS, CHALLENGES, REPORTER],
  examples: ['check', 'check forget-gate --mutants', 'check ./my-lesson --seeds 10 --json'],
  async run(values, { fresh, cores }) {
    const { checkAll } = await import('../lessons/check/check-all.ts')
    const { lessons: asked = [], seeds = [1], reporter } = values
    const stopping = new AbortController()
    const { signal } = stopping
    async function* events(): AsyncIterable<CommandEvent> {
      // A machine-readable document is written as a whole, so the events carry the reporter that
      // was asked for.
      for await (const event of checkAll(asked, {
        seeds,
        mutants: values.mutants === true,
        challenges: values.challenges === true,
        cores,
        lab: fresh,
        signal,
      }))
        yield reporter ? { ...event, reporter } : event
    }
    return { events: events(), stop: () => stopping.abort(new InputError('stopped', {})) }
  },
})
