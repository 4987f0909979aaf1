/** How difficult the task is for what learns nothing: what was tried, and what follows. */
import type { Findings } from '../../lab/report.ts'
import { certificateLines } from '../certificate-text.ts'
import type { ViewText } from '../text.ts'
import { type Block, paragraph } from './blocks.ts'

/** Wider than any sentence: whoever writes a paragraph breaks it. */
const UNBROKEN = Number.MAX_SAFE_INTEGER

export function certificateBlocks({ certificate }: Findings, text: ViewText): Block[] {
  if (!certificate) return []
  return certificateLines(certificate, text, UNBROKEN).map((line) => paragraph(line.trim()))
}
