/** A thread that looks into somebody's nets, one job at a time. */
import { keepPiped } from '../../io/read-files.ts'
import { simd } from '../../io/simd.ts'
import { serve } from '../../threads/serve.ts'
import type { OnProgress } from '../given-net/net-progress.ts'
import type { InspectionJobs } from './inspection-jobs.ts'

type Piped = InspectionJobs['file']['request']['piped']

const keepAll = (piped: Piped) => {
  for (const [path, bytes] of piped) keepPiped(path, bytes)
}

serve<InspectionJobs>({
  async file({ weights, choices, piped }, { emit, progressDue }) {
    keepAll(piped)
    const onProgress: OnProgress = (progress) => {
      if (progressDue()) emit(progress)
    }
    const { inspectFile } = await import('../given-net/inspect-file.ts')
    for await (const event of inspectFile(weights, choices, onProgress)) emit(event)
    return null
  },

  async case({ weights, input, choices, piped }, { emit, progressDue }) {
    keepAll(piped)
    const onProgress: OnProgress = (progress) => {
      if (progressDue()) emit(progress)
    }
    const { findingsOf } = await import('../given-net/inspect-case.ts')
    const found = await findingsOf(weights, input, choices, onProgress)
    return { found, narrowed: simd().why === 'known-answer' }
  },

  async bench({ weights, input, choices, piped }) {
    keepAll(piped)
    const { benchNet } = await import('../given-net/bench-net.ts')
    return benchNet(weights, input, choices)
  },
})
