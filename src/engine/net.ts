/** A one-layer recurrent net with a linear readout, living in the kernels' memory. */
import { Refusal } from '../refusal.ts'
import { allocate, instantiate, type Kernels, MOST_MEMORY } from './kernels.ts'
import { readParameters, writeParameters } from './parameters.ts'
import { FIRST_FREE, memoryOf, PLAN_FIELDS, type Plan, planParameters, planWorkspace, type Shape } from './plan.ts'
import { readProfile } from './profile.ts'
import { ALONE, MEASURE, type NetPlace, packPanel, runSequences, sumGradients } from './step.ts'
import type { Log10Profile, Weights } from './types.ts'
import { Workspace } from './workspace.ts'

/** What {@link Net.inspect} shows. Arrays are [T, B, H], logits [L, B, O]. */
export interface Inside {
  readonly loss: number
  readonly logits: Float32Array
  readonly hidden: Float32Array
  readonly cell: Float32Array | null
  readonly gates: {
    readonly i: Float32Array
    readonly f: Float32Array
    readonly g: Float32Array
    readonly o: Float32Array
  } | null
  readonly profile: Log10Profile
  /** ∂L/∂ of every weight; both biases have the same gradient. */
  readonly parameters: Weights
}

/** Plans lie just below the first free byte, one after another. */
const PLAN_BYTES = 256
const planAddress = (n: number) => FIRST_FREE - (n + 1) * PLAN_BYTES

/** A shape to train or inspect in; `team` where several threads will. */
export type NetShape = Omit<Shape, 'keep' | 'team'> & { readonly team?: boolean }
/** A shape for forward passes alone. */
export type EvaluationShape = Omit<Shape, 'keep' | 'team' | 'record'>

export class Net {
  readonly kernels: Kernels
  readonly memory: WebAssembly.Memory
  /** Where it lies, for the threads of a team. */
  readonly place: NetPlace
  /** The sequences that it is trained or inspected on. */
  readonly work: Workspace
  /** The sequences that it is evaluated on, if a second shape was given. */
  readonly evaluation: Workspace | null
  private readonly plan: Plan
  private readonly bytes: number

  private constructor(
    module: WebAssembly.Module,
    readonly shape: Shape,
    evaluation: Shape | null,
  ) {
    const shapes = evaluation ? [shape, evaluation] : [shape]
    const needed = memoryOf(...shapes)
    if (needed > MOST_MEMORY) throw new Refusal('too-much-memory', { needed, available: MOST_MEMORY })
    this.memory = allocate(needed)
    this.kernels = instantiate(module, this.memory)
    const parameters = planParameters(shape.sizes, FIRST_FREE)
    this.bytes = parameters.bytes
    const plans: Plan[] = []
    let end = parameters.end
    const workspaces = shapes.map((one, n) => {
      const workspace = planWorkspace(one, parameters, end)
      end = workspace.end
      plans.push(workspace.plan)
      this.write(planAddress(n), workspace.plan)
      return new Workspace(this.memory, one, workspace.plan, workspace.rowBlocks)
    })
    this.plan = plans[0]
    this.work = workspaces[0]
    this.evaluation = workspaces[1] ?? null
    this.place = this.placeOf(0, this.work.rowBlocks, plans[0])
  }

  /**
   * A net with zero weights. The evaluation workspace, if any, is for a forward pass on another number of sequences.
   * Throws Refusal 'too-much-memory' beyond the 4 GiB that WebAssembly can address.
   */
  static create(module: WebAssembly.Module, shape: NetShape, evaluation: EvaluationShape | null = null): Net {
    const alone = { team: false, record: false, keep: false }
    return new Net(module, { team: false, ...shape, keep: true }, evaluation && { ...evaluation, ...alone })
  }

  private write(address: number, plan: Plan): void {
    const fields = new Uint32Array(this.memory.buffer, address, PLAN_FIELDS.length)
    PLAN_FIELDS.forEach((field, n) => {
      fields[n] = plan[field]
    })
  }

  private placeOf(n: number, rowBlocks: number, plan: Plan): NetPlace {
    const { gatePanels, outputPanels, inputRows, unitPanels, squares } = this.plan
    return {
      plan: planAddress(n),
      rowBlocks,
      inTurn: plan.planeBytes === 0,
      gatePanels,
      outputPanels,
      gateBytes: (inputRows + 8 * unitPanels) * 32,
      readoutBytes: (8 * unitPanels + 4) * 32,
      squares,
    }
  }

  /** Takes over weights in PyTorch's layout; b_ih and b_hh are added up, since only their sum acts. */
  load(weights: Weights): void {
    writeParameters(new Float32Array(this.memory.buffer), this.plan, this.shape.sizes, weights)
    for (let n = 0; n < this.plan.gatePanels + this.plan.outputPanels; n++) packPanel(this.kernels, this.place, n)
  }

  /** The weights in PyTorch's layout; bias_hh_l0 is zero. */
  weights(): Weights {
    return readParameters(new Float32Array(this.memory.buffer), this.plan, this.plan.weights, this.shape.sizes)
  }

  /** The gradients of the last backward pass whose weight gradients were summed. */
  gradients(): Weights {
    const found = readParameters(new Float32Array(this.memory.buffer), this.plan, this.plan.gradients, this.shape.sizes)
    return { ...found, bias_hh_l0: found.bias_ih_l0.slice() }
  }

  /** The optimiser's moments and the weights, byte for byte: what a run needs to go on. */
  state(): Float32Array[] {
    const { weights, moment1, moment2 } = this.plan
    return [weights, moment1, moment2].map((at) => new Float32Array(this.memory.buffer, at, this.bytes / 4))
  }

  /** Mean loss of the work batch. */
  forward(): number {
    runSequences(this.kernels, this.place, ALONE, null)
    return this.work.loss()
  }

  /** Mean loss of the evaluation batch. */
  evaluate(): number {
    const workspace = this.evaluation
    if (!workspace) throw new Error('this net was made without an evaluation workspace')
    runSequences(this.kernels, this.placeOf(1, workspace.rowBlocks, this.plan), ALONE, null)
    return workspace.loss()
  }

  /** The gradient profile of the work batch; changes no weight. */
  profile(): Log10Profile {
    runSequences(this.kernels, this.place, ALONE, MEASURE.everything)
    return readProfile(this.memory, this.plan, this.shape, this.work.rowBlocks)
  }

  /** The norms that the last measured step left. */
  measured(): Log10Profile {
    return readProfile(this.memory, this.plan, this.shape, this.work.rowBlocks)
  }

  /** Everything that happens inside on the work batch. Needs `record` in the shape. */
  inspect(): Inside {
    if (!this.shape.record) throw new Error('this net was made without record')
    runSequences(this.kernels, this.place, ALONE, null)
    const { work, plan } = this
    const lstm = this.shape.sizes.cell === 'lstm'
    const inside = {
      loss: work.loss(),
      logits: work.logits(),
      hidden: work.hidden(),
      cell: lstm ? work.plane(plan.recordC) : null,
      gates: lstm
        ? {
            i: work.plane(plan.recordI),
            f: work.plane(plan.forget),
            g: work.plane(plan.recordG),
            o: work.plane(plan.recordO),
          }
        : null,
    }
    const profile = this.profile()
    sumGradients(this.kernels, this.place, ALONE)
    return { ...inside, profile, parameters: this.gradients() }
  }
}
