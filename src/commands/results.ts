/** `gatelab report` and `gatelab merge`: reports of results that are there. Nothing is run. */
import type { CompareEvent } from '../lab/events.ts'
import type { Report, Sweep } from '../lab/report.ts'
import type { NamedFile } from '../lab/spec.ts'
import type { Expectation } from '../lab/study/names.ts'
import type { Command, Context, Values } from './command.ts'
import { fileNamed } from './compare.ts'
import { DATA, EXPECT, REPORTS, TEXT } from './options.ts'
import { reporting } from './reporting.ts'

/** Runs up to which a comparison's curves and profiles are read for its pictures: they are nearly all of a line. */
const MOST_CURVES = 200

/** JSON has everything; pictures have curves and profiles of a comparison, and nobody has those of a sweep. */
async function read(
  paths: readonly string[],
  whole: boolean,
  everything: boolean,
  file: NamedFile | undefined,
): Promise<Report | Sweep> {
  const { joined } = await import('../lab/study/join.ts')
  if (everything) return joined(paths, { whole, lean: false, file })
  const found = await joined(paths, { whole, lean: true, file })
  const curves = found.schema === 'gatelab.report/1' && found.runs.length <= MOST_CURVES
  return curves ? joined(paths, { whole, lean: false, file }) : found
}

async function run(paths: readonly string[], whole: boolean, values: Values, context: Context) {
  const write = await reporting(values, context)
  const files = (values.report as string[] | undefined) ?? []
  const everything = values.json === true || files.some((path) => path.toLowerCase().endsWith('.json'))
  async function* events(): AsyncIterable<CompareEvent> {
    const [report, { judge }] = await Promise.all([
      read(paths, whole, everything, fileNamed(values)),
      import('../lab/verdict.ts'),
    ])
    const event: CompareEvent =
      report.schema === 'gatelab.sweep/1' ? { type: 'sweep', sweep: report } : { type: 'report', report }
    const expected = values.expect as Expectation | undefined
    yield expected === undefined ? event : judge(event, expected)
  }
  return { events: write(events()) }
}

export const report: Command = {
  name: 'report',
  examples: ['report results', 'report results --report report.html --report runs.csv'],
  positionals: [{ name: 'results', required: true, many: true }],
  options: [REPORTS, EXPECT, TEXT, DATA],
  run: (values, context) => run(values.results as string[], false, values, context),
}

export const merge: Command = {
  name: 'merge',
  examples: ['merge part-1 part-2 --report report.md'],
  positionals: [{ name: 'folders', required: true, many: true }],
  options: [REPORTS, EXPECT, TEXT, DATA],
  run: (values, context) => run(values.folders as string[], true, values, context),
}
