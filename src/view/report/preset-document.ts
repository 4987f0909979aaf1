/** A preset as one JSON document. */
import type { PresetReport } from '../../experiments/papers/preset-report.ts'
import type { PresetWords } from '../shared/text-types.ts'

/** As `--json` and a file that ends in .json have it: with its words. */
export function presetDocument(preset: PresetReport, words: PresetWords): object {
  const { source, reports, same, differs, rows } = words
  const { schema, name, studies, trials, certificates, ...facts } = preset
  const said = preset.rows.map((row) => ({ ...row, what: rows[row.id] ?? row.id }))
  return {
    schema,
    name,
    source,
    reports,
    same,
    differs,
    ...facts,
    rows: said,
    studies,
    trials,
    certificates,
  }
}
