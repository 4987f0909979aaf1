/** How a thread finds an answer: the job of that name, with what it needs. */
import { random } from '../../engine/random.ts'
import type { JobContext } from '../../threads/serve.ts'
import { emptyBatch } from '../../training/held-out.ts'
import { taskOf } from '../../training/setup/resolve-spec.ts'
import { keepContent } from '../../training/setup/send-content.ts'
import type { NetCache } from '../caches/net-cache.ts'
import { PROBES } from '../probes/index.ts'
import type { Probe } from '../probes/probe.ts'
import type { Job, NetJobContext } from './job.ts'
import { SHARED_JOBS } from './shared-jobs.ts'
import type { NetSubject, TrainEvent, WorkbenchJobs } from './worker-messages.ts'

const probes: readonly Probe<unknown, string>[] = Object.values(PROBES)
/** Those that commands share, and the probes' own. */
const JOBS: readonly Job<NetSubject, unknown>[] = [
  ...SHARED_JOBS,
  ...probes.flatMap(({ job }) => job ?? []),
]

/** Finds the answer to a request. Throws InputError where there is too little memory. */
export async function runJob(
  nets: NetCache,
  { job: name, ask }: WorkbenchJobs['run']['request'],
  context: JobContext<TrainEvent>,
): Promise<unknown> {
  keepContent(ask)
  const job = JOBS.find((one) => one.name === name)
  if (!job) throw new Error(`no job of the workbench is called ${name}`)
  const task = taskOf(ask.spec)
  const sequences: NetJobContext['sequences'] = (from, to) => {
    const numbers = random(ask.spec.seeds[0], 'heldOut')
    const found = []
    for (let n = 1; n <= to; n++) {
      const batch = emptyBatch(task, 1)
      task.sample(numbers, batch, 1, n - 1)
      if (n >= from) found.push(batch)
    }
    return found
  }
  return job.run({ ...context, nets, task, sequences }, ask)
}
