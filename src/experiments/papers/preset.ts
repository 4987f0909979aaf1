/**
 * Presets: what papers report, made again with one command. What counts as reproduced is fixed
 * here, beforehand and for all of them alike; a paper's number stands beside ours whatever comes of
 * it.
 */

import type { Certificate } from '../../results/difficulty-report.ts'
import type { Report, Sweep } from '../../results/report.ts'
import { largest } from '../../rules/extremes.ts'
import type { Design } from '../../specs/design.ts'
import type { PresetExpectation } from '../../specs/preset-names.ts'
import type { Spec } from '../../specs/spec.ts'
import type { TrialRun1997 } from '../../training/lstm1997/run-trial.ts'
import type { Experiment1997 } from '../../training/lstm1997/settings-of-1997.ts'
import {
  type Against,
  type PresetRow,
  type PresetVerdict,
  type ShareOfRuns,
  VERDICTS,
} from './preset-report.ts'

export type { PresetRow, ShareOfRuns } from './preset-report.ts'

const within = (ratio: number, limit: number) => ratio <= limit && ratio >= 1 / limit

export function verdictOfRow(row: PresetRow): PresetVerdict | null {
  if (row.kind === 'note') return null
  if (row.ours === null) return 'does-not-reproduce'
  switch (row.kind) {
    case 'number':
      return grade(within(row.ours / row.paper, 1.25), within(row.ours / row.paper, 3))
    case 'decades': {
      const off = Math.abs(row.ours - row.paper)
      return grade(off <= 1, off <= 3)
    }
    case 'share': {
      // Allows for the rounding error of fractions.
      const off = Math.abs(partOf(row.ours) - partOf(row.paper)) - 1e-9
      return grade(off <= 0.15, off <= 0.35)
    }
    case 'claim':
      return grade(partOf(row.ours) >= 0.9, partOf(row.ours) > 0.5)
  }
}

const partOf = ({ count, of }: ShareOfRuns): number => (of > 0 ? count / of : 0)

const grade = (good: boolean, fair: boolean): PresetVerdict =>
  good ? 'reproduces' : fair ? 'right-order' : 'does-not-reproduce'

/** A preset reproduces as well as the worst of its rows. */
export function verdictOfRows(rows: readonly PresetRow[]): PresetVerdict {
  const places = rows.flatMap((row) => {
    const verdict = verdictOfRow(row)
    return verdict ? [VERDICTS.indexOf(verdict)] : []
  })
  return VERDICTS[largest(places, 0)]
}

/** Whether a verdict is what was expected, or better; none is not. */
export const meets = (verdict: PresetVerdict | null, expected: PresetExpectation): boolean =>
  verdict !== null && VERDICTS.indexOf(verdict) <= VERDICTS.indexOf(expected)

/** Trials of an experiment of 1997, on these seeds. */
export interface TrialsPart {
  readonly experiment: Experiment1997
  readonly seeds: readonly number[]
}

/** Certificates of these specs' tasks, with so many guesses each. */
export interface CertificatesPart {
  readonly certify: readonly Spec[]
  readonly guesses: number
}

/** What has to be run, by names. */
export type PresetPart = Design | TrialsPart | CertificatesPart
export type Parts = Readonly<Record<string, PresetPart>>
/** What came of the studies among them, and of the others. */
type Studies = Readonly<Record<string, Report | Sweep>>
interface Others {
  readonly trials: Readonly<Record<string, readonly TrialRun1997[]>>
  readonly certificates: Readonly<Record<string, readonly Certificate[]>>
}

export interface Preset {
  readonly name: string
  /** What the `paper` values of its rows are, if not a paper's. */
  readonly against?: Against
  /** Minutes on two cores, of the short form and of the full one where there is one. */
  readonly minutes: number
  readonly fullMinutes?: number
  parts(full: boolean): Parts
  /** The rows, in the order in which they are shown. */
  rows(studies: Studies, others: Others): PresetRow[]
}
