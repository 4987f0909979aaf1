/** A one-layer recurrent net with a linear readout, living in the kernels' memory. */
import { InputError } from '../rules/input-error.ts'
import { readProfile } from './gradient-profile.ts'
import type { Inspection } from './inspection.ts'
import { allocate, instantiate, type Kernels, MAX_MEMORY } from './kernels.ts'
import { FIRST_FREE, memoryOf, planParameters, planWorkspace, type Shape } from './memory-plan.ts'
import { placeOf, weightBytes } from './net-place.ts'
import { apartFrom, readParameters, writeParameters } from './parameters.ts'
import { PLAN_FIELDS, type WorkspacePlan } from './plan-fields.ts'
import { measureSequences, type NetPlace, packPanels, runSequences, SINGLE_THREAD } from './step.ts'
import { writeModifiers } from './surgery.ts'
import { isGru, type Log10Profile, type Operation, type Weights } from './types.ts'
import { Workspace } from './workspace.ts'

/** Plans lie just below the first free byte, one after another. */
const PLAN_BYTES = 512
const planAddress = (n: number) => FIRST_FREE - (n + 1) * PLAN_BYTES

/** A shape to train or inspect in; `shared` where several threads will. */
export type NetShape = Omit<Shape, 'keep' | 'shared'> & { readonly shared?: boolean }
/** A shape for forward passes alone; surgery is done on it as on the other. */
export type EvaluationShape = Omit<Shape, 'keep' | 'shared' | 'record' | 'operated'>

export class Net {
  readonly kernels: Kernels
  readonly memory: WebAssembly.Memory
  /** Its addresses in `memory`, for the threads of a thread group. */
  readonly place: NetPlace
  /** The sequences that it is trained or inspected on. */
  readonly work: Workspace
  /** The sequences that it is evaluated on, if a second shape was given. */
  readonly evaluation: Workspace | null
  private readonly plan: WorkspacePlan
  private readonly plans: readonly WorkspacePlan[]

  private constructor(
    module: WebAssembly.Module,
    readonly shape: Shape,
    evaluation: Shape | null,
  ) {
    const shapes = evaluation ? [shape, evaluation] : [shape]
    const needed = memoryOf(...shapes)
    if (needed > MAX_MEMORY)
      throw new InputError('too-much-memory', { needed, available: MAX_MEMORY })
    this.memory = allocate(needed)
    this.kernels = instantiate(module, this.memory)
    const parameters = planParameters(shape.sizes, FIRST_FREE)
    const plans: WorkspacePlan[] = []
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
    this.place = placeOf(planAddress(0), this.work.rowBlocks, plans[0])
    this.plans = plans
    this.intervene([])
  }

  /**
   * A net with zero weights. The evaluation workspace, if any, is for a forward pass on another
   * number of sequences. Throws InputError 'too-much-memory' beyond the 4 GiB that WebAssembly can
   * address.
   */
  static create(
    module: WebAssembly.Module,
    shape: NetShape,
    evaluation: EvaluationShape | null = null,
  ): Net {
    const alone = { shared: false, record: false, keep: false }
    const { operated = false } = shape
    return new Net(
      module,
      { shared: false, ...shape, keep: true },
      evaluation && { ...evaluation, operated, ...alone },
    )
  }

  /**
   * Does this surgery, and undoes what was done before; on an RNN it does nothing. Throws Error for
   * operations on a net whose shape is not `operated`.
   */
  intervene(operations: readonly Operation[]): void {
    if (this.shape.sizes.cell === 'rnn') return
    if (operations.length > 0 && !this.shape.operated)
      throw new Error('this net was made without room for surgery')
    this.plans.forEach((plan, n) => {
      const shape = n === 0 ? this.shape : (this.evaluation?.shape ?? this.shape)
      this.write(planAddress(n), {
        ...plan,
        flags: writeModifiers(this.memory, plan, shape, operations),
      })
    })
  }

  private write(address: number, plan: WorkspacePlan): void {
    const fields = new Uint32Array(this.memory.buffer, address, PLAN_FIELDS.length)
    PLAN_FIELDS.forEach(({ name }, n) => {
      fields[n] = plan[name]
    })
  }

  /**
   * Takes over weights in PyTorch's layout (weight_ih_l0 [4H, I], an RNN's [H, I]); b_ih and b_hh
   * are added up, since only their sum acts.
   */
  load(weights: Weights): void {
    this.put(this.plan.weights, weights)
    packPanels(this.kernels, this.place)
  }

  /** Takes over the weights of a net of the same sizes, which stand there as they do here. */
  loadFrom({ memory, plan: { weights }, place }: Net): void {
    const bytes = weightBytes(place)
    const from = new Uint8Array(memory.buffer, weights, bytes)
    new Uint8Array(this.memory.buffer, this.plan.weights, bytes).set(from)
    packPanels(this.kernels, this.place)
  }

