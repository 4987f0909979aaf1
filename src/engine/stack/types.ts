/**
 * Stacks of recurrent layers as other programs train them: any depth, either direction or both, and
 * the cells as they really are there. Rows of matrices stand in PyTorch's order of gates whatever
 * the file's order was: i, f, g, o in an LSTM; r, z, n in a GRU. Matrices are row-major and act
 * from the left: z = W·x + U·h + b.
 */

/** Numbers of a file in the precision that it has them in: float64 where it does, else float32. */
export type Numbers = Float32Array | Float64Array

/**
 * `brain-lstm` is what brain.js calls an LSTM: c_t = f⊙h_{t−1} + i⊙g, so there is no cell state
 * that goes from step to step.
 */
export type LayerKind = 'rnn' | 'lstm' | 'gru' | 'brain-lstm'

/** Affine maps inside a layer's cell: the blocks of H rows of its matrices. */
export const LAYER_BLOCKS: Readonly<Record<LayerKind, number>> = {
  rnn: 1,
  lstm: 4,
  gru: 3,
  'brain-lstm': 4,
}

/** An elementwise function, under the field's names. */
export type Activation =
  | {
      readonly is:
        | 'tanh'
        | 'sigmoid'
        | 'relu'
        | 'identity'
        | 'softsign'
        | 'softplus'
        | 'elu'
        | 'selu'
        | 'gelu'
        | 'silu'
        | 'softmax'
    }
  /** max(0, min(1, slope·z + offset)): Keras 3 has 1/6 and 0.5, TensorFlow.js and ONNX 0.2 and 0.5. */
  | { readonly is: 'hard-sigmoid'; readonly slope: number; readonly offset: number }
  /** z where z ≥ 0, else slope·z. */
  | { readonly is: 'leaky-relu'; readonly slope: number }
  /** scale·tanh(slope·z). */
  | { readonly is: 'scaled-tanh'; readonly scale: number; readonly slope: number }
  | { readonly is: 'affine'; readonly slope: number; readonly offset: number }

/** The numbers of one direction of a layer. R is the size of h_t: H, or less with a projection. */
export interface DirectionWeights {
  /** [G·H, I] */
  readonly input: Numbers
  /** [G·H, R] */
  readonly recurrent: Numbers
  /** [G·H] each; null where the layer has none. */
  readonly inputBias: Numbers | null
  readonly recurrentBias: Numbers | null
  /** Peepholes from c to each gate, [H] each (Gers & Schmidhuber 2000): o sees the new c_t. */
  readonly peepholes: { readonly i: Numbers; readonly f: Numbers; readonly o: Numbers } | null
  /** W_hr, [R, H]: h_t = W_hr·(o⊙tanh(c_t)) (Sak et al. 2014); null without a projection. */
  readonly projection: Numbers | null
  /** States before the first step that the file holds, h [R] and c [H]; null for zeros. */
  readonly h0: Numbers | null
  readonly c0: Numbers | null
}

/** One direction of a layer: where its weights stand, and how to read them. */
export interface Direction {
  /** What each weight is called in the file, by its name here; absent where there is none. */
  readonly tensors: Readonly<Partial<Record<keyof DirectionWeights, string>>>
  /** Reads the numbers. Throws InputError for a file that breaks off or was changed meanwhile. */
  load(): Promise<DirectionWeights>
}

