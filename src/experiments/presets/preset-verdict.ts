/** What a preset came to, from its parts, wherever they come from. */
import type { Certificate } from '../../results/difficulty-report.ts'
import type { Report, Sweep } from '../../results/report.ts'
import type { TrialRun1997 } from '../../training/lstm1997/run-trial.ts'
import { type Preset, verdictOfRow, verdictOfRows } from '../papers/preset.ts'
import type { PresetForm, PresetReport } from '../papers/preset-report.ts'
import type { Origin } from '../summary.ts'

/** What was found, part by part. */
export interface Found {
  readonly studies: Record<string, Report | Sweep>
  readonly trials: Record<string, readonly TrialRun1997[]>
  readonly certificates: Record<string, readonly Certificate[]>
  /** Something of it is missing. */
  partial: boolean
}

export const emptyResults = (): Found => ({
  studies: {},
  trials: {},
  certificates: {},
  partial: false,
})

export function concludedPreset(
  preset: Preset,
  form: PresetForm,
  { command, version }: Origin,
  found: Found,
): PresetReport {
  const { partial, ...parts } = found
  const rows = partial ? [] : preset.rows(parts.studies, parts)
  return {
    schema: 'gatelab.preset/1',
    name: preset.name,
    against: preset.against ?? 'paper',
    command,
    version,
    form,
    partial,
    rows: rows.map((row) => ({ ...row, verdict: verdictOfRow(row) })),
    verdict: partial ? null : verdictOfRows(rows),
    ...parts,
  }
}