  private put(address: number, weights: Weights): void {
    writeParameters(
      new Float32Array(this.memory.buffer),
      this.plan,
      address,
      this.shape.sizes,
      weights,
    )
  }

  private read(address: number): Weights {
    return readParameters(
      new Float32Array(this.memory.buffer),
      this.plan,
      address,
      this.shape.sizes,
    )
  }

  /** The weights in PyTorch's layout; bias_hh_l0 is zero, but for the candidate's part in a GRU. */
  weights(): Weights {
    return this.read(this.plan.weights)
  }

  /** The optimiser's first and second moments, in the layout of the weights. */
  moments(): { moment1: Weights; moment2: Weights } {
    return { moment1: this.read(this.plan.moment1), moment2: this.read(this.plan.moment2) }
  }

  /**
   * Takes over moments as {@link moments} gave them: with the weights, all that a run needs to go
   * on.
   */
  loadMoments(moment1: Weights, moment2: Weights): void {
    this.put(this.plan.moment1, moment1)
    this.put(this.plan.moment2, moment2)
  }

  /** The gradients of the last backward pass whose weight gradients were summed. */
  gradients(): Weights {
    const found = this.read(this.plan.gradients)
    // Two biases that act as one have one gradient.
    const bias = found.bias_hh_l0.slice()
    bias.set(found.bias_ih_l0.subarray(0, apartFrom(this.shape.sizes)))
    return { ...found, bias_hh_l0: bias }
  }

  /** Mean loss over the counted positions of the work batch: squared error, or nats. */
  forward(): number {
    runSequences(this.kernels, this.place, SINGLE_THREAD, null)
    return this.work.loss()
  }

  /** The same of the evaluation batch. Throws Error where there is none. */
  evaluate(): number {
    const workspace = this.evaluation
    if (!workspace) throw new Error('this net was made without an evaluation workspace')
    runSequences(
      this.kernels,
      placeOf(planAddress(1), workspace.rowBlocks, this.plan),
      SINGLE_THREAD,
      null,
    )
    return workspace.loss()
  }

  /**
   * The gradient profile of the work batch: log10 of the L2 norm, over the batch, of ∂L/∂h_t and
   * the like, [T] each. Changes no weight.
   */
  profile(): Log10Profile {
    measureSequences(this.kernels, this.place, false)
    return this.measured()
  }

  /** The norms that the last measured pass left; a training step's as far as float32 can tell. */
  measured(): Log10Profile {
    return readProfile(this.memory, this.plan, this.shape, this.work.rowBlocks)
  }

  /**
   * Gates, states and readout of a forward pass on the work batch. Throws Error where the shape has
   * no `record`.
   */
  states(): Pick<Inspection, 'loss' | 'logits' | 'hidden' | 'cell' | 'gates'> {
    if (!this.shape.record) throw new Error('this net was made without record')
    runSequences(this.kernels, this.place, SINGLE_THREAD, null)
    const { work } = this
    return { loss: work.loss(), logits: work.logits(), hidden: work.hidden(), ...this.gates() }
  }

  /**
   * The gates f, i, o (z, r of a GRU) of a forward pass on the work batch, [T, B, H] each; of an
   * RNN h alone. Throws Error where the shape has no `record`.
   */
  gatePlanes(): Readonly<Record<string, Float32Array>> {
    const { record, sizes } = this.shape
    if (!record) throw new Error('this net was made without record')
    runSequences(this.kernels, this.place, SINGLE_THREAD, null)
    if (sizes.cell === 'rnn') return { h: this.work.hidden() }
    const { recordI, recordF, recordO } = this.plan
    const [first, keep] = [recordI, recordF].map((area) => this.work.plane(area))
    if (isGru(sizes)) return { z: keep, r: first }
    return { f: keep, i: first, o: this.work.plane(recordO) }
  }

  private gates(): Pick<Inspection, 'cell' | 'gates'> {
    const { work, plan } = this
    const { sizes } = this.shape
    if (sizes.cell === 'rnn') return { cell: null, gates: null }
    const [first, keep, candidate] = [plan.recordI, plan.recordF, plan.recordG].map((area) =>
      work.plane(area),
    )
    if (isGru(sizes)) return { cell: null, gates: { r: first, z: keep, n: candidate } }
    const gates = { i: first, f: keep, g: candidate, o: work.plane(plan.recordO) }
    return { cell: work.plane(plan.recordC), gates }
  }

  /** The same with the profile and the weight gradients of BPTT. */
  inspect(): Inspection {
    const inside = this.states()
    measureSequences(this.kernels, this.place, true)
    return { ...inside, profile: this.measured(), parameters: this.gradients() }
  }
}
