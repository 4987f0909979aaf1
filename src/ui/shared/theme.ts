/** The colours of the screen: one hue for each cell; none at all where colour is unwanted. */
import type { Cell } from '../../engine/types.ts'

/** What Ink's Text is given. */
export interface TextStyle {
  readonly color?: string
  readonly bold?: boolean
  readonly dimColor?: boolean
  readonly inverse?: boolean
}

export interface Theme {
  readonly cell: Readonly<Record<Cell, TextStyle>>
  /** The lines of a chart, in their order, for each cell; words or signs tell them apart too. */
  readonly series: Readonly<Record<Cell, readonly TextStyle[]>>
  readonly quiet: TextStyle
  readonly strong: TextStyle
}

export function themeOf(color: boolean): Theme {
  if (!color) {
    return { cell: { rnn: {}, lstm: {} }, series: { rnn: [], lstm: [] }, quiet: {}, strong: {} }
  }
  return {
    cell: { rnn: { color: 'yellow', bold: true }, lstm: { color: 'cyan', bold: true } },
    series: {
      rnn: [{ color: 'yellow' }, { color: 'red' }, { color: 'white' }],
      lstm: [{ color: 'cyan' }, { color: 'blueBright' }, { color: 'green' }],
    },
    quiet: { dimColor: true },
    strong: { bold: true },
  }
}
