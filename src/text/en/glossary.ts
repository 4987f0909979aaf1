/**
 * Terms of the field and of this program. The pages docs/glossary*.md are made of them, and
 * `help TERM`.
 */

export interface Term {
  readonly name: string
  /** Other names and signs under which it is looked up. */
  readonly also?: readonly string[]
  readonly means: string
}

/** Terms of recurrent nets and their training, as papers use them. */
const field = {
  'time-step': {
    name: 'time step',
    also: ['t'],
    means:
      'One position t = 1..T of a sequence. The net reads x_t there and its states change once. Not an update step.',
  },
  'update-step': {
    name: 'update step',
    also: ['step', 'steps', 'training step', 'optimiser step'],
    means: 'One change of the weights by the optimiser, after one batch. `--steps` counts these.',
  },
  length: { name: 'length T', also: ['T', 'sequence length'], means: 'Time steps of a sequence.' },
  batch: {
    name: 'batch B',
    also: ['B', 'batch size'],
    means: 'Sequences that make one update step together.',
  },
  'hidden-size': {
    name: 'hidden size H',
    also: ['H', 'unit', 'units', 'hidden units'],
    means: 'Entries of h_t, and of c_t in an LSTM. One entry is a unit.',
  },
  rnn: {
    name: 'RNN',
    also: ['tanh RNN', 'recurrent neural network', 'vanilla RNN', 'plain RNN'],
    means: 'The plain recurrent net: h_t = tanh(W_ih x_t + W_hh h_{t−1} + b).',
  },
  lstm: {
    name: 'LSTM',
    also: ['long short-term memory'],
    means:
      'A recurrent net with a cell state c_t that gates write, keep and read: c_t = f_t⊙c_{t−1} + i_t⊙g_t, h_t = o_t⊙tanh(c_t).',
  },
  gru: {
    name: 'GRU',
    also: ['gated recurrent unit'],
    means:
      'A recurrent net with two gates and no cell state of its own: h_t = (1 − z_t)⊙n_t + z_t⊙h_{t−1}.',
  },
  'hidden-state': {
    name: 'hidden state h_t',
    also: ['h', 'h_t', 'state', 'states'],
    means: 'What the net hands on to the next time step and shows to the readout.',
  },
  'cell-state': {
    name: 'cell state c_t',
    also: ['c', 'c_t', 'memory cell'],
    means:
      "The LSTM's memory. It changes by sums and by the forget gate alone, not through a tanh.",
  },
  candidate: {
    name: 'candidate g_t',
    also: ['g', 'g_t', 'cell input'],
    means: 'What the LSTM could write at t: g_t = tanh(…). Some texts call it C̃_t.',
  },
  gate: {
    name: 'gates i, f, o',
    also: ['gate', 'gates'],
    means:
      'Factors between 0 (closed) and 1 (open), each the sigmoid of a sum over x_t and h_{t−1}, one for each unit.',
  },
  'input-gate': {
    name: 'input gate i_t',
    also: ['i', 'i_t'],
    means: 'How much of the candidate is written into c_t.',
  },
  'forget-gate': {
    name: 'forget gate f_t',
    also: ['f', 'f_t'],
    means:
      'How much of c_{t−1} is kept. On the cell-state path the gradient is multiplied by it at each time step.',
  },
  'output-gate': {
    name: 'output gate o_t',
    also: ['o', 'o_t'],
    means: 'How much of tanh(c_t) is shown as h_t.',
  },
  readout: {
    name: 'readout',
    also: ['output layer', 'head'],
    means:
      "The linear layer that turns h_t into the net's answer, at the last time step or at all that ask something.",
  },
  parameters: {
    name: 'parameters',
    also: ['weights', 'weight', 'parameter'],
    means: 'The numbers that training changes: W_ih, W_hh, biases, and those of the readout.',
  },
  loss: {
    name: 'loss L',
    also: ['L', 'mean squared error', 'MSE', 'cross-entropy'],
    means:
      'What training makes small: the mean squared error, or the cross-entropy in nats (natural logarithm).',
  },
  metric: {
    name: 'metric',
    also: ['accuracy'],
    means:
      'What is told of a net on held-out data: an error, or the share of right answers (accuracy).',
  },
  gradient: {
    name: 'gradient',
    also: ['∂L/∂h', '∂L/∂c', '∂L/∂x', 'derivative'],
    means:
      'How the loss would change if something changed a little. ∂L/∂h_t is the total derivative by the hidden state at t, along all ways from there to the loss.',
  },
  'gradient-norm': {
    name: 'gradient norm',
    also: ['norm', 'L2 norm'],
    means:
      'The size of a gradient: the root of the sum of the squares of its entries, here over the whole batch.',
  },
  'gradient-profile': {
    name: 'gradient profile',
    also: ['profile', 'profile of the gradient'],
    means:
      'The gradient norm against t, on a log axis. It is read from the right: the loss comes in at t = T.',
  },
  bptt: {
    name: 'BPTT',
    also: ['backpropagation through time', 'backward pass'],
    means:
      'Backpropagation through time: the net is unrolled over t, and the chain rule goes back from T to 1.',
  },
  'vanishing-gradient': {
    name: 'vanishing gradient',
    also: ['vanish', 'vanishes'],
    means:
      'The gradient norm falls by a factor at each time step going back, so that early inputs hardly move the weights.',
  },
  'exploding-gradient': {
    name: 'exploding gradient',
    also: ['explode', 'explodes'],
    means:
      'The opposite: it grows by a factor at each time step going back. Clipping is against that.',
  },
  'truncated-gradient': {
    name: 'truncated gradient',
    also: ['truncation'],
    means:
      'The gradient of the paper of 1997: what would leave a memory cell for the step before is cut. What is left is the belt.',
  },
  'constant-error-carousel': {
    name: 'constant error carousel',
    also: ['CEC', 'carousel', 'cell-state path'],
    means:
      'The path from c_t to c_{t−1} with factor 1, on which an error stays as it is (Hochreiter & Schmidhuber 1997). With a forget gate the factor is f_t. This program calls the path the belt.',
  },
  'half-life': {
    name: 'half-life',
    also: ['half life'],
    means:
      'Time steps until half of something in c is left, where the forget gate stays at f: ln 2 / −ln f.',
  },
  'forget-bias': {
    name: 'forget bias',
    also: ['forget gate bias', 'b_f'],
    means:
      'The bias of the forget gate at the start. A large one makes f near 1, so that c is kept for long. `--forget-bias 1` is the usual one.',
  },
  chrono: {
    name: 'chrono initialisation',
    also: ['chrono'],
    means:
      'Forget biases log U[1, T − 1], input biases their negatives, so that half-lives cover the length of the task (Tallec & Ollivier 2018).',
  },
  'spectral-radius': {
    name: 'spectral radius',
    also: ['eigenvalue', 'eigenvalues'],
    means:
      'The largest absolute value of an eigenvalue of a matrix. Of W_hh it tells the long run: where no tanh is in the way, gradients grow or fall by it at each time step.',
  },
  'spectral-norm': {
    name: 'spectral norm',
    also: ['largest singular value', 'singular value'],
    means:
      'The largest factor by which a matrix can lengthen a vector: its largest singular value. Where that of W_hh is below 1, the gradient of an RNN must vanish (Pascanu et al. 2013).',
  },
  jacobian: {
    name: 'Jacobian',
    also: ['Jacobians', 'Jacobian matrix'],
    means:
      'The matrix of all derivatives of one vector with respect to another. ∂h_t/∂h_{t−1} is what one time step multiplies a gradient by on its way back (transposed); all steps together multiply by the product of theirs.',
  },
  'step-gain': {
    name: 'gain of a step',
    also: ['gains'],
    means:
      "‖Jᵀv‖ / ‖v‖: how many times as long a gradient v is behind a step as before it. It lies between the smallest and the largest singular value of the step's Jacobian J.",
  },
  saturation: {
    name: 'saturation',
    also: ['saturated'],
    means:
      'A sigmoid or tanh near its end, where its slope is near 0 and hardly any gradient passes.',
  },
  initialisation: {
    name: 'initialisation',
    also: ['init', 'gain', 'uniform', 'xavier', 'orthogonal'],
    means:
      'How the weights start: uniform ±1/√H, xavier, or orthogonal; `--gain` multiplies the recurrent ones.',
  },
  optimiser: {
    name: 'optimiser',
    also: ['optimizer', 'adam', 'sgd', 'momentum', 'learning rate'],
    means:
      'The rule that makes a change of the weights of a gradient: adam, momentum or sgd, with a learning rate.',
  },
  clipping: {
    name: 'clipping',
    also: ['clip', 'gradient clipping'],
    means:
      'Where the norm of all weight gradients together is above a bound, they are scaled down to it. (The lab’s `clamp` is something else.)',
  },
  'finite-differences': {
    name: 'finite differences',
    also: ['gradient check'],
    means:
      'A derivative measured by moving one weight a little both ways. `verify gradient` holds BPTT to it.',
  },
  underflow: {
    name: 'underflow',
    also: ['float32', 'subnormal'],
    means:
      'A number too small for float32 (below 1e−45) becomes 0. Gradients are measured here below that, as log10.',
  },
  seed: {
    name: 'seed',
    also: ['seeds', 'paired seeds', 'pair'],
    means:
      'The number from which all chance of a run comes: data, order, weights. Both cells of a seed see the same data in the same order, so seeds are compared pair by pair.',
  },
  'held-out': {
    name: 'held-out data',
    also: ['held-out', 'test set', 'validation set'],
    means:
      'Sequences that training never sees and on which the metric is measured: 512 of each seed, or a fold of a file.',
  },
  fold: {
    name: 'fold',
    also: ['folds', 'cross-validation'],
    means:
      'One of the parts (mostly five) of a file of your own; each seed in turn holds out another.',
  },
  baseline: {
    name: 'baseline',
    also: ['best constant answer', 'guessing'],
    means:
      'What is reached without looking at the input: the best constant answer. Of a series also the last value.',
  },
  lag: {
    name: 'lag',
    also: ['delay', 'time lag'],
    means: 'Time steps between what has to be remembered and the answer that depends on it.',
  },
  'cue-step': {
    name: 'cue step',
    also: ['cue', 'cue steps', 'mark', 'marks', 'marked time step'],
    means: 'A time step whose input the answer depends on, as the two marked numbers of `adding`.',
  },
  distractor: {
    name: 'distractor',
    also: ['distractors'],
    means: 'An input that carries nothing about the answer and has to be let pass.',
  },
  'p-value': {
    name: 'p-value',
    also: ['p', 'significance', 'McNemar', 'Wilcoxon'],
    means:
      'How often chance alone would bring about a difference at least so large, if there were none. By exact tests: McNemar for solved or not, Wilcoxon’s signed ranks for the metric.',
  },
  'confidence-interval': {
    name: 'confidence interval',
    also: ['interval', 'bootstrap'],
    means:
      'The range in which a quantity lies as far as the seeds can tell; here of 95 %, by drawing the pairs again (bootstrap).',
  },
} as const satisfies Readonly<Record<string, Term>>

