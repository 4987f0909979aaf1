/** The colours of the screen: one hue for each cell; none at all where colour is unwanted. */
import type { Cell } from '../../engine/types.ts'
import { type Colors, hueOf } from '../../view/shared/palette.ts'

/** What Ink's Text is given. */
export interface TextStyle {
  readonly color?: string
  readonly bold?: boolean
  readonly dimColor?: boolean
  readonly underline?: boolean
  readonly inverse?: boolean
}

export interface Theme {
  readonly cell: Readonly<Record<Cell, TextStyle>>
  /** The lines of a gradient picture, in their order; words and strokes tell them apart too. */
  readonly series: Readonly<Record<Cell, readonly TextStyle[]>>
  /** Those of a cell's curves: the metric, the loss, what guessing gives. */
  readonly curves: Readonly<Record<Cell, readonly TextStyle[]>>
  readonly quiet: TextStyle
  readonly strong: TextStyle
}

export function themeOf(colors: Colors): Theme {
  if (colors === 'none') {
    const none = { rnn: [], lstm: [] }
    return { cell: { rnn: {}, lstm: {} }, series: none, curves: none, quiet: {}, strong: {} }
  }
  const [rnn, lstm, cell, belt] = (['rnn', 'lstm', 'cell', 'belt'] as const).map((name) => ({
    color: hueOf(name, colors),
  }))
  const curves = (hue: TextStyle) => [hue, { ...hue, dimColor: true }, { dimColor: true }]
  return {
    cell: { rnn: { ...rnn, bold: true }, lstm: { ...lstm, bold: true } },
    series: { rnn: [rnn], lstm: [lstm, cell, belt] },
    curves: { rnn: curves(rnn), lstm: curves(lstm) },
    quiet: { dimColor: true },
    strong: { bold: true },
  }
}
