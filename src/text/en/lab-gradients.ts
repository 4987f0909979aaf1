/** What the lab says of gradients and of the ways that they go. */
import { plural } from './plural.ts'

/** What a readout of all time steps reads. */
const READ = {
  mean: 'the mean of h_1 to h_T',
  attention: 'a sum of h_1 to h_T, weighted by attention',
}

export const gradients = {
  /** Of a readout that reads all h_t: what becomes of ∂L/∂h_t. */
  pooled: {
    gradient: (readout: keyof typeof READ) =>
      `The readout reads ${READ[readout]}: the loss asks each h_t directly, and ∂L/∂h_t is that direct part plus what comes back from later steps.`,
    jacobian: (readout: keyof typeof READ) =>
      `The readout reads ${READ[readout]}: at every t a direct part is added to what these products bring back, so ∂L/∂h_t is not their product.`,
    walkBack: (readout: keyof typeof READ) =>
      `The readout reads ${READ[readout]}: at every step the loss adds a direct part, so norms are not the product alone.`,
  },

  gradient: {
    title: (length: number, batch: number) =>
      `Gradient norm at t for one batch, T = ${length}, ${plural(batch, 'sequence')}`,
    hidden: '∂L/∂h of each cell',
    hiddenOf: (cell: string) => `∂L/∂h of the ${cell}`,
    paths: (cell: string) => `∂L/∂c of the ${cell}: all, along c alone (belt), and the rest`,
    step: (cell: string, step: number, loss: string) =>
      `${cell} after ${plural(step, 'step')}: loss ${loss}`,
    millionth: (t: number) => `below a millionth for t ≤ ${t}`,
    below1e38: (t: number) => `below 1e-38 for t ≤ ${t}`,
    float32Zero: (t: number) => `zero to float32 for t ≤ ${t}`,
    zeroUntil: (t: number) => `exactly zero for t ≤ ${t}`,
    zeroAt: (list: string) => `exactly zero at t = ${list}`,
    depths: (list: string) => `It is ${list}`,
    nowhere: 'nowhere below a millionth',
  },

  byLoss: {
    title: 'Where ∂L/∂h_t comes from: the part of each later answer',
    answer: (t: number) => `answer t = ${t}`,
    reaches: (
      name: string,
      total: string,
      most: { t: number; size: string },
      last: { t: number; size: string },
    ) =>
      `${name}: at t = 1 ‖∂L/∂h_t‖ is ${total}. The largest part of it, ${most.size}, comes from the answer at t = ${most.t}; the last one, at t = ${last.t}, gives ${last.size}.`,
    once: (name: string, total: string, t: number) =>
      `${name}: at t = 1 ‖∂L/∂h_t‖ is ${total}. All of it comes from the one answer, at t = ${t}.`,
    zero: (name: string) => `${name}: nothing reaches t = 1.`,
    adds: 'At each t the parts add up, as vectors, to ∂L/∂h_t.',
    nothing: 'This sequence asks for no answer.',
  },

  byLag: {
    title: 'How much of the gradient of an answer reaches k time steps back',
    about: (answers: number, sequences: number, length: number) =>
      `Mean norm over ${plural(answers, 'answer')} of ${plural(sequences, 'held-out sequence')}, T = ${length}. At the answer itself k = 0.`,
    lag: (k: number) => `k = ${k}`,
    answers: 'answers',
    reach: (name: string, step: number, reach: number, last: number, first: string, end: string) =>
      `${name} after ${plural(step, 'step')}: ${first} at k = 0, ${end} at k = ${last}. A thousandth of what is at k = 0 ${
        reach >= last ? 'reaches all the way back.' : `reaches back to k = ${reach}.`
      }`,
    zero: (name: string, step: number) =>
      `${name} after ${plural(step, 'step')}: no answer has a gradient.`,
    notUsed:
      'This says how far an answer could correct what came before it, not how far the net looks back to answer.',
    nothing: 'These sequences ask for no answer.',
  },

  verification: {
    title: (sequences: number, epsilon: string) =>
      `Central differences of the textbook (float64, ε = ${epsilon}, ${plural(sequences, 'sequence')}) against both backward passes.`,
    columns: { tensor: 'tensor', checked: 'entries', textbook: 'textbook', engine: 'engine' },
    constants:
      'Surgery severs a way back alone, which plain differences cannot know: what is read there was held at its value while the weights moved.',
    largest: (cell: string, place: string, error: string, analytic: string, numeric: string) =>
      `${cell}: the engine's largest relative error is ${error}, at ${place}: ${analytic} by backpropagation, ${numeric} by differences.`,
  },

  walk: {
    title: (cell: string, t: number, length: number, unit: number) =>
      `${cell}, t = ${t} of ${length}, unit ${unit}`,
    marked: (t: number) => `t = ${t} is a cue step of the task.`,
    forget: {
      all: (f: string, c: string) => `f = ${f} keeps nearly all of c_{t−1} = ${c}`,
      most: (f: string, c: string) => `f = ${f} keeps most of c_{t−1} = ${c}`,
      little: (f: string, c: string) => `f = ${f} drops most of c_{t−1} = ${c}`,
      none: (f: string, c: string) => `f = ${f} drops nearly all of c_{t−1} = ${c}`,
      severed: 'the belt is severed here',
    },
    write: (i: string, g: string) => `i = ${i} of the candidate g = ${g} is written`,
    cell: (c: string) => `so c_t = ${c}`,
    show: (o: string, h: string) => `o = ${o} of it is shown: h_t = ${h}`,
    gru: (z: string, before: string, n: string, h: string) =>
      `z = ${z} of h_{t−1} = ${before} stays and the candidate n = ${n} fills up the rest: h_t = ${h}`,
    ofGru: {
      severed: (n: string, h: string) =>
        `the belt is severed here: of h_{t−1} nothing stays, and of the candidate n = ${n} 1 − z comes in: h_t = ${h}`,
      severedBackward:
        'The belt is severed backwards here: no gradient goes straight on from h_t to h_{t−1}.',
    },
    looking: 'The gates see the cell state, too: f and i that of t − 1, o the new one.',
    weighed:
      'f and i are shares of the normaliser n_t and add up to 1: a large exp(z_i) leaves little of what was there.',
    /** The paper's own sums in float32. */
    float32: {
      lost: (largest: string, plain: number, stabilised: number, units: number) =>
        `The paper's n_t in float32, with z_i up to ${largest}: without its stabiliser infinite or 0 in ${plain} of ${plural(units, 'unit')}, with it in ${stabilised}.`,
      same: (largest: string, plain: string, stabilised: string) =>
        `The paper's c_t/n_t in float32, with z_i up to ${largest}: off by at most ${plain} without its stabiliser, by ${stabilised} with it.`,
    },
    severed: 'h_{t−1} does not reach the gates here.',
    severedBackward: {
      belt: 'The belt is severed backwards here: no gradient goes from c_t to c_{t−1} along it.',
      gates: 'The gates are severed backwards here: no gradient goes from them to h_{t−1}.',
    },
  },

  walkBack: {
    pictureTitle: (t: number, length: number) =>
      `Going back from t = ${t} of ${length}: products of gains, and norms`,
    title: (cell: string, t: number, length: number, unit: number) =>
      `${cell} going back, t = ${t} of ${length}, unit ${unit}`,
    /** After the title of a diagram in which ℓ stands. */
    ownLoss: 'ℓ: the loss at t',
    columns: {
      step: 'step',
      largest: 'largest',
      gain: 'gain',
      product: 'product',
      measured: 'measured',
    },
    /** Below the table. */
    columnsMean: (quantity: string, belt: boolean, origin: number) =>
      `largest: the most by which the step can lengthen a gradient. measured: ${quantity}${belt ? ', what came down the belt alone,' : ''} over its value at t = ${origin}.`,
    /** What a page shows, and the words for the whole: "RNN: diagram · 1 of 4 · Tab: RNN: steps". */
    blocks: { diagram: 'diagram', step: 'this step', table: 'ten steps', words: 'in words' },
    pageName: (cell: string, block: string) => `${cell}: ${block}`,
    page: (now: string, { at, of }: { at: number; of: number }, next: string) =>
      `${now} · ${at} of ${of} · Tab: ${next}`,
    product: 'product of the gains',
    measured: (quantity: string) => `${quantity}, measured`,
    first: 't = 1 is where the walk ends: what goes further back goes to constants.',
    /** A step's largest and smallest singular value, and its gain on this very gradient. */
    stretch: (largest: string, smallest: string | null, gain: string | null) =>
      `a gradient by ${largest} at most${smallest === null ? '' : ` and ${smallest} at least`}${gain === null ? '' : `, this one (all units) by ${gain}`}`,
    slope: (own: string, stretch: string) =>
      `The step to t − 1 multiplies by W_hhᵀ diag(1 − h_t²): ${stretch}. The unit's own slope is 1 − h_t² = ${own}.`,
    update: (own: string, stretch: string) =>
      `The step to t − 1 multiplies ${stretch}. The unit's update gate passes z_t = ${own} of it straight on.`,
    belt: (own: string, stretch: string) =>
      `Along c alone (the belt) the step to t − 1 multiplies this unit by f_t = ${own}; ${stretch}.`,
    full: (stretch: string) =>
      `By all paths, gates and h too, ∂c_t/∂c_{t−1} multiplies ${stretch}.`,
    products: (
      way: { from: number; to: number; count: number },
      size: { product: string; measured: string },
      quantity: string,
    ) =>
      `From t = ${way.from} back to t = ${way.to}, ${plural(way.count, 'gain')} multiply to ${size.product}; measured, ${quantity} at t = ${way.to} is ${size.measured} of that at t = ${way.from}.`,
    whole: (size: string) => `All of ∂L/∂c, belt and rest, is ${size} of what it was.`,
    asked: (list: string) =>
      `On the way the loss asks anew (t = ${list}), so norms are not the product alone.`,
    origin: (t: number) => `Behind t = ${t} there is no gradient.`,
    nothing: 'The gradient is exactly zero at every time step.',
  },

  jacobian: {
    title: 'Norms of step Jacobians and of their products',
    products: 'By how much all steps from t to T together can lengthen a gradient',
    steps: 'By how much one step can lengthen a gradient',
    belt: 'belt',
    beltOf: (cell: string) => `${cell} belt`,
    /** In a sentence, with what it is. */
    beltAlone: (cell: string, state: string) => `${cell} belt (along ${state} alone)`,
    columns: {
      t: '',
      step: (name: string) => `${name} step`,
      product: (name: string) => `${name} to T`,
    },
    /** `bound`: the product of the norms, where it says something else than the product's norm. */
    sentence: (
      of: { name: string; mean: string; whole: string; product: string; bound: string | null },
      least: { size: string; t: number },
      most: { size: string; t: number },
    ) =>
      `${of.name}: one step multiplies a gradient by at most ${of.mean} on the geometric mean (from ${least.size} at t = ${least.t} to ${most.size} at t = ${most.t}). All together: ‖${of.whole}‖ = ${of.product}${of.bound === null ? '' : `, where the norms alone would allow ${of.bound}`}.`,
    zero: (name: string, whole: string, until: number) =>
      `${name}: ${whole} is exactly zero for t ≤ ${until}.`,
    single: (name: string) => `${name}: there is one time step, and nothing to multiply.`,
  },

  attribution: {
    title: '∂L/∂x_t: the inputs that the loss depends on',
    columns: { cell: 'cell', share: 'this sequence', mean: 'mean', chance: 'chance' },
    sentence: (cell: string, share: string, mean: string, sequences: number, chance: string) =>
      `${cell}: ${share} of ‖∂L/∂x_t‖ stands at the cue steps, ${mean} on the mean of ${plural(sequences, 'sequence')}; if every time step counted alike it would be ${chance}.`,
    unmarked: 'The task has no cue steps: the curve shows which inputs the loss depends on.',
  },

  dial: {
    /** What is turned. */
    names: {
      i: 'i',
      f: 'f',
      g: 'g',
      o: 'o',
      r: 'r',
      z: 'z',
      n: 'n',
      'forget-bias': 'forget bias',
      lag: 'lag',
      scale: 'scale of W_hh',
    },
    at: (name: string, value: string) => `${name} = ${value}`,
    title: (name: string, from: string, to: string, count: number) =>
      `The dial of ${name}: ${plural(count, 'position')} from ${from} to ${to}, tried and not kept`,
    titleAt: (position: string) => `The dial at ${position}, tried and not kept`,
    now: 'as it is',
    halfLife: 'half-life',
    metric: { mse: 'MSE', accuracy: 'accuracy', 'cross-entropy': 'cross-entropy' },
    ofCell: (cell: string, fact: string) => `${cell} ${fact}`,
    picture: 'Gradient norm at t (to the right) at each position (downwards)',
    changes: (from: string, to: string, facts: string) => `From ${from} to ${to}: ${facts}.`,
    change: (fact: string, from: string, to: string) =>
      from === to ? `${fact} stays at ${to}` : `${fact} goes from ${from} to ${to}`,
    best: (metric: string, value: string, position: string, line: string) =>
      `The best ${metric}, ${value}, is at ${position}; this keeps it: ${line}`,
    restarts:
      'A change of it starts the nets anew: they are shown as their seed makes them, untrained.',
  },
}
