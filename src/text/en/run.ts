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
  untouched: (layers: readonly string[]) => `No gradient reaches ${layers.join('; ')}.`,
  alike: (size: string) =>
    `Where the sequences begin, the gradient is about as large in all of them: ${size}.`,
  faintest: (least: string, size: string, most: string, largest: string) =>
    `Where the sequences begin, the gradient is smallest in ${least} (${size}) and largest in ${most} (${largest}).`,
}
