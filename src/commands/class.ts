/** `gatelab class reports/*.json`: what a class did, from the reports of its learners. */
import type { CommandEvent } from './grammar/command.ts'
import { defineCommand } from './grammar/define-command.ts'
import { REPORTS } from './grammar/options.ts'
import { reporting } from './report-files.ts'

export const classCommand = defineCommand({
  name: 'class',
  positionals: [{ name: 'reports', required: true, many: true }],
  options: [REPORTS],
  examples: ['class reports', 'class anna.json ben.json --report class.html --report class.csv'],
  async run({ reports, ...values }, context) {
    const write = await reporting(values, context, ['.md', '.html', '.json', '.csv'])
    const [{ readLearners }, { classOf }, { entries }] = await Promise.all([
      import('../lessons/classes/learners.ts'),
      import('../lessons/classes/class-report.ts'),
      import('../lessons/progress/overview.ts'),
    ])
    async function* events(): AsyncIterable<Extract<CommandEvent, { type: 'class' }>> {
      const handedIn = await readLearners(reports)
      const refused = handedIn.refused.map(({ error }) => error)
      yield { type: 'class', found: classOf(handedIn, await entries(), context.version), refused }
    }
    return { events: write(events()) }
  },
})
