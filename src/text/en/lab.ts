/** What the lab's results say. Numbers come in as they are to be printed. */

import { changes } from './lab-changes.ts'
import { gradients } from './lab-gradients.ts'
import { plural } from './plural.ts'

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
    inputBias: (bias: string) => `input bias ${bias}`,
    gain: (gain: string) => `recurrent weights × ${gain} at the start`,
    variant: (name: string) => `variant ${name}`,
    readout: (name: string) => `readout ${name}`,
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
    beforeSurgery: (cell: string) => `What the ${cell} came to was measured before this surgery.`,
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

  /** Equations beside their code. */
  code: {
    about:
      'x is x_t, h and c are those of t − 1 until they are computed; in a batch each row is a sequence. In PyTorch loss.backward() goes back by the same rules. b_i is b_ii + b_hi, and so on.',
    pytorch: 'PyTorch',
    reference: 'float64',
    from: (code: string, file: string) => `${code}  (${file})`,
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
    /** Since a file had the net, or a seed. */
    unchanged: (file: boolean) =>
      `Both columns are the same: nothing has changed the half-lives since the net was ${file ? 'read from its file' : 'made from its seed'}.`,
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

  context: {
    title: 'Bits a character, by how many characters the net has seen',
    about: (characters: number) =>
      `Each of ${plural(characters, 'held-out character')} is asked again and again: of a net that begins, with an empty state, 1, 2, 3, … characters before it.`,
    known: 'seen',
    counted: 'table',
    first: '1 character seen',
    reach: (name: string, step: number, bits: string, reach: number, length: number) =>
      `${name} after ${plural(step, 'step')}: ${bits} bits with all ${length}; ${
        reach === 1
          ? 'more than one changes less than 0.02 bits.'
          : `beyond ${plural(reach, 'character')} more change less than 0.02 bits.`
      }`,
    tables: (symbols: number, uniform: string, tables: readonly string[]) =>
      `Without a net: ${uniform} bits if all ${symbols} symbols were alike; by tables counted in the part that is trained on ${tables.map((bits, known) => `${bits} ${known === 0 ? 'with nothing known' : `with ${known}`}`).join(', ')}.`,
  },

  language: { en: 'The language is English.', 'zh-CN': 'The language is Chinese.' },
  ...gradients,
  ...changes,
}
