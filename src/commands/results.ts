/** `gatelab report` and `gatelab merge`: reports of results that are there. Nothing is run. */
import type { CompareEvent } from '../lab/events.ts'
import type { Command, Context, Values } from './command.ts'
import { REPORTS } from './options.ts'
import { reporting } from './reporting.ts'

/** Endings that show curves or profiles of single runs; JSON on standard output does, too. */
const WHOLE = /\.(json|html|svg|md)$/i

async function run(paths: readonly string[], whole: boolean, values: Values, context: Context) {
  const write = await reporting(values, context)
  const files = (values.report as string[] | undefined) ?? []
  const lean = values.json !== true && files.length > 0 && !files.some((path) => WHOLE.test(path))
  async function* events(): AsyncIterable<CompareEvent> {
    const { joined } = await import('../lab/study/join.ts')
    const report = await joined(paths, { whole, lean })
    yield report.schema === 'gatelab.sweep/1' ? { type: 'sweep', sweep: report } : { type: 'report', report }
  }
  return { events: write(events()) }
}

export const report: Command = {
  name: 'report',
  examples: [],
  positionals: [{ name: 'results', required: true, many: true }],
  options: [REPORTS],
  run: (values, context) => run(values.results as string[], false, values, context),
}

export const merge: Command = {
  name: 'merge',
  examples: [],
  positionals: [{ name: 'folders', required: true, many: true }],
  options: [REPORTS],
  run: (values, context) => run(values.folders as string[], true, values, context),
}
