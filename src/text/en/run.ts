/** What a net of several layers does on a case. Numbers and names come in as they are printed. */

export const run = {
  title: (net: string, format: string, length: number, batch: number) =>
    `${net === '' ? 'The net' : `Net "${net}"`}, ${format}: T = ${length}, B = ${batch}`,
  /** What was differentiated because it was asked for, or for want of that. */
  asked: (expression: string, value: string) => `Differentiated: ${expression} = ${value}.`,
  byLoss: (value: string) =>
    `Differentiated: the loss, ${value}, the mean squared error at the last step of each sequence; --of takes anything else.`,
  byNorm: (value: string) =>
    `The case file has no y, so h[-1].norm is differentiated, the norm of the last layer's last state: ${value}; --of takes anything else.`,
  direction: (title: string, direction: string) => `${title}, ${direction}`,
  ownOrder: 'This direction begins at the end; in its own order, the gradient going back to it:',
  noBelt: 'There is no path from c to c: c is made of h anew at each step.',
  /** A layer by its number, and its direction where it has two. */
  layer: (place: number, direction: string | null) =>
    `layer ${place}${direction === null ? '' : `, ${direction}`}`,
  attribution: {
    /** By size, over all sequences. */
    steps: (half: number, all: number, first: string, share: string) =>
      `Of gradient × input, x_t ⊙ ∂L/∂x_t, half stands at ${half} of ${all} time step${all === 1 ? '' : 's'}, most at t = ${first} (${share}):`,
    nothing: 'Gradient × input, x_t ⊙ ∂L/∂x_t, is 0 at all time steps.',
    features: (listed: string) => `By features of x, counted from 1: ${listed}.`,
    units:
      'The units that carry most, by |c_t ⊙ ∂L/∂c_t| over all time steps (of h where no c goes from step to step):',
    one: (index: string, share: string) => `${index} (${share})`,
    columns: {
      ...{ t: 't', share: 'share', value: 'x_t·∂L/∂x_t' },
      ...{ layer: 'layer', of: 'of', half: 'half on', most: 'most on units' },
    },
    of: { cell: 'c', hidden: 'h' },
    half: (units: number, all: number) => `${units} of ${all}`,
  },
  back: {
    title:
      'The gradient going back; × is the factor for each step since the row above, "unit" that of the largest gradient:',
    columns: {
      ...{ t: 't', hidden: '‖∂L/∂h‖', cell: '‖∂L/∂c‖', factor: '×' },
      ...{ belt: 'belt', rest: 'rest', unit: 'unit' },
    },
  },
  untouched: (layers: readonly string[]) => `No gradient reaches ${layers.join('; ')}.`,
  alike: (size: string) =>
    `Where the sequences begin, the gradient is about as large in all of them: ${size}.`,
  faintest: (least: string, size: string, most: string, largest: string) =>
    `Where the sequences begin, the gradient is smallest in ${least} (${size}) and largest in ${most} (${largest}).`,
}
