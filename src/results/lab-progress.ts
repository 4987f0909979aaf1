/** What a training workbench says between its results. */
import type { Cell } from '../engine/types.ts'
import type { Observation } from './events.ts'
import type { Report } from './report.ts'

export type BenchProgress =
  | {
      readonly type: 'bench-start'
      readonly task: Report['task']
      /** Steps that each cell has and is to have. */
      readonly cells: readonly { readonly cell: Cell; readonly from: number; readonly to: number }[]
    }
  | {
      readonly type: 'bench-progress'
      readonly cell: Cell
      readonly step: number
      readonly stepsPerSecond: number
    }
  | { readonly type: 'bench-observation'; readonly cell: Cell; readonly observation: Observation }
