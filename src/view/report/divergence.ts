/** Advice where training diverged, shown with every run that did. */
import type { Findings } from '../../results/report.ts'
import { hasExploded } from '../shared/sentences.ts'
import type { ViewText } from '../shared/text-types.ts'
import { paragraph, type ReportBlock } from './blocks.ts'

type Shown = Pick<Findings, 'runs' | 'settings' | 'task'>

/** Nothing where every run kept its numbers. */
export function divergenceBlocks(all: readonly Shown[], text: ViewText): ReportBlock[] {
  const lost = ({ runs, task }: Shown) =>
    runs.filter(({ status, final }) => status === 'diverged' || hasExploded(final.metric, task))
      .length
  const [first] = all.filter((one) => lost(one) > 0)
  if (!first) return []
  const of = all.reduce((sum, { runs }) => sum + runs.length, 0)
  const diverged = all.reduce((sum, one) => sum + lost(one), 0)
  const { clip, learningRate, task } = first.settings
  return [paragraph(text.compare.diverged(diverged, of, clip, learningRate / 10, task === 'data'))]
}
