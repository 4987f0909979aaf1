/** What the lab's results say. Numbers come in as they are to be printed. */

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

export const lab = {
  names: {
    i: 'input gate i',
    f: 'forget gate f',
    g: 'candidate g',
    o: 'output gate o',
    c: 'cell state c',
    h: 'hidden state h',
    r: 'reset gate r',
    z: 'update gate z',
    n: 'candidate n',
  } as Readonly<Record<string, string>>,
  status: {
    given: 'from a file',
    untrained: 'untrained',
    training: 'in training',
    solved: 'solved',
    unsolved: 'unsolved',
    diverged: 'diverged',
  },
  /**
   * A list of facts that belong together, where a table would not do: "LSTM: step 500; status
   * solved".
   */
  row: (head: string, facts: string) => (facts === '' ? head : `${head}: ${facts}`),
  fact: (name: string, value: string) => `${name} ${value}`,
  /** Between things of different kinds, where `list` stands between things of one kind. */
  comma: ', ',
  more: (count: number) => `… and ${count} more`,
  marks: (list: string) => `cue steps t = ${list}`,
  sequence: (number: number, length: number, marks: string) =>
    `Sequence ${number} of the held-out data, T = ${length}${marks === '' ? '' : `, ${marks}`}.`,
  answer: (net: string, answer: string, target: string) =>
    `The ${net} answers ${answer}; it should be ${target}.`,
  before: 'before',
  after: 'after',

  bench: {
    title: (
      task: string,
      length: number,
      symbols: number | null,
      hidden: number,
      batch: number,
      seed: number,
    ) =>
      `${task}: T = ${length}${symbols === null ? '' : `, K = ${symbols}`}, H = ${hidden}, B = ${batch}, seed ${seed}`,
    settings: (optimizer: string, rate: string, clip: string, init: string, bias: string) =>
      `${optimizer}, learning rate ${rate}, clip ${clip}, init ${init}, forget bias ${bias}`,
    gain: (gain: string) => `recurrent weights × ${gain} at the start`,
    variant: (name: string) => `variant ${name}`,
    restarted: 'The nets start anew: training depends on what has changed.',
    undone: (line: string) => `Undone: ${line}`,
    redone: (line: string) => `Done again: ${line}`,
    loaded: (file: string) => `Loaded: ${file}`,
    columns: {
      cell: 'cell',
      step: 'step',
      status: 'status',
      loss: 'loss',
      parameters: 'weights',
      digest: 'digest',
    },
    untrained: (cells: string) => `Untrained: ${cells}.`,
    surgery: 'Surgery:',
    changes: (undo: number, redo: number, forgotten: number) =>
      `To undo: ${plural(undo, 'change')}${forgotten > 0 ? ', older ones were let go' : ''}${redo > 0 ? `; to redo: ${plural(redo, 'change')}` : ''}.`,
    digest: (digest: string) => `Digest: ${digest}`,
  },

  /** A net from a file. */
  given: {
    welcome:
      'A net of yours on a workbench. Try: gates, memory, sever belt, gradient, undo; help lists everything.',
    now: 'now',
    title: (weights: string, input: string) => `A net from ${weights}, on the case ${input}`,
    layer: (
      format: string,
      step: number,
      steps: number,
      name: string,
      input: number,
      hidden: number,
    ) =>
      `Layer ${step} of ${steps} of the file (${format})${name === '' ? '' : `, "${name}"`}: ${input} → ${hidden}.`,
    sequences: (count: number, length: number) =>
      `The case has ${plural(count, 'sequence')} of up to ${plural(length, 'step')}; probes that speak of held-out sequences mean these.`,
    readout: (name: string, outputs: number) =>
      `Its readout is the linear layer${name === '' ? '' : ` "${name}"`} behind it (${plural(outputs, 'output')}).`,
    identity: (hidden: number) =>
      `No linear layer alone stands behind it, so h itself is read out (${plural(hidden, 'output')}).`,
    asked: "The loss is the mean squared error against the case's y at each sequence's end.",
    unasked:
      'The case has no y, so the loss is the mean square of the outputs at the end of each sequence.',
    tanh: 'The file does not say which function its RNN has; tanh is assumed.',
    variant:
      'The file is of a version of gatelab that did not write which LSTM it holds, nor what surgery was done; the standard LSTM is assumed.',
    sequence: (number: number, length: number) => `Sequence ${number} of the case, T = ${length}.`,
    memory: (count: number, all: number) =>
      `${count} of ${plural(all, 'unit')} ${count === 1 ? 'remembers' : 'remember'} over all of the case; before is the net as its file has it.`,
  },

  training: {
    title: (metric: string) => `Held-out data: ${metric} by step`,
    moved: (cell: string, from: number, to: number, rate: string) =>
      from === to
        ? `${cell}: stays at step ${to}`
        : `${cell}: step ${from} to ${to}, ${rate} steps/s`,
    stopped: 'Stopped before it was through; what was learnt stays.',
  },

  gradient: {
    title: (length: number, batch: number) =>
      `Gradient norm at t for one batch, T = ${length}, ${plural(batch, 'sequence')}`,
    hidden: '∂L/∂h of each cell',
    hiddenOf: (cell: string) => `∂L/∂h of the ${cell}`,
    paths: (cell: string) => `∂L/∂c of the ${cell}: all of it, the belt, and the rest`,
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
    looking: 'The gates see the cell state, too: f and i that of t − 1, o the new one.',
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
    columns: {
      step: 'step',
      largest: 'largest',
      gain: 'gain',
      product: 'product',
      measured: 'measured',
    },
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
      `a gradient by ${largest} at most${smallest === null ? '' : ` and ${smallest} at least`}${gain === null ? '' : `, this one by ${gain}`}`,
    slope: (own: string, stretch: string) =>
      `The step to t − 1 multiplies by W_hhᵀ diag(1 − h_t²): ${stretch}. The unit's own slope is 1 − h_t² = ${own}.`,
    update: (own: string, stretch: string) =>
      `The step to t − 1 multiplies ${stretch}. The unit's update gate passes z_t = ${own} of it straight on.`,
    belt: (own: string, stretch: string) =>
      `Down the belt the step to t − 1 multiplies this unit by f_t = ${own}; ${stretch}.`,
    full: (stretch: string) =>
      `By every way, gates and h included, ∂c_t/∂c_{t−1} multiplies ${stretch}.`,
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

  states: {
    sorted: {
      'half-life': 'Units from the longest half-life of their forget gate at the top.',
      value: 'Units from the largest value at t = T at the top.',
    },
    unsorted: (cell: string) => `Those of the ${cell}, which has no gate, as they are numbered.`,
    strip: (name: string, mean: string, low: string, lowAt: string, high: string, highAt: string) =>
      `${name}: mean ${mean}, from ${low} (${lowAt}) to ${high} (${highAt}).`,
    place: (t: number, unit: number) => `t = ${t}, unit ${unit}`,
    of: (cell: string, name: string) => `${cell}, ${name}`,
    histogram: (name: string) => `${name}: how often it has which value`,
    fullest: (count: number, all: number, name: string, from: string, to: string) =>
      `Most often, ${count} times of ${all}, the ${name} is between ${from} and ${to}.`,
  },

  memory: {
    title: (lag: number) => `Memory in time steps; the task's lag is ${lag}`,
    columns: { what: 'half-life', before: 'before', after: 'after' },
    median: 'median',
    longest: 'longest',
    longEnough: 'units with at least the lag',
    endless: '∞',
    of: (count: number, all: number) => `${count} of ${all}`,
    afterSteps: (step: number) => `after ${plural(step, 'step')}`,
    histogram: (when: string) => `Half-lives of the units, ${when}`,
    /** Of a GRU. */
    update:
      'In a GRU h_t = (1 − z)⊙n + z⊙h_{t−1}: the update gate z keeps, so half-lives are those of z.',
    /** `gate`: f, or z of a GRU. */
    needed: (gate: string, lag: number, kept: string, bias: string) =>
      `To keep half over ${plural(lag, 'time step')} a unit needs ${gate} ≥ 2^(−1/${lag}) = ${kept}: a bias of ln(${gate}/(1−${gate})) = ${bias} or more.`,
    have: (bias: string, count: number, all: number, step: number, update: boolean) =>
      `The ${update ? 'bias of z (--forget-bias)' : 'forget bias'} starts at ${bias}; after ${plural(step, 'step')} ${count} of ${plural(all, 'unit')} ${count === 1 ? 'remembers' : 'remember'} long enough.`,
    suggestions: 'To set what is needed:',
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

  operation: {
    clamp: (gate: string, value: string) => `${gate} clamped to ${value}`,
    scale: (gate: string, value: string) => `${gate} scaled by ${value}`,
    'sever-belt': 'belt severed: nothing goes from c_{t−1} to c_t',
    'sever-gates': 'gates severed: nothing goes from h_{t−1} to the gates',
    'sever-belt-backward':
      'belt severed backwards: no gradient goes from c_t to c_{t−1} along it; no value changes',
    'sever-gates-backward':
      'gates severed backwards: no gradient goes from the gates to h_{t−1}; no value changes',
    'plain-output': 'plain output: h_t = o⊙c_t, without the tanh',
    units: (list: string, one: boolean) => `${one ? 'unit' : 'units'} ${list}`,
    times: (from: string, to: string) => (from === to ? `t = ${from}` : `t = ${from}..${to}`),
  },

  surgery: {
    none: 'No surgery is left.',
    what: 'Surgery on the LSTM:',
    columns: { what: '', before: 'before', after: 'after', full: 'cut both ways', uncut: 'uncut' },
    /** Curves beside one another, where a cut is on the way back alone. */
    beside: {
      title: (quantity: string) => `${quantity}, uncut, cut on the way back alone, and both ways`,
      uncut: 'uncut',
      backward: 'way back alone',
      full: 'both ways',
      metric: (name: string, backward: string, full: string) =>
        `Cut on the way back alone the ${name} is ${backward}, as uncut; cut both ways it is ${full}.`,
      path: (quantity: string, uncut: string, backward: string, full: string) =>
        `At t = 1 ${quantity} is ${uncut} uncut, ${backward} cut on the way back alone, and ${full} cut both ways.`,
      trends: (uncut: string, backward: string, full: string) =>
        `Uncut, ∂L/∂h ${uncut}; cut on the way back alone, it ${backward}; cut both ways, it ${full}.`,
    },
    loss: 'loss',
    cellAt1: '∂L/∂c at t = 1',
    hiddenAt1: '∂L/∂h at t = 1',
    title: (quantity: string) => `${quantity}, before and after`,
    metric: (name: string, before: string, after: string) =>
      before === after
        ? `The ${name} stays at ${after}.`
        : `The ${name} goes from ${before} to ${after}.`,
    path: (quantity: string, before: string, after: string) =>
      `At t = 1 ${quantity} was ${before} and is ${after} now.`,
    trends: (before: string, after: string) => `Before, ∂L/∂h ${before}; after, it ${after}.`,
  },

  history: {
    none: 'Nothing has been done yet.',
    start: '(start)',
    present: (undo: number, redo: number) =>
      `▸ is the present: ${plural(undo, 'change')} before it${redo > 0 ? `, ${redo} undone` : ''}.`,
    presentLine: 'present',
    undone: 'undone',
  },

  diff: {
    title: (back: number) =>
      `What the last ${back === 1 ? 'change has' : `${back} changes have`} changed`,
    columns: { what: 'what', before: 'before', after: 'after' },
    none: 'Nothing differs.',
    distance: (cell: string, distance: string) =>
      `${cell}: the weights have moved by ${distance} (L2 norm)`,
    yes: 'yes',
    no: 'no',
  },

  receipt: {
    line: (line: string) => `Receipt for: ${line}`,
    equations: 'Equations:',
    operands: 'With:',
    columns: { name: 'name', value: 'value' },
    spec: 'Spec:',
    seed: (seed: number) => `Seed: ${seed}`,
    digest: (digest: string) => `Digest: ${digest}`,
    simd: (bits: number) => `Computed with vectors of ${bits} bits.`,
    again: 'The same again:',
    same: 'Checked: it came out the same.',
    differs: 'Checked: it did not come out the same. What differs:',
  },

  file: {
    save: (path: string, bytes: number) =>
      `Saved the workbench to ${path} (${plural(bytes, 'byte')}).`,
    export: (what: string, path: string, bytes: number) =>
      `Exported ${what} to ${path} (${plural(bytes, 'byte')}).`,
    what: {
      workbench: 'the workbench',
      weights: 'the weights',
      data: 'the data',
      picture: 'the picture',
    },
  },

  language: { en: 'The language is English.', 'zh-CN': 'The language is Chinese.' },
}
