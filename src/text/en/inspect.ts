/** What a net of one's own shows. Numbers and names come in as they are to be printed. */

/** After "every": "3.1 steps", "step". */
const steps = (every: string) => (every === '1' ? 'step' : `${every} steps`)
const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ')

export const inspect = {
  title: (cell: string, hidden: number, length: number, batch: number) =>
    `${cell}: H = ${hidden}, T = ${length}, B = ${batch}`,
  /** A cell, and which of its kind it is. */
  kind: (cell: string, which: string) => `${cell} (${which})`,
  assumed: {
    nonlinearity:
      'The weights file does not say which function this RNN has: tanh is assumed; --nonlinearity relu reads it as relu.',
    variant:
      'The weights file is of a version of gatelab that did not write which LSTM it holds, nor what surgery was done: the standard LSTM is assumed; --variant NAME reads it as another.',
  },
  trained: (task: string, length: string) =>
    `Trained on ${task}, length ${length}, as the file says.`,
  /** Operations have commas of their own. */
  surgery: (operations: readonly string[], more: number) =>
    `Surgery of the weights file: ${operations.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
  standardized: (target: boolean): string =>
    target
      ? 'Inputs and answers are standardised as the weights file says: loss and predictions are in those units.'
      : 'Inputs are standardised as the weights file says.',
  fromLast: 'Before that, each sequence is taken less its last input.',
  readout: (name: string) => `Readout: "${name}".`,
  unused: (names: readonly string[]) => `Not used of the weights file: ${quoted(names)}.`,
  /** Fields, each with the known one that it resembles. */
  ignored: (
    fields: readonly { readonly name: string; readonly meant: string | null }[],
    more: number,
  ) => {
    const named = fields
      .map(({ name, meant }) => `"${name}"${meant ? ` (did you mean "${meant}"?)` : ''}`)
      .join(', ')
    return `Not understood in the case file, and not used: ${named}${more > 0 ? ` and ${more} more` : ''}.`
  },
  initial: (names: readonly string[]) =>
    `The sequences begin at the ${names.join(' and ')} of the case file.`,
  lengths: (lengths: string) =>
    `Time steps of each sequence: ${lengths}. Behind its end a sequence has no states and no gradient.`,
  noAnswer: 'The case file has no y: there is no loss and no gradient.',
  loss: (loss: string) => `Mean squared error: ${loss}`,
  prediction: (sequence: number, values: string) =>
    `Prediction for sequence ${sequence}: ${values}`,
  more: (count: number) => `… and ${count} more`,
  pictures: (batch: number) =>
    `${batch === 1 ? 'The sequence' : 'The first sequence'}, t from left to right, units from top to bottom.`,
  strip: (name: string, mean: string, lo: string, hi: string, ramp: string) =>
    `${name}, mean ${mean} (${lo} "${ramp}" ${hi})`,
  names: {
    i: 'input gate i',
    f: 'forget gate f',
    g: 'candidate g',
    o: 'output gate o',
    r: 'reset gate r',
    z: 'update gate z',
    n: 'candidate n',
    cellState: 'cell state c',
    hiddenState: 'hidden state h',
  },
  halfLife: (mean: string, every: string) =>
    `The forget gate is ${mean} on the (geometric) mean: the belt alone halves a gradient every ${steps(every)}.`,
  noDecay: 'The forget gate is 1 throughout: the belt alone keeps a gradient whole.',
  shut: 'The forget gate is 0 somewhere: there the belt is cut.',
  /** Of the GRU, in which h_t = (1 − z)⊙n + z⊙h_{t−1}. */
  update: {
    halfLife: (mean: string, every: string) =>
      `The update gate z is ${mean} on the (geometric) mean: the path z⊙h alone halves a gradient every ${steps(every)}.`,
    noDecay: 'The update gate z is 1 throughout: the path z⊙h alone keeps a gradient whole.',
    shut: 'The update gate z is 0 somewhere: there the path z⊙h is cut.',
  },
  profile: 'Gradient norm at t',
  belt: (belt: string, rest: string) =>
    `At t = 1 the belt brings ${belt}, gates and hidden states bring ${rest}.`,
  parameters: 'Largest gradient of each weight:',
  parameter: (name: string, size: string) => `${name} ${size}`,
}
