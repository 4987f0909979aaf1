/** What presets come to, as data. */

import type { Certificate, CertificateEvent } from '../../results/difficulty-report.ts'
import type { CompareEvent } from '../../results/events.ts'
import type { Report, Sweep } from '../../results/report.ts'
import type { PresetExpectation } from '../../specs/preset-names.ts'
import type { TrialRun1997 } from '../../training/lstm1997/run-trial.ts'

export const VERDICTS = ['reproduces', 'right-order', 'does-not-reproduce'] as const
export type PresetVerdict = (typeof VERDICTS)[number]

export const PRESET_FORMS = ['short', 'full'] as const
export type PresetForm = (typeof PRESET_FORMS)[number]

/**
 * What our result is compared with: a paper, this project's own reference computation, or its
 * README.
 */
const AGAINST = ['paper', 'reference', 'readme'] as const
export type Against = (typeof AGAINST)[number]

/** So many of so many. */
export interface ShareOfRuns {
  readonly of: number
  readonly count: number
}

/** One thing that a paper reports, and what was found here. */
export type PresetRow =
  /**
   * A positive number, as of sequences. Reproduced within a factor of 1.25 of the paper's; the
   * right order within a factor of three.
   */
  | {
      readonly kind: 'number'
      readonly id: string
      readonly paper: number
      readonly ours: number | null
    }
  /**
   * A share of trials. Reproduced where the shares are within 0.15, the right order within 0.35.
   */
  | {
      readonly kind: 'share'
      readonly id: string
      readonly paper: ShareOfRuns
      readonly ours: ShareOfRuns
    }
  /** log10 of a size. Reproduced within one decade, the right order within three. */
  | {
      readonly kind: 'decades'
      readonly id: string
      readonly paper: number
      readonly ours: number | null
    }
  /**
   * A statement, and the trials in which it holds. Reproduced in nine of ten, the right order in
   * more than half.
   */
  | {
      readonly kind: 'claim'
      readonly id: string
      readonly paper: null
      readonly ours: ShareOfRuns
    }
  /** Our figure alone, without a verdict. */
  | {
      readonly kind: 'note'
      readonly id: string
      readonly paper: number | null
      readonly ours: number | ShareOfRuns | null
    }

/** What a preset came to; its words are the text tables'. */
export interface PresetReport {
  readonly schema: 'gatelab.preset/1'
  readonly name: string
  readonly against: Against
  readonly command: string
  readonly version: string
  readonly form: PresetForm
  /** Some results are missing, so there is no verdict. */
  readonly partial: boolean
  readonly rows: readonly (PresetRow & { readonly verdict: PresetVerdict | null })[]
  readonly verdict: PresetVerdict | null
  readonly studies: Readonly<Record<string, Report | Sweep>>
  /** Trials of experiments of 1997, and certificates, where the preset has such parts. */
  readonly trials: Readonly<Record<string, readonly TrialRun1997[]>>
  readonly certificates: Readonly<Record<string, readonly Certificate[]>>
}

export type PresetEvent =
  | CompareEvent
  | Exclude<CertificateEvent, { type: 'certificates' }>
  /** Part k of n begins. */
  | { readonly type: 'part'; readonly name: string; readonly part: number; readonly of: number }
  /** Trials of 1997: how many are through, and how far one is. */
  | {
      readonly type: 'original'
      readonly experiment: string
      readonly seed: number
      readonly sequences: number
      readonly through: boolean
      readonly done: number
      readonly of: number
    }
  | {
      readonly type: 'preset'
      readonly preset: PresetReport
      /** The expected verdict, and whether it was met. */
      readonly expected?: PresetExpectation
      readonly met?: boolean
    }
