/** What is inside a file of nets. Numbers and names come in as they are to be printed. */

const s = (n: number) => (n === 1 ? '' : 's')

const steps = (count: string) => (count === '1' ? '1 step' : `${count} steps`)
const every = (count: string) => (count === '1' ? 'every step' : `every ${count} steps`)

interface RemarkFacts {
  readonly count: number
  readonly names: string
  readonly layer: string
  readonly what: string
}

export const net = {
  kind: {
    rnn: 'RNN',
    lstm: 'LSTM',
    gru: 'GRU',
    'brain-lstm': "brain.js's LSTM",
    dense: 'linear layer',
    embedding: 'embedding',
  },
  /** By the name in documents. */
  formats: {
    safetensors: 'safetensors',
    pytorch: 'PyTorch',
    keras: 'Keras',
    onnx: 'ONNX',
    flax: 'Flax',
    numpy: 'NumPy',
    'tensorflow.js': 'TensorFlow.js',
    'brain.js': 'brain.js',
  },
  /** "safetensors (PyTorch): a net of 2 layers, 1 of them recurrent." */
  head: (format: string, nets: number, layers: number, recurrent: number) =>
    `${format}: ${nets === 1 ? 'a net' : `${nets} nets`} of ${layers} layer${s(layers)}, ${recurrent} of them recurrent.`,
  named: (format: string, convention: string) => `${format} (${convention})`,
  net: (index: number, name: string) => (name === '' ? `Net ${index}` : `Net ${index}, "${name}"`),
  /** A line of the list of layers; parts are sizes, directions, weights. */
  layer: (index: number, kind: string, name: string, parts: readonly string[]) =>
    `${index}. ${kind}${name === '' ? '' : ` "${name}"`}: ${parts.join('; ')}`,
  sizes: (input: string, hidden: string) => `${input} → ${hidden}`,
  projected: (hidden: number, output: number) => `${hidden}, projected to ${output}`,
  both: 'both directions',
  direction: { forward: 'forward in time', backward: 'backward in time' },
  weights: (names: string) => `weights: ${names}`,
  readouts: (names: string) =>
    `Perhaps the readout: ${names}; with --input, --readout NAME says which it is.`,
  quoted: (name: string) => `"${name}"`,
  more: (count: number) => `and ${count} more`,
  title: (place: string, kind: string, name: string, sizes: readonly string[]) =>
    `${place}: ${kind}${name === '' ? '' : ` "${name}"`}, ${sizes.join(', ')}`,
  place: (net: number | null, layer: number) =>
    net === null ? `Layer ${layer}` : `Net ${net}, layer ${layer}`,
  gates: {
    h: 'h',
    i: 'input gate i',
    f: 'forget gate f',
    g: 'candidate g',
    o: 'output gate o',
    r: 'reset gate r',
    z: 'update gate z',
    n: 'candidate n',
  },
  /** What keeps the state: f keeps c in an LSTM, z keeps h in a GRU. */
  kept: { f: 'cell', z: 'state' },
  atRest: (gate: string, mean: string, low: string, high: string, min: string, max: string) =>
    `With no input and no state the ${gate} is ${mean} on average (quartiles ${low} to ${high}, all from ${min} to ${max}).`,
  /** Where all units are alike. */
  atRestAlike: (gate: string, value: string) =>
    `With no input and no state the ${gate} is ${value} on all units.`,
  halvesAlike: (kept: string, halfLife: string, reach: string) =>
    `If it stays so, each ${kept} halves ${every(halfLife)} and is down to a thousandth after ${steps(reach)}; inputs may hold the gate open for longer.`,
  halves: (kept: string, median: string, longest: string, unit: number) =>
    `If it stays so, a ${kept} halves ${every(median)} at the median gate; unit ${unit} remembers longest and halves ${every(longest)}.`,
  halvesOrNot: (kept: string, median: string) =>
    `If it stays so, a ${kept} halves ${every(median)} at the median gate.`,
  never: (count: number, of: number, kept: string) =>
    `${count} of ${of} ${kept}s never fade${count === 1 ? 's' : ''}: the gate is 1 there.`,
  reach: (kept: string, median: string, longest: string) =>
    `Left alone, a ${kept} is down to a thousandth after ${steps(median)} at the median gate and ${steps(longest)} at most; inputs may hold the gate open for longer.`,
  reachMedian: (kept: string, median: string) =>
    `Left alone, a ${kept} is down to a thousandth after ${steps(median)} at the median gate.`,
  units: (units: string) => `Units with the longest half-lives, in steps: ${units}.`,
  unit: (unit: number, halfLife: string | null) => `${unit} (${halfLife ?? '∞'})`,
  unknown: (gate: string) => `Nothing can be said of the ${gate}: its biases are no numbers.`,
  noCell:
    'There is no cell state: c is made of h anew at each step, so no path leads from c to c and no half-life can be told.',
  decay: (radius: string, halfLife: string, reach: string) =>
    `The recurrent matrix has the spectral radius ${radius}: left alone, a state halves ${every(halfLife)} and is down to a thousandth after ${steps(reach)}.`,
  grows: (radius: string) =>
    `The recurrent matrix has the spectral radius ${radius}: a small state does not fade by itself but grows, until the activation holds it.`,
  stretches: (norm: string) => `One step stretches h by ${norm} at most (‖U‖).`,
  spreads: {
    orthogonal: (spread: string) =>
      `U is nearly a multiple of an orthogonal matrix (spread ${spread}): all directions are stretched alike.`,
    between: (spread: string) =>
      `The singular values of U spread less than those of a random matrix (${spread} against 1).`,
    random: (spread: string) =>
      `The singular values of U spread as in a random matrix (${spread}).`,
    few: (spread: string) =>
      `A few directions dominate U: its singular values spread by ${spread}, where a random matrix has 1.`,
  },
  saturated: (count: number, of: number) =>
    count === 0
      ? 'No gate is saturated at rest.'
      : `At rest ${count} of ${of} gates are saturated (below 0.05 or above 0.95).`,
  histogram: 'Units by half-life in steps:',
  singular: 'Singular values of U, sorted:',
  bins: {
    between: (from: string, to: string) => `${from}–${to}`,
    never: 'never',
  },
  columns: {
    gate: 'block',
    bias: 'bias (±)',
    saturated: 'saturated',
    norm: '‖U‖',
    radius: 'ρ(U)',
    spread: 'spread',
  },
  legend:
    'U is the recurrent matrix of a block: ‖U‖ its largest singular value, ρ(U) its spectral radius, spread how unequal its singular values are (0: a multiple of an orthogonal matrix, 1: as in a random matrix). Biases are those that act at rest.',
  alone: (steps: string, settled: boolean) =>
    `Run alone for ${steps} steps on zero input it ${settled ? 'comes to rest' : 'does not come to rest'}`,
  aloneGate: (start: string, gate: string, mean: string, units: string) =>
    `${start}; the ${gate} is then ${mean} on average, and the longest half-lives are those of units ${units}.`,
  aloneEnd: (start: string) => `${start}.`,
  aloneStates: (state: string, units: string) => `The largest ${state}: ${units}.`,
  states: { c: 'cells c then', h: 'states h then' },
  unitState: (unit: number, state: string) => `${unit} (${state})`,
  same: (place: string) => `The same numbers as ${place.toLowerCase()}.`,
  oddTitle: 'What is odd:',
  nothingOdd: 'Nothing odd was found in the numbers.',
  odd: {
    'not-finite': (tensor: string, count: number, index: string, value: string) =>
      `"${tensor}" has ${count} number${s(count)} that ${count === 1 ? 'is' : 'are'} NaN or infinite, first ${value} at [${index}].`,
    'all-zero': (tensor: string) => `"${tensor}" is all zeros.`,
    'forget-bias-zero': (biased: boolean): string =>
      biased
        ? 'The forget bias is exactly 0 on all units, so the forget gate starts half shut; 1 or more is usual.'
        : 'There are no biases, so the forget gate is half shut at rest.',
    'never-opens': (gate: string, count: number, units: string) =>
      `The ${gate} never opens on ${count} unit${s(count)} (${units}): below 0.01 for all inputs and states within ±1.`,
    'gate-order': (block: string, mean: string) =>
      `A hint: the biases of the ${block} are all about ${mean} and those of the other blocks about 0, as forget biases look before training. Perhaps the blocks stand in another order than was read.`,
    'no-cell-state':
      "This is brain.js's LSTM: c_t = f⊙h_{t−1} + i⊙g, where an LSTM has f⊙c_{t−1}. There is no belt: nothing is carried from cell to cell.",
    'untrained-biases': (gates: string) =>
      `Biases exactly 0 on all units: ${gates}. brain.js trains a bias by the first step of a sequence alone, so these stay 0.`,
    'far-cell': (units: string) =>
      `With nothing coming in, the cell c goes further than tanh can tell on units ${units}: they drift.`,
    'beyond-approximation': (gate: string, count: number, units: string) =>
      `The ${gate} lies beyond ±16 at rest on ${count} unit${s(count)} (${units}): runtimes that approximate σ differ there. Here it is computed exactly.`,
  },
  oddAt: (place: string, sentence: string) => `${place}: ${sentence}`,
  /** What the reader of the file has to say; `layer` may be ''. */
  remarks: {
    unused: ({ count, names }: RemarkFacts) => `Not read, ${count} tensor${s(count)}: ${names}.`,
    'assumed-tanh': ({ layer }: RemarkFacts) =>
      layer === ''
        ? 'The file does not say which function its RNN has; tanh is assumed.'
        : `The file does not say which function the RNN "${layer}" has; tanh is assumed.`,
    'assumed-variant': (): string =>
      'The file is of a version of gatelab that did not write which LSTM it holds, nor what surgery was done; the standard LSTM is assumed. With --input, --variant NAME reads it as another.',
    'assumed-form': ({ names }: RemarkFacts) =>
      `The file has weights without a description of the cells; the usual functions are assumed: ${names}.`,
    chained: ({ names }: RemarkFacts) =>
      `Modules of one list, taken for layers one above the other since their sizes chain: ${names}.`,
    surgery: ({ count }: RemarkFacts) =>
      `The file says that surgery was done on its net (${count} operation${s(count)}); here are its weights, without it.`,
    undone: ({ what, names }: RemarkFacts) => `${what} was undone: ${names}.`,
    skipped: ({ names }: RemarkFacts) => `Layers that are there and not read: ${names}.`,
    masking: ({ layer }: RemarkFacts) =>
      `"${layer}" leaves out padded steps in its maker's program; here the "lengths" of a case say which steps count, and without them all do.`,
    branching: ({ names }: RemarkFacts) =>
      `The graph parts or meets here, so a net begins or ends: ${names}.`,
    'initial-state': ({ layer }: RemarkFacts) =>
      `The first state of "${layer}" comes from another layer; here it is what the file holds, or zeros.`,
    'own-lengths': ({ layer }: RemarkFacts) =>
      `The file says how many time steps "${layer}" reads of each sequence (sequence_lens); here the "lengths" of a case say it, and without them all steps count.`,
    part: ({ names, what }: RemarkFacts) =>
      `By its name this file is one part (${what}) of a net; the index, as a rule "${names}", opens all of it.`,
    'wrong-export': ({ layer }: RemarkFacts) =>
      `"${layer}" has a projection, and the program that exported it is known to write such layers wrongly: do not trust it.`,
  },
}