/** Terms of this program. */
const program = {
  task: {
    name: 'task',
    also: ['tasks', 'problem'],
    means:
      'A rule that draws sequences, what is asked of them, and when that counts as solved. `gatelab tasks` lists them.',
  },
  solved: {
    name: 'solved',
    also: ['solved at', 'unsolved'],
    means:
      "The metric on held-out data has passed the task's bound. Solved at is the first evaluation at which it had; it can be lost again.",
  },
  diverged: {
    name: 'diverged',
    also: ['divergence', 'NaN'],
    means:
      'Loss or gradient is no longer a finite number; the run ends there, and the others go on.',
  },
  evaluation: {
    name: 'evaluation',
    also: ['look', 'eval'],
    means:
      'A measurement on held-out data in the course of training, every `--eval-every` update steps: loss, metric, gradient profile.',
  },
  run: { name: 'run', also: ['runs'], means: 'One cell trained with one seed.' },
  spec: {
    name: 'spec',
    also: ['settings', 'specification'],
    means:
      'Everything that decides the numbers of a run: task, cell, sizes, optimiser, seed, surgery. The same spec gives the same bits.',
  },
  digest: {
    name: 'digest',
    also: ['SHA-256', 'hash'],
    means: 'The SHA-256 of the final weights, or of a file of yours. Equal digests: the same bits.',
  },
  verdict: {
    name: 'verdict',
    also: ['better', 'no difference shown'],
    means:
      'What a comparison concludes, for two questions apart: did it solve, how far did it get. A cell is BETTER, or NO DIFFERENCE is SHOWN.',
  },
  comparison: {
    name: 'comparison',
    also: ['compare', 'fair', 'sweep'],
    means:
      'Both cells on the same seeds. With lists of values it is a sweep: a comparison at each combination.',
  },
  'difficulty-report': {
    name: 'difficulty report',
    also: ['certificate', 'difficulty', 'certify', 'random guessing'],
    means:
      'What solves a task without anything being learned over time: a constant, the last input, the sum of inputs, random weights (`certificate` in JSON).',
  },
  preset: {
    name: 'preset',
    also: ['presets', 'reproduces', 'right order'],
    means:
      'What a paper reports, made again by one command, with a rule fixed beforehand for what counts as reproduced.',
  },
  shard: {
    name: 'shard',
    also: ['shards', 'merge'],
    means:
      'Part k of n of a plan, always the same runs, for one machine of several. `merge` joins them.',
  },
  lesson: {
    name: 'lesson',
    also: ['lessons'],
    means:
      'A script of lab commands with words, predictions and claims, which a learner plays and `check` runs unattended.',
  },
  claim: {
    name: 'claim',
    also: ['claims', 'assertion'],
    means:
      'A statement of a lesson as an expression over measured numbers, with bounds; `check` measures it.',
  },
  mutant: {
    name: 'mutant',
    also: ['mutants', 'mutation'],
    means:
      'A lesson broken on purpose. A claim must fail on it, else it would hold whatever is true.',
  },
  challenge: {
    name: 'challenge',
    also: ['challenges'],
    means:
      'What a sceptic would try against a claim: a longer training, other seeds, settings, lengths or tasks. A claim says over which it holds, and `check --challenges` shows it.',
  },
  prediction: {
    name: 'prediction',
    also: ['predict', 'confidence'],
    means:
      'What a learner says beforehand, with how sure: a choice, a number or a curve. Sure and wrong comes back in `review`.',
  },
  workbench: {
    name: 'workbench',
    also: ['lab', 'bench'],
    means:
      'The state of the lab: a spec with one seed, an RNN and an LSTM, how far they are trained, surgery, and an undo history.',
  },
  probe: {
    name: 'probe',
    also: ['probes', 'walk', 'attribution'],
    means:
      'A command that measures and changes nothing: gradient, gates, state, memory, walk, attribution.',
  },
  surgery: {
    name: 'surgery',
    also: ['intervention', 'operation', 'release'],
    means:
      'A change inside the LSTM that forward pass and BPTT follow exactly: clamp, scale, sever, plain output. `release` takes it back.',
  },
  clamp: {
    name: 'clamp',
    means:
      'Surgery that gives a gate a fixed value, whatever comes in. No gradient passes the gate then.',
  },
  scale: {
    name: 'scale',
    means: 'Surgery that multiplies a gate, and the gradient through it, by a factor.',
  },
  sever: {
    name: 'sever',
    also: ['cut', 'detach', 'stop gradient'],
    means:
      'Surgery that cuts a path: the belt (f_t⊙c_{t−1} is left out) or the gates (h_{t−1} is kept from them). With `--backward` only the derivative is cut.',
  },
  belt: {
    name: 'belt',
    also: ['conveyor belt', 'cell path'],
    means:
      'The cell-state path (constant error carousel) from c_t back to c_{t−1}, and the part of ∂L/∂c_t that comes along it: b_t = f_{t+1}⊙b_{t+1} + the loss’s own part.',
  },
  rest: {
    name: 'rest',
    also: ['through gates and h'],
    means:
      'The part of ∂L/∂c_t that comes back through gates and h, and not along the belt. belt + rest = ∂L/∂c_t, as vectors.',
  },
  variant: {
    name: 'variant',
    also: ['variants', 'coupled', 'no-forget'],
    means:
      'An LSTM that lacks something or has it otherwise, as in the literature, or a GRU in its place.',
  },
  receipt: {
    name: 'receipt',
    means:
      'How the last result of the lab came about: the lines that make it again, and its digest. `receipt --check` makes it again and compares.',
  },
  textbook: {
    name: 'textbook',
    also: ['reference', 'reference engine'],
    means:
      'The same cells once more in plain float64 TypeScript, to be read; the reference to which the fast kernels are held.',
  },
  kernel: {
    name: 'kernel',
    also: ['kernels', 'WebAssembly'],
    means:
      'The fast float32 code of a training step, in WebAssembly SIMD. Its bits are the same on every machine.',
  },
  worker: {
    name: 'worker',
    also: ['workers', 'thread', 'threads'],
    means: 'A thread that trains. How many there are never changes a result.',
  },
} as const satisfies Readonly<Record<string, Term>>

export const glossary = {
  title: 'Glossary',
  page: 'Words that lessons, lab and reports use. In the lab `help TERM` shows one of them, `help glossary` all; `what is a readout` asks the same.',
  groups: { field: 'Terms of the field', program: 'Terms of the program' },
  heads: { term: 'term', other: '中文', means: 'what it is', also: 'also' },
  /** Between two sentences. */
  gap: ' ',
  /** Other names of a term. */
  also: (names: readonly string[]) => `Also: ${names.join(', ')}.`,
  inOther: (name: string) => `In Chinese: ${name}`,
  more: 'help TERM tells what a term means.',
  terms: { field, program },
}

type Words<T> = { readonly [Id in keyof T]: Term }
/** The same terms in every language. */
export type Glossary = Omit<typeof glossary, 'terms'> & {
  readonly terms: { readonly field: Words<typeof field>; readonly program: Words<typeof program> }
}
