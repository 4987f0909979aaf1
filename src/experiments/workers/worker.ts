/** A worker thread of the pool: executes runs, parts of certificates and trials of 1997. */
import { type CertificateFinding, find } from '../../difficulty/measure-difficulty.ts'
import { allocate, instantiate } from '../../engine/kernels.ts'
import { FIRST_FREE } from '../../engine/memory-plan.ts'
import { lowerPriority } from '../../threads/priority.ts'
import { serve } from '../../threads/serve.ts'
import { executeTrial1997 } from '../../training/lstm1997/run-trial.ts'
import { executeRun } from '../../training/run.ts'
import { taskOf } from '../../training/setup/resolve-spec.ts'
import { keepContent } from '../../training/setup/send-content.ts'
import type { RunJobs } from './run-pool.ts'

lowerPriority()
serve<RunJobs>({
  async run(request, { emit, progressDue, before, cancelled }) {
    keepContent(request)
    const { spec, id, module, threads, endsOnly, limits, checkpointing } = request
    const finished = await executeRun(spec, id, {
      module,
      threads,
      endsOnly,
      limits,
      checkpointing,
      before,
      cancelled,
      observe: (observation) => emit({ type: 'observation', observation }),
      progress(step, stepsPerSecond) {
        if (progressDue()) emit({ type: 'progress', step, stepsPerSecond })
      },
    })
    return finished && { run: finished.run, weights: finished.weights }
  },

  difficulty(request, { cancelled }) {
    keepContent(request)
    const { spec, seed, budget, parts, module } = request
    const task = taskOf(spec)
    const findings: CertificateFinding[] = []
    for (const part of parts) {
      const finding = find(module, task, { seed, budget }, part, cancelled)
      if (finding === null) return null
      findings.push(finding)
    }
    return findings
  },

  trial1997({ trial, module }, { emit, progressDue, before, cancelled }) {
    const { exp } = instantiate(module, allocate(FIRST_FREE))
    const progress = (sequences: number, wrong: number) => {
      if (progressDue()) emit({ sequences, wrong })
    }
    return executeTrial1997(trial, { exp, before, cancelled, progress })
  },
})
