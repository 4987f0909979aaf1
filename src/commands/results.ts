/** `gatelab report` and `gatelab merge`: reports of results that are there. Nothing is run. */
import type { CompareEvent } from '../lab/events.ts'
import type { Expectation } from '../lab/study/names.ts'
import type { Command, Context, Values } from './command.ts'
import { EXPECT, REPORTS } from './options.ts'
import { reporting } from './reporting.ts'

/** Endings that show curves or profiles of single runs; JSON on standard output does, too. */
const WHOLE = /\.(json|html|svg|md)$/i

async function run(paths: readonly string[], whole: boolean, values: Values, context: Context) {
  const write = await reporting(values, context)
  const files = (values.report as string[] | undefined) ?? []
  const lean = values.json !== true && files.length > 0 && !files.some((path) => WHOLE.test(path))
  async function* events(): AsyncIterable<CompareEvent> {
    const [{ joined }, { judge }] = await Promise.all([import('../lab/study/join.ts'), import('../lab/verdict.ts')])
    const report = await joined(paths, { whole, lean })
    const event: CompareEvent =
      report.schema === 'gatelab.sweep/1' ? { type: 'sweep', sweep: report } : { type: 'report', report }
    const expected = values.expect as Expectation | undefined
    yield expected === undefined ? event : judge(event, expected)
  }
  return { events: write(events()) }
}

export const report: Command = {
  name: 'report',
  examples: [],
  positionals: [{ name: 'results', required: true, many: true }],
  options: [REPORTS, EXPECT],
  run: (values, context) => run(values.results as string[], false, values, context),
}

export const merge: Command = {
  name: 'merge',
  examples: [],
  positionals: [{ name: 'folders', required: true, many: true }],
  options: [REPORTS, EXPECT],
  run: (values, context) => run(values.folders as string[], true, values, context),
}