/** What a cell computes, where kinds of the same name differ. */
export interface CellForm {
  /** Of the gates: σ as a rule. */
  readonly gate: Activation
  /** Of g (LSTM), n (GRU) or h (RNN): tanh as a rule. */
  readonly candidate: Activation
  /** Of c_t on its way to h_t (LSTM): tanh as a rule. */
  readonly output: Activation
  /**
   * GRU: the reset gate acts behind the product with U_n (PyTorch, cuDNN; n = tanh(W·x + b +
   * r⊙(U·h + b'))) or before it (Cho et al. 2014; U·(r⊙h)).
   */
  readonly reset: 'after' | 'before'
  /**
   * LSTM: f = 1 − i, and f's own weights mean nothing (ONNX: input_forget, as onnxruntime 1.30
   * computes it; Greff et al. 2015: CIFG).
   */
  readonly coupled: boolean
  /**
   * Which of the two coupled gates is computed: with 'f' i = 1 − f, and i's own weights mean
   * nothing (gatelab's variant coupled). Absent: 'i'.
   */
  readonly coupledFrom?: 'i' | 'f'
  /**
   * LSTM: this gate is 1 whatever its rows say (gatelab's own variants no-input, no-forget and
   * no-output; Greff et al. 2015). Absent where all gates are there.
   */
  readonly leftOut?: 'i' | 'f' | 'o'
  /** LSTM: f = σ(z_f) / (σ(z_f) + σ(z_i)), i = 1 − f (gatelab's variant min-lstm). */
  readonly normalised?: true
  /** LSTM: i = e^{z_i}, i and f divided by n_t = σ(z_f) n_{t−1} + i (gatelab's variant s-lstm). */
  readonly exponential?: true
  /** What is added to z_f before its activation at run time (TensorFlow 1: forget_bias). */
  readonly forgetBias: number
  /**
   * The arguments of the gates and of the candidate are held within ±clip, biases and peepholes
   * included, while c_t and what goes into `output` are not (ONNX: clip, as onnxruntime 1.30
   * computes it); null for none.
   */
  readonly clip: number | null
  /** c_t is held within ±cellClip (TensorFlow 1: cell_clip); null for none. */
  readonly cellClip: number | null
}

const SIGMOID: Activation = { is: 'sigmoid' }
export const TANH: Activation = { is: 'tanh' }

/** The cell of the textbooks and of PyTorch. */
export const USUAL_FORM: CellForm = {
  gate: SIGMOID,
  candidate: TANH,
  output: TANH,
  reset: 'after',
  coupled: false,
  forgetBias: 0,
  clip: null,
  cellClip: null,
}

/** A recurrent layer. It reads [T, B, I]; each direction makes [T, B, R] of it. */
export interface RecurrentLayer {
  readonly is: 'recurrent'
  /** Where it stands in the file, or what its maker called it; not cleaned for print. */
  readonly name: string
  readonly kind: LayerKind
  /** I, H, and R = H or the size of the projection. */
  readonly input: number
  readonly hidden: number
  readonly output: number
  readonly form: CellForm
  /** The direction from t = 1 to T, and the one from T to 1; at least one of them. */
  readonly forward: Direction | null
  readonly backward: Direction | null
  /**
   * How the two directions' outputs become one: side by side [T, B, 2·R], or elementwise. Means
   * nothing for a single direction.
   */
  readonly merge: 'concat' | 'sum' | 'multiply' | 'average'
  /** Whether the next step reads all h_t, or the last one alone (of each direction its own last). */
  readonly returns: 'all' | 'last'
  /**
   * That all h_t of a lone backward direction are handed on as they were made, that of x_T first
   * (Keras: go_backwards). Absent or false: in the input's order.
   */
  readonly asMade?: boolean
}

/** A linear layer with its activation, at every time step: y = a(W·x + b). */
export interface DenseStep {
  readonly is: 'dense'
  readonly name: string
  readonly input: number
  readonly output: number
  readonly activation: Activation
  readonly tensors: Readonly<{ weight: string; bias: string | null }>
  /** weight [O, I], bias [O] */
  load(): Promise<{ readonly weight: Numbers; readonly bias: Numbers | null }>
}

/** Whole numbers become rows of a matrix. */
export interface EmbeddingStep {
  readonly is: 'embedding'
  readonly name: string
  /** Rows: indices go from 0 to symbols − 1. */
  readonly symbols: number
  readonly output: number
  readonly tensors: Readonly<{ weight: string }>
  /** weight [symbols, output] */
  load(): Promise<{ readonly weight: Numbers }>
}

export type Step = EmbeddingStep | RecurrentLayer | DenseStep

/** A net: steps, each of which reads what the one before it makes. */
export interface Stack {
  /** What the file calls it: the prefix of its tensors, a model's or a node's name; may be ''. */
  readonly name: string
  readonly steps: readonly Step[]
  /** Layers of the file that could be this net's readout, where none is certain. */
  readonly readouts: readonly DenseStep[]
}
