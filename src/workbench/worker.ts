/** A thread of the workbench: executes one job at a time. */
import { loadKernels } from '../io/load-kernels.ts'
import { lowerPriority } from '../threads/priority.ts'
import { type JobContext, serve } from '../threads/serve.ts'
import { execute } from './execute-job.ts'
import type { JobName, TrainEvent, WorkbenchJobs } from './jobs.ts'
import { NetCache } from './net-cache.ts'

lowerPriority()
const netCache = loadKernels().then((module) => new NetCache(module))
// The first job reports it.
netCache.catch(() => {})

function handler<N extends JobName>(name: N) {
  return async (
    request: WorkbenchJobs[N]['request'],
    context: JobContext<TrainEvent>,
  ): Promise<WorkbenchJobs[N]['answer']> => execute(await netCache, name, request, context)
}

serve<WorkbenchJobs>(
  {
    train: handler('train'),
    gradient: handler('gradient'),
    scores: handler('scores'),
    weights: handler('weights'),
    inside: handler('inside'),
    forgetting: handler('forgetting'),
    attribution: handler('attribution'),
    verify: handler('verify'),
  },
  () => {
    netCache.then(
      (cache) => cache.clear(),
      () => {},
    )
  },
)
