/** How every kind of result is shown. A kind without a view does not compile. */
import type { Kind, LabResult } from '../../workbench/result-kinds.ts'
import { attributionView } from './attribution.ts'
import { benchView } from './bench.ts'
import { byLagView } from './by-lag.ts'
import { byLossView } from './by-loss.ts'
import { codeView } from './code.ts'
import { contextView } from './context.ts'
import { dialView } from './dial.ts'
import { exampleView } from './example.ts'
import { fileView, languageView, nothing } from './file.ts'
import { gradientView } from './gradient.ts'
import { diffView, historyView } from './history.ts'
import { jacobianView } from './jacobian.ts'
import type { AnyView, LabView } from './lab-view.ts'
import { mathView } from './math.ts'
import { memoryView } from './memory.ts'
import { receiptView } from './receipt.ts'
import { statesView } from './states.ts'
import { surgeryView } from './surgery.ts'
import { trainingView } from './training.ts'
import { verificationView } from './verification.ts'
import { walkView } from './walk.ts'
import { walkBackView } from './walk-back.ts'

const VIEWS: { readonly [K in Kind]: LabView<K> } = {
  example: exampleView,
  gradient: gradientView,
  'by-loss': byLossView,
  'by-lag': byLagView,
  verification: verificationView,
  walk: walkView,
  'walk-back': walkBackView,
  jacobian: jacobianView,
  states: statesView,
  memory: memoryView,
  context: contextView,
  attribution: attributionView,
  dial: dialView,
  bench: benchView,
  training: trainingView,
  surgery: surgeryView,
  math: mathView,
  code: codeView,
  history: historyView,
  diff: diffView,
  receipt: receiptView,
  file: fileView,
  help: nothing,
  language: languageView,
  quit: nothing,
}

export const viewOf = ({ kind }: LabResult): AnyView => VIEWS[kind]
