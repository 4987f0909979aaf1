/** What the outside gives a session: this machine, and what is drawn. */
import type { Host } from '../commands/session/host.ts'
import { checkedKernels } from '../io/load-kernels.ts'
import { simd } from '../io/simd.ts'
import { textIn } from '../text/index.ts'
import { LAB_THREADS } from '../threads/kinds.ts'
import { keepHeapsSmall } from '../threads/small-heaps.ts'
import { currentText } from './language.ts'
import { pipeOf } from './named-pipes.ts'
import * as platform from './platform.ts'
import * as streams from './standard-streams.ts'

/** Seconds between two lines about planning. */
const EVERY = 5

/** For files, which look the same whatever terminal they are written from. */
const fileText = () => textIn(currentText().language)
let saidLast = performance.now() / 1000

/** Says how far planning is, where somebody waits before a terminal and it takes long. */
function sayPlanning(points: number, of: number): void {
  const now = performance.now() / 1000
  if (!platform.stderrIsTerminal() || now - saidLast < EVERY) return
  saidLast = now
  streams.writeError(`${currentText().commands.planning(points, of)}\n`)
}

export const host: Host = {
  version: platform.version(),
  node: platform.node,
  cores: platform.cores,
  memory: platform.memory,
  planning: sayPlanning,
  progressPath: platform.progressPath,
  piped: streams.piped,
  pipeOf,
  async freshBench(threads) {
    keepHeapsSmall()
    const [{ Workbench }] = await Promise.all([
      import('../workbench/workbench.ts'),
      // Its threads take what the process uses.
      checkedKernels(),
    ])
    // Those that started before have loaded the kernels that failed.
    if (simd().why === 'known-answer') LAB_THREADS.discard()
    return new Workbench(threads)
  },
  async draw(result, format) {
    const text = fileText()
    if (format === 'svg') {
      const { pictureSvg } = await import('../view/lab/lab-svg.ts')
      return pictureSvg(result, text)
    }
    const { labText } = await import('../view/lab/lab-text.ts')
    return labText(result, text, 100) || null
  },
  async inJson(result) {
    const { withAxis } = await import('./lab-document.ts')
    return withAxis(result)
  },
  async reportAs(report, format) {
    const { reportBytes } = await import('./report-bytes.ts')
    return reportBytes(report, format, fileText())
  },
}
