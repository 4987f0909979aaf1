/**
 * A cache of nets for each thread: making a net reserves gigabytes of addresses, while loading
 * weights is quick.
 */
import { initialWeights } from '../../engine/initialise.ts'
import { type EvaluationShape, Net, type NetShape } from '../../engine/net.ts'
import { random } from '../../engine/random.ts'
import { evaluationRows, sizesOf } from '../../training/setup/net-sizes.ts'
import { taskOf } from '../../training/setup/resolve-spec.ts'
import type { NetSubject } from '../workers/worker-messages.ts'

/** Nets kept at most. */
const MAX_NETS = 6

export class NetCache {
  private readonly nets = new Map<string, Net>()

  constructor(readonly module: WebAssembly.Module) {}

  private net(shape: NetShape, evaluation: EvaluationShape | null): Net {
    const key = JSON.stringify([shape, evaluation])
    const net = this.nets.get(key) ?? Net.create(this.module, shape, evaluation)
    this.nets.delete(key)
    this.nets.set(key, net)
    const [oldest] = this.nets.keys()
    if (this.nets.size > MAX_NETS) this.nets.delete(oldest)
    return net
  }

  clear(): void {
    this.nets.clear()
  }

  /** The subject's net for B sequences at a time, with its weights and its surgery. */
  of(
    subject: NetSubject,
    B: number,
    { record = false, evaluation = false, threadGroup = false } = {},
  ): Net {
    const { spec, cell, operations } = subject
    const task = taskOf(spec)
    const sizes = sizesOf(spec, task, cell)
    const operated = cell === 'lstm' && operations.length > 0
    const shape = {
      sizes,
      T: task.timeSteps,
      L: task.answerSteps,
      loss: task.loss,
      record: false,
      operated,
    }
    const net = this.net(
      { ...shape, B, record, shared: threadGroup },
      evaluation ? { ...shape, B: evaluationRows(task) } : null,
    )
    if (operated) net.intervene(operations)
    net.load(subject.weights ?? this.initial(subject, net))
    return net
  }

  /** The weights that the subject's seed makes, by the logarithm of the kernels. */
  private initial({ spec, cell }: NetSubject, net: Net) {
    const task = taskOf(spec)
    const { init, gain, forgetBias, inputBias } = spec
    const biases = { forgetBias, inputBias }
    const settings = { init, gain, ...biases, timeSteps: task.timeSteps, log: net.kernels.log }
    return initialWeights(sizesOf(spec, task, cell), settings, random(spec.seeds[0], 'weights'))
  }
}
