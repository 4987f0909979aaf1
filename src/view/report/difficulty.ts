/** How difficult the task is for what learns nothing: what was tried, and what follows. */
import type { Certificate } from '../../results/difficulty-report.ts'
import type { Findings, Sweep } from '../../results/report.ts'
import type { ViewText } from '../shared/text-types.ts'
import { paragraph, type ReportBlock } from './blocks.ts'
import {
  certificateCells,
  certificateHeads,
  certificateLines,
  conclusions,
} from './difficulty-text.ts'

/** An unlimited width: paragraphs are wrapped later. */
const UNBROKEN = Number.MAX_SAFE_INTEGER

export const certificateBlocks = (
  { certificate }: Pick<Findings, 'certificate'>,
  text: ViewText,
): ReportBlock[] => (certificate ? linesOf(certificate, text) : [])

/** Several certificates as one table, each once; a single one in words. */
export function certificatesBlocks(
  certificates: readonly Certificate[],
  text: ViewText,
): ReportBlock[] {
  const different = Array.from(
    new Map(certificates.map((one) => [JSON.stringify(one), one])).values(),
  )
  if (different.length < 2) return different.flatMap((one) => linesOf(one, text))
  const [task, length, ...heads] = certificateHeads(text).map((head) => head.trim())
  const right = (head: string) => ({ head, right: true })
  return [
    {
      kind: 'table',
      caption: text.certificate.several(different[0].heldOut),
      columns: [
        { head: task },
        right(length),
        right(text.compare.columns.seed),
        ...heads.map(right),
      ],
      rows: different.map((one) => [
        one.task,
        String(one.length),
        String(one.seed),
        ...certificateCells(one, text).map((cell) => cell.trim()),
      ]),
      heads: 3,
    },
  ]
}

/** Of a sweep: what solves its tasks without memory, each task told of once. */
export function sweepCertificates({ points }: Sweep, text: ViewText): ReportBlock[] {
  const each = new Map<string, Certificate>()
  for (const { certificate } of points) {
    if (!certificate) continue
    const { task, length, symbols } = certificate
    each.set(JSON.stringify([task, length, symbols]), certificate)
  }
  return each.size === 0 ? [] : conclusions([...each.values()], text).map(paragraph)
}

const linesOf = (certificate: Certificate, text: ViewText): ReportBlock[] =>
  certificateLines(certificate, text, UNBROKEN).map((line) => paragraph(line.trim()))
