/** What the lab says of surgery, of what was changed and of what is kept. */
import { plural } from './plural.ts'

export const changes = {
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
    /** The same of a GRU, whose belt is h. */
    ofGru: {
      'sever-belt':
        'belt severed: h_{t−1} does not go straight on to h_t, the term z_t⊙h_{t−1} is gone',
      'sever-belt-backward':
        'belt severed backwards: no gradient goes straight on from h_t to h_{t−1}; no value changes',
    },
    /** For a title. */
    short: {
      'sever-belt': 'belt severed',
      'sever-gates': 'gates severed',
      'sever-belt-backward': 'belt severed backwards',
      'sever-gates-backward': 'gates severed backwards',
      'plain-output': 'plain output',
    },
    units: (list: string, one: boolean) => `${one ? 'unit' : 'units'} ${list}`,
    times: (from: string, to: string) => (from === to ? `t = ${from}` : `t = ${from}..${to}`),
  },

  surgery: {
    none: 'No surgery is left.',
    what: (cell: string) => `Surgery on the ${cell}:`,
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
}
