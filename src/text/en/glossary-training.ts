/** Terms of gradients, training and measuring, as papers use them. */
import type { Term } from './glossary-term.ts'

export const training = {
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
  'input-bias': {
    name: 'input bias',
    also: ['input gate bias', 'b_i'],
    means:
      'The bias of the input gate at the start: 0 unless `--input-bias` sets it, and −b_f with chrono. A negative one makes i small, so that each step writes little.',
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
