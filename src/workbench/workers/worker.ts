/** A thread of the workbench: executes one job at a time. */
import { loadKernels } from '../../io/load-kernels.ts'
import { lowerPriority } from '../../threads/priority.ts'
import { serve } from '../../threads/serve.ts'
import { keepHeapsSmall } from '../../threads/small-heaps.ts'
import { NetCache } from '../caches/net-cache.ts'
import { runJob } from './run-job.ts'
import type { WorkbenchJobs } from './worker-messages.ts'

lowerPriority()
keepHeapsSmall()
const netCache = loadKernels().then((module) => new NetCache(module))
// The first job reports it.
netCache.catch(() => {})

serve<WorkbenchJobs>(
  { run: async (request, context) => runJob(await netCache, request, context) },
  () => {
    netCache.then(
      (cache) => cache.clear(),
      () => {},
    )
  },
)
