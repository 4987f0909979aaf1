/** Trials of an experiment of 1997 as a table. */
import type { PresetReport } from '../../experiments/papers/preset-report.ts'
import { shortDigest } from '../../rules/short-digest.ts'
import type { ViewText } from '../shared/text-types.ts'
import type { ReportBlock } from './blocks.ts'

type Trials = PresetReport['trials'][string]

/**
 * A trial a row: sequences until each criterion, wrong test sequences at the end, and the digest of
 * its weights.
 */
export function trialsTable(
  trials: Trials,
  text: ViewText,
): Extract<ReportBlock, { kind: 'table' }> {
  const { trials: words } = text.preset
  const [{ experiment, milestones, test, weights }] = trials
  return {
    kind: 'table',
    caption: words.caption(experiment, weights, test.of),
    columns: [
      { head: text.compare.columns.seed, right: true },
      ...milestones.map(({ criterion }) => ({ head: criterion, right: true })),
      { head: words.sequences, right: true },
      { head: words.wrong, right: true },
      { head: text.report.digest },
    ],
    rows: trials.map((trial) => [
      String(trial.seed),
      ...trial.milestones.map(({ sequences }) =>
        sequences === null ? text.none : String(sequences),
      ),
      String(trial.sequences),
      String(trial.test.wrong),
      shortDigest(trial.digest),
    ]),
  }
}
